//! What can go wrong.

use std::time::Duration;

use super::RateLimit;

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
