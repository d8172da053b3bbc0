//! The Finnish business ID (Y-tunnus): seven digits, a dash and the check digit.

use super::{
    IdentifierError, IdentifierKind,
    check::{digits, last, weighted_sum},
};

const KIND: IdentifierKind = IdentifierKind::FiYtunnus;

/// With the weights 7, 9, 10, 5, 8, 4, 2 the check digit is what the sum lacks to a multiple of 11. Where
/// that were 10, no number is issued.
pub(super) fn check(text: &str) -> Result<String, IdentifierError> {
    let digits = digits(KIND, text, &[8])?;
    match weighted_sum(&digits, [7, 9, 10, 5, 8, 4, 2]) % 11 {
        1 => Err(IdentifierError::NeverIssued),
        remainder if (11 - remainder) % 11 != last(&digits) => Err(IdentifierError::CheckDigit(KIND)),
        _ => Ok(format!("{}-{}", &digits[..7], &digits[7..])),
    }
}

#[cfg(test)]
mod tests {
    use super::{super::check::tests::with_digit_changed, *};
    use proptest::prelude::*;

    #[test]
    fn the_vat_form_is_the_same_number() {
        for text in ["2077474-0", "20774740", "FI20774740", "fi 2077474-0"] {
            assert_eq!(check(text).unwrap(), "2077474-0", "{text}");
        }
        assert_eq!(check("SE20774740"), Err(IdentifierError::Digits(KIND)));
    }

    #[test]
    fn names_what_is_wrong() {
        assert_eq!(check("2077474-1"), Err(IdentifierError::CheckDigit(KIND)));
        assert_eq!(check("207747-0"), Err(IdentifierError::Length(KIND)), "of old, without the leading zero");
        for digit in 0..10 {
            assert_eq!(check(&format!("9482937-{digit}")), Err(IdentifierError::NeverIssued));
        }
        assert_eq!(check("0000000-0"), Err(IdentifierError::Zeros));
    }

    proptest! {
        #[test]
        fn one_changed_digit_is_found(at in 0usize..8, by in 1u8..10) {
            prop_assert!(check(&with_digit_changed("20774740", at, by)).is_err());
        }
    }
}
