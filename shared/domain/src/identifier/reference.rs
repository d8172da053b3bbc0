//! Payment references: the Finnish viitenumero and the international RF reference.

use super::{
    IdentifierError, IdentifierKind,
    check::{compact, is_digits, is_zeros, letters_and_digits, mod97_check_digits, weighted_sum},
};

/// The Finnish reference for these 3 to 19 digits, such as those of an invoice number: they and their check
/// digit. Blanks, dashes and leading zeros are dropped and do not count. None for anything else.
pub fn viite(base: &str) -> Option<String> {
    let base = compact(base);
    let base = base.trim_start_matches('0');
    ((3..=19).contains(&base.len()) && is_digits(base)).then(|| format!("{base}{}", check_digit(base)))
}

/// The RF reference (ISO 11649) around a reference of 1 to 21 letters from A to Z and digits, such as a
/// Finnish one. None for anything else.
pub fn rf(reference: &str) -> Option<String> {
    let reference = letters_and_digits(reference).ok()?;
    let has_form = (1..=21).contains(&reference.len()) && !is_zeros(&reference);
    has_form.then(|| format!("RF{}{reference}", mod97_check_digits("RF", &reference)))
}

/// A Finnish reference without blanks and leading zeros.
pub(super) fn check_viite(text: &str) -> Result<String, IdentifierError> {
    const KIND: IdentifierKind = IdentifierKind::FiViite;
    let typed = compact(text);
    let digits = typed.trim_start_matches('0');
    if !is_digits(digits) {
        return Err(IdentifierError::Digits(KIND));
    }
    if digits.is_empty() && !typed.is_empty() {
        return Err(IdentifierError::Zeros);
    }
    if !(4..=20).contains(&digits.len()) {
        return Err(IdentifierError::Length(KIND));
    }
    let right = viite(&digits[..digits.len() - 1]);
    right.filter(|right| right == digits).ok_or(IdentifierError::CheckDigit(KIND))
}

/// An RF reference without blanks. What it is around is not checked: only its country knows the rule.
pub(super) fn check_rf(text: &str) -> Result<String, IdentifierError> {
    const KIND: IdentifierKind = IdentifierKind::RfReference;
    let text = letters_and_digits(text)?;
    if text.is_empty() {
        return Err(IdentifierError::Length(KIND));
    }
    let rest = text.strip_prefix("RF").ok_or(IdentifierError::RfPrefix)?;
    let (_, reference) = rest.split_at_checked(2).ok_or(IdentifierError::Length(KIND))?;
    if !(1..=21).contains(&reference.len()) {
        return Err(IdentifierError::Length(KIND));
    }
    match rf(reference) {
        Some(right) if right == text => Ok(right),
        Some(_) => Err(IdentifierError::CheckDigit(KIND)),
        None => Err(IdentifierError::Zeros),
    }
}

/// From the right the digits count 7, 3, 1, 7, 3, 1 ... times; the check digit makes the sum a multiple
/// of 10.
fn check_digit(base: &str) -> u32 {
    let from_the_right: String = base.chars().rev().collect();
    (10 - weighted_sum(&from_the_right, [7, 3, 1].into_iter().cycle()) % 10) % 10
}

#[cfg(test)]
mod tests {
    use super::{super::check::tests::with_digit_changed, *};
    use proptest::prelude::*;

    const VIITE: IdentifierKind = IdentifierKind::FiViite;
    const RF: IdentifierKind = IdentifierKind::RfReference;

    #[test]
    fn a_finnish_reference_says_what_is_wrong() {
        for text in ["1232", "12 32", "0000 0000 0000 0000 0000 1232"] {
            assert_eq!(check_viite(text).unwrap(), "1232", "{text}");
        }
        assert_eq!(check_viite("1233"), Err(IdentifierError::CheckDigit(VIITE)));
        assert_eq!(check_viite("123"), Err(IdentifierError::Length(VIITE)));
        assert_eq!(check_viite("0013"), Err(IdentifierError::Length(VIITE)), "leading zeros do not count");
        assert_eq!(check_viite("111111111111111111111"), Err(IdentifierError::Length(VIITE)));
        assert_eq!(check_viite("12A2"), Err(IdentifierError::Digits(VIITE)));
        assert_eq!(check_viite("0000"), Err(IdentifierError::Zeros));
    }

    #[test]
    fn an_rf_reference_says_what_is_wrong() {
        for text in ["RF18 5390 0754 7034", "rf18539007547034"] {
            assert_eq!(check_rf(text).unwrap(), "RF18539007547034", "{text}");
        }
        assert!(check_rf("RF111232").is_ok());
        assert_eq!(check_rf("RF17539007547034"), Err(IdentifierError::CheckDigit(RF)));
        assert_eq!(check_rf("RFAB539007547034"), Err(IdentifierError::CheckDigit(RF)));
        assert_eq!(check_rf("RF18"), Err(IdentifierError::Length(RF)));
        assert_eq!(check_rf("RF"), Err(IdentifierError::Length(RF)));
        assert_eq!(check_rf("RF359999999999999999999999"), Err(IdentifierError::Length(RF)));
        assert_eq!(check_rf("18539007547034"), Err(IdentifierError::RfPrefix));
        assert_eq!(check_rf("RF1853900754703Ä"), Err(IdentifierError::Characters));
        assert_eq!(check_rf("RF970000"), Err(IdentifierError::Zeros));
    }

    #[test]
    fn references_are_made_of_what_fits() {
        assert_eq!(viite("12345").as_deref(), Some("123453"));
        assert_eq!(viite("000123").as_deref(), Some("1232"));
        assert_eq!(viite("1234567890123456789").map(|made| made.len()), Some(20));
        for base in ["", "12", "0012", "000", "12345678901234567890", "12A"] {
            assert_eq!(viite(base), None, "{base}");
        }
        assert_eq!(rf("5390 0754 7034").as_deref(), Some("RF18539007547034"));
        for reference in ["", "0", "1234567890123456789012", "2026/1", "é"] {
            assert_eq!(rf(reference), None, "{reference}");
        }
    }

    proptest! {
        #[test]
        fn what_is_made_is_right(base in "[1-9][0-9]{2,18}") {
            let made = viite(&base).unwrap();
            prop_assert_eq!(check_viite(&made), Ok(made.clone()));
            let international = rf(&made).unwrap();
            prop_assert_eq!(&international[4..], &made);
            prop_assert_eq!(check_rf(&international), Ok(international));
        }

        #[test]
        fn letters_may_stand_in_an_rf_reference(reference in "[A-Z0-9]{0,20}[A-Z1-9]") {
            let made = rf(&reference).unwrap();
            prop_assert_eq!(check_rf(&made.to_lowercase()), Ok(made));
        }

        #[test]
        fn one_changed_digit_is_found(base in "[1-9][0-9]{2,18}", at in 0usize..20, by in 1u8..10) {
            let made = viite(&base).unwrap();
            let (at, international) = (at % made.len(), rf(&made).unwrap());
            prop_assert!(check_viite(&with_digit_changed(&made, at, by)).is_err());
            prop_assert!(check_rf(&with_digit_changed(&international, at + 4, by)).is_err());
        }
    }
}
