//! What can go wrong, and for which requests.

use std::time::Duration;

use super::{Operation, RateLimit};

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The connection is held for this long and then closed without an answer, as NAV's edge does after 60 s.
    Stall(Duration),
    /// HTTP 503 with an HTML page: maintenance.
    Unavailable,
    /// HTTP 502 with an HTML page: nobody is behind the edge.
    BadGateway,
    /// HTTP 504 with an HTML page: the edge gave up.
    GatewayTimeout,
    /// HTTP 200 with an HTML page.
    Html,
    /// HTTP 527 with MAINTENANCE_MODE, as NAV answers where the edge does not turn it into a 503.
    Maintenance,
    /// The limit on requests from one address: delays, and beyond the longest a reset.
    RateLimit(RateLimit),
    /// HTTP 200 with an empty body.
    EmptyBody,
    /// The connection is reset (TCP RST) without an answer.
    Reset,
    /// A well-formed error answer with this code and the HTTP status that NAV gives it, for example
    /// `OPERATION_FAILED`. The request must be valid against the schema; nothing else of it is looked at.
    Error(String),
    /// INVALID_REQUEST_SIGNATURE to every request, but only in the hour before and after a change of
    /// Hungary's clocks by the simulator's time (issues 837 and 1044).
    SignatureAtClockChange,
    /// queryInvoiceData: the gzip data of the invoice is damaged (invoices sent without gzip are left alone).
    CorruptGzip,
    /// queryInvoiceData: the gzip data of the invoice lacks its last 8 bytes, check sum and size.
    GzipWithoutTrailer,
    /// queryInvoiceData: decimals have more digits than the schema admits, 0.270000 and 25000.0000 (issue
    /// 1088).
    LongDecimals,
    /// queryInvoiceData: the same document in other bytes: prefixes, zeros, indicators, no empty tags (issue
    /// 1097).
    Reformatted,
    /// queryInvoiceDigest: each page after the first begins with the last row of the page before, as when an
    /// invoice is inserted while a client is paging.
    DuplicateRows,
    /// queryInvoiceData: no data for the invoice of this number, though the digest lists it.
    NoData(String),
    /// queryInvoiceChainDigest: the chain of this number is empty, though queryInvoiceData hands the invoice
    /// out (issues 664 and 990).
    EmptyChain(String),
    /// queryInvoiceData: the invoice of this number has this content instead of its own.
    Payload {
        /// The invoice number.
        invoice_number: String,
        /// What is sent in its place (gzip as the invoice was published).
        content: Vec<u8>,
    },
}

impl FaultKind {
    /// Whether it strikes before the request is looked at.
    pub(crate) fn is_transport(&self) -> bool {
        use FaultKind::{
            BadGateway, EmptyBody, GatewayTimeout, Html, Maintenance, Reset, Stall, Unavailable,
        };
        matches!(
            self,
            Stall(_) | Unavailable | BadGateway | GatewayTimeout | Html | Maintenance | EmptyBody | Reset
        )
    }

    pub(crate) fn is_about(&self, number: &str) -> bool {
        use FaultKind::{CorruptGzip, GzipWithoutTrailer, LongDecimals, NoData, Payload, Reformatted};
        match self {
            CorruptGzip | GzipWithoutTrailer | LongDecimals | Reformatted => true,
            NoData(invoice_number) | Payload { invoice_number, .. } => invoice_number == number,
            _ => false,
        }
    }
}

/// A fault and the requests that it strikes; without limits, all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What goes wrong.
    pub kind: FaultKind,
    /// Only requests of this operation.
    pub operation: Option<Operation>,
    /// Only requests of this taxpayer (8 digits).
    pub tax_number: Option<String>,
    /// How many matching requests pass before the first is struck.
    pub skip: u32,
    /// Which matching requests are struck: 1 for each of them, 3 for every third one.
    pub every: u32,
    /// Only requests that arrive while more than this many of the same taxpayer are being answered.
    pub busier_than: u32,
    /// How many requests are struck; without it, until the fault is removed.
    pub times: Option<u32>,
}

impl Fault {
    /// A fault that strikes every request that it can strike.
    pub fn new(kind: FaultKind) -> Fault {
        Fault { kind, operation: None, tax_number: None, skip: 0, every: 1, busier_than: 0, times: None }
    }

    /// Limits it to an operation.
    pub fn on(mut self, operation: Operation) -> Fault {
        self.operation = Some(operation);
        self
    }

    /// Limits it to a taxpayer (8 digits).
    pub fn of(mut self, tax_number: &str) -> Fault {
        self.tax_number = Some(tax_number.to_owned());
        self
    }

    /// Lets this many matching requests pass first.
    pub fn after(mut self, requests: u32) -> Fault {
        self.skip = requests;
        self
    }

    /// Strikes only every nth matching request.
    pub fn every(mut self, n: u32) -> Fault {
        self.every = n.max(1);
        self.skip = self.every - 1;
        self
    }

    /// Strikes only while more than this many requests of the same taxpayer are being answered.
    pub fn busier_than(mut self, requests: u32) -> Fault {
        self.busier_than = requests;
        self
    }

    /// Strikes at most this many requests.
    pub fn times(mut self, requests: u32) -> Fault {
        self.times = Some(requests);
        self
    }
}

/// What a fault can be limited to.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'r> {
    pub(crate) operation: Operation,
    pub(crate) tax_number: Option<&'r str>,
    /// Requests of the taxpayer that are being answered, this one included.
    pub(crate) in_flight: u32,
}

impl Fault {
    pub(crate) fn matches(&self, asked: Asked<'_>) -> bool {
        self.operation.is_none_or(|only| only == asked.operation)
            && (self.tax_number.is_none() || self.tax_number.as_deref() == asked.tax_number)
            && asked.in_flight > self.busier_than
    }
}
