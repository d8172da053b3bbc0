//! Series of document numbers: one for each kind of document and year, without gaps.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    country::Country,
    document::DocumentKind,
    record::RecordId,
    wrong::{self, Wrong},
};

/// A series of numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Series {
    /// What a number looks like: `{number}` and `{year}` stand for themselves, both have to be in it, because
    /// a number names one document of all years.
    #[schema(example = "FV/{number}/{year}")]
    pub pattern: String,
    /// To how many digits the number is filled with zeros, 0 to 10.
    #[schema(example = 4, maximum = 10)]
    pub digits: u8,
    /// The next number.
    #[schema(example = 17)]
    pub next: u32,
    /// The highest number that was given out, 0 where none was.
    #[schema(example = 16)]
    pub last: u32,
    /// The date of issue of the last document; the next must not be earlier.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub last_date: Option<Date>,
}

/// A series as it is changed.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct SeriesChange {
    /// What a number looks like.
    #[schema(example = "FV/{number}/{year}")]
    pub pattern: String,
    /// To how many digits the number is filled with zeros, 0 to 10.
    #[serde(default)]
    #[schema(example = 4, maximum = 10)]
    pub digits: u8,
    /// The next number, never one that was given out.
    #[schema(example = 17)]
    pub next: u32,
}

/// Highest number of a series.
const MOST: u32 = 999_999_999;

/// The series of a kind of document in a year.
pub fn id(kind: DocumentKind, year: i16) -> RecordId {
    RecordId::of_parts(&[kind.series(), &year.to_string()])
}

/// The year that a series is for, if it is one.
pub fn year_of(id: &RecordId) -> Option<(DocumentKind, i16)> {
    let (name, year) = id.as_str().split_once('.')?;
    let kind =
        [DocumentKind::Invoice, DocumentKind::Corrective].into_iter().find(|kind| kind.series() == name)?;
    let year = year.parse().ok().filter(|year| (2000..=2100).contains(year))?;
    Some((kind, year))
}

impl Series {
    /// The series of a country's documents where nothing was set.
    pub fn usual(country: Country, kind: DocumentKind) -> Self {
        let invoice = kind == DocumentKind::Invoice;
        let (pattern, digits) = match (country, invoice) {
            (Country::Fi, true) => ("{year}{number}", 4),
            (Country::Fi, false) => ("{year}H{number}", 4),
            (Country::It, true) => ("{number}/{year}", 0),
            (Country::It, false) => ("NC{number}/{year}", 0),
            (Country::Pl, true) => ("FV/{number}/{year}", 0),
            (Country::Pl, false) => ("KOR/{number}/{year}", 0),
            (Country::Hu, true) => ("{year}-{number}", 5),
            (Country::Hu, false) => ("{year}-J{number}", 5),
        };
        Self { pattern: pattern.to_owned(), digits, next: 1, last: 0, last_date: None }
    }

    /// The next document's number, and the series after it.
    pub fn give(&self, issued: Date) -> Result<(String, Self), Wrong> {
        if let Some(last) = self.last_date.filter(|last| issued < *last) {
            return Err(Wrong::new("issue_date", "issue-date-order").with("date", last));
        }
        if self.next > MOST {
            return Err(Wrong::new("number", "series-full"));
        }
        let number = format!("{:0width$}", self.next, width = usize::from(self.digits));
        let number = self.pattern.replace("{number}", &number).replace("{year}", &issued.year().to_string());
        let after = Self { next: self.next + 1, last: self.next, last_date: Some(issued), ..self.clone() };
        Ok((number, after))
    }

    /// The series as it was changed: with another look, and going on from a number that was not given out.
    pub fn changed(&self, change: SeriesChange) -> Result<Self, Wrong> {
        let SeriesChange { pattern, digits, next } = change;
        wrong::text("pattern", &pattern, 30)?;
        let rest = pattern.replacen("{number}", "", 1).replacen("{year}", "", 1);
        let plain =
            rest.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'-' | b'.' | b'_' | b' '));
        if !pattern.contains("{number}") || !pattern.contains("{year}") || !plain {
            return Err(Wrong::new("pattern", "series-pattern"));
        }
        if digits > 10 {
            return Err(Wrong::new("digits", "series-digits"));
        }
        if next <= self.last || next > MOST {
            return Err(Wrong::new("next", "series-next").with("last", self.last));
        }
        Ok(Self { pattern, digits, next, ..self.clone() })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn change(pattern: &str, next: u32) -> SeriesChange {
        SeriesChange { pattern: pattern.into(), digits: 3, next }
    }

    #[test]
    fn numbers_follow_each_other() {
        let series = Series::usual(Country::Pl, DocumentKind::Invoice);
        let (first, series) = series.give(date(2026, 3, 1)).unwrap();
        let (second, series) = series.give(date(2026, 3, 1)).unwrap();
        assert_eq!([first.as_str(), second.as_str()], ["FV/1/2026", "FV/2/2026"]);
        assert_eq!(series.give(date(2026, 2, 28)).unwrap_err().code, "issue-date-order");
        assert_eq!((series.next, series.last), (3, 2));
    }

    #[test]
    fn a_number_that_was_given_out_is_never_next_again() {
        let (_, series) = Series::usual(Country::It, DocumentKind::Invoice).give(date(2026, 1, 1)).unwrap();
        assert_eq!(series.changed(change("{number}/{year}", 1)).unwrap_err().code, "series-next");
        let later = series.changed(change("A{number}/{year}", 40)).unwrap();
        assert_eq!(later.give(date(2026, 1, 2)).unwrap().0, "A040/2026");
        assert_eq!(later.changed(change("A{number}/{year}", 2)).unwrap().next, 2, "40 was never given out");
    }

    #[test]
    fn a_pattern_has_both_and_nothing_odd() {
        let series = Series::usual(Country::It, DocumentKind::Invoice);
        for pattern in ["{number}", "{year}", "{number}{number}{year}", "{number}#{year}", ""] {
            assert!(series.changed(change(pattern, 1)).is_err(), "{pattern}");
        }
    }

    #[test]
    fn a_series_is_named_by_kind_and_year() {
        let name = id(DocumentKind::Cancellation, 2026);
        assert_eq!(name.as_str(), "CORRECTION.2026");
        assert_eq!(year_of(&name), Some((DocumentKind::Corrective, 2026)));
        for other in ["INVOICE", "INVOICE.x", "OTHER.2026", "INVOICE.1"] {
            assert_eq!(year_of(&RecordId::parse(other).unwrap()), None, "{other}");
        }
    }
}
