//! Which invoices a list shows.

use domain::{
    identifier::tax_number::plain,
    invoice::{Direction, InboxInvoice, Party, Status},
    szamlazz::PaidState,
};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::view::Source;

/// The filters of the list; an invoice has to pass all that are given.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// Inbound or outbound only.
    #[param(inline)]
    pub direction: Option<Direction>,
    /// Issued on or after this date.
    pub issued_from: Option<Date>,
    /// Issued on or before this date.
    pub issued_to: Option<Date>,
    /// The other party: the beginning of its tax number, or a part of its name.
    pub partner: Option<String>,
    /// New or processed only.
    #[param(inline)]
    pub status: Option<Status>,
    /// With `all`, also the invoices of other members of the company's VAT group: NAV shows them to each.
    #[param(inline)]
    pub members: Option<Members>,
    /// With true, only what was withdrawn at NAV; with false, only the rest.
    pub withdrawn: Option<bool>,
    /// Only what this source knows of, whether or not another does, too.
    #[param(inline)]
    pub source: Option<Source>,
    /// With true, only what has an image; with false, only the rest.
    pub image: Option<bool>,
    /// How far it is paid, of what Számlázz.hu knows.
    #[param(inline)]
    pub paid: Option<PaidState>,
    /// A part of the number, of the original's number, or of a party's name or tax number.
    pub text: Option<String>,
    /// Where the previous page ended.
    pub cursor: Option<String>,
    /// How many at most, 1 to 100; 50 where absent.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<usize>,
}

/// Whose invoices, in a VAT group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Members {
    /// The company's own, which is also what is listed where nothing is said.
    Own,
    /// Those of other members.
    Others,
    /// All.
    All,
}

impl Members {
    fn include(self, invoice: &InboxInvoice) -> bool {
        match self {
            Self::Own => invoice.other_member.is_none(),
            Self::Others => invoice.other_member.is_some(),
            Self::All => true,
        }
    }
}

impl Filter {
    /// Whether the invoice passes. The period is not looked at: it bounds what is read.
    pub fn passes(&self, invoice: &InboxInvoice) -> bool {
        self.members.unwrap_or(Members::Own).include(invoice)
            && self.direction.is_none_or(|direction| direction == invoice.direction)
            && self.status.is_none_or(|status| status == invoice.status)
            && self.withdrawn.is_none_or(|withdrawn| withdrawn == invoice.withdrawn_at.is_some())
            && self.source.is_none_or(|source| source.knows(invoice))
            && self.image.is_none_or(|image| image == invoice.has_image())
            && self.paid.is_none_or(|paid| Some(paid) == paid_state(invoice))
            && self.partner.as_deref().is_none_or(|partner| is_partner(invoice, partner))
            && self.text.as_deref().is_none_or(|text| mentions(invoice, text))
    }
}

fn paid_state(invoice: &InboxInvoice) -> Option<PaidState> {
    Some(invoice.szamlazz.as_ref()?.paid()?.state)
}

fn is_partner(invoice: &InboxInvoice, wanted: &str) -> bool {
    let other = invoice.other_party();
    let begins = other.tax_number.as_deref().is_some_and(|number| plain(number).starts_with(&plain(wanted)));
    begins || contains(other.name.as_deref(), wanted)
}

fn mentions(invoice: &InboxInvoice, text: &str) -> bool {
    let party =
        |party: &Party| contains(party.name.as_deref(), text) || contains(party.tax_number.as_deref(), text);
    contains(Some(&invoice.number), text)
        || contains(invoice.original_number.as_deref(), text)
        || party(&invoice.supplier)
        || party(&invoice.customer)
}

fn contains(text: Option<&str>, part: &str) -> bool {
    text.is_some_and(|text| text.to_lowercase().contains(&part.trim().to_lowercase()))
}

#[cfg(test)]
mod tests {
    use domain::invoice::{Amounts, InvoiceIdentity, Operation, Reading, Report};
    use jiff::{Timestamp, civil::date};

    use super::*;

    fn invoice() -> InboxInvoice {
        let issue_date = date(2026, 11, 3);
        let party = |name: &str, tax_number: &str| Party {
            name: Some(name.into()),
            tax_number: Some(tax_number.into()),
        };
        let direction = Direction::Inbound;
        let (supplier_tax_number, number) = ("12892312", "SZ-2026/17");
        InboxInvoice {
            id: InvoiceIdentity { direction, supplier_tax_number, number, batch_index: None }.id(),
            direction,
            number: number.into(),
            batch_index: None,
            operation: Operation::Create,
            original_number: None,
            modification_index: None,
            issue_date,
            delivery_date: None,
            payment_date: None,
            payment_method: None,
            supplier: party("Őszi Áram Zrt.", "12892312-2-41"),
            customer: party("Minta Kft.", "10625790-2-44"),
            currency: Some("HUF".into()),
            amounts: Amounts::default(),
            amounts_huf: Amounts::default(),
            report: Some(Report { transaction: "T1".into(), index: 1, at: Timestamp::UNIX_EPOCH }),
            szamlazz: None,
            reading: Reading::Complete,
            contradictions: Vec::new(),
            document: None,
            status: Status::New,
            other_member: None,
            withdrawn_at: None,
            before_start: false,
            superseded: Vec::new(),
        }
    }

    #[test]
    fn partners_are_found_by_number_or_name() {
        for partner in ["12892312", "128 923", "12892312-2-41", "őszi áram"] {
            assert!(is_partner(&invoice(), partner), "{partner}");
        }
        for partner in ["10625790", "minta", "923"] {
            assert!(!is_partner(&invoice(), partner), "{partner}");
        }
    }

    #[test]
    fn text_is_found_in_numbers_and_names_whatever_the_case() {
        for text in ["sz-2026", "MINTA", "10625790", "ŐSZI"] {
            assert!(mentions(&invoice(), text), "{text}");
        }
        assert!(!mentions(&invoice(), "storno"));
    }

    #[test]
    fn invoices_of_other_members_are_listed_apart() {
        let other = InboxInvoice { other_member: Some("11111111".into()), ..invoice() };
        let asked = |members| Filter { members, ..Filter::default() };
        assert!(!asked(None).passes(&other));
        assert!(asked(Some(Members::Others)).passes(&other) && asked(Some(Members::All)).passes(&other));
        assert!(asked(None).passes(&invoice()) && !asked(Some(Members::Others)).passes(&invoice()));
    }

    #[test]
    fn all_filters_have_to_pass() {
        let filter =
            Filter { direction: Some(Direction::Inbound), text: Some("minta".into()), ..Filter::default() };
        assert!(filter.passes(&invoice()));
        assert!(!Filter { direction: Some(Direction::Outbound), ..filter.clone() }.passes(&invoice()));
        assert!(!Filter { status: Some(Status::Processed), ..filter }.passes(&invoice()));
    }
}
