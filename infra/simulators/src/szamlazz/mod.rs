//! Számlázz.hu as it behaves on the wire: the Számla Agent, the push of documents to a bookkeeping program
//! ("Online pénzügyi adatkapcsolat") and the notices of payments (IPN).
//!
//! It holds documents that callers of the Agent issue, or a test. Rules come from the vendor's documentation
//! and from what the authors of the crate szamlazz-agent saw on a live account. Pushes and notices leave only
//! when a test asks for those that are due by the simulator's clock. [`Faults`] break the Agent's answers, a
//! [`Gate`] cuts connections at chosen points. It serves on a thread of its own. Receipts are only pushed:
//! the Agent's functions for them are not simulated and answer as unknown ones do.

mod account;
mod ack;
mod action;
mod answer;
mod bank;
mod bank_xml;
mod books;
mod control;
mod create;
mod document;
mod fault;
mod form;
mod from_nav;
mod handle;
mod invoice_xml;
mod ipn;
mod item;
mod party;
mod pdf;
mod push;
mod query;
mod queue;
mod refusal;
mod request;
mod rules;
pub mod samples;
mod sender;
mod server;
mod simulator;
mod state;
mod storno;
mod vat;
mod xml;

use crate::common;

pub use crate::common::{Clock, GateAction};
pub use account::{Account, Connection, IpnSettings};
pub use action::Action;
pub use bank::{BankTransaction, Receipt};
pub use document::{Document, Held, Kind};
pub use fault::FaultKind;
pub use from_nav::{FromNavError, from_nav};
pub use ipn::Notice;
pub use item::{Item, ItemLedger, Payment, Total};
pub use party::{Location, Party, PartyLedger, Place};
pub use push::{Delivery, Outcome, Stream};
pub use simulator::{SzamlazzConfig, SzamlazzError, SzamlazzSimulator};
pub use state::{RecordedRequest, Sends};
pub use vat::Vat;

/// A fault and the requests that it strikes.
pub type Fault = common::Fault<FaultKind, Action>;

/// The faults that are switched on.
pub type Faults = common::Faults<FaultKind, Action>;

/// Where a request stands.
pub type GatePoint = common::GatePoint<Action>;

/// Decides what becomes of a request at each point.
pub type Gate = common::Gate<Action>;

/// The body of a document's push, without sending it: root `szamla`, or `szamlabe` for an incoming one.
pub fn push_body(held: &Held, with_pdf: bool) -> Vec<u8> {
    push::body(held, with_pdf)
}

/// The body of a bank transaction's push.
pub fn transaction_body(transaction: &BankTransaction) -> Vec<u8> {
    bank_xml::transaction(transaction).into_bytes()
}

/// The body of the push of a day's receipts.
pub fn receipts_body(receipts: &[Receipt]) -> Vec<u8> {
    bank_xml::receipts(receipts.iter()).into_bytes()
}

/// The form of a notice of what has been paid for a document.
pub fn ipn_body(held: &Held, with_date: bool) -> String {
    ipn::body(held, with_date)
}

/// The PDF of a document: one page in ASCII, the same bytes each time.
pub fn pdf(document: &Document) -> Vec<u8> {
    pdf::render(document)
}

/// The cancellation invoice of a document, issued on the same day, without a number.
pub fn storno_of(document: &Document) -> Document {
    storno::reversed(document)
}
