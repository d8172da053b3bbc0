//! The monthly reconciliation: what NAV lists of a month against what the inbox holds, per direction and
//! currency, and what the documents themselves sum up per VAT key. A month is that of the date of issue.

use jiff::{Timestamp, ToSpan as _, civil::Date};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    fetch::NAV_BEGAN,
    invoice::{Amounts, Direction},
};

/// The reconciliation of a month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reconciliation {
    /// The first day of the month.
    pub month: Date,
    /// When it began.
    pub begun_at: Timestamp,
    /// When it ended; none while it is under way.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub finished_at: Option<Timestamp>,
    /// What is still to be compared; none at the end.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub left: Option<Days>,
    /// Since when NAV fails at this, while it does.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub failing_since: Option<Timestamp>,
    /// The sums, by direction and currency.
    pub groups: Vec<Group>,
    /// Days on which NAV lists more than could be compared at once.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub skipped: Vec<Date>,
    /// NAV lists them, the inbox has none of that name.
    pub not_here: Differences,
    /// The inbox has them, NAV does not list them.
    pub not_at_nav: Differences,
}

/// Some days of the month, in one direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// Inbound comes first.
    pub direction: Direction,
    /// The first of the days.
    pub from: Date,
    /// How many days are compared at once.
    pub count: i8,
}

/// The sums of one direction and currency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Group {
    /// Inbound or outbound.
    pub direction: Direction,
    /// ISO 4217; empty where it is not stated.
    #[schema(example = "HUF")]
    pub currency: String,
    /// What NAV lists.
    pub nav: Totals,
    /// What the inbox holds, less what was withdrawn at NAV.
    pub inbox: Totals,
    /// What the documents in the inbox sum up, by VAT key.
    pub documents: Vec<KeyTotals>,
    /// Invoices whose document is awaited or refused, and is missing in the sums by VAT key.
    pub unread: u32,
    /// Invoices that are withdrawn at NAV. They count on neither side.
    pub withdrawn: u32,
}

/// A number of invoices with their sums.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Totals {
    /// Invoices.
    pub count: u32,
    /// Net of VAT.
    #[schema(value_type = String, example = "100000.00")]
    pub net: Decimal,
    /// VAT.
    #[schema(value_type = String, example = "27000.00")]
    pub vat: Decimal,
    /// How many of them state neither net nor VAT, such as simplified invoices.
    pub without_amounts: u32,
}

/// The sums of one VAT key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct KeyTotals {
    /// The VAT key, such as 27, AAM or EUFAD37.
    #[schema(example = "27")]
    pub key: String,
    /// Net of VAT, as the documents sum it up.
    #[schema(value_type = String, example = "100000.00")]
    pub net: Decimal,
    /// VAT, as the documents sum it up.
    #[schema(value_type = String, example = "27000.00")]
    pub vat: Decimal,
    /// Gross, of simplified invoices: these state no net amount and no VAT.
    #[schema(value_type = String, example = "0")]
    pub simplified_gross: Decimal,
}

/// Invoices of which one side knows nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Differences {
    /// How many there are.
    pub count: u32,
    /// The first of them.
    pub named: Vec<Difference>,
}

/// An invoice of which one side knows nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Difference {
    /// Inbound or outbound.
    pub direction: Direction,
    /// Its number.
    #[schema(example = "2026/00123")]
    pub number: String,
    /// The supplier's tax number, as that side has it.
    #[schema(example = "12892312")]
    pub supplier: String,
    /// Its date of issue.
    pub issue_date: Date,
}

/// A month as people and addresses name it, such as `2026-10`.
pub fn month_name(month: Date) -> String {
    month.strftime("%Y-%m").to_string()
}

/// Reads a month's name: its first day.
pub fn parse_month(name: &str) -> Option<Date> {
    (name.len() == 7).then(|| format!("{name}-01").parse().ok()).flatten()
}

/// The month of that name, if it has begun and NAV has invoices of it: its first day.
pub fn begun_month(name: &str, today: Date) -> Option<Date> {
    parse_month(name).filter(|month| (NAV_BEGAN..=today).contains(month))
}

impl Reconciliation {
    /// A reconciliation of which nothing is done.
    pub fn begin(month: Date, now: Timestamp) -> Self {
        Self {
            month,
            begun_at: now,
            finished_at: None,
            left: Some(Days { direction: Direction::Inbound, from: month, count: 31 }),
            failing_since: None,
            groups: Vec::new(),
            skipped: Vec::new(),
            not_here: Differences::default(),
            not_at_nav: Differences::default(),
        }
    }

    /// The last of the days that are to be compared now.
    pub fn last(&self, days: &Days) -> Date {
        let last = days.from.saturating_add((i32::from(days.count) - 1).days());
        last.min(self.month.last_of_month())
    }

    /// What is left after these days.
    pub fn after(&self, days: &Days) -> Option<Days> {
        let last = self.last(days);
        match days.direction {
            _ if last < self.month.last_of_month() => Some(Days { from: last.tomorrow().ok()?, ..*days }),
            Direction::Inbound => Some(Days { direction: Direction::Outbound, from: self.month, count: 31 }),
            Direction::Outbound => None,
        }
    }

