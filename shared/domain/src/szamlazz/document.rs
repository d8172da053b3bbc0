//! What is kept of each document that Számlázz.hu tells of.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Stream;
use crate::{
    hex::hex,
    ids::WorkspaceId,
    invoice::{InvoiceId, Operation, Party},
};

/// Where the XML of one delivery lies. Its name begins with the moment it was received, so a later state has
/// the greater name, and ends with a digest of its bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PushedObject(pub String);

/// Hexadecimal digits of the digest.
const DIGEST: usize = 32;

impl PushedObject {
    /// The place of what the link pushed for a workspace at a moment. `digest` is of its bytes, 16 of them.
    pub fn pushed(workspace: WorkspaceId, at: Timestamp, digest: &[u8]) -> Self {
        Self::named(workspace, at, digest, PUSHED)
    }

    /// The place of what the Agent answered at a moment.
    pub fn answered(workspace: WorkspaceId, at: Timestamp, digest: &[u8]) -> Self {
        Self::named(workspace, at, digest, ANSWERED)
    }

    /// The place of what cannot be read: however often it comes, it lies there once.
    pub fn unreadable(workspace: WorkspaceId, digest: &[u8]) -> Self {
        Self(format!("{}{}{UNREADABLE}", prefix(workspace), hex(digest)))
    }

    fn named(workspace: WorkspaceId, at: Timestamp, digest: &[u8], end: &str) -> Self {
        let at = at.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%S%3f");
        Self(format!("{}{at}-{}{end}", prefix(workspace), hex(digest)))
    }

    /// Whose delivery lies at that place of the bucket; none where it is no delivery.
    pub fn read(key: &str) -> Option<(WorkspaceId, Self)> {
        let (workspace, _) = key.strip_prefix(FOLDER)?.split_once('/')?;
        Some((workspace.parse().ok()?, Self(key.to_owned())))
    }

    /// Whether it is the Agent's answer, which was asked for: no start date keeps it out.
    pub fn is_answer(&self) -> bool {
        self.0.ends_with(ANSWERED)
    }

    /// Whether it cannot be read.
    pub fn is_unreadable(&self) -> bool {
        self.0.ends_with(UNREADABLE)
    }

    /// The digest of its bytes.
    pub fn digest(&self) -> &str {
        let end = self.0.rfind('.').and_then(|end| self.0[..end].rfind('.')).unwrap_or_default();
        self.0[..end].get(end.saturating_sub(DIGEST)..).unwrap_or_default()
    }
}

/// The folder of the bucket in which deliveries lie.
pub const FOLDER: &str = "pushes/";
const PUSHED: &str = ".push.xml";
const ANSWERED: &str = ".answer.xml";
const UNREADABLE: &str = ".unreadable.xml";

fn prefix(workspace: WorkspaceId) -> String {
    format!("{FOLDER}{workspace}/")
}

/// The kinds of documents (`alap/tipus`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = SzamlazzDocumentKind)]
pub enum DocumentKind {
    /// SZ: an invoice.
    Invoice,
    /// SS: a cancellation invoice.
    Storno,
    /// HS and JS: a corrective invoice.
    Corrective,
    /// ES: an invoice for an advance.
    Advance,
    /// VS: the invoice that settles advances.
    Final,
    /// D: a request for payment, which is no invoice.
    Proforma,
    /// SL: a delivery note.
    DeliveryNote,
}

impl DocumentKind {
    /// The kind of a code; what Számlázz.hu may add is taken as an invoice, so that a person sees it.
    pub fn of(code: Option<&str>) -> Self {
        match code.unwrap_or_default() {
            "SS" => Self::Storno,
            "HS" | "JS" => Self::Corrective,
            "ES" => Self::Advance,
            "VS" => Self::Final,
            "D" => Self::Proforma,
            "SL" => Self::DeliveryNote,
            _ => Self::Invoice,
        }
    }

    /// Whether it is an invoice in law: only these are reported to NAV.
    pub fn is_invoice(self) -> bool {
        !matches!(self, Self::Proforma | Self::DeliveryNote)
    }

    /// What it does to the books.
    pub fn operation(self) -> Operation {
        match self {
            Self::Storno => Operation::Storno,
            Self::Corrective => Operation::Modify,
            _ => Operation::Create,
        }
    }
}

