//! Rules tried before they are switched on: what they would post otherwise.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{PostedLine, Posting};

/// How many lines rules cover.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PostingCoverage)]
pub struct Coverage {
    /// Lines that are posted.
    pub covered: u32,
    /// Lines that are not, though there is something to post.
    pub uncovered: u32,
}

impl Coverage {
    /// Counts in what an invoice is posted to. Lines that come to nothing do not count.
    pub fn add(&mut self, posting: &Posting) {
        for line in &posting.lines {
            match line.is_covered() {
                false => self.uncovered += 1,
                true => self.covered += u32::from(!line.entries.is_empty()),
            }
        }
    }
}

/// A line that is posted otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LineChange {
    /// By the rules as they are.
    pub before: PostedLine,
    /// By those that are tried.
    pub after: PostedLine,
}

/// The lines of an invoice that two states of the rules post otherwise. That another rule posts a line to the
/// same is no change.
pub fn changes(before: Posting, after: Posting) -> Vec<LineChange> {
    let pairs = before.lines.into_iter().zip(after.lines);
    let pairs = pairs.map(|(before, after)| LineChange { before, after });
    pairs.filter(|LineChange { before, after }| !is_alike(before, after)).collect()
}

fn is_alike(before: &PostedLine, after: &PostedLine) -> bool {
    before.entries == after.entries
        && before.vat_key == after.vat_key
        && before.cost_centre == after.cost_centre
        && before.uncovered == after.uncovered
}
