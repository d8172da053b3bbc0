//! Numbers of ledger accounts. The hierarchy of a chart of accounts is in the numbers: a parent's number is
//! how its children's begin. Class and number are text: leading zeros count.

use std::{
    borrow::Borrow,
    collections::BTreeSet,
    fmt,
    ops::Bound::{Excluded, Unbounded},
};

use serde::{Deserialize, Serialize};
use thiserror::Error;
use utoipa::ToSchema;

/// The longest account number, in digits.
pub const MAX_DIGITS: usize = 20;

/// An account's number: 1 to 20 digits, the first of which is the class. Sorted, an account is followed by
/// those below it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String")]
#[schema(value_type = String, example = "311")]
pub struct AccountNumber(String);

/// Why a text is not an account number.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum AccountNumberError {
    /// Nothing, or too much.
    #[error("an account number has 1 to {MAX_DIGITS} digits")]
    Length,
    /// Something other than digits.
    #[error("an account number has digits only")]
    Digits,
}

impl AccountNumberError {
    /// The name of the text that tells a person about it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Length => "account-number-length",
            Self::Digits => "account-number-digits",
        }
    }
}

impl AccountNumber {
    /// Reads a number as typed or as a cell's text; blanks around it do not count, zeros before it do.
    pub fn parse(text: &str) -> Result<Self, AccountNumberError> {
        let digits = text.trim();
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(AccountNumberError::Digits);
        }
        if !(1..=MAX_DIGITS).contains(&digits.len()) {
            return Err(AccountNumberError::Length);
        }
        Ok(Self(digits.to_owned()))
    }

    /// An account that the program knows by its number, such as 454.
    pub(crate) fn usual(number: u16) -> Self {
        Self(number.to_string())
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The class of accounts, 0 to 9: in Hungary those of section 160 of Act C of 2000 on accounting.
    pub fn class(&self) -> u8 {
        self.0.bytes().next().unwrap_or(b'0') - b'0'
    }

    /// Whether the account is somewhere below the other.
    pub fn is_child_of(&self, other: &Self) -> bool {
        self != other && self.0.starts_with(&other.0)
    }

    /// The account directly above: among the existing ones, the longest with which this one begins.
    pub fn parent_among<'a>(&self, existing: &'a BTreeSet<Self>) -> Option<&'a Self> {
        (1..self.0.len()).rev().find_map(|digits| existing.get(&self.0[..digits]))
    }

    /// Whether entries may be posted to the account: none of the existing ones is below it.
    pub fn is_postable_among(&self, existing: &BTreeSet<Self>) -> bool {
        let next = existing.range::<str, _>((Excluded(self.as_str()), Unbounded)).next();
        !next.is_some_and(|next| next.is_child_of(self))
    }
}

impl Borrow<str> for AccountNumber {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for AccountNumber {
    type Error = AccountNumberError;

    fn try_from(text: String) -> Result<Self, AccountNumberError> {
        Self::parse(&text)
    }
}

impl fmt::Display for AccountNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(text: &str) -> AccountNumber {
        AccountNumber::parse(text).unwrap()
    }

    #[test]
    fn names_what_is_wrong() {
        assert_eq!(number(" 0311 ").as_str(), "0311");
        assert_eq!(number("00000000000000000001").class(), 0);
        for long_or_empty in ["", "  ", "000000000000000000001"] {
            assert_eq!(AccountNumber::parse(long_or_empty), Err(AccountNumberError::Length));
        }
        for wrong in ["3.11", "31 1", "-311", "3a", "３１１", "311.0"] {
            assert_eq!(AccountNumber::parse(wrong), Err(AccountNumberError::Digits), "{wrong}");
        }
    }

    #[test]
    fn parents_are_found_past_gaps() {
        let existing = BTreeSet::from(["3", "31", "31102", "32"].map(number));
        let parent = |text: &str| number(text).parent_among(&existing).map(AccountNumber::as_str);
        assert_eq!(parent("311"), Some("31"));
        assert_eq!(parent("311021"), Some("31102"));
        assert_eq!(parent("31102"), Some("31"));
        assert_eq!(parent("3"), None);
        assert_eq!(parent("0311"), None);
        assert!(!number("31").is_postable_among(&existing));
        assert!(!number("311").is_postable_among(&existing));
        assert!(number("31102").is_postable_among(&existing));
        assert!(number("32").is_postable_among(&existing));
    }

    fn numbers() -> impl Strategy<Value = AccountNumber> {
        "[0-2]{1,5}".prop_map(|text| number(&text))
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_answered(text in "\\PC{0,24}") {
            if let Ok(number) = AccountNumber::parse(&text) {
                prop_assert_eq!(number.as_str(), text.trim());
                prop_assert!(number.class() <= 9);
            }
        }

        #[test]
        fn the_tree_is_what_the_prefixes_say(
            existing in prop::collection::btree_set(numbers(), 0..40), account in numbers(),
        ) {
            let above = existing.iter().filter(|other| account.is_child_of(other));
            let nearest = above.max_by_key(|other| other.as_str().len());
            prop_assert_eq!(account.parent_among(&existing), nearest);
            let below = existing.iter().any(|other| other.is_child_of(&account));
            prop_assert_eq!(account.is_postable_among(&existing), !below);
        }

        #[test]
        fn an_account_with_children_takes_no_entries(
            existing in prop::collection::btree_set(numbers(), 1..40),
        ) {
            for account in &existing {
                if let Some(parent) = account.parent_among(&existing) {
                    prop_assert!(!parent.is_postable_among(&existing));
                    prop_assert_eq!(parent.class(), account.class());
                }
            }
        }
    }
}
