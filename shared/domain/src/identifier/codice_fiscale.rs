//! The Italian tax code (codice fiscale): a person's of 16 characters, or another body's in the form of a VAT
//! number.

use jiff::civil::Date;

use super::{
    IdentifierError, IdentifierKind,
    check::{is_digits, letters_and_digits},
    italian,
};

/// Letter or digit, place by place: surname, first name, year, month, day, place of birth, check letter.
const PATTERN: &[u8; 16] = b"AAAAAA99A99A999A";

/// The month letters, January first.
const MONTHS: &[u8] = b"ABCDEHLMPRST";

/// The letters that stand for the digits 0 to 9 where two persons had the same code (omocodia).
const DIGIT_LETTERS: &[u8] = b"LMNPQRSTUV";

/// What A to Z count in an odd place, the first being the first; 0 to 9 count as A to J.
const ODD: [u32; 26] =
    [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/// Checks the date and the check letter of a person's code (decree of 23 December 1976, no. 13813), or the
/// VAT number that the code of a company is.
pub(super) fn check(text: &str) -> Result<String, IdentifierError> {
    let code = letters_and_digits(text)?;
    match code.len() {
        11 if is_digits(&code) => return italian::check(&code),
        16 => {}
        _ => return Err(IdentifierError::Length(IdentifierKind::ItCodiceFiscale)),
    }
    let characters = code.as_bytes();
    if !characters.iter().zip(PATTERN).all(|(character, place)| fits(*character, *place)) {
        return Err(IdentifierError::CodiceFiscalePattern);
    }
    check_birth_date(characters)?;
    if check_letter(&characters[..15]) != characters[15] {
        return Err(IdentifierError::CheckLetter);
    }
    Ok(code)
}

fn fits(character: u8, place: u8) -> bool {
    if place == b'A' { character.is_ascii_uppercase() } else { digit(character).is_some() }
}

/// A digit, or the letter that stands for it.
fn digit(character: u8) -> Option<u8> {
    match character {
        b'0'..=b'9' => Some(character - b'0'),
        letter => position(DIGIT_LETTERS, letter),
    }
}

/// The day is 40 more for a woman. The century is not told: the year 00 may be the leap year 2000.
fn check_birth_date(characters: &[u8]) -> Result<(), IdentifierError> {
    let month = position(MONTHS, characters[8]).ok_or(IdentifierError::Month)?;
    let pair = |at: usize| Some(digit(characters[at])? * 10 + digit(characters[at + 1])?);
    let date = pair(6).zip(pair(9)).and_then(|(year, day)| {
        let day = if day > 40 { day - 40 } else { day };
        Date::new(2000 + i16::from(year), month as i8 + 1, day as i8).ok()
    });
    date.map(drop).ok_or(IdentifierError::BirthDate)
}

fn check_letter(characters: &[u8]) -> u8 {
    let sum: u32 = characters.iter().enumerate().map(|(index, character)| count(*character, index)).sum();
    b'A' + (sum % 26) as u8
}

fn count(character: u8, index: usize) -> u32 {
    let value = character - if character.is_ascii_digit() { b'0' } else { b'A' };
    if index.is_multiple_of(2) { ODD[usize::from(value)] } else { u32::from(value) }
}

fn position(letters: &[u8], letter: u8) -> Option<u8> {
    letters.iter().zip(0..).find_map(|(known, position)| (*known == letter).then_some(position))
}

#[cfg(test)]
mod tests {
    use super::{super::check::tests::with_digit_changed, *};
    use proptest::{prelude::*, sample::select};

    /// The code with its check letter.
    fn completed(code: &str) -> String {
        format!("{code}{}", char::from(check_letter(code.as_bytes())))
    }

    #[test]
    fn persons_and_companies_have_one() {
        assert_eq!(check("rcc mnl 83s18 d969h").unwrap(), "RCCMNL83S18D969H");
        assert_eq!(check("00743110157").unwrap(), "00743110157");
        assert_eq!(check("00743110158"), Err(IdentifierError::CheckDigit(IdentifierKind::ItPartitaIva)));
    }

    #[test]
    fn letters_may_stand_for_digits() {
        assert!(check("BNCGNNTRMRRFNLRT").is_ok());
        assert!(check("VRDLCU80A01H50MY").is_ok());
    }

    #[test]
    fn names_what_is_wrong() {
        assert_eq!(check("VRDLCU80A01H501A"), Err(IdentifierError::CheckLetter));
        assert_eq!(check("RSSMRA85F10A562R"), Err(IdentifierError::Month));
        assert_eq!(check("RSSMRA85B30A562G"), Err(IdentifierError::BirthDate));
        assert_eq!(check("RSSM1A85T10A562S"), Err(IdentifierError::CodiceFiscalePattern));
        assert_eq!(check("RSSMRA85T1AA562S"), Err(IdentifierError::CodiceFiscalePattern));
        assert_eq!(check("RSSMRA85T10A562Š"), Err(IdentifierError::Characters));
        let length = Err(IdentifierError::Length(IdentifierKind::ItCodiceFiscale));
        assert_eq!(check("RSSMRA85T10A562"), length);
        assert_eq!(check("0074311015A"), length);
    }

    #[test]
    fn the_date_of_birth_is_a_real_one() {
        for right in ["RSSMRA85T10A562", "RSSMRA85T71A562", "RSSMRA84B29A562", "RSSMRA00B69A562"] {
            assert!(check(&completed(right)).is_ok(), "{right}");
        }
        for wrong in ["85T00", "85T32", "85T40", "85T41", "85T72", "85B29", "85B69", "85D31", "85D71"] {
            let error = check(&completed(&format!("RSSMRA{wrong}A562"))).err();
            let expected = (wrong != "85T41").then_some(IdentifierError::BirthDate);
            assert_eq!(error, expected, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn one_changed_digit_is_found(at in select(vec![6, 7, 9, 10, 12, 13, 14]), by in 1u8..10) {
            prop_assert!(check(&with_digit_changed("RSSMRA85T10A562S", at, by)).is_err());
        }
    }
}
