//! The connection of a workspace to NAV: settings, state and how far polling has come.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

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
    /// The day in Budapest on which the last 35 days were last looked at again, or the connection was made.
    pub rechecked_on: Date,
    /// The last month that was reconciled with NAV: its first day; none before the first one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reconciled: Option<Date>,
    /// When the owner first connected.
    pub connected_at: Timestamp,
}

impl NavConnection {
    /// Whether the owner has not removed it.
    pub fn is_in_use(&self) -> bool {
        self.state != ConnectionState::Removed
    }

    /// Whether it is polled every 3 minutes.
    pub fn is_polled(&self) -> bool {
        self.state == ConnectionState::Active
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

/// A report in NAV's list: when NAV stored it, and its fingerprint.
pub type Sighting = (Timestamp, [u8; 16]);

/// What was seen of each minute of NAV's time: one fingerprint over all reports of the minute. So what comes
/// again is recognised without a look at the table, however much it is: an hour takes 60 entries at most, and
/// two directions of them stay under the 4 KB that one read unit covers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seen(#[serde(with = "serde_bytes")] Vec<u8>);

/// Bytes of an entry: the minute since 1970, big-endian, and the fingerprint.
const ENTRY: usize = 4 + 16;

impl Seen {
    /// What is remembered of these reports, in any order, each once or more often.
    pub fn of(reports: &[Sighting]) -> Self {
        let entries = by_minute(reports).into_iter().map(|(minute, reports)| entry(minute, &reports));
        Self(entries.flatten().collect())
    }

    /// The reports of every minute that is not as it was seen.
    pub fn unseen(&self, reports: &[Sighting]) -> BTreeSet<[u8; 16]> {
        let changed = by_minute(reports).into_iter().filter(|(minute, reports)| {
            let now = entry(*minute, reports);
            !self.entries().any(|seen| *seen == now)
        });
        changed.flat_map(|(_, reports)| reports).collect()
    }

    /// Whether it knows a minute that the other does not, or knows it otherwise.
    pub fn adds_to(&self, other: &Self) -> bool {
        self.entries().any(|entry| !other.entries().any(|known| known == entry))
    }

    /// Whether nothing is remembered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn entries(&self) -> impl Iterator<Item = &[u8; ENTRY]> {
        self.0.as_chunks::<ENTRY>().0.iter()
    }
}

fn by_minute(reports: &[Sighting]) -> BTreeMap<u32, BTreeSet<[u8; 16]>> {
    let mut minutes = BTreeMap::<u32, BTreeSet<_>>::new();
    for (at, report) in reports {
        let minute = u32::try_from(at.as_second() / 60).unwrap_or_default();
        minutes.entry(minute).or_default().insert(*report);
    }
    minutes
}

fn entry(minute: u32, reports: &BTreeSet<[u8; 16]>) -> [u8; ENTRY] {
    let mut hash = Sha256::new();
    reports.iter().for_each(|report| hash.update(report));
    let mut entry = [0; ENTRY];
    entry[..4].copy_from_slice(&minute.to_be_bytes());
    entry[4..].copy_from_slice(&hash.finalize()[..16]);
    entry
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    fn sighting(second: i64, report: u8) -> Sighting {
        (Timestamp::from_second(second).unwrap(), [report; 16])
    }

    #[test]
    fn a_minute_is_known_as_a_whole_or_not_at_all() {
        let seen = Seen::of(&[sighting(0, 1), sighting(59, 2), sighting(60, 3)]);
        assert!(seen.unseen(&[sighting(60, 3), sighting(59, 2), sighting(0, 1), sighting(0, 1)]).is_empty());
        let late = [sighting(0, 1), sighting(30, 9), sighting(59, 2), sighting(60, 3)];
        assert_eq!(seen.unseen(&late), BTreeSet::from([[1; 16], [2; 16], [9; 16]]));
        assert_eq!(seen.unseen(&[sighting(0, 1)]), BTreeSet::from([[1; 16]]), "one vanished");
    }

    #[test]
    fn a_changed_minute_is_worth_a_write() {
        let seen = Seen::of(&[sighting(0, 1), sighting(60, 2)]);
        assert!(!Seen::of(&[sighting(60, 2)]).adds_to(&seen), "an hour passed");
        assert!(Seen::of(&[sighting(60, 2), sighting(61, 3)]).adds_to(&seen));
    }

    proptest! {
        #[test]
        fn what_was_seen_is_not_asked_for_and_all_else_is(
            before in vec((0i64..600, 0u8..200), 0..50), new in vec((0i64..600, 200u8..255), 0..5),
        ) {
            let sightings = |seen: Vec<(i64, u8)>| -> Vec<Sighting> {
                seen.into_iter().map(|(second, report)| sighting(second, report)).collect()
            };
            let before = sightings(before);
            let seen = Seen::of(&before);
            prop_assert!(seen.unseen(&before).is_empty());
            let new = sightings(new);
            let unseen = seen.unseen(&[before, new.clone()].concat());
            prop_assert!(new.iter().all(|(_, report)| unseen.contains(report)));
        }
    }
}
