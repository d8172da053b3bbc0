//! The rules as the company sets them.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{invoice::Direction, ledger_account::AccountNumber, limits::BOOKS, record::RecordId};

/// Limits of posting rules. All of them are one record, see [`BOOKS`] for its bytes.
#[derive(Clone, Copy, Debug)]
pub struct PostingLimits {
    /// Rules of a company.
    pub rules: usize,
    /// Characters of a rule's identifier.
    pub id: usize,
    /// Characters of a rule's name.
    pub name: usize,
    /// Characters of a text that is looked for.
    pub text: usize,
    /// Characters of a cost centre.
    pub cost_centre: usize,
}

/// The limits.
pub const POSTING: PostingLimits =
    PostingLimits { rules: 200, id: 40, name: 120, text: 200, cost_centre: BOOKS.code };

/// The one record of posting rules.
pub fn id() -> RecordId {
    RecordId::of_parts(&["POSTING"])
}

/// The company's posting rules, all of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PostingRules {
    /// Where the other side and the VAT go, unless a rule says otherwise.
    #[serde(default)]
    pub accounts: PostingAccounts,
    /// The rules, at most 200. The first enabled one whose conditions all hold decides a line.
    #[serde(default)]
    pub rules: Vec<PostingRule>,
}

/// The accounts of what every invoice has. They have to be in the chart of accounts and take entries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PostingAccounts {
    /// What is owed to suppliers; 454 where absent.
    #[serde(default = "suppliers")]
    #[schema(required = false, example = "454")]
    pub suppliers: AccountNumber,
    /// What customers owe; 311 where absent.
    #[serde(default = "customers")]
    #[schema(required = false, example = "311")]
    pub customers: AccountNumber,
    /// Deductible VAT; 466 where absent.
    #[serde(default = "input_vat")]
    #[schema(required = false, example = "466")]
    pub input_vat: AccountNumber,
    /// VAT owed; 467 where absent.
    #[serde(default = "output_vat")]
    #[schema(required = false, example = "467")]
    pub output_vat: AccountNumber,
}

fn suppliers() -> AccountNumber {
    AccountNumber::usual(454)
}

fn customers() -> AccountNumber {
    AccountNumber::usual(311)
}

fn input_vat() -> AccountNumber {
    AccountNumber::usual(466)
}

fn output_vat() -> AccountNumber {
    AccountNumber::usual(467)
}

impl Default for PostingAccounts {
    fn default() -> Self {
        Self {
            suppliers: suppliers(),
            customers: customers(),
            input_vat: input_vat(),
            output_vat: output_vat(),
        }
    }
}

/// A rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PostingRule {
    /// Names the rule for good: 1 to 40 small letters, digits and dashes, no two alike.
    #[schema(example = "phone")]
    pub id: String,
    /// Its name, 1 to 120 characters.
    #[schema(example = "Telefon és internet")]
    pub name: String,
    /// Whether it decides anything; true where absent.
    #[serde(default = "yes")]
    #[schema(required = false)]
    pub enabled: bool,
    /// What has to hold, all of it; a rule without conditions decides every line that comes to it.
    #[serde(default)]
    pub when: Conditions,
    /// What lines are posted to.
    pub then: Assignment,
}

fn yes() -> bool {
    true
}

/// The conditions of a rule.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = PostingConditions)]
pub struct Conditions {
    /// Which way the invoice goes.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub direction: Option<Direction>,
    /// The other party's tax number; of a Hungarian one the first eight digits count.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "12892312-2-41")]
    pub partner_tax_number: Option<String>,
    /// A part of the other party's name, whatever its case.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "Telekom")]
    pub partner_name: Option<String>,
    /// One of the line's product codes, the sender's own ones too, or all of its text; whatever the case.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "INTERNET-100")]
    pub product: Option<String>,
    /// The line's VAT key, as the invoice states it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "27")]
    pub vat_key: Option<String>,
    /// A part of the line's text, whatever its case.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "internet")]
    pub text: Option<String>,
    /// The least net amount of the line in forints, its sign aside.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(value_type = Option<String>, example = "200000")]
    pub amount_from: Option<Decimal>,
    /// The greatest, itself included.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(value_type = Option<String>, example = "1000000")]
    pub amount_to: Option<Decimal>,
}

/// What a rule says of the lines that it decides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = PostingAssignment)]
pub struct Assignment {
    /// The ledger account of the net amount: an expense, a stock, revenue.
    #[schema(example = "528")]
    pub account: AccountNumber,
    /// The account of the other side, if not the usual one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "455")]
    pub counter_account: Option<AccountNumber>,
    /// The account of the VAT, if not the usual one: for VAT that cannot be deducted, the expense itself. Of
    /// a reverse charge the deductible side.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "466")]
    pub vat_account: Option<AccountNumber>,
    /// The cost centre, 1 to 50 characters.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "IRODA")]
    pub cost_centre: Option<String>,
    /// The VAT key in place of the one that the invoice states.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "EUFAD37")]
    pub vat_key: Option<String>,
}

impl PostingRules {
    /// Whether any rule decides anything.
    pub fn is_in_use(&self) -> bool {
        self.rules.iter().any(|rule| rule.enabled)
    }

    /// The same with a rule at that place, enabled, whether or not it was there before; at the end where
    /// there is no such place.
    pub fn with(mut self, rule: PostingRule, place: Option<usize>) -> Self {
        let before = self.rules.iter().position(|there| there.id == rule.id);
        before.map(|before| self.rules.remove(before));
        let place = place.or(before).unwrap_or(usize::MAX).min(self.rules.len());
        self.rules.insert(place, PostingRule { enabled: true, ..rule });
        self
    }

    /// Every account that is named, with the field that names it.
    pub fn named_accounts(&self) -> Vec<(String, &AccountNumber)> {
        let PostingAccounts { suppliers, customers, input_vat, output_vat } = &self.accounts;
        let usual = [
            ("suppliers", suppliers),
            ("customers", customers),
            ("input_vat", input_vat),
            ("output_vat", output_vat),
        ];
        let mut named: Vec<_> =
            usual.into_iter().map(|(field, account)| (format!("accounts.{field}"), account)).collect();
        for (place, rule) in self.rules.iter().enumerate() {
            let Assignment { account, counter_account, vat_account, .. } = &rule.then;
            let fields = [
                ("account", Some(account)),
                ("counter_account", counter_account.as_ref()),
                ("vat_account", vat_account.as_ref()),
            ];
            named.extend(fields.into_iter().filter_map(|(field, account)| {
                account.map(|account| (format!("rules[{place}].then.{field}"), account))
            }));
        }
        named
    }
}
