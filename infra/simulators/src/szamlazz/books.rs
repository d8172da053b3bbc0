//! What one account holds, and the numbers that it gives.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::account::{Account, Connection, IpnSettings};
use super::bank::{BankTransaction, Receipt};
use super::document::{Document, Held, Kind};
use super::ipn;
use super::item::Payment;
use super::queue::{Queue, Subject};
use crate::nav::Direction;

/// Számlázz.hu's days are Hungary's.
pub(crate) fn today(now: Timestamp) -> Date {
    const HUNGARY: TimeZone = jiff::tz::get!("Europe/Budapest");
    HUNGARY.to_datetime(now).date()
}

/// Midnight at the end of a day in Hungary.
pub(crate) fn end_of(day: Date) -> Option<Timestamp> {
    const HUNGARY: TimeZone = jiff::tz::get!("Europe/Budapest");
    let zoned = day.tomorrow().ok()?.to_zoned(HUNGARY).ok()?;
    Some(zoned.timestamp())
}

/// An account with its documents, in order of issue.
pub(crate) struct Books {
    pub(crate) account: Account,
    pub(crate) held: Vec<Held>,
    pub(crate) transactions: Vec<BankTransaction>,
    pub(crate) receipts: Vec<Receipt>,
    pub(crate) connection: Option<Connection>,
    pub(crate) pushes: Queue,
    pub(crate) ipn: Option<IpnSettings>,
    pub(crate) notices: ipn::Queue,
    sequences: HashMap<String, u32>,
}

impl Books {
    pub(crate) fn new(account: Account) -> Books {
        Books {
            account,
            held: Vec::new(),
            transactions: Vec::new(),
            receipts: Vec::new(),
            connection: None,
            pushes: Queue::default(),
            ipn: None,
            notices: ipn::Queue::default(),
            sequences: HashMap::new(),
        }
    }

    /// The next number of a series. Electronic invoices, paper ones, proformas and delivery notes each have
    /// series of their own.
    fn next_number(&mut self, document: &Document, prefix: Option<&str>) -> String {
        let prefix = prefix.or(self.account.prefixes.first().map(String::as_str)).unwrap_or_default();
        let year = document.issued.year();
        let series = match document.kind {
            Kind::Proforma => format!("D-{prefix}"),
            Kind::DeliveryNote => format!("SL-{prefix}"),
            _ if document.electronic => format!("E-{prefix}-{year}"),
            _ => format!("{prefix}-{year}"),
        };
        let sequence = self.sequences.entry(series.clone()).or_default();
        *sequence += 1;
        format!("{series}-{sequence}")
    }

    /// Holds a document under an identifier; gives it a number if it has none, and makes its push due.
    pub(crate) fn hold(
        &mut self,
        id: i64,
        direction: Direction,
        mut document: Document,
        prefix: Option<&str>,
        now: Timestamp,
    ) -> &Held {
        if document.number.is_empty() {
            document.number = self.next_number(&document, prefix);
        }
        let mut held = Held::new(id, direction, document, now);
        if held.document.kind == Kind::Storno {
            held.event = self.reverse(&held).unwrap_or(id);
        }
        let follows = matches!(held.document.kind, Kind::Invoice | Kind::Prepayment | Kind::Final);
        if follows && direction == Direction::Outbound {
            self.consume_proformas(&mut held.document);
        }
        self.push_later(Subject::Invoice(id), now);
        let place = self.held.len();
        self.held.push(held);
        &self.held[place]
    }

    /// Marks what a cancellation invoice cancels; gives the economic event of it.
    fn reverse(&mut self, storno: &Held) -> Option<i64> {
        let number = storno.document.original.as_deref()?;
        let original = self.held.iter_mut().find(|held| {
            held.document.number == number
                && held.direction == storno.direction
                && held.document.supplier.tax_number == storno.document.supplier.tax_number
        })?;
        original.reversed_by = Some(storno.document.number.clone());
        Some(original.id)
    }

    /// An invoice that names a proforma, or has its order number, uses it up.
    fn consume_proformas(&mut self, invoice: &mut Document) {
        for held in self.held.iter_mut().filter(|held| held.document.kind == Kind::Proforma && !held.gone) {
            let named = invoice.proforma.as_ref() == Some(&held.document.number);
            let same_order =
                invoice.order_number.is_some() && invoice.order_number == held.document.order_number;
            if named || same_order {
                held.gone = true;
                invoice.proforma.get_or_insert_with(|| held.document.number.clone());
            }
        }
    }

    /// An outgoing document that queries find.
    pub(crate) fn find(&self, number: &str) -> Option<&Held> {
        self.held.iter().find(|held| held.is_findable() && held.document.number == number)
    }

    pub(crate) fn with_id(&self, id: i64) -> Option<&Held> {
        self.held.iter().find(|held| held.id == id)
    }

    pub(crate) fn with_id_mut(&mut self, id: i64) -> Option<&mut Held> {
        self.held.iter_mut().find(|held| held.id == id)
    }

    /// Adds payments to a document, or replaces those that it has. Pushes and notices follow.
    pub(crate) fn pay(&mut self, id: i64, payments: Vec<Payment>, additive: bool, now: Timestamp) {
        let Some(held) = self.with_id_mut(id) else { return };
        if !additive {
            held.document.payments.clear();
        }
        held.document.payments.extend(payments);
        let outgoing = held.direction == Direction::Outbound;
        self.push_later(Subject::Invoice(id), now);
        if outgoing && self.ipn.is_some() {
            self.notices.add(id, now);
        }
    }

    /// Makes a push due, if the connection has the stream.
    pub(crate) fn push_later(&mut self, subject: Subject, now: Timestamp) {
        if let Some(connection) = &self.connection {
            let due = match subject {
                // Receipts are sent once a day.
                Subject::Receipts(day) => end_of(day).unwrap_or(now).max(now),
                _ => now + connection.delay,
            };
            self.pushes.add(subject, due);
        }
    }
}
