//! What the Agent is to be asked for, and when.
//!
//! There is no list to ask for: each request names an invoice. The same request is sent five times at most
//! ([`SzamlazzLimits::sends`](super::SzamlazzLimits)), ever later; then a person is told.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::SzamlazzLimits;
use crate::invoice::{InvoiceId, ListPlace};

/// A piece of work with the Agent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "task", rename_all = "kebab-case")]
pub enum AgentTask {
    /// Ask for one document.
    Query(AgentQuery),
    /// Look which of some invoices have no image after all.
    Check(ImageCheck),
    /// Go through the invoices that were here before the key was.
    Sweep(ImageSweep),
}

/// A document that the Agent is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentQuery {
    /// The document's number.
    pub number: String,
    /// Why it is asked for.
    pub cause: QueryCause,
    /// How often the question was asked for: a payment that is announced while its document is being asked
    /// for makes it one more.
    pub asked: u32,
    /// How often the request was sent.
    pub sends: u32,
    /// When it is to be sent.
    pub due_at: Timestamp,
    /// Whether it waits, or was given up.
    pub state: QueryState,
}

/// Why a document is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "for")]
pub enum QueryCause {
    /// Its image is missing from this invoice.
    Image {
        /// The invoice.
        invoice: InvoiceId,
    },
    /// A payment was announced.
    Payment,
}

/// Whether a question waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum QueryState {
    /// It will be asked when it is due.
    Waiting,
    /// It was asked as often as it may be: a person has to look.
    GivenUp {
        /// What Számlázz.hu said last.
        code: String,
        /// When.
        at: Timestamp,
    },
}

/// Invoices that NAV told of, to be looked at once the link had time to bring their images.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageCheck {
    /// Follows from the invoices.
    pub id: String,
    /// The invoices.
    pub invoices: Vec<InvoiceId>,
    /// When.
    pub due_at: Timestamp,
}

/// The outbound invoices that were there when the key was saved, the latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageSweep {
    /// Everything from this place on is done.
    pub before: ListPlace,
    /// Where it ends.
    pub from: ListPlace,
    /// When it goes on.
    pub due_at: Timestamp,
}

impl AgentTask {
    /// When it is to be worked; never, where it was given up.
    pub fn due_at(&self) -> Option<Timestamp> {
        match self {
            Self::Query(query) => (query.state == QueryState::Waiting).then_some(query.due_at),
            Self::Check(check) => Some(check.due_at),
            Self::Sweep(sweep) => Some(sweep.due_at),
        }
    }

    /// Its name among the tasks of a workspace.
    pub fn name(&self) -> String {
        match self {
            Self::Query(query) => task_name(&query.number),
            Self::Check(check) => format!("check#{}", check.id),
            Self::Sweep(_) => "sweep".into(),
        }
    }
}

/// The name of the task that asks for a document.
pub fn task_name(number: &str) -> String {
    format!("query#{number}")
}

impl AgentQuery {
    /// A question that has not been asked yet.
    pub fn new(number: impl Into<String>, cause: QueryCause, due_at: Timestamp) -> Self {
        Self { number: number.into(), cause, asked: 1, sends: 0, due_at, state: QueryState::Waiting }
    }

    /// As it is while its request is on its way: counted before it is sent, since nobody can tell afterwards
    /// whether it was.
    pub fn sent(&self) -> Self {
        Self { sends: self.sends + 1, ..self.clone() }
    }

    /// After its request failed.
    pub fn failed(&self, code: &str, now: Timestamp, limits: &SzamlazzLimits) -> Self {
        if self.sends >= limits.sends {
            let state = QueryState::GivenUp { code: code.to_owned(), at: now };
            return Self { state, ..self.clone() };
        }
        Self { due_at: now + pause(self.sends), ..self.clone() }
    }
}

/// How long to wait after so many sends: the last one is about a day after the first.
fn pause(sends: u32) -> SignedDuration {
    const MINUTES: [i64; 4] = [6, 60, 6 * 60, 18 * 60];
    let place = sends.saturating_sub(1) as usize;
    SignedDuration::from_mins(MINUTES.get(place).copied().unwrap_or(MINUTES[3]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r0_23_the_same_request_is_sent_five_times_at_most() {
        let limits = SzamlazzLimits::default();
        let mut now = Timestamp::UNIX_EPOCH;
        let mut query = AgentQuery::new("E-1", QueryCause::Payment, now);
        let mut sends = 0;
        while query.state == QueryState::Waiting {
            assert!(query.due_at >= now);
            now = query.due_at;
            query = query.sent().failed("1", now, &limits);
            sends += 1;
        }
        assert_eq!((sends, query.sends), (5, 5));
        assert!(now.duration_since(Timestamp::UNIX_EPOCH) > SignedDuration::from_hours(24));
        assert!(AgentTask::Query(query).due_at().is_none());
    }
}
