//! Lines of documents, payments, and their sums.

use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};

use super::vat::Vat;

/// What the owner of the account noted about an item for the ledger (`tetel/fokonyv`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemLedger {
    /// Revenue account.
    pub revenue: String,
    /// VAT account.
    pub vat: String,
    /// Economic event.
    pub event: String,
    /// Economic event of the VAT.
    pub vat_event: String,
    /// First and last day of the settled period.
    pub period: Option<(Date, Date)>,
}

/// A line. Amounts are in the document's currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Name.
    pub name: String,
    /// Article number.
    pub identifier: Option<String>,
    /// Quantity.
    pub quantity: Decimal,
    /// Unit of measure.
    pub unit: String,
    /// Net price of a unit.
    pub unit_price: Decimal,
    /// VAT key.
    pub vat: Vat,
    /// The base of the VAT in the margin scheme (K.AFA).
    pub margin_base: Option<Decimal>,
    /// Net amount.
    pub net: Decimal,
    /// VAT amount.
    pub vat_amount: Decimal,
    /// Gross amount.
    pub gross: Decimal,
    /// Comment.
    pub comment: String,
    /// What the ledger says.
    pub ledger: ItemLedger,
}

impl Item {
    /// A line with amounts rounded to two decimals.
    pub fn new(name: &str, quantity: Decimal, unit: &str, unit_price: Decimal, vat: impl Into<Vat>) -> Item {
        let vat = vat.into();
        let net = round(quantity * unit_price);
        let vat_amount = round(net * vat.percent() / Decimal::ONE_HUNDRED);
        Item {
            name: name.into(),
            identifier: None,
            quantity,
            unit: unit.into(),
            unit_price,
            vat,
            margin_base: None,
            net,
            vat_amount,
            gross: net + vat_amount,
            comment: String::new(),
            ledger: ItemLedger::default(),
        }
    }
}

/// Money that was paid for a document (`kifizetes`, a credit entry).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// The day.
    pub date: Date,
    /// How it was paid (`jogcim`), such as `átutalás`.
    pub title: String,
    /// How much, in the document's currency; less than nothing for money back.
    pub amount: Decimal,
    /// Comment.
    pub comment: String,
    /// The account to which it was paid.
    pub bank_account: Option<String>,
    /// The bank transaction that paid it.
    pub bank_transaction: Option<i64>,
    /// Rate of exchange to forints.
    pub exchange_rate: Option<Decimal>,
}

impl Payment {
    /// A transfer.
    pub fn new(date: Date, amount: impl Into<Decimal>) -> Payment {
        Payment {
            date,
            title: "átutalás".into(),
            amount: amount.into(),
            comment: String::new(),
            bank_account: None,
            bank_transaction: None,
            exchange_rate: None,
        }
    }
}

/// Sums of amounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// Net.
    pub net: Decimal,
    /// VAT.
    pub vat: Decimal,
    /// Gross.
    pub gross: Decimal,
}

impl Total {
    pub(crate) fn plus(self, item: &Item) -> Total {
        Total { net: self.net + item.net, vat: self.vat + item.vat_amount, gross: self.gross + item.gross }
    }
}

/// Számlázz.hu stores every amount with two decimals.
pub(crate) fn round(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero).normalize()
}
