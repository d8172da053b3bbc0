//! The Hungarian account number in the GIRO system: bank and branch, then the account of 8 or 16 digits.

use super::{
    IdentifierError, IdentifierKind,
    check::{digits, weighted_sum},
};

/// Two or three groups of eight digits. Weighted with 9, 7, 3, 1 the first group makes a multiple of 10, and
/// so do the others together: banks often make each of them fit, but only the whole is the rule.
pub(super) fn check(text: &str) -> Result<String, IdentifierError> {
    let digits = digits(IdentifierKind::HuGiro, text, &[16, 24])?;
    let (bank, account) = digits.split_at(8);
    if !fits(bank) {
        return Err(IdentifierError::GiroBank);
    }
    if !fits(account) {
        return Err(IdentifierError::GiroAccount);
    }
    let (first, second) = account.split_at(8);
    Ok([bank, first, second].into_iter().filter(|group| !group.is_empty()).collect::<Vec<_>>().join("-"))
}

fn fits(digits: &str) -> bool {
    weighted_sum(digits, [9, 7, 3, 1].into_iter().cycle()).is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::{super::check::tests::with_digit_changed, *};
    use proptest::prelude::*;

    #[test]
    fn bank_and_account_are_checked_apart() {
        assert_eq!(check("1177301611111018").unwrap(), "11773016-11111018");
        assert_eq!(check("11773016 11111018 00000000").unwrap(), "11773016-11111018-00000000");
        assert_eq!(check("11773017-11111018"), Err(IdentifierError::GiroBank));
        assert_eq!(check("11773016-11111019"), Err(IdentifierError::GiroAccount));
        assert_eq!(check("11773016-11111018-0000"), Err(IdentifierError::Length(IdentifierKind::HuGiro)));
        assert_eq!(check("1177301G-11111018"), Err(IdentifierError::Digits(IdentifierKind::HuGiro)));
        assert_eq!(check("00000000-00000000"), Err(IdentifierError::Zeros));
    }

    #[test]
    fn the_second_and_third_group_are_one_account() {
        assert_eq!(check("76680573-47207378-83690752").unwrap(), "76680573-47207378-83690752");
        assert_eq!(check("76680573-47207378"), Err(IdentifierError::GiroAccount));
        assert_eq!(check("76680573-47207378-83690753"), Err(IdentifierError::GiroAccount));
    }

    proptest! {
        #[test]
        fn one_changed_digit_is_found(at in 0usize..24, by in 1u8..10) {
            prop_assert!(check(&with_digit_changed("766805734720737883690752", at, by)).is_err());
        }
    }
}
