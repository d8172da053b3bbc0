//! What an invoice is posted to.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{NotPosted, PostingEntry};
use crate::ledger_account::AccountNumber;

/// What became of an invoice.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It is posted, as far as rules cover it.
    Posted(Posting),
    /// It is not posted at all.
    NotPosted(NotPosted),
}

/// The posting of an invoice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Posting {
    /// Every line of the document.
    pub lines: Vec<PostedLine>,
    /// What is debited in all, in forints.
    #[schema(value_type = String, example = "127000")]
    pub debit: Decimal,
    /// What is credited in all: the same.
    #[schema(value_type = String, example = "127000")]
    pub credit: Decimal,
    /// Where the lines do not come to what the invoice states.
    pub differences: Vec<PostingDifference>,
}

/// A line with what it is posted to, or why it is not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PostedLine {
    /// The line's number within the document.
    pub line: u64,
    /// Its text; the invoice's number where the line has none.
    pub text: String,
    /// Date of supply: the line's own, else the invoice's, else its date of issue.
    pub supplied_on: Date,
    /// The VAT key: the rule's, else the one that the invoice states.
    #[schema(example = "27")]
    pub vat_key: String,
    /// Net in forints, where it can be known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(value_type = Option<String>, example = "100000")]
    pub net: Option<Decimal>,
    /// VAT that the supplier charged, in forints.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(value_type = Option<String>, example = "27000")]
    pub vat: Option<Decimal>,
    /// Net and VAT, in forints.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(value_type = Option<String>, example = "127000")]
    pub gross: Option<Decimal>,
    /// The rule that decided.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rule: Option<RuleName>,
    /// The ledger account of the net amount; absent where nothing is posted.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "528")]
    pub account: Option<AccountNumber>,
    /// The account of the other side.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "454")]
    pub counter_account: Option<AccountNumber>,
    /// The accounts of the VAT: none where there is none, both where the buyer owes it.
    pub vat_accounts: Vec<AccountNumber>,
    /// The cost centre.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "IRODA")]
    pub cost_centre: Option<String>,
    /// Why nothing is posted; absent where something is, and where the line comes to nothing.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub uncovered: Option<Uncovered>,
    /// Debits and credits, equal in sum.
    pub entries: Vec<PostingEntry>,
}

/// A rule by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RuleName {
    /// Its identifier.
    #[schema(example = "phone")]
    pub id: String,
    /// Its name.
    #[schema(example = "Telefon és internet")]
    pub name: String,
}

/// Why a line is not posted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Uncovered {
    /// Why.
    pub reason: UncoveredReason,
    /// The account that takes no entries, where that is why.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "528")]
    pub account: Option<AccountNumber>,
}

/// Why a line is not posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum UncoveredReason {
    /// No enabled rule's conditions all hold.
    NoRule,
    /// The rule names an account that is not in the chart any more, is inactive, or has accounts below it.
    Account,
    /// What the line comes to in forints cannot be known: there is no exchange rate, or it has too many
    /// digits.
    Amount,
    /// The document does not tell how the line's VAT is to be treated, and the rule gives no key.
    VatUnclear,
    /// The document says that the line's VAT is another than its rate comes to, and does not state it, or the
    /// buyer need not pay it.
    VatAmount,
}

impl UncoveredReason {
    /// The name of the text that says so.
    pub fn text(self) -> &'static str {
        match self {
            Self::NoRule => "posting-uncovered-no-rule",
            Self::Account => "posting-uncovered-account",
            Self::Amount => "posting-uncovered-amount",
            Self::VatUnclear => "posting-uncovered-vat",
            Self::VatAmount => "posting-uncovered-vat-amount",
        }
    }
}

/// An amount in which the lines and the invoice differ.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PostingDifference {
    /// Which amount.
    pub of: PostingTotal,
    /// What the invoice states, in forints.
    #[schema(value_type = String, example = "127000")]
    pub stated: Decimal,
    /// What its lines come to.
    #[schema(value_type = String, example = "127001")]
    pub lines: Decimal,
    /// How much more the lines come to; below zero, how much less.
    #[schema(value_type = String, example = "1")]
    pub by: Decimal,
}

/// An amount of an invoice as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum PostingTotal {
    /// Net of VAT.
    Net,
    /// VAT.
    Vat,
    /// Gross.
    Gross,
}

impl PostingTotal {
    /// The name of the text that tells of a difference in it.
    pub fn text(self) -> &'static str {
        match self {
            Self::Net => "posting-difference-net",
            Self::Vat => "posting-difference-vat",
            Self::Gross => "posting-difference-gross",
        }
    }
}

impl PostingDifference {
    /// What the text that tells of it needs to know.
    pub fn arguments(&self) -> [(&'static str, String); 3] {
        let amount = |amount: Decimal| amount.normalize().to_string();
        [("stated", amount(self.stated)), ("lines", amount(self.lines)), ("by", amount(self.by))]
    }
}

impl PostedLine {
    /// Whether something is posted for the line, or there is nothing to post.
    pub fn is_covered(&self) -> bool {
        self.uncovered.is_none()
    }
}
