//! The Hungarian tax number (adószám): eight digits, VAT code, county code.

use std::fmt;

use super::{
    IdentifierError, IdentifierKind,
    check::{digits, is_digits, is_zeros, weighted_sum},
};

/// A Hungarian tax number of eleven digits whose check digit, VAT code and county code are in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaxNumber {
    digits: String,
    vat_code: VatCode,
}

/// The ninth digit of a Hungarian tax number: how its holder stands to VAT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VatCode {
    /// 1: exempt from VAT.
    Exempt,
    /// 2: taxed by the general rules.
    General,
    /// 3: under a simplified tax, such as the former EVA.
    Simplified,
    /// 4: a member of a VAT group, which has its own number beside the group's.
    GroupMember,
    /// 5: a VAT group; the number is a group number (csoportazonosító).
    Group,
}

impl VatCode {
    fn of(digit: &str) -> Option<Self> {
        match digit {
            "1" => Some(Self::Exempt),
            "2" => Some(Self::General),
            "3" => Some(Self::Simplified),
            "4" => Some(Self::GroupMember),
            "5" => Some(Self::Group),
            _ => None,
        }
    }
}

impl TaxNumber {
    /// Reads a tax number with or without dashes, blanks and the prefix `HU`.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let digits = digits(IdentifierKind::HuTax11, text, &[11])?;
        check_core(IdentifierKind::HuTax11, &digits[..8])?;
        let vat_code = VatCode::of(&digits[8..9]).ok_or(IdentifierError::VatCode)?;
        if !matches!(digits[9..].parse(), Ok(2..=20u8 | 22..=44 | 51)) {
            return Err(IdentifierError::County);
        }
        Ok(Self { digits, vat_code })
    }

    /// The first eight digits: the company, in NAV's requests and in the EU VAT number.
    pub fn core(&self) -> &str {
        &self.digits[..8]
    }

    /// Tells, among others, a VAT group from a member of one.
    pub fn vat_code(&self) -> VatCode {
        self.vat_code
    }
}

impl fmt::Display for TaxNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", self.core(), &self.digits[8..9], &self.digits[9..])
    }
}

/// The first eight digits of a Hungarian tax number in the forms that NAV's documents have: `12892312`,
/// `12892312-2` and `12892312-2-41`. None for any other number, such as one of another country.
pub fn core(text: &str) -> Option<&str> {
    let (core, rest) = text.trim().split_at_checked(8)?;
    let shaped = match rest.as_bytes() {
        [] => true,
        [b'-', vat_code] => vat_code.is_ascii_digit(),
        [b'-', vat_code, b'-', county @ ..] => {
            vat_code.is_ascii_digit() && county.len() == 2 && county.iter().all(u8::is_ascii_digit)
        }
        _ => false,
    };
    (shaped && is_digits(core) && check_core(IdentifierKind::HuTax8, core).is_ok()).then_some(core)
}

/// A tax number of any country without what people put between its characters, in capitals: for comparing.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        match c {
            '\0'..='\x7F' => plain.push(c.to_ascii_uppercase()),
            _ => plain.extend(c.to_uppercase()),
        }
    }
    plain
}

/// The first eight digits, typed alone or as an EU VAT number.
pub(super) fn checked_core(text: &str) -> Result<String, IdentifierError> {
    let core = digits(IdentifierKind::HuTax8, text, &[8])?;
    check_core(IdentifierKind::HuTax8, &core)?;
    Ok(core)
}

/// The sum of the first eight digits times 9, 7, 3, 1, 9, 7, 3, 1 ends in 0.
fn check_core(kind: IdentifierKind, core: &str) -> Result<(), IdentifierError> {
    if is_zeros(core) {
        return Err(IdentifierError::Zeros);
    }
    let fits = weighted_sum(core, [9, 7, 3, 1, 9, 7, 3, 1]).is_multiple_of(10);
    if fits { Ok(()) } else { Err(IdentifierError::CheckDigit(kind)) }
}

#[cfg(test)]
mod tests {
    use super::{super::check::tests::with_digit_changed, *};
    use proptest::prelude::*;

    const KIND: IdentifierKind = IdentifierKind::HuTax11;

    #[test]
    fn names_what_is_wrong() {
        assert_eq!(TaxNumber::parse("10625790-4-44").unwrap().to_string(), "10625790-4-44");
        assert_eq!(TaxNumber::parse(" 12892312 2 41 ").unwrap().core(), "12892312");
        assert_eq!(TaxNumber::parse("12892312"), Err(IdentifierError::Length(KIND)));
        assert_eq!(TaxNumber::parse("1289231O-2-41"), Err(IdentifierError::Digits(KIND)));
        assert_eq!(TaxNumber::parse("12892313-2-41"), Err(IdentifierError::CheckDigit(KIND)));
        assert_eq!(TaxNumber::parse("00000000-2-41"), Err(IdentifierError::Zeros));
        assert_eq!(TaxNumber::parse("12892312-6-41"), Err(IdentifierError::VatCode));
        assert_eq!(TaxNumber::parse("12892312-2-21"), Err(IdentifierError::County));
    }

    #[test]
    fn a_group_is_told_from_its_members() {
        let vat_code = |text| TaxNumber::parse(text).unwrap().vat_code();
        assert_eq!(vat_code("13421739-5-41"), VatCode::Group);
        assert_eq!(vat_code("10625790-4-44"), VatCode::GroupMember);
        assert_eq!(vat_code("12892312-2-41"), VatCode::General);
    }

    #[test]
    fn the_first_part_stands_alone_or_after_the_country() {
        for text in ["12892312", "HU12892312", "hu-12892312", " 1289 2312 "] {
            assert_eq!(checked_core(text).unwrap(), "12892312", "{text}");
        }
        assert_eq!(checked_core("12892313"), Err(IdentifierError::CheckDigit(IdentifierKind::HuTax8)));
        assert_eq!(checked_core("00000000"), Err(IdentifierError::Zeros));
        assert_eq!(checked_core("12892312-2-41"), Err(IdentifierError::Length(IdentifierKind::HuTax8)));
        assert_eq!(checked_core("AT12892312"), Err(IdentifierError::Digits(IdentifierKind::HuTax8)));
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
        fn one_changed_digit_is_found(at in 0usize..8, by in 1u8..10) {
            let text = with_digit_changed("12892312-2-41", at, by);
            prop_assert_eq!(TaxNumber::parse(&text), Err(IdentifierError::CheckDigit(KIND)));
        }
    }
}