    /// Where to try again after NAV failed: with half the days, where it did not answer in time.
    pub fn failed(mut self, in_time: bool, now: Timestamp) -> Self {
        if !in_time {
            self.left = self.left.map(Days::halved);
        }
        self.failing_since = self.failing_since.or(Some(now));
        self
    }

    /// The sums of a direction and currency, to add to.
    pub fn group(&mut self, direction: Direction, currency: Option<&str>) -> &mut Group {
        let currency = currency.unwrap_or_default();
        let is_it = |group: &Group| group.direction == direction && group.currency == currency;
        let place = self.groups.iter().position(is_it).unwrap_or_else(|| {
            self.groups.push(Group::new(direction, currency));
            self.groups.len() - 1
        });
        &mut self.groups[place]
    }

    /// Whether both sides agree, and every document could be read.
    pub fn agrees(&self) -> bool {
        let agree = |group: &Group| group.nav == group.inbox && group.unread == 0;
        self.groups.iter().all(agree)
            && self.skipped.is_empty()
            && self.not_here.count == 0
            && self.not_at_nav.count == 0
    }
}

impl Days {
    /// Half of them, one at least.
    pub fn halved(self) -> Self {
        Self { count: (self.count / 2).max(1), ..self }
    }
}

impl Group {
    fn new(direction: Direction, currency: &str) -> Self {
        Self {
            direction,
            currency: currency.to_owned(),
            nav: Totals::default(),
            inbox: Totals::default(),
            documents: Vec::new(),
            unread: 0,
            withdrawn: 0,
        }
    }

    /// The sums of a VAT key, to add to.
    pub fn key(&mut self, key: &str) -> &mut KeyTotals {
        let place = self.documents.binary_search_by(|totals| totals.key.as_str().cmp(key));
        let place = place.unwrap_or_else(|place| {
            let zero = Decimal::ZERO;
            let totals = KeyTotals { key: key.to_owned(), net: zero, vat: zero, simplified_gross: zero };
            self.documents.insert(place, totals);
            place
        });
        &mut self.documents[place]
    }
}

impl Totals {
    /// Counts an invoice.
    pub fn add(&mut self, amounts: &Amounts) {
        self.count += 1;
        self.net += amounts.net.unwrap_or_default();
        self.vat += amounts.vat.unwrap_or_default();
        self.without_amounts += u32::from(amounts.net.is_none() && amounts.vat.is_none());
    }
}

impl Differences {
    /// Counts a difference, and names it while fewer than `most` are named.
    pub fn add(&mut self, difference: Difference, most: usize) {
        self.count += 1;
        if self.named.len() < most {
            self.named.push(difference);
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn months_have_names() {
        assert_eq!(month_name(date(2026, 10, 1)), "2026-10");
        assert_eq!(parse_month("2026-10"), Some(date(2026, 10, 1)));
        for wrong in ["2026-13", "2026-1", "2026-10-01", "október"] {
            assert_eq!(parse_month(wrong), None, "{wrong}");
        }
        let today = date(2026, 10, 1);
        assert_eq!(begun_month("2026-10", today), Some(today));
        for not_begun in ["2026-11", "2018-06"] {
            assert_eq!(begun_month(not_begun, today), None, "{not_begun}");
        }
    }

    #[test]
    fn sums_are_kept_by_currency_and_key() {
        let mut month = Reconciliation::begin(date(2026, 10, 1), Timestamp::UNIX_EPOCH);
        let amounts = Amounts { net: Some(100.into()), vat: Some(27.into()), gross: None };
        month.group(Direction::Inbound, Some("HUF")).nav.add(&amounts);
        assert!(!month.agrees());
        month.group(Direction::Inbound, Some("HUF")).inbox.add(&amounts);
        month.group(Direction::Inbound, Some("HUF")).key("AAM").net += Decimal::ONE;
        month.group(Direction::Inbound, Some("HUF")).key("27").net += Decimal::ONE;
        assert!(month.agrees());
        assert_eq!(month.groups.len(), 1);
        let keys: Vec<_> = month.groups[0].documents.iter().map(|totals| totals.key.as_str()).collect();
        assert_eq!(keys, ["27", "AAM"]);
    }

    proptest! {
        #[test]
        fn every_day_is_compared_once_in_each_direction(month in 1i8..=12, halvings in 0u32..6) {
            let month = date(2024, month, 1);
            let whole = Reconciliation::begin(month, Timestamp::UNIX_EPOCH);
            let mut compared = Vec::new();
            let mut left = whole.left;
            while let Some(days) = left {
                let days = (0..halvings).fold(days, |days, _| days.halved());
                let last = whole.last(&days);
                let span = days.from.series(1.day()).take_while(|day| *day <= last);
                compared.extend(span.map(|day| (days.direction, day)));
                left = whole.after(&days);
            }
            let mut expected = Vec::new();
            for direction in Direction::BOTH {
                let days = month.series(1.day()).take_while(|day| *day <= month.last_of_month());
                expected.extend(days.map(|day| (direction, day)));
            }
            prop_assert_eq!(compared, expected);
        }
    }
}
