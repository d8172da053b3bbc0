//! The international bank account number (ISO 13616).

use super::{
    IdentifierError, IdentifierKind,
    check::{is_zeros, letters_and_digits, mod97_check_digits},
    giro,
    iban_registry::{COUNTRIES, Structure},
};

/// Country, check digits and the account as the country writes it; a Hungarian account is checked, too.
pub(super) fn check(text: &str) -> Result<String, IdentifierError> {
    let iban = letters_and_digits(text)?;
    let too_short = IdentifierError::Length(IdentifierKind::Iban);
    let (head, account) = iban.split_at_checked(4).ok_or(too_short)?;
    let (prefix, check_digits) = head.split_at(2);
    let (country, structure) =
        COUNTRIES.iter().find(|(country, _)| *country == prefix).ok_or(IdentifierError::IbanCountry)?;
    let length = structure.iter().map(|(count, _)| count).sum::<usize>();
    if account.len() != length {
        return Err(IdentifierError::IbanLength { country, length: 4 + length });
    }
    if !is_built(account, structure) {
        return Err(IdentifierError::IbanStructure);
    }
    if is_zeros(account) {
        return Err(IdentifierError::Zeros);
    }
    if mod97_check_digits(country, account) != check_digits {
        return Err(IdentifierError::CheckDigit(IdentifierKind::Iban));
    }
    if *country == "HU" {
        giro::check(account).map_err(|_| IdentifierError::IbanAccount)?;
    }
    Ok(iban)
}

fn is_built(account: &str, structure: &Structure) -> bool {
    let places = structure.iter().flat_map(|(count, characters)| std::iter::repeat_n(*characters, *count));
    account.bytes().zip(places).all(|(character, place)| place.include(character))
}

#[cfg(test)]
mod tests {
    use super::{super::check::tests::with_digit_changed, *};
    use proptest::prelude::*;

    const WRONG: IdentifierError = IdentifierError::CheckDigit(IdentifierKind::Iban);

    #[test]
    fn is_written_without_blanks() {
        assert_eq!(check("GB82 WEST 1234 5698 7654 32").unwrap(), "GB82WEST12345698765432");
        assert_eq!(check("fi21-1234-5600-0007-85").unwrap(), "FI2112345600000785");
        assert_eq!(check("NO9386011117947").unwrap(), "NO9386011117947", "the shortest");
        assert_eq!(check("MT84MALT011000012345MTLCAST001S").unwrap(), "MT84MALT011000012345MTLCAST001S");
    }

    #[test]
    fn names_what_is_wrong() {
        assert_eq!(check("FI2"), Err(IdentifierError::Length(IdentifierKind::Iban)));
        assert_eq!(check("FI21ä2345600000785"), Err(IdentifierError::Characters));
        assert_eq!(check("US2112345600000785"), Err(IdentifierError::IbanCountry));
        assert_eq!(check("2112345600000785FI"), Err(IdentifierError::IbanCountry));
        let length = IdentifierError::IbanLength { country: "FI", length: 18 };
        assert_eq!(check("FI211234560000078"), Err(length));
        assert_eq!(check("FI21123456000007855"), Err(length));
        assert_eq!(length.to_string(), "an IBAN of FI has 18 characters");
        assert_eq!(check("FI22 1234 5600 0007 85"), Err(WRONG));
        assert_eq!(check("IT60Y0542811101000000123456"), Err(WRONG));
        assert_eq!(check("FIXX12345600000785"), Err(WRONG));
    }

    #[test]
    fn letters_stand_where_the_country_has_them() {
        let digits = mod97_check_digits("FI", "A2345600000785");
        assert_eq!(check(&format!("FI{digits}A2345600000785")), Err(IdentifierError::IbanStructure));
        let zeros = mod97_check_digits("DE", "000000000000000000");
        assert_eq!(check(&format!("DE{zeros}000000000000000000")), Err(IdentifierError::Zeros));
    }

    #[test]
    fn check_digits_are_from_02_to_98() {
        let account =
            (0..).map(|n| format!("{n:014}")).find(|n| mod97_check_digits("FI", n) == "02").unwrap();
        assert!(check(&format!("FI02{account}")).is_ok());
        assert_eq!(check(&format!("FI99{account}")), Err(WRONG), "the same remainder");
    }

    #[test]
    fn a_hungarian_account_has_its_own_check_digits() {
        assert!(check("HU42 1177 3016 1111 1018 0000 0000").is_ok());
        let digits = mod97_check_digits("HU", "117730161111101900000000");
        let iban = format!("HU{digits}117730161111101900000000");
        assert_eq!(check(&iban), Err(IdentifierError::IbanAccount));
    }

    #[test]
    fn the_registry_is_in_order() {
        assert_eq!(COUNTRIES.len(), 89);
        assert!(COUNTRIES.is_sorted_by(|a, b| a.0 < b.0));
        let length = |structure: &Structure| 4 + structure.iter().map(|(count, _)| count).sum::<usize>();
        assert!(COUNTRIES.iter().all(|(_, structure)| (15..=34).contains(&length(structure))));
    }

    proptest! {
        #[test]
        fn one_changed_digit_is_found(at in 2usize..28, by in 1u8..10) {
            prop_assert!(check(&with_digit_changed("PL61109010140000071219812874", at, by)).is_err());
        }
    }
}
