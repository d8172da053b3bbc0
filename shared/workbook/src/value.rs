//! What a cell holds, in the form in which its column's type is written.

use std::borrow::Cow;

use calamine::DataRef;
use domain::{exchange::DecimalMark, language::Language};
use rust_xlsxwriter::ExcelDateTime;

use crate::{
    column::{Cells, Texts},
    number::{decimal, digits, is_scientific, reckoned},
    problem::shortened,
    record::Given,
};

/// What empties a field.
pub const CLEAR: &str = "#clear#";

/// How yes, no and numbers are written.
#[derive(Clone, Debug)]
pub struct Notation {
    /// In every language.
    yes: Vec<String>,
    no: Vec<String>,
    decimal_mark: Option<DecimalMark>,
}

impl Notation {
    /// Most cells hold a word as it is written here.
    fn meaning(&self, text: &str) -> Option<bool> {
        self.exactly(text).or_else(|| self.exactly(&text.to_lowercase()))
    }

    fn exactly(&self, text: &str) -> Option<bool> {
        let is_one = |words: &[String]| words.iter().any(|word| word == text);
        if is_one(&self.yes) { Some(true) } else { is_one(&self.no).then_some(false) }
    }

    /// From the texts `workbook-yes` and `workbook-no`, and the decimal mark if it is known.
    pub fn new(text: &Texts<'_>, decimal_mark: Option<DecimalMark>) -> Self {
        let of = |name, codes: [&str; 3]| {
            let words = Language::ALL.into_iter().map(|language| text(language, name).to_lowercase());
            // Italians often write their yes without its accent.
            let plain = words.clone().map(|word| word.replace('ì', "i"));
            words.chain(plain).chain(codes.map(str::to_owned)).collect()
        };
        let (yes, no) = (of("workbook-yes", ["yes", "true", "1"]), of("workbook-no", ["no", "false", "0"]));
        Self { yes, no, decimal_mark }
    }
}

/// What a text says of a field.
enum Meaning {
    /// Nothing.
    Blank,
    /// That it is emptied.
    Clear,
    /// What stands there.
    Itself,
    /// Something that is written otherwise.
    Other(Cow<'static, str>),
}

/// What a cell says of its field, or the name of the text that says why it cannot be read. A text of the
/// cell's own is taken out of it: it is not needed any more.
pub fn given<'a>(
    cells: Cells,
    value: &mut DataRef<'a>,
    notation: &Notation,
) -> Result<Given<'a>, &'static str> {
    let text = match value {
        DataRef::Empty => return Ok(Given::Keep),
        DataRef::Error(_) => return Err("cell-error"),
        DataRef::DateTime(_) | DataRef::DateTimeIso(_) | DataRef::DurationIso(_) => return Err("cell-date"),
        DataRef::Bool(flag) if cells == Cells::YesNo => return Ok(Given::Set(yes_no(*flag).into())),
        DataRef::Bool(_) => return Err("cell-text"),
        DataRef::Int(number) => Cow::Owned(number.to_string()),
        DataRef::Float(number) if cells == Cells::Decimal => {
            let number = digits(*number).or_else(|| reckoned(*number));
            return Ok(Given::Set(number.ok_or("cell-precision")?.into()));
        }
        DataRef::Float(number) => Cow::Owned(digits(*number).ok_or("cell-precision")?),
        DataRef::String(text) => Cow::Borrowed(text.as_str()),
        DataRef::SharedString(text) => Cow::Borrowed(*text),
    };
    let meaning = meaning(cells, &text, notation)?;
    let number = if let Cow::Owned(number) = text { Some(number) } else { None };
    Ok(match meaning {
        Meaning::Blank => Given::Keep,
        Meaning::Clear => Given::Clear,
        Meaning::Itself => Given::Set(number.map_or_else(|| taken(value), Cow::Owned)),
        Meaning::Other(text) => Given::Set(text),
    })
}

fn taken<'a>(value: &mut DataRef<'a>) -> Cow<'a, str> {
    match value {
        DataRef::String(text) => Cow::Owned(std::mem::take(text)),
        DataRef::SharedString(text) => Cow::Borrowed(*text),
        _ => Cow::Borrowed(""),
    }
}

fn meaning(cells: Cells, text: &str, notation: &Notation) -> Result<Meaning, &'static str> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Ok(Meaning::Blank);
    }
    if trimmed.eq_ignore_ascii_case(CLEAR) {
        return Ok(Meaning::Clear);
    }
    let other = |text: Cow<'static, str>| Ok(Meaning::Other(text));
    match cells {
        Cells::Number if is_scientific(trimmed) => Err("cell-scientific"),
        Cells::Text | Cells::Number if looks_like_clear(text) => other(text.replacen('#', "", 1).into()),
        Cells::Text | Cells::Number => Ok(Meaning::Itself),
        Cells::Decimal => other(decimal(trimmed, notation.decimal_mark)?.to_string().into()),
        Cells::YesNo => other(yes_no(notation.meaning(trimmed).ok_or("cell-yes_no")?).into()),
        Cells::Coded(codes) => {
            let code = codes.iter().find(|code| code.eq_ignore_ascii_case(trimmed));
            other((*code.ok_or("cell-coded")?).into())
        }
    }
}

fn yes_no(flag: bool) -> &'static str {
    if flag { "yes" } else { "no" }
}

/// A text as it is written: one that would read as the word for clear gets another `#` before it.
pub fn escaped(text: &str) -> Cow<'_, str> {
    if looks_like_clear(text) { Cow::Owned(text.replacen('#', "##", 1)) } else { Cow::Borrowed(text) }
}

fn looks_like_clear(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with('#') && text.trim_start_matches('#').trim_end().eq_ignore_ascii_case("clear#")
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
    fn the_word_for_clear_can_be_a_text() {
        for text in ["#clear#", "##CLEAR#", "clear#", "#", " #clear# "] {
            let written = escaped(text);
            assert!(!written.trim().eq_ignore_ascii_case(CLEAR), "{text}");
            let mut cell = DataRef::String(written.into_owned());
            let notation = Notation { yes: Vec::new(), no: Vec::new(), decimal_mark: None };
            assert_eq!(given(Cells::Text, &mut cell, &notation), Ok(Given::Set(text.into())));
        }
    }
}
