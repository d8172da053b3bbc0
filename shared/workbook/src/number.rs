//! Numbers, as Excel keeps them and as people write them.

use domain::exchange::DecimalMark;
use rust_decimal::Decimal;

/// A number as it was typed, where Excel's 15 digits did not change it.
pub fn digits(number: f64) -> Option<String> {
    let text = number.to_string();
    let significant = text.trim_matches(['-', '0', '.']).bytes().filter(u8::is_ascii_digit).count();
    let exact = number.is_finite() && number.abs() < 1e15 && significant <= 15;
    exact.then_some(text)
}

/// A number to reckon with. Excel reckons with 17 digits and shows 15: what it shows as 3.3 may be kept as
/// 3.3000000000000003.
pub fn reckoned(number: f64) -> Option<String> {
    let is_known = number.is_finite() && number.abs() < 1e15;
    let shown = is_known.then(|| Decimal::from_scientific(&format!("{number:.14e}")).ok());
    shown.flatten().map(|number| number.normalize().to_string())
}

/// A long number that Excel has shortened: `1.17737E+23`.
pub fn is_scientific(text: &str) -> bool {
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
pub fn decimal(text: &str, mark: Option<DecimalMark>) -> Result<Decimal, &'static str> {
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
        _ => is_group(groups[0]) && groups[1..].iter().all(|group| is_three(group)) && is_one(marks),
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
        (0, 1) | (1, 0) if is_group(&text[..last]) && is_three(&text[last + 1..]) => Err("cell-ambiguous"),
        (0, 1) | (1, 0) | (1.., 1..) => Ok(mark),
        _ => Ok(None),
    }
}

/// Whether that can stand before the first mark between thousands.
fn is_group(digits: &str) -> bool {
    (1..=3).contains(&digits.len()) && !digits.starts_with('0') && is_digits(digits)
}

fn is_three(digits: &str) -> bool {
    digits.len() == 3 && is_digits(digits)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether all are the same.
fn is_one(mut marks: impl Iterator<Item = char>) -> bool {
    let first = marks.next();
    marks.all(|mark| Some(mark) == first)
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
            "No.123",
            "1.abc",
            "5,pcs",
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
}
