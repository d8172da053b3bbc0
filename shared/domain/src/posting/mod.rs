//! Posting rules (előkontírozás): what each line of an invoice is posted to, and why.
//!
//! The company keeps one ordered list of rules. The first enabled rule whose conditions all hold decides a
//! line; what none covers is listed with the reason, never guessed. Entries are in forints and balance line
//! by line; what the lines come to is compared with what the invoice states, and a difference is told.

mod check;
mod entry;
mod line;
mod outcome;
mod poster;
#[cfg(test)]
mod properties;
mod rule;
mod seen;
mod settle;
#[cfg(test)]
mod tests;
mod trial;

pub use entry::PostingEntry;
pub use line::{InvoiceFacts, NotPosted, PostingLine};
pub use outcome::{
    Outcome, PostedLine, Posting, PostingDifference, PostingTotal, RuleName, Uncovered, UncoveredReason,
};
pub use poster::Poster;
pub use rule::{
    Assignment, Conditions, POSTING, PostingAccounts, PostingLimits, PostingRule, PostingRules, id,
};
pub use seen::{Condition, PassedOver, Why};
pub use trial::{Coverage, LineChange, changes};
