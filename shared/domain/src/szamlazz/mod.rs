//! Számlázz.hu as a source of invoices: what its data link pushes, what its Agent is asked for, and how both
//! stand to what NAV knows.
//!
//! Where NAV is the source of an invoice, Számlázz.hu brings its image and its payments only (rules R0-21,
//! R0-22); else its data make the invoice, and a later record of NAV completes it. Both name the same invoice
//! by the supplier's tax number and the number, so whichever comes first, there is one (R0-25).

mod connection;
mod document;
mod money;
mod part;
mod placing;
mod query;

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use crate::invoice::Direction;

pub use connection::{Agent, AgentState, DataLink, StartDates, SzamlazzConnection};
pub use document::{DocumentKind, PushedObject, Reason, Standing, SzamlazzDocument, Unmatched};
pub use money::{BankTransaction, Flow, Receipt};
pub use part::{CreditEntry, Paid, PaidState, SzamlazzPart};
pub use placing::{PushedInvoice, Surroundings, decide, file_number, supplier_of};
pub use query::{AgentQuery, AgentTask, ImageCheck, ImageSweep, QueryCause, QueryState, task_name};

/// The streams of the data link, and the start of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stream {
    /// Invoices that the company issued.
    Outgoing,
    /// Invoices that the company received.
    Incoming,
    /// Transactions of its bank accounts.
    Bank,
    /// Its receipts.
    Receipts,
}

/// The bounds of the work with Számlázz.hu.
#[derive(Clone, Copy, Debug)]
pub struct SzamlazzLimits {
    /// How often the same request is sent in all; then a person is told (the vendor's rule on repetition).
    pub sends: u32,
    /// How long the link has to bring an image before it is asked for: it pushes within 15 minutes.
    pub push_patience: SignedDuration,
    /// Requests for one company in one tick.
    pub requests: usize,
    /// Requests of one company under way at a time.
    pub in_flight: usize,
    /// How long Számlázz.hu may take to answer: it was seen to stall for a minute.
    pub patience: SignedDuration,
    /// How long a document waits for NAV's record before it is listed as unmatched.
    pub unmatched_after: SignedDuration,
    /// Invoices that one check for images names.
    pub checked_at_once: usize,
    /// Bytes of a body that the hook takes: Lambda's events end at 6 MB.
    pub body_bytes: usize,
    /// Time in which the work of one tick begins requests.
    pub deadline: SignedDuration,
}

impl Default for SzamlazzLimits {
    fn default() -> Self {
        Self {
            sends: 5,
            push_patience: SignedDuration::from_mins(20),
            requests: 40,
            in_flight: 4,
            patience: SignedDuration::from_secs(50),
            unmatched_after: SignedDuration::from_hours(24),
            checked_at_once: 40,
            body_bytes: 6 * 1024 * 1024,
            deadline: SignedDuration::from_secs(60),
        }
    }
}

impl From<Direction> for Stream {
    fn from(direction: Direction) -> Self {
        match direction {
            Direction::Outbound => Self::Outgoing,
            Direction::Inbound => Self::Incoming,
        }
    }
}
