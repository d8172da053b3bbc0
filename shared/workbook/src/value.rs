//! What a cell holds, in the form in which its column's type is written.

use calamine::DataRef;
use domain::language::Language;
use rust_decimal::Decimal;
use rust_xlsxwriter::ExcelDateTime;

use crate::{
    column::{Cells, Texts},
    problem::shortened,
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
    /// From the texts `workbook-yes` and `workbook-no`.
    pub fn new(text: &Texts<'_>) -> Self {
        let of = |name, code: &str| {
            let words = Language::ALL.into_iter().map(|language| text(language, name).to_lowercase());
            words.chain([code.to_owned()]).collect()
        };
        Self { yes: of("workbook-yes", "yes"), no: of("workbook-no", "no") }
    }
}

/// What a cell says of its field, or the name of the text that says why it cannot be read.
pub fn given(cells: Cells, value: &DataRef<'_>, words: &Words) -> Result<Given, &'static str> {
    let text = match value {
        DataRef::Empty => return Ok(Given::Keep),
        DataRef::Error(_) => return Err("cell-error"),
        DataRef::DateTime(_) | DataRef::DateTimeIso(_) | DataRef::DurationIso(_) => return Err("cell-date"),
        DataRef::Bool(flag) if cells == Cells::YesNo => return Ok(Given::Set(yes_no(*flag))),
        DataRef::Bool(_) => return Err("cell-text"),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => digits(*number).ok_or("cell-precision")?,
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
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
    let lower = trimmed.to_lowercase();
    match cells {
        Cells::Text => Ok(unescaped(text)),
        Cells::Number if is_scientific(trimmed) => Err("cell-scientific"),
        Cells::Number => Ok(unescaped(text)),
        Cells::Decimal => decimal(trimmed).map(|number| number.to_string()).ok_or("cell-decimal"),
        Cells::YesNo if words.yes.contains(&lower) => Ok(yes_no(true)),
        Cells::YesNo if words.no.contains(&lower) => Ok(yes_no(false)),
        Cells::YesNo => Err("cell-yes_no"),
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
pub fn escaped(text: &str) -> String {
    if looks_like_clear(text) { text.replacen('#', "##", 1) } else { text.to_owned() }
}

fn unescaped(text: &str) -> String {
    if looks_like_clear(text) { text.replacen('#', "", 1) } else { text.to_owned() }
}

fn looks_like_clear(text: &str) -> bool {
    let inner = text.trim().trim_start_matches('#');
    text.trim().starts_with('#') && inner.eq_ignore_ascii_case("clear#")
}

/// What a cell shows, up to 80 characters of a text.
pub(crate) fn shown(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) => shortened(text),
        DataRef::SharedString(text) => shortened(text),
        DataRef::Float(number) => number.to_string(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Bool(flag) => flag.to_string(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// A cell as it is written into a copy.
pub(crate) enum Written {
    Blank,
    Text(String),
    Number(f64),
    /// With its format.
    Date(ExcelDateTime, &'static str),
    Flag(bool),
}

impl Written {
    pub fn number_format(&self) -> &'static str {
        match self {
            Self::Date(_, format) => format,
            Self::Text(_) => "@",
            _ => "General",
        }
    }
}

/// What is written for a cell; of a date that Excel does not know, the text.
pub(crate) fn copied(value: &DataRef<'_>) -> Written {
    let text = |text: &str| Written::Text(text.to_owned());
    match value {
        DataRef::Empty => Written::Blank,
        DataRef::String(value) => text(value),
        DataRef::SharedString(value) => text(value),
        DataRef::Bool(flag) => Written::Flag(*flag),
        DataRef::Int(number) => Written::Number(*number as f64),
        DataRef::Float(number) if number.is_finite() => Written::Number(*number),
        DataRef::DateTime(date) => day(date).unwrap_or_else(|| text(&shown(value))),
        DataRef::DateTimeIso(iso) => {
            let format = if iso.contains('T') { "yyyy\\-mm\\-dd hh:mm:ss" } else { "yyyy\\-mm\\-dd" };
            ExcelDateTime::parse_from_str(iso).map_or_else(|_| text(iso), |date| Written::Date(date, format))
        }
        DataRef::Float(_) | DataRef::DurationIso(_) | DataRef::Error(_) => text(&shown(value)),
    }
}

/// A date of either epoch; a span of time keeps its hours.
fn day(date: &calamine::ExcelDateTime) -> Option<Written> {
    if !date.is_datetime() {
        let span = ExcelDateTime::from_serial_datetime(date.as_f64()).ok()?;
        return Some(Written::Date(span, "[h]:mm:ss"));
    }
    let (year, month, day, hour, minute, second, milli) = date.to_ymd_hms_milli();
    let seconds = f64::from(second) + f64::from(milli) / 1000.0;
    let date = ExcelDateTime::from_ymd(year, month, day).ok()?.and_hms(hour.into(), minute, seconds).ok()?;
    let is_day = (hour, minute, second, milli) == (0, 0, 0, 0);
    Some(Written::Date(date, if is_day { "yyyy\\-mm\\-dd" } else { "yyyy\\-mm\\-dd hh:mm:ss" }))
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
