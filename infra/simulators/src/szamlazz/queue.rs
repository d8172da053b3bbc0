//! The pushes of an account that wait.

use std::collections::HashSet;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

/// What a push tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Subject {
    Invoice(i64),
    Bank(i64),
    Receipts(Date),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pending {
    pub(crate) subject: Subject,
    due: Timestamp,
    pub(crate) first_try: Option<Timestamp>,
    /// Another one since the last change, so that an answer to an older state settles nothing.
    revision: u64,
}

/// The pushes of an account that are still to be delivered.
#[derive(Default)]
pub(crate) struct Queue {
    pending: Vec<Pending>,
    /// Bank transactions and receipts that were answered KEY_ERR.
    never: HashSet<Subject>,
    revisions: u64,
}

impl Queue {
    /// Makes a push due; one of the same subject that is waiting starts anew, for it has another content.
    pub(crate) fn add(&mut self, subject: Subject, due: Timestamp) {
        if self.never.contains(&subject) {
            return;
        }
        self.revisions += 1;
        self.pending.retain(|pending| pending.subject != subject);
        self.pending.push(Pending { subject, due, first_try: None, revision: self.revisions });
    }

    pub(crate) fn clear(&mut self) {
        self.pending.clear();
        self.never.clear();
    }

    pub(crate) fn len(&self) -> usize {
        self.pending.len()
    }

    /// When the next one is due.
    pub(crate) fn next(&self) -> Option<Timestamp> {
        self.pending.iter().map(|pending| pending.due).min()
    }

    pub(crate) fn due(&self, now: Timestamp) -> Vec<Pending> {
        let mut due: Vec<_> = self.pending.iter().filter(|pending| pending.due <= now).copied().collect();
        due.sort_by_key(|pending| (pending.due, pending.revision));
        due
    }

    pub(crate) fn has(&self, pending: Pending) -> bool {
        self.pending.iter().any(|waiting| waiting.revision == pending.revision)
    }

    pub(crate) fn remove(&mut self, pending: Pending) {
        self.pending.retain(|waiting| waiting.revision != pending.revision);
    }

    pub(crate) fn try_later(&mut self, pending: Pending, now: Timestamp, wait: SignedDuration) {
        for waiting in self.pending.iter_mut().filter(|waiting| waiting.revision == pending.revision) {
            waiting.first_try.get_or_insert(now);
            waiting.due = now + wait;
        }
    }

    /// Never tells of a subject again.
    pub(crate) fn never_again(&mut self, subject: Subject) {
        self.never.insert(subject);
    }
}
