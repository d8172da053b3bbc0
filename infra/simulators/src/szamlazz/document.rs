//! Invoices and their kin as Számlázz.hu holds them.

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::item::{Item, Payment, Total};
use super::party::Party;
use super::vat::Vat;
use crate::nav::Direction;

/// What a document is (`tipus`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// SZ: an invoice.
    Invoice,
    /// SS: a cancellation invoice.
    Storno,
    /// JS: a credit note.
    CreditNote,
    /// HS: a corrective invoice.
    Corrective,
    /// ES: an invoice of a prepayment.
    Prepayment,
    /// VS: the final invoice after a prepayment.
    Final,
    /// D: a request for payment; no invoice.
    Proforma,
    /// SL: a delivery note; no invoice.
    DeliveryNote,
}

impl Kind {
    /// As Számlázz.hu writes it.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Invoice => "SZ",
            Kind::Storno => "SS",
            Kind::CreditNote => "JS",
            Kind::Corrective => "HS",
            Kind::Prepayment => "ES",
            Kind::Final => "VS",
            Kind::Proforma => "D",
            Kind::DeliveryNote => "SL",
        }
    }

    /// Whether it is an invoice by law.
    pub fn is_invoice(self) -> bool {
        !matches!(self, Kind::Proforma | Kind::DeliveryNote)
    }
}

/// A document with all that a program can be told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The number; where it is empty, issuing gives one.
    pub number: String,
    /// What it is.
    pub kind: Kind,
    /// Whether it is an electronic invoice.
    pub electronic: bool,
    /// Day of issue.
    pub issued: Date,
    /// Day of delivery.
    pub delivered: Date,
    /// Due date.
    pub due: Date,
    /// Payment method as the issuer wrote it.
    pub payment_method: String,
    /// ISO 4217 code.
    pub currency: String,
    /// The bank of the exchange rate.
    pub exchange_bank: Option<String>,
    /// Forints for one unit of the currency.
    pub exchange_rate: Option<Decimal>,
    /// Language, such as `hu`.
    pub language: String,
    /// Comment.
    pub comment: String,
    /// Order number.
    pub order_number: Option<String>,
    /// The caller's identifier (`szamlaKulsoAzon`); nobody is ever told it.
    pub external_id: Option<String>,
    /// Number of the document that it cancels, corrects or completes.
    pub original: Option<String>,
    /// Number of the proforma that it follows.
    pub proforma: Option<String>,
    /// Who issued it.
    pub supplier: Party,
    /// For whom it is.
    pub customer: Party,
    /// Lines.
    pub items: Vec<Item>,
    /// Payments so far.
    pub payments: Vec<Payment>,
    /// Whether it comes from a test account.
    pub test: bool,
    /// Whether its PDF is there yet; until then answers and pushes hold an empty one.
    pub rendered: bool,
    /// Where it was made, if not in Számlázz.hu (`forras`): 34 is NAV.
    pub source: Option<i32>,
}

impl Document {
    /// An invoice in forints issued and delivered on a day, due in eight days, to be paid by transfer.
    pub fn new(supplier: Party, customer: Party, day: Date, items: Vec<Item>) -> Document {
        Document {
            number: String::new(),
            kind: Kind::Invoice,
            electronic: true,
            issued: day,
            delivered: day,
            due: day.checked_add(jiff::Span::new().days(8)).unwrap_or(day),
            payment_method: "átutalás".into(),
            currency: "HUF".into(),
            exchange_bank: None,
            exchange_rate: None,
            language: "hu".into(),
            comment: String::new(),
            order_number: None,
            external_id: None,
            original: None,
            proforma: None,
            supplier,
            customer,
            items,
            payments: Vec::new(),
            test: false,
            rendered: true,
            source: None,
        }
    }

    /// Net, VAT and gross total.
    pub fn total(&self) -> Total {
        Document::total_of(&self.items)
    }

    pub(crate) fn total_of(items: &[Item]) -> Total {
        items.iter().fold(Total::default(), |total, item| total.plus(item))
    }

    /// Totals by VAT key, in order of first appearance.
    pub fn totals(&self) -> Vec<(Vat, Total)> {
        Document::totals_of(&self.items)
    }

    pub(crate) fn totals_of(items: &[Item]) -> Vec<(Vat, Total)> {
        let mut totals: Vec<(Vat, Total)> = Vec::new();
        for item in items {
            match totals.iter_mut().find(|(vat, _)| *vat == item.vat) {
                Some((_, total)) => *total = total.plus(item),
                None => totals.push((item.vat.clone(), Total::default().plus(item))),
            }
        }
        totals
    }

    /// What has been paid so far.
    pub fn paid(&self) -> Decimal {
        self.payments.iter().map(|payment| payment.amount).sum()
    }
}

/// A document in an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Számlázz.hu's identifier (`alap/id`).
    pub id: i64,
    /// Whether the account issued or received it.
    pub direction: Direction,
    /// The document.
    pub document: Document,
    /// When it was issued or recorded.
    pub at: Timestamp,
    /// The identifier of the economic event: a cancellation has that of what it cancels.
    pub event: i64,
    /// Number of the cancellation invoice.
    pub reversed_by: Option<String>,
    /// A proforma that was deleted, or that an invoice followed: nobody finds it any more.
    pub gone: bool,
    /// The number that the receiver of pushes gave it (`iktatoszam`).
    pub registration_number: Option<String>,
}

impl Held {
    /// A document as an account would hold it, for [`super::push_body`] without a simulator.
    pub fn new(id: i64, direction: Direction, document: Document, at: Timestamp) -> Held {
        Held {
            id,
            direction,
            document,
            at,
            event: id,
            reversed_by: None,
            gone: false,
            registration_number: None,
        }
    }

    /// Whether an outgoing document can be found by a query.
    pub(crate) fn is_findable(&self) -> bool {
        self.direction == Direction::Outbound && !self.gone
    }
}
