//! Whether the conditions of a rule hold, and which one does not.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{InvoiceFacts, PostingLine, PostingRule, RuleName, settle::Settled};
use crate::{identifier::tax_number::plain, record::found_by};

/// A condition of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = PostingCondition)]
pub enum Condition {
    /// The rule is switched on.
    Enabled,
    /// The direction.
    Direction,
    /// The other party's tax number.
    PartnerTaxNumber,
    /// The other party's name.
    PartnerName,
    /// The product.
    Product,
    /// The VAT key.
    VatKey,
    /// The line's text.
    Text,
    /// The least amount.
    AmountFrom,
    /// The greatest amount.
    AmountTo,
}

impl Condition {
    /// In the order in which they are looked at.
    const ALL: [Self; 9] = [
        Self::Enabled,
        Self::Direction,
        Self::PartnerTaxNumber,
        Self::PartnerName,
        Self::Product,
        Self::VatKey,
        Self::Text,
        Self::AmountFrom,
        Self::AmountTo,
    ];

    fn text(self) -> &'static str {
        match self {
            Self::Enabled => "posting-why-enabled",
            Self::Direction => "posting-why-direction",
            Self::PartnerTaxNumber => "posting-why-partner-tax-number",
            Self::PartnerName => "posting-why-partner-name",
            Self::Product => "posting-why-product",
            Self::VatKey => "posting-why-vat-key",
            Self::Text => "posting-why-text",
            Self::AmountFrom => "posting-why-amount-from",
            Self::AmountTo => "posting-why-amount-to",
        }
    }
}

/// Why a line is posted as it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Why {
    /// The rule that decided; absent where none did.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rule: Option<RuleName>,
    /// The rules that come before it, in order, each with the first condition that does not hold.
    pub passed_over: Vec<PassedOver>,
}

/// A rule that did not decide.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PassedOver {
    /// The rule.
    pub rule: RuleName,
    /// The first condition that does not hold.
    pub failed: Condition,
    /// What the rule wants there; empty where it is not enabled.
    #[schema(example = "Telekom")]
    pub wanted: String,
    /// What the invoice has there; empty where it has nothing.
    #[schema(example = "MVM Next Zrt.")]
    pub found: String,
}

impl PassedOver {
    /// The name of the text that says why; it takes `wanted` and `found`.
    pub fn text(&self) -> &'static str {
        match self.failed {
            Condition::Enabled => self.failed.text(),
            _ if self.found.is_empty() => "posting-why-absent",
            failed => failed.text(),
        }
    }
}

/// A rule's conditions in the form in which they are compared: a list of invoices asks each of them often.
#[derive(Debug)]
pub(super) struct Wanted {
    partner_tax_number: Option<String>,
    partner_name: Option<String>,
    product: Option<String>,
    text: Option<String>,
}

impl Wanted {
    pub fn by(rule: &PostingRule) -> Self {
        let compared = |text: &Option<String>| text.as_deref().map(found_by);
        let number = &rule.when.partner_tax_number;
        Self {
            partner_tax_number: number.as_deref().map(core_of),
            partner_name: compared(&rule.when.partner_name),
            product: compared(&rule.when.product),
            text: compared(&rule.when.text),
        }
    }
}

/// A tax number as rules compare it: of a Hungarian one the first eight digits, however it is typed and
/// even if its check digit is wrong; others plain.
fn core_of(tax_number: &str) -> String {
    let plain = plain(tax_number);
    let digits = plain.strip_prefix("HU").unwrap_or(&plain);
    let is_hungarian = matches!(digits.len(), 8 | 9 | 11) && digits.bytes().all(|it| it.is_ascii_digit());
    digits.get(..8).filter(|_| is_hungarian).map_or_else(|| plain.clone(), str::to_owned)
}

/// A line in the form in which it is compared.
pub(super) struct Seen<'l> {
    facts: &'l InvoiceFacts<'l>,
    line: &'l PostingLine,
    partner_tax_number: Option<String>,
    partner_name: String,
    products: Vec<String>,
    text: String,
    /// Net in forints, its sign aside.
    amount: Option<Decimal>,
}

