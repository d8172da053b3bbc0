//! Texts and numbers in the forms that the schema takes.
//!
//! Its texts are of Basic Latin, some with the Latin-1 Supplement. Other characters are transliterated, as
//! the field does it: ő becomes o, € EUR, a typographic quotation mark a plain one.

use deunicode::deunicode_char;
use domain::wrong::Wrong;
use rust_decimal::{Decimal, RoundingStrategy::MidpointAwayFromZero};

/// The characters that a type of the schema takes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Charset {
    /// Basic Latin: StringNNType.
    Ascii,
    /// Basic Latin and the Latin-1 Supplement: StringNNLatinType.
    Latin,
}

impl Charset {
    fn holds(self, c: char) -> bool {
        match self {
            Self::Ascii => c.is_ascii(),
            Self::Latin => u32::from(c) <= 0xFF,
        }
    }
}

/// The text in those characters, 1 to `most` of them.
pub(crate) fn fit(field: &str, text: &str, charset: Charset, most: usize) -> Result<String, Wrong> {
    let text = spell(field, text, charset)?;
    if text.is_empty() || text.chars().count() > most {
        return Err(Wrong::new(field, "fatturapa-length").with("most", most));
    }
    Ok(text)
}

/// The text in those characters, in one line however long.
pub(crate) fn spell(field: &str, text: &str, charset: Charset) -> Result<String, Wrong> {
    let mut spelt = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() {
            spelt.push(' ');
        } else if charset.holds(c) && !c.is_control() {
            spelt.push(c);
        } else {
            let latin = deunicode_char(c).filter(|_| !c.is_control());
            let unknown = || Wrong::new(field, "fatturapa-characters").with("character", c.escape_debug());
            spelt.push_str(latin.ok_or_else(unknown)?);
        }
    }
    Ok(spelt.trim().to_owned())
}

/// Amount2DecimalType: up to 11 digits before the point and two behind it.
pub(crate) fn amount(field: &str, value: Decimal) -> Result<String, Wrong> {
    number(field, value, 11, 2)
}

/// Amount8DecimalType: up to 11 digits before the point and two to eight behind it.
pub(crate) fn price(field: &str, value: Decimal) -> Result<String, Wrong> {
    number(field, value, 11, 8)
}

/// QuantitaType, for what is not below zero: up to 12 digits before the point and two to eight behind it.
pub(crate) fn quantity(field: &str, value: Decimal) -> Result<String, Wrong> {
    number(field, value, 12, 8)
}

fn number(field: &str, value: Decimal, digits: u32, decimals: u32) -> Result<String, Wrong> {
    let mut value = round(value, decimals).normalize();
    if value.abs() >= Decimal::from(10u64.pow(digits)) {
        return Err(Wrong::new(field, "fatturapa-amount").with("digits", digits));
    }
    value.rescale(value.scale().max(2));
    Ok(value.to_string())
}

/// Half a unit goes away from zero, as everywhere in the books.
pub(crate) fn round(value: Decimal, decimals: u32) -> Decimal {
    value.round_dp_with_strategy(decimals, MidpointAwayFromZero)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_the_schema_cannot_write_is_transliterated() {
        let latin = |text| spell("name", text, Charset::Latin).unwrap();
        assert_eq!(latin(" Società «Üllő»\tŁódź "), "Società «Üllo» Lódz");
        assert_eq!(latin("“Però” – l’euro: 5 €…"), "\"Però\" - l'euro: 5 EUR...");
        assert_eq!(latin("riga 1\nriga 2"), "riga 1 riga 2");
        assert_eq!(spell("unit", "unità", Charset::Ascii).unwrap(), "unita");
    }

    #[test]
    fn what_has_no_latin_form_or_no_room_is_refused() {
        let wrong = spell("name", "a\u{7}b", Charset::Latin).unwrap_err();
        assert_eq!((wrong.field.as_str(), wrong.code), ("name", "fatturapa-characters"));
        assert_eq!(fit("name", "\u{E000}", Charset::Latin, 9).unwrap_err().code, "fatturapa-characters");
        assert_eq!(fit("name", "€€€", Charset::Latin, 8).unwrap_err().code, "fatturapa-length");
        assert_eq!(fit("name", " ", Charset::Latin, 8).unwrap_err().code, "fatturapa-length");
    }

    #[test]
    fn numbers_have_two_decimals_or_more() {
        let price = |value: &str| price("price", value.parse().unwrap()).unwrap();
        assert_eq!((price("1"), price("-0"), price("1.2500")), ("1.00".into(), "0.00".into(), "1.25".into()));
        assert_eq!(price("-0.123456785"), "-0.12345679");
        let huge = amount("net", "100000000000".parse().unwrap()).unwrap_err();
        assert_eq!((huge.code, huge.arguments), ("fatturapa-amount", vec![("digits", "11".into())]));
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_of_the_charset(text in any::<String>()) {
            for (charset, last) in [(Charset::Ascii, 0x7E), (Charset::Latin, 0xFF)] {
                if let Ok(spelt) = spell("text", &text, charset) {
                    prop_assert!(spelt.chars().all(|c| !c.is_control() && u32::from(c) <= last), "{spelt:?}");
                }
            }
        }
    }
}
