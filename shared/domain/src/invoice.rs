//! Invoices as the inbox holds them: the facts a list shows, and where the document lies.

use std::fmt;

use jiff::{Timestamp, civil::Date};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use utoipa::ToSchema;

use crate::{hex::hex, ids::WorkspaceId, szamlazz::SzamlazzPart};

/// Which way an invoice goes, seen from the workspace's company.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// The company is the customer.
    Inbound,
    /// The company is the supplier.
    Outbound,
}

impl Direction {
    /// Both directions.
    pub const BOTH: [Self; 2] = [Self::Inbound, Self::Outbound];

    /// The name used in keys and queries.
    pub fn name(self) -> &'static str {
        match self {
            Self::Inbound => "inbound",
            Self::Outbound => "outbound",
        }
    }
}

/// What a document does to the books.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Operation {
    /// A new invoice.
    Create,
    /// A corrective invoice: its amounts are differences.
    Modify,
    /// A cancellation invoice (storno).
    Storno,
}

/// An invoice's identity at NAV, which repeated deliveries share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoiceIdentity<'a> {
    /// Seen from which side.
    pub direction: Direction,
    /// The supplier's tax number, 8 digits.
    pub supplier_tax_number: &'a str,
    /// The invoice's number. In a batch, the number of the document that holds all.
    pub number: &'a str,
    /// The place within a batch document, from 1.
    pub batch_index: Option<u32>,
}

impl InvoiceIdentity<'_> {
    /// The identifier that follows from the identity. The date of issue is no part of it: a report that was
    /// annulled and sent again with another date is the same invoice.
    pub fn id(&self) -> InvoiceId {
        let batch = self.batch_index.map(|index| index.to_string()).unwrap_or_default();
        let fingerprint = fingerprint(&[self.supplier_tax_number, self.number, &batch]);
        InvoiceId(format!("{}-{}", self.direction.name(), hex(&fingerprint)))
    }

    /// A fingerprint of this identity as reported in one transaction: a report that was annulled and sent
    /// again has the same identity and another fingerprint.
    pub fn report(&self, transaction: &str, index: u32) -> [u8; 16] {
        fingerprint(&[self.id().as_str(), transaction, &index.to_string()])
    }
}

/// 128 bits of SHA-256 over the parts, each closed by a zero byte.
fn fingerprint(parts: &[&str]) -> [u8; 16] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
        hash.update([0]);
    }
    let mut short = [0; 16];
    short.copy_from_slice(&hash.finalize()[..16]);
    short
}

/// Names an invoice within a workspace: direction and 32 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = String, example = "inbound-9f86d081884c7d659a2feaa0c55ad015")]
pub struct InvoiceId(String);

impl InvoiceId {
    /// Reads an identifier from a request. Whatever has its characters passes: an unknown one is not found.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        (plain && (40..=41).contains(&text.len())).then(|| Self(text.to_owned()))
    }

    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for InvoiceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A party as an invoice names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Party {
    /// The name, if the document gives one: private persons stay nameless at NAV.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<String>,
    /// Hungarian tax number, EU VAT number or a third country's, as the document has it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub tax_number: Option<String>,
}

/// Net, VAT and gross in one currency. What the document does not state is absent, never computed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Amounts {
    /// Net of VAT.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(value_type = Option<String>, example = "100000.00")]
    pub net: Option<Decimal>,
    /// VAT.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(value_type = Option<String>, example = "27000.00")]
    pub vat: Option<Decimal>,
    /// Gross.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(value_type = Option<String>, example = "127000.00")]
    pub gross: Option<Decimal>,
}

/// What the people of the workspace have done with an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Nobody has dealt with it yet.
    New,
    /// It is in the books.
    Processed,
}

/// Whether the document behind an invoice could be had and read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase", tag = "state")]
pub enum Reading {
    /// Read in full.
    Complete,
    /// NAV lists the invoice and has not handed out a readable document yet; it is asked again.
    Awaited {
        /// What NAV or the reader said last.
        code: String,
    },
    /// The document cannot be read, and asking again would not help: a person has to look at it.
    Refused {
        /// Why.
        code: String,
        /// Since when.
        since: Timestamp,
    },
}

