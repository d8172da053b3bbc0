//! What a cell holds, in the form in which its column's type is written.

use std::borrow::Cow;

use calamine::DataRef;
use domain::{exchange::DecimalMark, language::Language};
use rust_decimal::Decimal;
use rust_xlsxwriter::ExcelDateTime;

use crate::{
    column::{Cells, Texts},
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

/// A number as it was typed, where Excel's 15 digits did not change it.
fn digits(number: f64) -> Option<String> {
    let text = number.to_string();
    let significant = text.trim_matches(['-', '0', '.']).bytes().filter(u8::is_ascii_digit).count();
    let exact = number.is_finite() && number.abs() < 1e15 && significant <= 15;
    exact.then_some(text)
}

/// A number to reckon with. Excel reckons with 17 digits and shows 15: what it shows as 3.3 may be kept as
/// 3.3000000000000003.
fn reckoned(number: f64) -> Option<String> {
    let is_known = number.is_finite() && number.abs() < 1e15;
    let shown = is_known.then(|| Decimal::from_scientific(&format!("{number:.14e}")).ok());
    shown.flatten().map(|number| number.normalize().to_string())
}

/// A long number that Excel has shortened: `1.17737E+23`.
fn is_scientific(text: &str) -> bool {
    let is_number = |text: &str, more: &[u8]| {
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || more.contains(&b))
    };
    let begins = text.starts_with(|c: char| c.is_ascii_digit());
    let parts = if begins { text.split_once(['E', 'e']) } else { None };
    let power = parts.and_then(|(number, power)| Some((number, power.strip_prefix('+')?)));
    power.is_some_and(|(number, power)| is_number(number, b".,") && is_number(power, b""))
}

/// A number with a decimal comma or point, and blanks, points or commas between thousands. The mark of the
/// decimals is known, or the number shows it: by having both marks, or one that cannot stand between
/// thousands. "1.234" shows nothing, and may be a thousand times as much.
fn decimal(text: &str, mark: Option<DecimalMark>) -> Result<Decimal, &'static str> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (sign, text) = text.strip_prefix('-').map_or(("", &*text), |text| ("-", text));
    let mark = match mark {
        Some(mark) => Some(mark.character()),
        None => shown_mark(text)?,
    };
    let (whole, decimals) = mark.and_then(|mark| text.split_once(mark)).unwrap_or((text, ""));
    let groups: Vec<&str> = whole.split(['.', ',']).collect();
    let marks = whole.chars().filter(|c| ".,".contains(*c));
    let is_grouped = match groups.len() {
        1 => true,
        _ => is_group(groups[0]) && groups[1..].iter().all(|group| group.len() == 3) && is_one(marks),
    };
    let plain = format!("{sign}{}.{}", groups.concat(), if decimals.is_empty() { "0" } else { decimals });
    let is_plain =
        is_grouped && !whole.is_empty() && plain.bytes().all(|b| b.is_ascii_digit() || b".-".contains(&b));
    let number = is_plain.then(|| Decimal::from_str_exact(&plain).ok()).flatten();
    number.map(|number| number.normalize()).ok_or("cell-decimal")
}

/// The mark of the decimals that a number shows; none where it has none.
fn shown_mark(text: &str) -> Result<Option<char>, &'static str> {
    let (points, commas) = (text.matches('.').count(), text.matches(',').count());
    let Some(last) = text.rfind([',', '.']) else { return Ok(None) };
    let mark = text[last..].chars().next();
    match (points, commas) {
        (0, 1) | (1, 0) if text.len() - last == 4 && is_group(&text[..last]) => Err("cell-ambiguous"),
        (0, 1) | (1, 0) | (1.., 1..) => Ok(mark),
        _ => Ok(None),
    }
}

/// Whether that can stand before the first mark between thousands.
fn is_group(digits: &str) -> bool {
    (1..=3).contains(&digits.len()) && !digits.starts_with('0')
}

/// Whether all are the same.
fn is_one(mut marks: impl Iterator<Item = char>) -> bool {
    let first = marks.next();
    marks.all(|mark| Some(mark) == first)
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
    fn decimals_are_read_as_people_type_them() {
        for (text, number) in [
            ("1234,5", "1234.5"),
            ("1 234,50", "1234.5"),
            ("1.234,5", "1234.5"),
            ("1,234.5", "1234.5"),
            ("1.234.567", "1234567"),
            ("1.234.567,25", "1234567.25"),
            ("0.125", "0.125"),
            ("-1234.125", "-1234.125"),
            ("12.", "12"),
            ("-7", "-7"),
            ("-0", "0"),
        ] {
            let read = decimal(text, None).map(|number| number.to_string());
            assert_eq!(read.as_deref(), Ok(number), "{text}");
        }
        for text in [
            "",
            "x",
            "1,2,3",
            "1e5",
            "12 Ft",
            "1.2345.678",
            ",5,",
            "--7",
            "7-",
            ".",
            "-",
            "1.234,567,890",
            "1,234.567.890",
            "1.234,567.890",
        ] {
            assert_eq!(decimal(text, None), Err("cell-decimal"), "{text}");
        }
    }

    #[test]
    fn a_mark_that_may_stand_between_thousands_has_to_be_known() {
        let read = |text, mark| decimal(text, mark).map(|number| number.to_string());
        for (text, by_comma, by_point) in
            [("1.234", "1234", "1.234"), ("-123,456", "-123.456", "-123456"), ("12.345", "12345", "12.345")]
        {
            assert_eq!(read(text, None), Err("cell-ambiguous"), "{text}");
            assert_eq!(read(text, Some(DecimalMark::Comma)).as_deref(), Ok(by_comma), "{text}");
            assert_eq!(read(text, Some(DecimalMark::Point)).as_deref(), Ok(by_point), "{text}");
        }
        assert_eq!(read("1234.5", Some(DecimalMark::Comma)), Err("cell-decimal"));
    }

    #[test]
    fn a_number_that_excel_reckoned_is_what_it_shows() {
        for (number, shown) in [(3.3000000000000003, "3.3"), (0.1 + 0.2, "0.3"), (1e-7, "0.0000001")] {
            assert_eq!(reckoned(number).as_deref(), Some(shown));
        }
        assert_eq!((reckoned(1e15), reckoned(f64::NAN)), (None, None));
    }

    #[test]
    fn a_number_that_excel_shortened_is_not_guessed() {
        assert!(is_scientific("1.17737E+23") && is_scientific("1,1e+9") && !is_scientific("E+5"));
        assert_eq!(digits(311.0).as_deref(), Some("311"));
        assert_eq!(digits(0.1).as_deref(), Some("0.1"));
        assert_eq!(digits(-1_200_000_000_000.5).as_deref(), Some("-1200000000000.5"));
        assert_eq!(digits(123_456_789_012_345.6), None);
        assert_eq!(digits(1.177_376_811_234_567e23), None);
    }

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
