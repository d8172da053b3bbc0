//! The chart of accounts (számlatükör) that a new workspace begins with.
//!
//! Section 160 of Act C of 2000 on accounting fixes the classes, section 161 that each account has a number
//! and a name. The accounts below the classes are the usual ones; a workspace changes them as it likes.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::{country::Country, ledger_account::AccountNumber};

/// An account of a default chart.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct DefaultAccount {
    /// Its number.
    pub number: AccountNumber,
    /// Its name, in the country's language.
    pub name: String,
}

/// The accounts of a new workspace, sorted by number; none where the country has no default chart.
pub fn default_chart(country: Country) -> &'static [DefaultAccount] {
    match country {
        Country::Hu => &HUNGARIAN,
        Country::Fi | Country::It | Country::Pl => &[],
    }
}

const HUNGARIAN_DATA: &str = include_str!("../data/charts/hu.csv");

/// The chart is compiled in: that it can be read is a test's business.
static HUNGARIAN: LazyLock<Vec<DefaultAccount>> = LazyLock::new(|| read(HUNGARIAN_DATA).unwrap_or_default());

fn read(data: &str) -> csv::Result<Vec<DefaultAccount>> {
    csv::Reader::from_reader(data.as_bytes()).deserialize().collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn numbers() -> BTreeSet<AccountNumber> {
        default_chart(Country::Hu).iter().map(|account| account.number.clone()).collect()
    }

    #[test]
    fn every_row_is_read() {
        let accounts = read(HUNGARIAN_DATA).unwrap();
        assert_eq!(accounts.len(), HUNGARIAN_DATA.lines().count() - 1);
        assert_eq!(accounts, default_chart(Country::Hu));
        assert!(accounts.len() > 250, "{}", accounts.len());
    }

    #[test]
    fn a_row_that_cannot_be_read_fails() {
        for row in ["3l1,Vevők", "311", ",Vevők", "311,Vevők,belföldi"] {
            assert!(read(&format!("number,name\n{row}\n")).is_err(), "{row}");
        }
    }

    #[test]
    fn numbers_are_unique_and_sorted_and_named() {
        let accounts = default_chart(Country::Hu);
        let unsorted: Vec<_> = accounts.windows(2).filter(|two| two[0].number >= two[1].number).collect();
        assert!(unsorted.is_empty(), "{unsorted:?}");
        for DefaultAccount { number, name } in accounts {
            assert!(name.chars().count() > 5 && name.trim() == name, "{number} {name}");
            assert!(number.as_str().len() <= 4, "{number}");
        }
        let names: BTreeSet<_> = accounts.iter().map(|account| &account.name).collect();
        assert_eq!(names.len(), accounts.len());
    }

    #[test]
    fn every_account_below_a_class_has_its_parent() {
        let numbers = numbers();
        for number in &numbers {
            let digits = number.as_str();
            let parent = number.parent_among(&numbers).map(AccountNumber::as_str);
            assert_eq!(parent, (digits.len() > 1).then(|| &digits[..digits.len() - 1]), "{digits}");
        }
        let classes: BTreeSet<u8> = numbers.iter().map(AccountNumber::class).collect();
        assert_eq!(classes, (0..=9).collect());
    }

    #[test]
    fn accounts_of_the_posting_rules_take_entries() {
        let numbers = numbers();
        for account in ["311", "381", "384", "386", "389", "454", "466", "467", "468", "811", "814", "911"] {
            let number = AccountNumber::parse(account).unwrap();
            assert!(numbers.contains(&number), "{number}");
            assert!(number.is_postable_among(&numbers), "{number}");
        }
    }

    #[test]
    fn other_countries_begin_without_one() {
        assert!([Country::Fi, Country::It, Country::Pl].into_iter().all(|c| default_chart(c).is_empty()));
    }
}
