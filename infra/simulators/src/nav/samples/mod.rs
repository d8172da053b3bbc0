//! Sample invoices of our own that look like the month of a small Hungarian company, and any number of plain
//! ones for load tests. The same arguments give the same documents, byte by byte.

mod document;
mod draft;
mod inbound;
mod many;
mod outbound;
mod party;

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;

use super::{Company, Direction, InvoiceOperation, PublishedInvoice};
use draft::{Category, Draft, Item, Part};
use party::Party;

pub(super) use many::one;
pub use many::{many, many_issued};
pub use party::partners;

/// A sample invoice as the company sees it.
#[derive(Clone, Debug)]
pub struct SampleInvoice {
    /// The invoice number.
    pub number: String,
    /// Whether the company issued or received it.
    pub direction: Direction,
    /// The operation of the report.
    pub operation: InvoiceOperation,
    /// The date of issue.
    pub issued: Date,
    /// When NAV recorded it.
    pub ins_date: Timestamp,
    /// The InvoiceData 3.0 document.
    pub xml: Vec<u8>,
}

impl SampleInvoice {
    /// Ready for [`super::NavSimulator::publish`].
    pub fn into_published(self) -> PublishedInvoice {
        PublishedInvoice::new(self.direction, self.operation, self.xml, self.ins_date)
    }
}

/// About thirty invoices of a month, inbound and outbound, in the order in which NAV records them: utilities,
/// purchases, web shop sales, advance and final invoices, foreign currency, a correction, a cancellation, a
/// batch of corrections and one invoice of 120 lines. A month that does not exist has none.
pub fn month(company: &Company, year: i16, month: i8) -> Vec<SampleInvoice> {
    if Date::new(year, month, 1).is_err() {
        return Vec::new();
    }
    let month = Month { company: Party::from(company), year, month };
    let mut invoices = inbound::invoices(&month);
    invoices.extend(outbound::invoices(&month));
    invoices.sort_by_key(|invoice| invoice.ins_date);
    invoices
}

/// The month and the company of the samples.
struct Month<'a> {
    company: Party<'a>,
    year: i16,
    month: i8,
}

impl<'a> Month<'a> {
    /// A day of the month, at most the 28th, so that every month has it.
    fn day(&self, day: i8) -> Date {
        date(self.year, self.month, day.min(28))
    }

    fn number(&self, prefix: &str, sequence: u32) -> String {
        format!("{prefix}{}/{:02}{sequence:03}", self.year, self.month)
    }

    fn last_month(&self) -> (Date, Date) {
        let first = self.day(1);
        let start = first.checked_sub(jiff::Span::new().months(1)).unwrap_or(first);
        (start, start.last_of_month())
    }

    /// A domestic invoice in forints, issued on the day of delivery, paid by transfer within eight days.
    fn draft(
        &self,
        number: String,
        supplier: Party<'a>,
        customer: Party<'a>,
        day: i8,
        items: Vec<Item>,
    ) -> Draft<'a> {
        let issued = self.day(day);
        Draft {
            number,
            supplier,
            customer,
            issued,
            delivered: issued,
            due: issued.checked_add(jiff::Span::new().days(8)).ok(),
            period: None,
            utility: false,
            category: Category::Normal,
            payment: "TRANSFER",
            appearance: "ELECTRONIC",
            currency: "HUF",
            exchange_rate: Decimal::ONE,
            parts: vec![Part { modifies: None, items }],
        }
    }
}

/// Writes an invoice down as recorded some hours after its date of issue.
fn sample(draft: &Draft<'_>, direction: Direction, operation: InvoiceOperation) -> SampleInvoice {
    // Minutes from the number spread the invoices of one day.
    let minutes: u32 = draft.number.bytes().map(u32::from).sum::<u32>() % 480;
    let midnight = draft.issued.at(0, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC);
    let midnight = midnight.map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp());
    SampleInvoice {
        number: draft.number.clone(),
        direction,
        operation,
        issued: draft.issued,
        ins_date: midnight + SignedDuration::from_mins(7 * 60 + i64::from(minutes)),
        xml: document::write(draft),
    }
}

/// The lines of an invoice with opposite sign, as a cancellation continues them.
fn reversed(items: &[Item]) -> Vec<Item> {
    let after = items.len() as u32;
    items
        .iter()
        .zip(after + 1..)
        .map(|(item, number)| Item { quantity: -item.quantity, ..item.clone() }.reference(number))
        .collect()
}
