//! The Polish tax number (NIP) and statistical number (REGON).

use super::{
    IdentifierError, IdentifierKind,
    check::{digits, is_zeros, last, weighted_sum},
};

/// Ten digits; the last is the weighted sum of the others modulo 11. Where that is 10, no number is issued.
pub(super) fn check_nip(text: &str) -> Result<String, IdentifierError> {
    let digits = digits(IdentifierKind::PlNip, text, &[10])?;
    match weighted_sum(&digits, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 {
        10 => Err(IdentifierError::NeverIssued),
        remainder if remainder != last(&digits) => Err(IdentifierError::CheckDigit(IdentifierKind::PlNip)),
        _ => Ok(digits),
    }
}

/// Nine digits for a business; a place of it has fourteen, the first nine of which are the business's.
pub(super) fn check_regon(text: &str) -> Result<String, IdentifierError> {
    let digits = digits(IdentifierKind::PlRegon, text, &[9, 14])?;
    let business = &digits[..9];
    let right = !is_zeros(business)
        && regon_fits(business, &[8, 9, 2, 3, 4, 5, 6, 7])
        && (digits.len() == 9 || regon_fits(&digits, &[2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8]));
    if right { Ok(digits) } else { Err(IdentifierError::CheckDigit(IdentifierKind::PlRegon)) }
}

/// Whether the last digit is the weighted sum of the others modulo 11, a 10 being a 0.
fn regon_fits(digits: &str, weights: &[u32]) -> bool {
    weighted_sum(digits, weights.iter().copied()) % 11 % 10 == last(digits)
}

#[cfg(test)]
mod tests {
    use super::{super::check::tests::with_digit_changed, *};
    use proptest::prelude::*;

    #[test]
    fn a_nip_says_what_is_wrong() {
        for text in ["5130231812", "513-023-18-12", "PL 5130231812", "pl5130231812"] {
            assert_eq!(check_nip(text).unwrap(), "5130231812", "{text}");
        }
        assert_eq!(check_nip("8567346216"), Err(IdentifierError::CheckDigit(IdentifierKind::PlNip)));
        assert_eq!(check_nip("8720142880"), Err(IdentifierError::NeverIssued));
        assert_eq!(check_nip("0000000000"), Err(IdentifierError::Zeros));
        assert_eq!(check_nip("275838146"), Err(IdentifierError::Length(IdentifierKind::PlNip)));
    }

    #[test]
    fn a_place_has_the_number_of_its_business() {
        let wrong = Err(IdentifierError::CheckDigit(IdentifierKind::PlRegon));
        assert_eq!(check_regon("192 598 184").unwrap(), "192598184");
        assert_eq!(check_regon("74783373086942").unwrap(), "74783373086942");
        assert_eq!(check_regon("192598183"), wrong);
        assert_eq!(check_regon("12345678612342"), wrong);
        assert_eq!(check_regon("55763675271474"), wrong, "of no business");
        assert_eq!(check_regon("00000000000012"), wrong, "of no business");
        assert_eq!(check_regon("000000000"), Err(IdentifierError::Zeros));
        assert_eq!(check_regon("2219568651"), Err(IdentifierError::Length(IdentifierKind::PlRegon)));
        assert_eq!(check_regon("PL192598184"), Err(IdentifierError::Digits(IdentifierKind::PlRegon)));
    }

    proptest! {
        #[test]
        fn one_changed_digit_of_a_nip_is_found(at in 0usize..10, by in 1u8..10) {
            prop_assert!(check_nip(&with_digit_changed("5130231812", at, by)).is_err());
        }
    }
}