impl<'l> Seen<'l> {
    pub fn new(facts: &'l InvoiceFacts<'l>, line: &'l PostingLine, huf: Option<&Settled>) -> Self {
        let text = found_by(&line.text);
        let products = line.codes.iter().map(|code| found_by(code)).chain([text.clone()]);
        Self {
            facts,
            line,
            partner_tax_number: facts.partner.tax_number.as_deref().map(core_of),
            partner_name: facts.partner.name.as_deref().map(found_by).unwrap_or_default(),
            products: products.collect(),
            text,
            amount: huf.map(|huf| huf.net.abs()),
        }
    }

    /// The first condition of a rule that does not hold.
    pub fn fails(&self, rule: &PostingRule, wanted: &Wanted) -> Option<Condition> {
        Condition::ALL.into_iter().find(|condition| !self.holds(*condition, rule, wanted))
    }

    fn holds(&self, condition: Condition, rule: &PostingRule, wanted: &Wanted) -> bool {
        let when = &rule.when;
        let inside = |wanted: &Option<String>, text: &str| {
            wanted.as_ref().is_none_or(|wanted| text.contains(wanted.as_str()))
        };
        let number = &wanted.partner_tax_number;
        let bound = |bound: Option<Decimal>, holds: fn(Decimal, Decimal) -> bool| {
            bound.is_none_or(|bound| self.amount.is_some_and(|amount| holds(amount, bound)))
        };
        match condition {
            Condition::Enabled => rule.enabled,
            Condition::Direction => when.direction.is_none_or(|wanted| wanted == self.facts.direction),
            Condition::PartnerTaxNumber => number.is_none() || *number == self.partner_tax_number,
            Condition::PartnerName => inside(&wanted.partner_name, &self.partner_name),
            Condition::Product => wanted.product.as_ref().is_none_or(|code| self.products.contains(code)),
            Condition::VatKey => when.vat_key.as_ref().is_none_or(|key| *key == self.line.vat_key),
            Condition::Text => inside(&wanted.text, &self.text),
            Condition::AmountFrom => bound(when.amount_from, |amount, least| amount >= least),
            Condition::AmountTo => bound(when.amount_to, |amount, most| amount <= most),
        }
    }

    /// What to tell of a rule that does not decide.
    pub fn passed_over(&self, rule: &PostingRule, failed: Condition) -> PassedOver {
        let (when, facts, line) = (&rule.when, self.facts, self.line);
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let amount =
            |amount: Option<Decimal>| amount.map(|it| it.normalize().to_string()).unwrap_or_default();
        let wanted = match failed {
            Condition::Enabled => String::new(),
            Condition::Direction => when.direction.map(|it| it.name().to_owned()).unwrap_or_default(),
            Condition::PartnerTaxNumber => text(&when.partner_tax_number),
            Condition::PartnerName => text(&when.partner_name),
            Condition::Product => text(&when.product),
            Condition::VatKey => text(&when.vat_key),
            Condition::Text => text(&when.text),
            Condition::AmountFrom => amount(when.amount_from),
            Condition::AmountTo => amount(when.amount_to),
        };
        let found = match failed {
            Condition::Enabled => String::new(),
            Condition::Direction => facts.direction.name().to_owned(),
            Condition::PartnerTaxNumber => text(&facts.partner.tax_number),
            Condition::PartnerName => text(&facts.partner.name),
            Condition::Product if line.codes.is_empty() => line.text.clone(),
            Condition::Product => line.codes.join(", "),
            Condition::VatKey => line.vat_key.clone(),
            Condition::Text => line.text.clone(),
            Condition::AmountFrom | Condition::AmountTo => amount(self.amount),
        };
        PassedOver { rule: rule.named(), failed, wanted, found }
    }
}

impl PostingRule {
    /// The rule by name.
    pub fn named(&self) -> RuleName {
        RuleName { id: self.id.clone(), name: self.name.clone() }
    }
}
