//! What the push tells of besides invoices: bank transactions and receipts.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::item::{Item, Payment};

/// A transaction on a bank account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankTransaction {
    /// Számlázz.hu's identifier, to which [`Payment::bank_transaction`] points.
    pub id: i64,
    /// The account's own bank account.
    pub bank_account: String,
    /// Value date.
    pub date: Date,
    /// Whether the money came in.
    pub incoming: bool,
    /// A transfer between own accounts and the like.
    pub technical: bool,
    /// How much, never below nothing.
    pub amount: Decimal,
    /// ISO 4217 code.
    pub currency: String,
    /// Name of the other side.
    pub partner: String,
    /// Bank account of the other side.
    pub partner_account: String,
    /// What the sender wrote.
    pub memo: String,
}

/// A receipt (`nyugta`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Számlázz.hu's identifier.
    pub id: i64,
    /// Number.
    pub number: String,
    /// Number of the receipt that it cancels.
    pub original: Option<String>,
    /// Whether it was cancelled.
    pub reversed: bool,
    /// Day of issue.
    pub issued: Date,
    /// Payment method.
    pub payment_method: String,
    /// ISO 4217 code.
    pub currency: String,
    /// Lines; their comments and ledger's periods are not told.
    pub items: Vec<Item>,
    /// By what it was paid; only title and amount are told.
    pub payments: Vec<Payment>,
    /// Whether it comes from a test account.
    pub test: bool,
    /// Tax number of the issuer.
    pub tax_number: String,
}
