//! A workspace's chart of accounts: its country's default, and what was changed of it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    country::Country,
    default_chart::default_chart,
    ledger_account::AccountNumber,
    limits::BOOKS,
    record::{RecordId, Recorded},
    vat_key::VatKey,
    wrong::{self, Wrong},
};

/// An account of the chart; its number is its identifier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LedgerAccount {
    /// The name, 1 to 512 characters.
    #[schema(example = "Belföldi vevők")]
    pub name: String,
    /// What it is for, up to 2,000 characters.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "Invoices to customers in Hungary")]
    pub description: Option<String>,
    /// The usual VAT key.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "27")]
    pub vat_key: Option<String>,
    /// Whether it is offered for posting.
    #[serde(default = "yes")]
    pub active: bool,
    /// Whether it was taken out of the default chart.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    #[schema(ignore)]
    pub removed: bool,
}

fn yes() -> bool {
    true
}

impl LedgerAccount {
    /// The account, if all it says can be.
    pub fn checked(self, home: Country) -> Result<Self, Wrong> {
        wrong::text("name", &self.name, BOOKS.name)?;
        wrong::optional("description", self.description.as_deref(), BOOKS.note)?;
        if self.vat_key.as_deref().is_some_and(|key| VatKey::of(home, key).is_none()) {
            return Err(Wrong::new("vat_key", "vat-unknown"));
        }
        Ok(Self { removed: false, ..self })
    }
}

/// The accounts of a workspace.
#[derive(Debug)]
pub struct Chart {
    country: Country,
    accounts: BTreeMap<AccountNumber, Recorded<LedgerAccount>>,
    numbers: BTreeSet<AccountNumber>,
}

impl Chart {
    /// The country's default chart, which a workspace has since it was made, with what is stored over it.
    /// What nobody changed has version 0.
    pub fn new(country: Country, made_at: Timestamp, stored: Vec<Recorded<LedgerAccount>>) -> Self {
        let by_default = default_chart(country).iter().map(|account| {
            let id = RecordId::of_parts(&[account.number.as_str()]);
            let data = LedgerAccount {
                name: account.name.clone(),
                description: None,
                vat_key: None,
                active: true,
                removed: false,
            };
            (account.number.clone(), Recorded { version: 0, ..Recorded::new(id, made_at, data) })
        });
        let stored = stored.into_iter().filter_map(|account| {
            AccountNumber::parse(account.id.as_str()).ok().map(|number| (number, account))
        });
        let accounts: BTreeMap<_, _> = by_default.chain(stored).collect();
        let there = accounts.iter().filter(|(_, account)| !account.data.removed);
        let numbers = there.map(|(number, _)| number.clone()).collect();
        Self { country, accounts, numbers }
    }

    /// The account of that number, also one that was taken out.
    pub fn ever(&self, number: &AccountNumber) -> Option<&Recorded<LedgerAccount>> {
        self.accounts.get(number)
    }

    /// The account of that number.
    pub fn account(&self, number: &AccountNumber) -> Option<&Recorded<LedgerAccount>> {
        self.ever(number).filter(|account| !account.data.removed)
    }

    /// All accounts, by number.
    pub fn accounts(&self) -> impl Iterator<Item = (&AccountNumber, &Recorded<LedgerAccount>)> {
        self.accounts.iter().filter(|(_, account)| !account.data.removed)
    }

    /// The numbers of all accounts.
    pub fn numbers(&self) -> &BTreeSet<AccountNumber> {
        &self.numbers
    }

    /// Whether the account is one of the default chart's.
    pub fn is_by_default(&self, number: &AccountNumber) -> bool {
        default_chart(self.country).iter().any(|account| account.number == *number)
    }

    /// Whether entries may go to the account: it is there, it is active, and none is below it.
    pub fn check_postable(&self, field: &str, number: &AccountNumber) -> Result<(), Wrong> {
        let account = self.account(number).ok_or_else(|| Wrong::new(field, "account-unknown"))?;
        if !account.data.active {
            return Err(Wrong::new(field, "account-inactive"));
        }
        match number.is_postable_among(&self.numbers) {
            true => Ok(()),
            false => Err(Wrong::new(field, "account-not-postable")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> AccountNumber {
        AccountNumber::parse(text).unwrap()
    }

    fn stored(id: &str, name: &str, removed: bool) -> Recorded<LedgerAccount> {
        let data =
            LedgerAccount { name: name.into(), description: None, vat_key: None, active: true, removed };
        Recorded::new(RecordId::parse(id).unwrap(), Timestamp::UNIX_EPOCH, data)
    }

    #[test]
    fn what_is_stored_lies_over_the_default_chart() {
        let changes =
            vec![stored("311", "Vevők", false), stored("3811", "Főpénztár", false), stored("386", "", true)];
        let chart = Chart::new(Country::Hu, Timestamp::UNIX_EPOCH, changes);
        assert_eq!(chart.account(&number("311")).unwrap().data.name, "Vevők");
        assert_eq!(chart.account(&number("454")).unwrap().version, 0);
        assert!(chart.account(&number("386")).is_none() && chart.ever(&number("386")).is_some());
        assert_eq!(chart.accounts().count(), default_chart(Country::Hu).len());

        let postable = |text| chart.check_postable("account", &number(text)).map_err(|wrong| wrong.code);
        assert_eq!(postable("3811"), Ok(()));
        assert_eq!(postable("381"), Err("account-not-postable"), "it has 3811 below it now");
        assert_eq!(postable("386"), Err("account-unknown"));
        assert!(chart.is_by_default(&number("454")) && !chart.is_by_default(&number("3811")));
    }

    #[test]
    fn another_country_begins_with_an_empty_chart() {
        let chart = Chart::new(Country::Fi, Timestamp::UNIX_EPOCH, Vec::new());
        assert_eq!(chart.accounts().count(), 0);
    }
}