/// A document that was refused, as operators list it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RefusedDocument {
    /// Whose invoice.
    pub workspace: WorkspaceId,
    /// The invoice.
    pub invoice: InvoiceId,
    /// The invoice's number.
    #[schema(example = "2026/00123")]
    pub number: String,
    /// Why it was refused.
    #[schema(example = "NOT_AN_INVOICE")]
    pub code: String,
    /// Since when.
    pub since: Timestamp,
}

/// Where the document's bytes lie, exactly as NAV sent them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentRef {
    /// The object that packs the documents of one page.
    pub pack: String,
    /// First byte within the pack.
    pub offset: u64,
    /// Number of bytes.
    pub length: u64,
    /// Whether the bytes are compressed with gzip.
    pub gzip: bool,
}

/// The report that NAV received: which transaction, and when it was stored there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Report {
    /// NAV's transaction.
    pub transaction: String,
    /// The place within the transaction, from 1.
    pub index: u32,
    /// When NAV stored it (`insDate`).
    pub at: Timestamp,
}

/// An invoice in the inbox.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InboxInvoice {
    /// The identifier.
    pub id: InvoiceId,
    /// Inbound or outbound.
    pub direction: Direction,
    /// The invoice's number.
    pub number: String,
    /// The place within a batch document, from 1.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub batch_index: Option<u32>,
    /// New, corrective or cancellation.
    pub operation: Operation,
    /// The invoice that a correction or cancellation refers to.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub original_number: Option<String>,
    /// Which modification of the original this is, from 1.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub modification_index: Option<u32>,
    /// Date of issue.
    pub issue_date: Date,
    /// Date of supply.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub delivery_date: Option<Date>,
    /// When payment is due.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub payment_date: Option<Date>,
    /// NAV's payment method, such as TRANSFER.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub payment_method: Option<String>,
    /// Who supplied. The first 8 digits of its tax number are part of the identity.
    pub supplier: Party,
    /// Who bought.
    pub customer: Party,
    /// Currency, ISO 4217.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub currency: Option<String>,
    /// Amounts in the invoice's currency.
    pub amounts: Amounts,
    /// Amounts in forints, as reported.
    pub amounts_huf: Amounts,
    /// The report at NAV that this state comes from; none where NAV has not told of it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub report: Option<Report>,
    /// What Számlázz.hu tells of it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub szamlazz: Option<SzamlazzPart>,
    /// Read, awaited or refused.
    pub reading: Reading,
    /// Codes of what contradicts itself inside the document.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub contradictions: Vec<String>,
    /// Where the bytes lie.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub document: Option<DocumentRef>,
    /// What people did with it.
    pub status: Status,
    /// The member of the company's VAT group that the invoice belongs to, where that is another company: NAV
    /// shows a member the invoices of the whole group.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub other_member: Option<String>,
    /// When it was found that NAV does not count it as valid any more: its issuer annulled the report
    /// technically. It stays here, for a person to see.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub withdrawn_at: Option<Timestamp>,
    /// It was issued before the day from which invoices arrive, and is here only for the chain of corrections
    /// that it belongs to: no list shows it.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub before_start: bool,
    /// Earlier reports of the same invoice, newest last, with their documents.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub superseded: Vec<Superseded>,
}

/// A report that a later one replaced. Its document is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Superseded {
    /// The earlier report.
    pub report: Report,
    /// Its document.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub document: Option<DocumentRef>,
}

impl InboxInvoice {
    /// The other party, seen from the workspace's company.
    pub fn other_party(&self) -> &Party {
        match self.direction {
            Direction::Inbound => &self.supplier,
            Direction::Outbound => &self.customer,
        }
    }

    /// How operators list its document, if that was refused.
    pub fn refused_document(&self, workspace: WorkspaceId) -> Option<RefusedDocument> {
        let Reading::Refused { code, since } = &self.reading else { return None };
        Some(RefusedDocument {
            workspace,
            invoice: self.id.clone(),
            number: self.number.clone(),
            code: code.clone(),
            since: *since,
        })
    }

    /// The first 8 digits of the supplier's tax number, by which NAV finds the document.
    pub fn supplier_core(&self) -> Option<&str> {
        self.supplier.tax_number.as_deref().and_then(|number| number.get(..8))
    }

    /// The identifier of the invoice that begins its chain of corrections: of itself where it is no
    /// correction. A batch document can correct the invoice of another document, never one of a batch.
    pub fn chain_base(&self) -> InvoiceId {
        let (Some(number), Some(supplier_tax_number)) = (&self.original_number, self.supplier_core()) else {
            return self.id.clone();
        };
        let direction = self.direction;
        InvoiceIdentity { direction, supplier_tax_number, number, batch_index: None }.id()
    }

