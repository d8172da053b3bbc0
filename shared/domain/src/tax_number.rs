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
    ///
    /// Check digit: the sum of the first eight digits times 9, 7, 3, 1, 9, 7, 3, 1 ends in 0.
    pub fn parse(text: &str) -> Result<Self, TaxNumberError> {
        let plain: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        if !plain.bytes().all(|b| b.is_ascii_digit()) {
            return Err(TaxNumberError::Digits);
        }
        if plain.len() != 11 {
            return Err(TaxNumberError::Length);
        }
        let sum: u32 =
            plain.bytes().zip([9, 7, 3, 1, 9, 7, 3, 1]).map(|(b, weight)| u32::from(b - b'0') * weight).sum();
        if !sum.is_multiple_of(10) || plain.starts_with("00000000") {
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
