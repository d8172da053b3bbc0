//! The Hungarian tax number (adószám): eight digits, VAT code, county code.

use std::fmt;

use thiserror::Error;

/// A Hungarian tax number of eleven digits whose check digit, VAT code and county code are in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaxNumber(String);

/// Why a text is not a Hungarian tax number.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum TaxNumberError {
    /// Not eleven digits (blanks and dashes aside).
    #[error("a tax number has 11 digits, such as 12345676-2-41")]
    Length,
    /// Something other than digits, blanks and dashes.
    #[error("a tax number has digits and dashes only")]
    Digits,
    /// The eighth digit does not fit the first seven.
    #[error("the check digit is wrong")]
    CheckDigit,
    /// The ninth digit is not a VAT code from 1 to 5.
    #[error("the ninth digit, the VAT code, is from 1 to 5")]
    VatCode,
    /// The last two digits name no county.
    #[error("the last two digits, the county code, are 02 to 20, 22 to 44 or 51")]
    County,
}

impl TaxNumberError {
    /// The name of the text that tells a person about it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Length => "tax-number-length",
            Self::Digits => "tax-number-digits",
            Self::CheckDigit => "tax-number-check-digit",
            Self::VatCode => "tax-number-vat-code",
            Self::County => "tax-number-county",
        }
    }
}

impl TaxNumber {
    /// Reads a tax number with or without dashes and blanks.
    pub fn parse(text: &str) -> Result<Self, TaxNumberError> {
        let plain: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        if !plain.bytes().all(|b| b.is_ascii_digit()) {
            return Err(TaxNumberError::Digits);
        }
        if plain.len() != 11 {
            return Err(TaxNumberError::Length);
        }
        if !check_digit_fits(&plain) {
            return Err(TaxNumberError::CheckDigit);
        }
        if !matches!(plain.as_bytes()[8], b'1'..=b'5') {
            return Err(TaxNumberError::VatCode);
        }
        if !matches!(plain[9..].parse(), Ok(2..=20u8 | 22..=44 | 51)) {
            return Err(TaxNumberError::County);
        }
        Ok(Self(plain))
    }

    /// The first eight digits: the company, in NAV's requests and in the EU VAT number.
    pub fn core(&self) -> &str {
        &self.0[..8]
    }
}

impl fmt::Display for TaxNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", &self.0[..8], &self.0[8..9], &self.0[9..])
    }
}

/// The first eight digits of a Hungarian tax number in the forms that NAV's documents have: `12892312`,
/// `12892312-2` and `12892312-2-41`. None for any other number, such as one of another country.
pub fn core(text: &str) -> Option<&str> {
    let (core, rest) = text.trim().split_at_checked(8)?;
    let shape: String = rest.chars().map(|c| if c.is_ascii_digit() { '9' } else { c }).collect();
    let digits = core.bytes().all(|b| b.is_ascii_digit());
    (digits && matches!(shape.as_str(), "" | "-9" | "-9-99") && check_digit_fits(core)).then_some(core)
}

/// A tax number of any country without what people put between its characters, in capitals: for comparing.
pub fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// The sum of the first eight digits times 9, 7, 3, 1, 9, 7, 3, 1 ends in 0.
fn check_digit_fits(digits: &str) -> bool {
    let weighted = digits.bytes().zip([9, 7, 3, 1, 9, 7, 3, 1]);
    let sum: u32 = weighted.map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    sum.is_multiple_of(10) && !digits.starts_with("00000000")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_what_is_wrong() {
        assert_eq!(TaxNumber::parse("10625790-4-44").unwrap().to_string(), "10625790-4-44");
        assert_eq!(TaxNumber::parse(" 12892312 2 41 ").unwrap().core(), "12892312");
        assert_eq!(TaxNumber::parse("12892312"), Err(TaxNumberError::Length));
        assert_eq!(TaxNumber::parse("1289231O-2-41"), Err(TaxNumberError::Digits));
        assert_eq!(TaxNumber::parse("12892313-2-41"), Err(TaxNumberError::CheckDigit));
        assert_eq!(TaxNumber::parse("00000000-2-41"), Err(TaxNumberError::CheckDigit));
        assert_eq!(TaxNumber::parse("12892312-6-41"), Err(TaxNumberError::VatCode));
        assert_eq!(TaxNumber::parse("12892312-2-21"), Err(TaxNumberError::County));
    }

    #[test]
    fn hungarian_numbers_are_told_from_others() {
        for text in ["12892312", "12892312-2", "12892312-2-41", " 12892312-2-41 "] {
            assert_eq!(core(text), Some("12892312"), "{text}");
        }
        for text in ["", "1289231", "12892313", "00000000", "128923122", "12892312241", "DE811907980", "éééé"]
        {
            assert_eq!(core(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_answered(text in ".{0,20}") {
            if let Ok(number) = TaxNumber::parse(&text) {
                prop_assert_eq!(TaxNumber::parse(&number.to_string()), Ok(number));
            }
        }

        #[test]
        fn one_changed_digit_is_found(at in 0usize..8, by in 1u8..10) {
            let mut digits = *b"12892312241";
            digits[at] = (digits[at] - b'0' + by) % 10 + b'0';
            let text = String::from_utf8_lossy(&digits).into_owned();
            prop_assert_eq!(TaxNumber::parse(&text), Err(TaxNumberError::CheckDigit));
        }
    }
}
