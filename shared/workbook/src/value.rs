//! What a cell holds, in the form in which its column's type is written.

use std::borrow::Cow;

use calamine::DataRef;
use domain::language::Language;
use rust_decimal::Decimal;

use crate::{
    column::{Cells, Texts},
    record::Given,
};

/// What empties a field.
pub const CLEAR: &str = "#clear#";

/// The words for yes and no in every language.
#[derive(Clone, Debug)]
pub struct Words {
    yes: Vec<String>,
    no: Vec<String>,
}

impl Words {
    fn meaning(&self, text: &str) -> Option<bool> {
        let means = |words: &[String]| words.iter().any(|word| is_same(word, text));
        if means(&self.yes) { Some(true) } else { means(&self.no).then_some(false) }
    }

    /// From the texts `workbook-yes` and `workbook-no`.
    pub fn new(text: &Texts<'_>) -> Self {
        let of = |name, code: &str| {
            let words = Language::ALL.into_iter().map(|language| text(language, name).to_lowercase());
            words.chain([code.to_owned()]).collect()
        };
        Self { yes: of("workbook-yes", "yes"), no: of("workbook-no", "no") }
    }
}

/// Whether a text is that word, which is in lower case.
fn is_same(word: &str, text: &str) -> bool {
    word == text || text.chars().flat_map(char::to_lowercase).eq(word.chars())
}

/// What a cell says of its field, or the name of the text that says why it cannot be read.
pub fn given(cells: Cells, value: &DataRef<'_>, words: &Words) -> Result<Given, &'static str> {
    let text = match value {
        DataRef::Empty => return Ok(Given::Keep),
        DataRef::Error(_) => return Err("cell-error"),
        DataRef::DateTime(_) | DataRef::DateTimeIso(_) | DataRef::DurationIso(_) => return Err("cell-date"),
        DataRef::Bool(flag) if cells == Cells::YesNo => return Ok(Given::Set(yes_no(*flag))),
        DataRef::Bool(_) => return Err("cell-text"),
        DataRef::Int(number) => Cow::Owned(number.to_string()),
        DataRef::Float(number) => Cow::Owned(digits(*number).ok_or("cell-precision")?),
        DataRef::String(text) => Cow::Borrowed(text.as_str()),
        DataRef::SharedString(text) => Cow::Borrowed(*text),
    };
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Ok(Given::Keep);
    }
    if trimmed.eq_ignore_ascii_case(CLEAR) {
        return Ok(Given::Clear);
    }
    typed(cells, trimmed, &text, words).map(Given::Set)
}

fn typed(cells: Cells, trimmed: &str, text: &str, words: &Words) -> Result<String, &'static str> {
    match cells {
        Cells::Text => Ok(unescaped(text)),
        Cells::Number if is_scientific(trimmed) => Err("cell-scientific"),
        Cells::Number => Ok(unescaped(text)),
        Cells::Decimal => decimal(trimmed).map(|number| number.to_string()).ok_or("cell-decimal"),
        Cells::YesNo => words.meaning(trimmed).map(yes_no).ok_or("cell-yes_no"),
        Cells::Coded(codes) => {
            let code = codes.iter().find(|code| code.eq_ignore_ascii_case(trimmed));
            code.map(|code| (*code).to_owned()).ok_or("cell-coded")
        }
    }
}

fn yes_no(flag: bool) -> String {
    if flag { "yes" } else { "no" }.to_owned()
}

/// A number as it was typed, where Excel's 15 digits did not change it.
fn digits(number: f64) -> Option<String> {
    let text = number.to_string();
    let significant = text.trim_start_matches(['-', '0', '.']).replace('.', "");
    let significant = significant.trim_end_matches('0').len();
    let exact = number.is_finite() && number.abs() < 1e15 && significant <= 15;
    exact.then_some(text)
}

/// A long number that Excel has shortened: `1.17737E+23`.
fn is_scientific(text: &str) -> bool {
    let parts =
        text.split_once(['E', 'e']).and_then(|(number, rest)| Some((number, rest.strip_prefix('+')?)));
    let is_number = |text: &str, more: &[u8]| {
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || more.contains(&b))
    };
    parts.is_some_and(|(number, power)| is_number(number, b".,") && is_number(power, b""))
}

/// A number with a decimal comma or point, and blanks between thousands; where both stand, the last one is
/// the decimal one.
fn decimal(text: &str) -> Option<Decimal> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let last = text.rfind([',', '.']);
    let both = text.contains(',') && text.contains('.');
    let plain = text.char_indices().filter_map(|(place, c)| match c {
        ',' | '.' if Some(place) == last => Some('.'),
        ',' | '.' if both => None,
        c => Some(c),
    });
    let plain: String = plain.collect();
    let is_plain = plain.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-'));
    is_plain.then(|| Decimal::from_str_exact(&plain).ok()).flatten().map(|number| number.normalize())
}

/// A text as it is written: one that would read as the word for clear gets another `#` before it.
pub fn escaped(text: &str) -> Cow<'_, str> {
    if looks_like_clear(text) { Cow::Owned(text.replacen('#', "##", 1)) } else { Cow::Borrowed(text) }
}

fn unescaped(text: &str) -> String {
    if looks_like_clear(text) { text.replacen('#', "", 1) } else { text.to_owned() }
}

fn looks_like_clear(text: &str) -> bool {
    let text = text.trim();
    text.starts_with('#') && text.trim_start_matches('#').eq_ignore_ascii_case("clear#")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_read_as_people_type_them() {
        for (text, number) in [
            ("1234,5", "1234.5"),
            ("1 234,50", "1234.5"),
            ("1.234,5", "1234.5"),
            ("1,234.5", "1234.5"),
            ("-7", "-7"),
        ] {
            assert_eq!(decimal(text).map(|number| number.to_string()).as_deref(), Some(number), "{text}");
        }
        for text in ["", "x", "1,2,3", "1e5", "12 Ft"] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_that_excel_shortened_is_not_guessed() {
        assert!(is_scientific("1.17737E+23") && is_scientific("1,1e+9") && !is_scientific("E+5"));
        assert_eq!(digits(311.0).as_deref(), Some("311"));
        assert_eq!(digits(0.1).as_deref(), Some("0.1"));
        assert_eq!(digits(1.177_376_811_234_567e23), None);
    }

    #[test]
    fn the_word_for_clear_can_be_a_text() {
        for text in ["#clear#", "##CLEAR#", "clear#", "#", " #clear# "] {
            let written = escaped(text);
            assert!(!written.trim().eq_ignore_ascii_case(CLEAR), "{text}");
            assert_eq!(unescaped(&written), text);
        }
    }
}
