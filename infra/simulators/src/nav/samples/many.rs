//! Any number of plain invoices, for load tests.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::draft::{Item, Vat, goods};
use super::party::{COURIER, FUEL, PHONE, POWER, STATIONER, WHOLESALER};
use super::{Month, Party, SampleInvoice, sample};
use crate::nav::{Company, Direction, InvoiceOperation};

const SUPPLIERS: [Party<'static>; 6] = [WHOLESALER, STATIONER, COURIER, POWER, PHONE, FUEL];
const ARTICLES: [(&str, i64); 8] = [
    ("Falióra", 6_490),
    ("Képkeret 30x40", 2_350),
    ("Komód, három fiókos", 58_900),
    ("Szőnyeg 160x230", 41_200),
    ("Párnahuzat", 3_180),
    ("Polcrendszer", 27_450),
    ("Tükör, kerek", 19_990),
    ("Fogas", 7_260),
];

/// `count` inbound invoices of `lines_each` lines (at least one), recorded one second after another from
/// `from` on. Their numbers contain `from`, so that another time gives other invoices.
pub fn many(company: &Company, count: usize, lines_each: usize, from: Timestamp) -> Vec<SampleInvoice> {
    (0..count).map(|index| one(company, index, lines_each.max(1), from)).collect()
}

/// The same of invoices that the company issued.
pub fn many_issued(
    company: &Company,
    count: usize,
    lines_each: usize,
    from: Timestamp,
) -> Vec<SampleInvoice> {
    let lines = lines_each.max(1);
    (0..count).map(|index| of(company, Direction::Outbound, index, lines, from)).collect()
}

/// The invoice of position `index` of a series that the company received.
pub(crate) fn one(company: &Company, index: usize, lines: usize, from: Timestamp) -> SampleInvoice {
    of(company, Direction::Inbound, index, lines, from)
}

fn of(company: &Company, direction: Direction, index: usize, lines: usize, from: Timestamp) -> SampleInvoice {
    let at = from + SignedDuration::from_secs(index as i64);
    let day = at.to_zoned(TimeZone::UTC).date();
    let month = Month { company: Party::from(company), year: day.year(), month: day.month() };
    let items = (0..lines).map(|line| article(index + line)).collect();
    let other = SUPPLIERS[index % SUPPLIERS.len()];
    let (series, supplier, customer) = match direction {
        Direction::Inbound => ("S", other, month.company),
        Direction::Outbound => ("K", month.company, other),
    };
    let number = format!("{series}{}-{:06}", from.as_second(), index + 1);
    let mut draft = month.draft(number, supplier, customer, day.day(), items);
    draft.issued = day;
    draft.delivered = day;
    SampleInvoice { ins_date: at, ..sample(&draft, direction, InvoiceOperation::Create) }
}

fn article(seed: usize) -> Item {
    let (name, price) = ARTICLES[seed % ARTICLES.len()];
    goods(name, (seed % 7 + 1) as i64, "PIECE", price, Vat::Percent(27))
}
