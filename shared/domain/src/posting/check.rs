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
    /// The first field that is wrong, such as `rules[3].then.vat_key`.
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
        self.when.check().map_err(|wrong| wrong.inside("when"))?;
        self.then.check(home).map_err(|wrong| wrong.inside("then"))
    }
}

impl Conditions {
    fn check(&self) -> Result<(), Wrong> {
        for (field, text) in [
            ("partner_tax_number", &self.partner_tax_number),
            ("partner_name", &self.partner_name),
            ("product", &self.product),
            // Lines bear keys that the country's table lacks, such as rates of other years.
            ("vat_key", &self.vat_key),
            ("text", &self.text),
        ] {
            wrong::optional(field, text.as_deref(), POSTING.text)?;
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

impl Assignment {
    fn check(&self, home: Country) -> Result<(), Wrong> {
        wrong::optional("cost_centre", self.cost_centre.as_deref(), POSTING.cost_centre)?;
        match &self.vat_key {
            Some(key) if VatKey::of(home, key).is_none() => Err(Wrong::new("vat_key", "vat-unknown")),
            _ => Ok(()),
        }
    }
}
