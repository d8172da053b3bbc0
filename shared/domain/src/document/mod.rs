//! Outbound documents: invoices, and the corrective and cancellation documents that refer to them.
//!
//! A draft may be changed; what was issued stays as it is, and only what became of it is added: payments and
//! corrections. The amounts of corrections are differences, so that sums over a chain are its result.

mod entry;
mod lines;
mod state;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{address::Address, ledger_account::AccountNumber, record::RecordId};

pub use entry::NewDocument;
pub use lines::{EnteredLine, Given, GivenVat};
pub use state::Settlement;

/// What kind of document it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum DocumentKind {
    /// An invoice.
    Invoice,
    /// Changes an invoice: its amounts are differences.
    Corrective,
    /// Takes an invoice back as a whole.
    Cancellation,
}

impl DocumentKind {
    /// The series that its number comes from.
    pub fn series(self) -> &'static str {
        match self {
            Self::Invoice => "INVOICE",
            Self::Corrective | Self::Cancellation => "CORRECTION",
        }
    }
}

/// How far a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum DocumentStatus {
    /// It has no number yet and may be changed.
    Draft,
    /// It has its number and stays as it is.
    Issued,
    /// Corrections took it back as a whole.
    Credited,
    /// Nothing is open any more.
    Paid,
}

/// Whether the prices of lines hold VAT.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum PriceBasis {
    /// Without VAT, which is added.
    #[default]
    Net,
    /// With VAT, which is taken out.
    Gross,
}

/// How a document is to be paid (EN 16931, UNTDID 4461, in the field's words).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = DocumentPaymentMethod)]
pub enum PaymentMethod {
    /// By bank transfer.
    #[default]
    Transfer,
    /// In cash.
    Cash,
    /// By card.
    Card,
    /// By direct debit.
    DirectDebit,
    /// On delivery.
    CashOnDelivery,
    /// In another way.
    Other,
}

/// A line of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = DocumentLine)]
pub struct Line {
    /// The product, where the line is of one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub product: Option<RecordId>,
    /// What is sold.
    #[schema(example = "Oak table")]
    pub name: String,
    /// The product's code.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sku: Option<String>,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub comment: Option<String>,
    /// How much.
    #[schema(value_type = String, example = "2")]
    pub quantity: Decimal,
    /// In what unit.
    #[schema(example = "pcs")]
    pub unit: String,
    /// The price of one unit, net or gross as the document says.
    #[schema(value_type = String, example = "120.50")]
    pub unit_price: Decimal,
    /// The discount in percent.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(value_type = Option<String>, example = "10")]
    pub discount_percent: Option<Decimal>,
    /// The VAT key.
    #[schema(example = "25.5")]
    pub vat_key: String,
    /// The ledger account of the revenue.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ledger_account: Option<AccountNumber>,
    /// What the line comes to.
    #[serde(flatten)]
    pub amounts: Amounts,
}

/// Net, VAT and gross.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = DocumentAmounts)]
pub struct Amounts {
    /// Net of VAT.
    #[schema(value_type = String, example = "216.90")]
    pub net: Decimal,
    /// VAT.
    #[schema(value_type = String, example = "55.31")]
    pub vat: Decimal,
    /// With VAT.
    #[schema(value_type = String, example = "272.21")]
    pub gross: Decimal,
}

impl Amounts {
    /// The sum of two.
    pub fn plus(self, other: Self) -> Self {
        Self { net: self.net + other.net, vat: self.vat + other.vat, gross: self.gross + other.gross }
    }

    /// The same below zero.
    pub fn negated(self) -> Self {
        let negated = |amount: Decimal| Decimal::ZERO - amount;
        Self { net: negated(self.net), vat: negated(self.vat), gross: negated(self.gross) }
    }
}

/// What the lines of one VAT key come to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = DocumentVatSum)]
pub struct VatSum {
    /// The VAT key.
    #[schema(example = "25.5")]
    pub vat_key: String,
    /// The sums.
    #[serde(flatten)]
    pub amounts: Amounts,
    /// The VAT in the workspace's currency, where the document is in another.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(value_type = Option<String>)]
    pub home_vat: Option<Decimal>,
}

/// The buyer as the document names it, whatever becomes of the partner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Buyer {
    /// Its name.
    pub name: String,
    /// Its tax number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub tax_number: Option<String>,
    /// Its address.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub address: Option<Address>,
}

/// An outbound document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Document {
    /// What it is.
    pub kind: DocumentKind,
    /// How far it is.
    pub status: DocumentStatus,
    /// Its number, once it is issued.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "20260017")]
    pub number: Option<String>,
    /// Its place in its series, if it got its number here.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = 17)]
    pub sequence: Option<u32>,
    /// Whether another program issued it and it is kept here as it was.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub recorded: bool,
    /// The document that this one corrects or cancels.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub base: Option<RecordId>,
    /// The documents that correct or cancel this one.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub corrections: Vec<RecordId>,
    /// Whether a cancellation took it back.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub cancelled: bool,
    /// The customer.
    pub partner: RecordId,
    /// The customer as the document names it, once it is issued.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub buyer: Option<Buyer>,
    /// The date of issue.
    pub issue_date: Date,
    /// The date of supply.
    pub supply_date: Date,
    /// When it is due.
    pub due_date: Date,
    /// The currency, ISO 4217.
    #[schema(example = "EUR")]
    pub currency: String,
    /// What one unit of it is worth in the workspace's currency, where they differ.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(value_type = Option<String>)]
    pub rate: Option<Decimal>,
    /// Whether the prices hold VAT.
    #[serde(default)]
    pub prices: PriceBasis,
    /// How it is to be paid.
    #[serde(default)]
    pub payment_method: PaymentMethod,
    /// The lines.
    pub lines: Vec<Line>,
    /// The sums by VAT key.
    pub vat_summary: Vec<VatSum>,
    /// The sums of all.
    pub totals: Amounts,
    /// What was paid and corrected, and what is open.
    pub settlement: Settlement,
    /// The reference that the payer has to give: in Finland the viite.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "2026176")]
    pub reference: Option<String>,
    /// The same in the form of ISO 11649.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "RF882026176")]
    pub rf_reference: Option<String>,
    /// The buyer's order.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub order_reference: Option<String>,
    /// A text that the document shows.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub text: Option<String>,
}