/// How a document stands to the inbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It is in the inbox by its own data.
    Source,
    /// It is attached to an invoice that NAV told of.
    Attached,
    /// NAV is the source, and has not told of it yet.
    AwaitsNav,
    /// It is no invoice: the inbox does not show it.
    NoInvoice,
    /// Another company issued or received it: it is kept apart.
    OtherCompany,
    /// It was deleted at Számlázz.hu.
    Deleted,
}

/// What is kept of a document, one for each `alap/id` of a stream.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SzamlazzDocument {
    /// By which stream it came.
    pub stream: Stream,
    /// Its number there.
    pub id: i64,
    /// The invoice that it is part of, if it is.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub invoice: Option<InvoiceId>,
    /// How it stands to the inbox.
    pub standing: Standing,
    /// Its latest state.
    pub object: PushedObject,
    /// When it was first told.
    pub since: Timestamp,
}

impl SzamlazzDocument {
    /// Its name among the documents of the workspace.
    pub fn name(stream: Stream, id: i64) -> String {
        match stream {
            Stream::Incoming => format!("incoming-{id}"),
            _ => format!("outgoing-{id}"),
        }
    }
}

/// A document that found no record of NAV, or cannot be one of the company's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unmatched {
    /// Its name.
    pub name: String,
    /// Its number, if it could be read.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub number: Option<String>,
    /// What kind of document it is.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub kind: Option<DocumentKind>,
    /// Date of issue.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub issue_date: Option<Date>,
    /// The other party.
    #[serde(default)]
    pub partner: Party,
    /// Its total.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub gross: Option<Decimal>,
    /// The currency of that.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub currency: Option<String>,
    /// Why.
    pub reason: Reason,
    /// The invoice that it will be part of, where it waits for one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub invoice: Option<InvoiceId>,
    /// Where its XML lies.
    pub object: PushedObject,
    /// Since when.
    pub since: Timestamp,
}

impl Unmatched {
    /// One of which no more is known.
    pub fn new(name: String, reason: Reason, object: PushedObject, since: Timestamp) -> Self {
        Self {
            name,
            number: None,
            kind: None,
            issue_date: None,
            partner: Party::default(),
            gross: None,
            currency: None,
            reason,
            invoice: None,
            object,
            since,
        }
    }
}

/// Why a document has no place in the inbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// NAV has no record of that supplier and number.
    NotAtNav,
    /// Its supplier has no Hungarian tax number: nobody reports it to NAV.
    NoTaxNumber,
    /// A test account issued it.
    Test,
    /// The company is neither its supplier nor its customer.
    OtherCompany,
    /// It cannot be read.
    Unreadable,
}

impl Reason {
    /// Its name, as it is serialised; its text bears it behind `unmatched-`.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotAtNav => "not-at-nav",
            Self::NoTaxNumber => "no-tax-number",
            Self::Test => "test",
            Self::OtherCompany => "other-company",
            Self::Unreadable => "unreadable",
        }
    }

    /// Whether it may go by itself, so that a day has to pass before it is told.
    pub fn may_pass(self) -> bool {
        matches!(self, Self::NotAtNav | Self::NoTaxNumber | Self::Test)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_later_delivery_has_the_greater_name() {
        let workspace = WorkspaceId(Uuid::from_u128(1));
        let at = |second| Timestamp::from_second(second).unwrap();
        let [first, second] = [999_999_999, 1_000_000_000].map(at);
        let earlier = PushedObject::pushed(workspace, first, &[9; 16]);
        let later = PushedObject::answered(workspace, second, &[1; 16]);
        assert!(earlier < later);
        assert_eq!(PushedObject::read(&later.0), Some((workspace, later.clone())));
        assert_eq!((earlier.digest(), later.digest()), (&*"09".repeat(16), &*"01".repeat(16)));
        assert!(later.is_answer() && !earlier.is_answer());
        let unreadable = PushedObject::unreadable(workspace, &[7; 16]);
        assert!(unreadable.is_unreadable() && unreadable.digest() == "07".repeat(16));
        assert_eq!(PushedObject::read("packs/x/y"), None);
    }
}
