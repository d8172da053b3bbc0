//! Whether rules can be kept as they were entered.

use std::collections::BTreeSet;

use super::{Assignment, Conditions, PostingRule, PostingRules, rule::POSTING};
use crate::{
    country::Country,
    vat_key::VatKey,
    wrong::{self, Wrong},
};

impl PostingRules {
    /// The rules, if all they say can be in the books of that country. The accounts are for the chart to
    /// check: [`PostingRules::named_accounts`].
    ///
    /// # Errors
    /// The first field that is wrong, such as `rules[3].when.vat_key`.
    pub fn checked(self, home: Country) -> Result<Self, Wrong> {
        wrong::list("rules", &self.rules, POSTING.rules, |rule| rule.check(home))?;
        let mut ids = BTreeSet::new();
        let twice = self.rules.iter().position(|rule| !ids.insert(rule.id.as_str()));
        match twice {
            Some(place) => Err(Wrong::new(format!("rules[{place}].id"), "posting-rule-twice")),
            None => Ok(self),
        }
    }
}

impl PostingRule {
    fn check(&self, home: Country) -> Result<(), Wrong> {
        let plain = self.id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !plain || !(1..=POSTING.id).contains(&self.id.len()) {
            return Err(Wrong::new("id", "posting-rule-id").with("most", POSTING.id));
        }
        wrong::text("name", &self.name, POSTING.name)?;
        self.when.check(home).map_err(|wrong| wrong.inside("when"))?;
        self.then.check(home).map_err(|wrong| wrong.inside("then"))
    }
}

impl Conditions {
    fn check(&self, home: Country) -> Result<(), Wrong> {
        for (field, text) in [
            ("partner_tax_number", &self.partner_tax_number),
            ("partner_name", &self.partner_name),
            ("product", &self.product),
            ("text", &self.text),
        ] {
            wrong::optional(field, text.as_deref(), POSTING.text)?;
        }
        if self.vat_key.as_deref().is_some_and(|key| !is_line_key(home, key)) {
            return Err(Wrong::new("vat_key", "vat-unknown"));
        }
        for (field, value) in [("amount_from", self.amount_from), ("amount_to", self.amount_to)] {
            value.map_or(Ok(()), |value| wrong::amount(field, value))?;
        }
        match self.amount_from.zip(self.amount_to) {
            Some((from, to)) if from > to => Err(Wrong::new("amount_to", "amount-order")),
            _ => Ok(()),
        }
    }
}

/// Whether a line may bear the key: one of the country's, or a rate whose tax differs, such as
/// `27 NONREFUNDABLE_VAT` (NAV's vatAmountMismatch).
fn is_line_key(home: Country, key: &str) -> bool {
    let differs = |case: &str| matches!(case, "REFUNDABLE_VAT" | "NONREFUNDABLE_VAT" | "UNKNOWN");
    let rate = match key.rsplit_once(' ') {
        Some((rate, case)) if differs(case) => rate,
        _ => key,
    };
    VatKey::of(home, rate).is_some()
}

impl Assignment {
    fn check(&self, home: Country) -> Result<(), Wrong> {
        wrong::optional("cost_centre", self.cost_centre.as_deref(), POSTING.cost_centre)?;
        match &self.vat_key {
            Some(key) if VatKey::of(home, key).is_none() => Err(Wrong::new("vat_key", "vat-unknown")),
            _ => Ok(()),
        }
    }
}
