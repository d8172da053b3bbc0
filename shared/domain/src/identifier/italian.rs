//! The Italian VAT number (partita IVA): seven digits of the business, three of the office, a check digit.

use super::{
    IdentifierError, IdentifierKind,
    check::{digits, is_zeros},
};

const KIND: IdentifierKind = IdentifierKind::ItPartitaIva;

/// Eleven digits with an office that exists and the check digit of Luhn.
pub(super) fn check(text: &str) -> Result<String, IdentifierError> {
    let digits = digits(KIND, text, &[11])?;
    if is_zeros(&digits[..7]) {
        return Err(IdentifierError::NeverIssued);
    }
    if !matches!(digits[7..10].parse(), Ok(1..=100u16 | 120 | 121 | 888 | 999)) {
        return Err(IdentifierError::Office);
    }
    if !luhn_fits(&digits) {
        return Err(IdentifierError::CheckDigit(KIND));
    }
    Ok(digits)
}

/// Every second digit from the right counts twice, with its digits added up; the sum ends in 0.
fn luhn_fits(digits: &str) -> bool {
    let counted = digits.bytes().rev().enumerate().map(|(index, digit)| {
        let digit = u32::from(digit - b'0');
        if index % 2 == 0 { digit } else { digit * 2 / 10 + digit * 2 % 10 }
    });
    counted.sum::<u32>().is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::{super::check::tests::with_digit_changed, *};
    use proptest::prelude::*;

    #[test]
    fn names_what_is_wrong() {
        for text in ["01035310414", "IT01035310414", "it 0103531 041-4"] {
            assert_eq!(check(text).unwrap(), "01035310414", "{text}");
        }
        assert_eq!(check("00743110158"), Err(IdentifierError::CheckDigit(KIND)));
        assert_eq!(check("92280621019"), Err(IdentifierError::Office));
        assert_eq!(check("00000000018"), Err(IdentifierError::NeverIssued));
        assert_eq!(check("00000000000"), Err(IdentifierError::Zeros));
        assert_eq!(check("6300973009"), Err(IdentifierError::Length(KIND)));
        assert_eq!(check("0074311015A"), Err(IdentifierError::Digits(KIND)));
    }

    proptest! {
        #[test]
        fn one_changed_digit_is_found(at in 0usize..11, by in 1u8..10) {
            prop_assert!(check(&with_digit_changed("01035310414", at, by)).is_err());
        }
    }
}