    /// Whether lists show it.
    pub fn is_listed(&self) -> bool {
        !self.before_start && !self.awaits_nav()
    }

    /// Whether it is here only until NAV tells of it.
    pub fn awaits_nav(&self) -> bool {
        self.report.is_none() && self.szamlazz.as_ref().is_some_and(|part| part.awaits_nav)
    }

    /// Whether its image is here.
    pub fn has_image(&self) -> bool {
        self.szamlazz.as_ref().is_some_and(|part| part.image.is_some())
    }

    /// What NAV tells now, in place of `earlier`: an earlier report, which is kept, and people look at the
    /// invoice anew; or what Számlázz.hu alone had told, which it completes. Of a long history the latest
    /// reports are listed.
    pub fn superseding(mut self, earlier: Self) -> Self {
        const LISTED: usize = 20;
        let listed = earlier.is_listed();
        self.szamlazz = earlier.szamlazz.map(|part| SzamlazzPart { awaits_nav: false, ..part });
        // What a list shows does not vanish from it.
        self.before_start &= !listed;
        let Some(report) = earlier.report else {
            self.status = earlier.status;
            return self;
        };
        // One that is here for its chain only begins to be listed: nobody has seen it.
        if earlier.before_start {
            return self;
        }
        self.superseded = earlier.superseded;
        self.superseded.push(Superseded { report, document: earlier.document });
        let surplus = self.superseded.len().saturating_sub(LISTED);
        self.superseded.drain(..surplus);
        self
    }
}

/// The place of an invoice in a list by date of issue.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = String, example = "2026-11-03-inbound-9f86d081884c7d659a2feaa0c55ad015")]
pub struct ListPlace(String);

impl ListPlace {
    /// The place of an invoice.
    pub fn of(invoice: &InboxInvoice) -> Self {
        Self(format!("{}-{}", invoice.issue_date, invoice.id))
    }

    /// Before every invoice that was issued on the date.
    pub fn before(date: Date) -> Self {
        Self(date.to_string())
    }

    /// Behind every invoice that was issued on the date: '~' sorts behind every character of a place.
    pub fn behind(date: Date) -> Self {
        Self(format!("{date}~"))
    }

    /// Behind this place and before every other: a list that ends there begins with its invoice.
    pub fn just_behind(&self) -> Self {
        Self(format!("{}~", self.0))
    }

    /// Reads a place from a request.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, id) = text.split_at_checked(11)?;
        date.strip_suffix('-')?.parse::<Date>().ok()?;
        InvoiceId::parse(id).map(|_| Self(text.to_owned()))
    }

    /// The place as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(number: &str, batch_index: Option<u32>) -> InvoiceIdentity<'_> {
        InvoiceIdentity {
            direction: Direction::Inbound,
            supplier_tax_number: "12892312",
            number,
            batch_index,
        }
    }

    #[test]
    fn what_identifies_an_invoice_makes_its_id() {
        let id = identity("A-1", None).id();
        assert!(id.as_str().starts_with("inbound-"));
        assert_eq!(InvoiceId::parse(id.as_str()), Some(id.clone()));
        assert_ne!(id, identity("A-2", None).id());
        assert_ne!(id, identity("A-1", Some(1)).id());
        let other_side = InvoiceIdentity { direction: Direction::Outbound, ..identity("A-1", None) };
        assert_ne!(id, other_side.id());
        assert_eq!(InvoiceId::parse(other_side.id().as_str()), Some(other_side.id()));
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(identity("A-1", Some(1)).id(), identity("A-11", None).id());
    }

    #[test]
    fn a_second_report_is_told_from_the_first() {
        let invoice = identity("A-1", None);
        assert_eq!(invoice.report("T1", 1), invoice.report("T1", 1));
        assert_ne!(invoice.report("T1", 1), invoice.report("T2", 1));
        assert_ne!(invoice.report("T1", 1), invoice.report("T1", 2));
    }

    #[test]
    fn ids_from_outside_are_plain() {
        assert_eq!(InvoiceId::parse("../../other"), None);
        assert_eq!(InvoiceId::parse(&"a".repeat(61)), None);
    }
}
