//! What an invoice of the inbox has from Számlázz.hu.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{DocumentKind, PushedObject};

/// What Számlázz.hu tells of an invoice: its image and its payments.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SzamlazzPart {
    /// The document there (`alap/id`).
    pub id: i64,
    /// What kind of document it is.
    pub kind: DocumentKind,
    /// The latest state that was told, whole.
    pub object: PushedObject,
    /// The latest one that holds a PDF.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub image: Option<PushedObject>,
    /// Payments, as they are recorded there.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub credit_entries: Vec<CreditEntry>,
    /// The gross total, in the invoice's currency.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub gross: Option<Decimal>,
    /// The order that it was issued for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub order_number: Option<String>,
    /// NAV is the source of such invoices and has not told of this one yet: no list shows it.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub awaits_nav: bool,
}

/// A payment of an invoice as Számlázz.hu has it (`kifizetes`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CreditEntry {
    /// When it was paid.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub date: Option<Date>,
    /// How, in Számlázz.hu's words (`jogcim`).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "átutalás")]
    pub title: Option<String>,
    /// How much, in the invoice's currency.
    #[schema(value_type = String, example = "12700")]
    pub amount: Decimal,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub comment: Option<String>,
    /// The bank transaction that it came by, as the data link numbers it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub bank_transaction: Option<i64>,
}

/// How far an invoice is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Paid {
    /// In a word.
    pub state: PaidState,
    /// What was paid, in the invoice's currency.
    #[schema(value_type = String, example = "12700")]
    pub amount: Decimal,
    /// What is still to be paid; negative where more was paid.
    #[schema(value_type = String, example = "0")]
    pub open: Decimal,
}

/// How far an invoice is paid, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum PaidState {
    /// Nothing.
    Open,
    /// A part.
    Partly,
    /// All of it, or more.
    Paid,
}

impl SzamlazzPart {
    /// How far the invoice is paid; unknown where its total is.
    pub fn paid(&self) -> Option<Paid> {
        let gross = self.gross?;
        let amount: Decimal = self.credit_entries.iter().map(|entry| entry.amount).sum();
        let open = gross - amount;
        // A cancellation is paid back: both are negative.
        let settled = if gross.is_sign_negative() { open >= Decimal::ZERO } else { open <= Decimal::ZERO };
        let state = match () {
            _ if settled => PaidState::Paid,
            _ if amount.is_zero() => PaidState::Open,
            _ => PaidState::Partly,
        };
        Some(Paid { state, amount, open })
    }

    /// This later state in place of `earlier`: an image that was there stays, where this one brings none.
    pub fn after(mut self, earlier: Option<&Self>) -> Self {
        let earlier = earlier.and_then(|earlier| earlier.image.clone());
        self.image = self.image.or(earlier);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(gross: Decimal, paid: &[Decimal]) -> SzamlazzPart {
        let entry = |amount: &Decimal| CreditEntry {
            date: None,
            title: None,
            amount: *amount,
            comment: None,
            bank_transaction: None,
        };
        SzamlazzPart {
            id: 1,
            kind: DocumentKind::Invoice,
            object: PushedObject("x".into()),
            image: None,
            credit_entries: paid.iter().map(entry).collect(),
            gross: Some(gross),
            order_number: None,
            awaits_nav: false,
        }
    }

    #[test]
    fn r0_24_payments_say_how_far_an_invoice_is_paid() {
        let state = |gross, paid: &[Decimal]| part(gross, paid).paid().unwrap().state;
        assert_eq!(state(Decimal::from(100), &[]), PaidState::Open);
        assert_eq!(state(Decimal::from(100), &[Decimal::from(40)]), PaidState::Partly);
        assert_eq!(state(Decimal::from(100), &[Decimal::from(40), Decimal::from(60)]), PaidState::Paid);
        assert_eq!(state(Decimal::from(100), &[Decimal::from(140)]), PaidState::Paid);
        assert_eq!(state(Decimal::from(-100), &[]), PaidState::Open);
        assert_eq!(state(Decimal::from(-100), &[Decimal::from(-40)]), PaidState::Partly);
        assert_eq!(state(Decimal::from(-100), &[Decimal::from(-100)]), PaidState::Paid);
        assert_eq!(part(Decimal::from(100), &[Decimal::from(140)]).paid().unwrap().open, Decimal::from(-40));
    }
}
