//! Faults that a test or a developer switches on at run time.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::Operation;

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The connection is held for this long and then closed without an answer, as NAV's edge does after 60 s.
    Stall(Duration),
    /// HTTP 503 with an HTML page: maintenance.
    Unavailable,
    /// HTTP 504 with an HTML page: the edge gave up.
    GatewayTimeout,
    /// HTTP 200 with an empty body.
    EmptyBody,
    /// The connection is reset (TCP RST) without an answer.
    Reset,
    /// A well-formed error answer with this code and the HTTP status that NAV gives it, for example
    /// `OPERATION_FAILED`. The request must be valid against the schema; nothing else of it is looked at.
    Error(String),
    /// queryInvoiceData: the gzip data of the invoice is damaged (invoices sent without gzip are left alone).
    CorruptGzip,
    /// queryInvoiceData: the gzip data of the invoice lacks its last 8 bytes, check sum and size.
    GzipWithoutTrailer,
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
    pub(crate) fn is_transport(&self) -> bool {
        use FaultKind::{EmptyBody, GatewayTimeout, Reset, Stall, Unavailable};
        matches!(self, Stall(_) | Unavailable | GatewayTimeout | EmptyBody | Reset)
    }

    pub(crate) fn is_about(&self, number: &str) -> bool {
        use FaultKind::{CorruptGzip, GzipWithoutTrailer, NoData, Payload};
        match self {
            CorruptGzip | GzipWithoutTrailer => true,
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
    /// How many requests are struck; without it, until the fault is removed.
    pub times: Option<u32>,
}

impl Fault {
    /// A fault that strikes every request that it can strike.
    pub fn new(kind: FaultKind) -> Fault {
        Fault { kind, operation: None, tax_number: None, skip: 0, times: None }
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

    /// Strikes at most this many requests.
    pub fn times(mut self, requests: u32) -> Fault {
        self.times = Some(requests);
        self
    }
}

/// The faults that are switched on.
#[derive(Debug, Default)]
pub struct Faults(Mutex<Settings>);

#[derive(Debug, Default)]
struct Settings {
    faults: Vec<Fault>,
    latency: Duration,
}

impl Faults {
    /// Switches a fault on. Of several that match a request the first one strikes.
    pub fn add(&self, fault: Fault) {
        self.lock().faults.push(fault);
    }

    /// Switches every fault off; the latency stays.
    pub fn clear(&self) {
        self.lock().faults.clear();
    }

    /// The faults that are on, with what is left of their counts.
    pub fn active(&self) -> Vec<Fault> {
        self.lock().faults.clone()
    }

    /// How long each answer waits before it is worked out.
    pub fn set_latency(&self, latency: Duration) {
        self.lock().latency = latency;
    }

    pub(crate) fn latency(&self) -> Duration {
        self.lock().latency
    }

    /// Uses one strike of the first fault that matches and that `wanted` accepts.
    pub(crate) fn take(
        &self,
        operation: Operation,
        tax_number: Option<&str>,
        wanted: impl Fn(&FaultKind) -> bool,
    ) -> Option<FaultKind> {
        let mut settings = self.lock();
        let position = settings.faults.iter_mut().position(|fault| {
            let matches = fault.operation.is_none_or(|only| only == operation)
                && (fault.tax_number.is_none() || fault.tax_number.as_deref() == tax_number)
                && wanted(&fault.kind);
            let waits = matches && fault.skip > 0;
            if waits {
                fault.skip -= 1;
            }
            matches && !waits
        })?;
        let fault = &mut settings.faults[position];
        let kind = fault.kind.clone();
        if let Some(left) = &mut fault.times {
            *left = left.saturating_sub(1);
            if *left == 0 {
                settings.faults.remove(position);
            }
        }
        Some(kind)
    }

    fn lock(&self) -> MutexGuard<'_, Settings> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
