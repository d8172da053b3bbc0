//! The connection of a workspace to NAV: settings, state and how far polling has come.

use std::fmt;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{ids::WorkspaceId, invoice::Direction};

/// The connection of one workspace to NAV.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NavConnection {
    /// Whose connection.
    pub workspace: WorkspaceId,
    /// Counts the changes of settings and state: work that began under an earlier one must not overwrite a
    /// later one.
    pub version: u32,
    /// The company's tax number at NAV, 8 digits.
    pub tax_number: String,
    /// The technical user's login name.
    pub login: String,
    /// The technical user's secrets, sealed.
    #[serde(with = "serde_bytes")]
    pub sealed: Vec<u8>,
    /// Polled or stopped.
    pub state: ConnectionState,
    /// The slice that polls it; absent while stopped.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub slice: Option<SliceRef>,
    /// Progress with inbound invoices.
    pub inbound: Progress,
    /// Progress with outbound invoices.
    pub outbound: Progress,
    /// How many steps were ever begun beside the polling.
    #[serde(default)]
    pub steps_begun: u32,
    /// How many had been begun when none was under way: less than `steps_begun` says to look for steps.
    #[serde(default)]
    pub steps_settled: u32,
    /// The failure that polling meets since the last success, if any.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub failure: Option<Failure>,
    /// When the owner first connected.
    pub connected_at: Timestamp,
}

impl NavConnection {
    /// Whether the owner has not removed it.
    pub fn is_in_use(&self) -> bool {
        self.state != ConnectionState::Removed
    }

    /// Whether steps may be under way.
    pub fn may_have_steps(&self) -> bool {
        self.steps_begun != self.steps_settled
    }

    /// Progress in one direction.
    pub fn progress(&self, direction: Direction) -> &Progress {
        match direction {
            Direction::Inbound => &self.inbound,
            Direction::Outbound => &self.outbound,
        }
    }
}

/// Whether a connection is polled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "is")]
pub enum ConnectionState {
    /// Polled every 3 minutes.
    Active,
    /// NAV refused the technical user: the owner has to act.
    Stopped {
        /// NAV's error code.
        code: String,
        /// Since when.
        at: Timestamp,
    },
    /// The owner removed it. Its secrets are gone; its progress stays, so that connecting again goes on where
    /// it ended.
    Removed,
}

/// The place of a connection among the slices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SliceRef {
    /// The shard, see [`crate::fetch::FetchLimits::shards`].
    pub shard: u8,
    /// The slice within the shard.
    pub slice: String,
}

impl fmt::Display for SliceRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.shard, self.slice)
    }
}

/// A failure that lasts: polling goes on, and the next tick is its retry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// NAV's error code or ours, such as `TIMEOUT`.
    pub code: String,
    /// When it was first met.
    pub since: Timestamp,
}

/// How far polling has come in one direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Invoices issued on or after this date arrive.
    pub start: Date,
    /// Every report that NAV stored up to this moment, less the overlap, has been dealt with.
    pub watermark: Timestamp,
    /// The reports since the watermark less the overlap, so that seeing them again costs nothing.
    #[serde(default, skip_serializing_if = "Seen::is_empty")]
    pub seen: Seen,
}

/// A bounded set of report fingerprints, 16 bytes each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seen(#[serde(with = "serde_bytes")] Vec<u8>);

impl Seen {
    /// Most fingerprints kept: two directions of them stay under the 4 KB that one read unit covers. Reports
    /// beyond are recognised by a look at the table.
    pub const CAPACITY: usize = 90;

    /// The set of the newest of these reports, given with the moment NAV stored them.
    pub fn newest(mut reports: Vec<(Timestamp, [u8; 16])>) -> Self {
        reports.sort_unstable();
        reports.dedup();
        let surplus = reports.len().saturating_sub(Self::CAPACITY);
        Self(reports[surplus..].iter().flat_map(|(_, fingerprint)| *fingerprint).collect())
    }

    /// Whether the report is among them.
    pub fn contains(&self, fingerprint: &[u8; 16]) -> bool {
        self.0.chunks_exact(16).any(|kept| kept == fingerprint)
    }

    /// Whether it keeps a report that the other does not.
    pub fn adds_to(&self, other: &Self) -> bool {
        let mut kept = self.0.chunks_exact(16);
        kept.any(|report| !other.0.chunks_exact(16).any(|known| known == report))
    }

    /// Whether nothing is kept.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_reports_are_kept() {
        let reports: Vec<_> =
            (0..140u8).map(|n| (Timestamp::from_second(n.into()).unwrap(), [n; 16])).collect();
        let seen = Seen::newest(reports);
        assert!(!seen.contains(&[49; 16]));
        assert!(seen.contains(&[50; 16]));
        assert!(seen.contains(&[139; 16]));
    }

    #[test]
    fn fingerprints_match_only_at_their_borders() {
        let mut shifted = [7; 16];
        shifted[15] = 9;
        let seen = Seen::newest(vec![(Timestamp::UNIX_EPOCH, [7; 16]), (Timestamp::UNIX_EPOCH, [9; 16])]);
        assert!(!seen.contains(&shifted));
    }
}
