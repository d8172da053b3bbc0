//! What rules look at, whichever source an invoice came from.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::UncoveredReason;
use crate::{
    invoice::{Amounts, Direction, InboxInvoice, Party, Reading},
    vat_key::VatKind,
};

/// A line of an invoice as its document states it.
#[derive(Clone, Debug, PartialEq)]
pub struct PostingLine {
    /// Its number within the document, from 1.
    pub number: u64,
    /// The name of the product or service; empty where the document gives none.
    pub text: String,
    /// Product codes, those of the code lists and the sender's own.
    pub codes: Vec<String>,
    /// The VAT key as the country's table names it, see [`crate::vat_key`]; one that is not in the table
    /// stays as the document has it.
    pub vat_key: String,
    /// How the key treats VAT.
    pub vat_kind: VatKind,
    /// In percent of the net amount, for [`VatKind::Content`] of the gross; none where the key has none.
    pub vat_rate: Option<Decimal>,
    /// What the document states in the invoice's currency.
    pub amounts: Amounts,
    /// What it states in forints.
    pub amounts_huf: Amounts,
    /// Forints for one unit of the currency, where the document states it.
    pub exchange_rate: Option<Decimal>,
    /// The line's own date of supply, on aggregate invoices.
    pub supplied_on: Option<Date>,
}

impl PostingLine {
    /// Why its VAT cannot be posted, if it cannot: by its own key, or with one that a rule gives.
    pub(super) fn unclear_vat(&self, is_key_given: bool) -> Option<UncoveredReason> {
        // The key's end is NAV's case of a VAT that is not what the rate comes to (vatAmountMismatch).
        match self.vat_key.rsplit_once(' ') {
            // The buyer need not reimburse it (Áfa tv. 11. § and 14. §): no key says what becomes of it.
            Some((_, "NONREFUNDABLE_VAT")) => Some(UncoveredReason::VatAmount),
            Some((_, "REFUNDABLE_VAT" | "UNKNOWN")) if !self.states_vat() => Some(UncoveredReason::VatAmount),
            _ => (self.vat_kind == VatKind::Unstated && !is_key_given).then_some(UncoveredReason::VatUnclear),
        }
    }

    fn states_vat(&self) -> bool {
        let states = |it: &Amounts| it.vat.is_some() || (it.net.is_some() && it.gross.is_some());
        [self.amounts, self.amounts_huf].iter().any(states)
    }
}

/// What is the same for all lines of an invoice.
#[derive(Clone, Copy, Debug)]
pub struct InvoiceFacts<'i> {
    /// Inbound or outbound.
    pub direction: Direction,
    /// The invoice's number.
    pub number: &'i str,
    /// The other party.
    pub partner: &'i Party,
    /// Date of issue.
    pub issue_date: Date,
    /// Date of supply.
    pub delivery_date: Option<Date>,
    /// ISO 4217.
    pub currency: Option<&'i str>,
    /// What the invoice states in forints; nothing where only its own currency is stated.
    pub stated: Amounts,
}

impl<'i> From<&'i InboxInvoice> for InvoiceFacts<'i> {
    fn from(invoice: &'i InboxInvoice) -> Self {
        let none = Amounts::default();
        let own = if invoice.currency.as_deref() == Some("HUF") { invoice.amounts } else { none };
        // Without a report the forints are our own conversion, not what anybody states.
        let huf = if invoice.report.is_some() { invoice.amounts_huf } else { none };
        Self {
            direction: invoice.direction,
            number: &invoice.number,
            partner: invoice.other_party(),
            issue_date: invoice.issue_date,
            delivery_date: invoice.delivery_date,
            currency: invoice.currency.as_deref(),
            stated: Amounts {
                net: huf.net.or(own.net),
                vat: huf.vat.or(own.vat),
                gross: huf.gross.or(own.gross),
            },
        }
    }
}

impl InvoiceFacts<'_> {
    /// Forints for one unit of the invoice's currency; 1 for the forint itself, none where nobody says.
    pub(super) fn rate(&self, line: &PostingLine) -> Option<Decimal> {
        match self.currency {
            Some("HUF") => Some(Decimal::ONE),
            _ => line.exchange_rate,
        }
    }
}

/// Why an invoice is not posted at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NotPosted {
    /// Its issuer annulled the report: NAV does not count it as valid.
    Withdrawn,
    /// Its issuer deleted it at Számlázz.hu, and NAV has not told of it.
    Deleted,
    /// It belongs to another member of the company's VAT group.
    OtherMember,
    /// It was issued before the day from which invoices arrive.
    BeforeStart,
    /// Its document has not been handed out yet.
    Awaited,
    /// Its document cannot be read.
    Refused,
    /// Its document has no lines.
    NoLines,
}

impl NotPosted {
    /// Why an invoice is not posted, if it is not.
    pub fn of(invoice: &InboxInvoice) -> Option<Self> {
        if invoice.withdrawn_at.is_some() {
            return Some(if invoice.report.is_some() { Self::Withdrawn } else { Self::Deleted });
        }
        if invoice.other_member.is_some() {
            return Some(Self::OtherMember);
        }
        if invoice.before_start {
            return Some(Self::BeforeStart);
        }
        match invoice.reading {
            Reading::Complete => None,
            Reading::Awaited { .. } => Some(Self::Awaited),
            Reading::Refused { .. } => Some(Self::Refused),
        }
    }

    /// The name of the text that says so.
    pub fn text(self) -> &'static str {
        match self {
            Self::Withdrawn => "posting-not-withdrawn",
            Self::Deleted => "posting-not-deleted",
            Self::OtherMember => "posting-not-other-member",
            Self::BeforeStart => "posting-not-before-start",
            Self::Awaited => "posting-not-awaited",
            Self::Refused => "posting-not-refused",
            Self::NoLines => "posting-not-no-lines",
        }
    }
}

#[cfg(test)]
mod tests;
