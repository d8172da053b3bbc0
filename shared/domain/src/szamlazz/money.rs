//! Bank transactions and receipts, as the data link brings them.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Which way money went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Flow {
    /// Into the account.
    In,
    /// Out of it.
    Out,
}

/// A transaction of one of the company's bank accounts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BankTransaction {
    /// Its number at Számlázz.hu; payments of invoices name it.
    pub id: i64,
    /// The company's account.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "11111111-22222222-33333333")]
    pub account: Option<String>,
    /// The value date.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub value_date: Option<Date>,
    /// Which way; absent where Számlázz.hu used a word that is not known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub flow: Option<Flow>,
    /// Its kind, in the bank's words.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub kind: Option<String>,
    /// A transaction of the bank's own book-keeping.
    #[serde(default)]
    pub technical: bool,
    /// How much.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(value_type = Option<String>, example = "12700")]
    pub amount: Option<Decimal>,
    /// In which currency.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub currency: Option<String>,
    /// Who paid or was paid.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub partner: Option<String>,
    /// That one's account.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub partner_account: Option<String>,
    /// The text that came with it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub narrative: Option<String>,
}

/// A receipt that the company gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Receipt {
    /// Its number at Számlázz.hu.
    pub id: i64,
    /// Its number for people.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "NYGT-2026-111")]
    pub number: Option<String>,
    /// Of which day.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub date: Option<Date>,
    /// The receipt that it cancels.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub cancels: Option<String>,
    /// How it was paid.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub payment_method: Option<String>,
    /// Currency.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub currency: Option<String>,
    /// Gross total.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(value_type = Option<String>, example = "1270")]
    pub gross: Option<Decimal>,
}
