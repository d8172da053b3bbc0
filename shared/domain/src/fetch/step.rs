//! Steps: work beside the polling, each a message and a checkpoint.

use jiff::{SignedDuration, Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{FetchLimits, Recheck, Span, Window};
use crate::{
    invoice::{Direction, InboxInvoice, InvoiceId},
    reconciliation::{Reconciliation, month_name},
};

/// Work that goes on beside the polling, one message at a time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Derived from what the step does, so that the same need is one step.
    pub id: String,
    /// How many times the step was announced; a message that bears another number is out of date.
    pub sequence: u32,
    /// From this moment on, a tick announces the step again.
    pub due_at: Timestamp,
    /// What there is to do.
    pub task: Task,
}

/// What a step does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "do")]
pub enum Task {
    /// Fetch what NAV stored in a span of time, window by window and page by page.
    Pages(Span),
    /// Ask again for a document that NAV could not hand out.
    Document {
        /// Whose document.
        invoice: InvoiceId,
        /// How often it was asked for.
        attempts: u32,
    },
    /// Learn the whole chain that a correction or cancellation belongs to.
    Chain {
        /// The correction.
        modification: InvoiceId,
        /// How often NAV was asked although it did not hand out all documents.
        #[serde(default)]
        attempts: u32,
    },
    /// Look again at what NAV stored in the last 35 days.
    Recheck(Recheck),
    /// Compare a month with NAV.
    Reconcile(Box<Reconciliation>),
}

impl Task {
    /// Since when NAV fails at this work, while it does.
    pub fn failing_since(&self) -> Option<Timestamp> {
        match self {
            Self::Pages(span) => span.failing_since,
            Self::Recheck(recheck) => recheck.failing_since(),
            Self::Reconcile(month) => month.failing_since,
            Self::Document { .. } | Self::Chain { .. } => None,
        }
    }
}

impl Step {
    /// A step over a span, for a connection in that version.
    pub fn pages(
        direction: Direction,
        window: Window,
        version: u32,
        now: Timestamp,
        limits: &FetchLimits,
    ) -> Self {
        let (from, to) = (window.from.as_millisecond(), window.to.as_millisecond());
        Self {
            id: format!("{}-{from}-{to}-{version}", direction.name()),
            sequence: 1,
            due_at: now + limits.step_patience,
            task: Task::Pages(Span::new(direction, window, now)),
        }
    }

    /// A step that learns a correction's chain; the next tick announces it. The chain names it: of several
    /// corrections the last one asks.
    pub fn chain(correction: &InboxInvoice, now: Timestamp) -> Self {
        let id = format!("chain-{}", correction.chain_base());
        let task = Task::Chain { modification: correction.id.clone(), attempts: 0 };
        Self { id, sequence: 1, due_at: now, task }
    }

    /// The step that looks again at what NAV stored up to now. There is one at a time.
    pub fn recheck(now: Timestamp, limits: &FetchLimits) -> Self {
        let task = Task::Recheck(Recheck::new(now, limits));
        Self { id: "recheck".into(), sequence: 1, due_at: now + limits.step_patience, task }
    }

    /// The step that reconciles a month, named by its first day; the next tick announces it.
    pub fn reconcile(month: Date, now: Timestamp) -> Self {
        let task = Task::Reconcile(Box::new(Reconciliation::begin(month, now)));
        Self { id: format!("reconcile-{}", month_name(month)), sequence: 1, due_at: now, task }
    }

    /// A step that asks again for a document, once its first delay is over.
    pub fn document(invoice: InvoiceId, now: Timestamp) -> Self {
        let task = Task::Document { invoice: invoice.clone(), attempts: 1 };
        Self { id: format!("document-{invoice}"), sequence: 1, due_at: now + document_delay(0), task }
    }
}

/// How long to wait before a document is asked for again, doubling from 3 minutes to 12 hours.
pub fn document_delay(attempts: u32) -> SignedDuration {
    SignedDuration::from_mins(3 << attempts.min(8)).min(SignedDuration::from_hours(12))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_asked_for_ever_more_slowly() {
        assert_eq!(document_delay(0), SignedDuration::from_mins(3));
        assert_eq!(document_delay(40), SignedDuration::from_hours(12));
    }
}
