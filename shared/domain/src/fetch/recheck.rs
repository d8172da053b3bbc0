//! Looking again each day at what NAV stored: reports that showed late, and reports that were annulled, of
//! which NAV tells nobody (nav-gov-hu/Online-Invoice issues 333 and 1019).

use jiff::{Timestamp, ToSpan as _, civil::Date};
use serde::{Deserialize, Serialize};

use super::{FetchLimits, Span, Window, hungarian_time, today};
use crate::{
    connection::NavConnection,
    ids::WorkspaceId,
    invoice::{Direction, ListPlace},
};

/// How far a recheck came.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recheck {
    /// What NAV stored in this time is looked at again.
    pub window: Window,
    /// What is being done.
    pub part: RecheckPart,
}

/// The parts of a recheck, in their order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "part")]
pub enum RecheckPart {
    /// List what NAV has, first inbound, then outbound: what the inbox lacks is taken in.
    List(Span),
    /// Ask of each invoice of the inbox whether NAV still counts it as valid.
    Check {
        /// The invoices before this place in the list are still to be asked for.
        before: ListPlace,
        /// Since when NAV fails at this, while it does.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        failing_since: Option<Timestamp>,
    },
}

impl Recheck {
    /// A recheck that begins now.
    pub fn new(now: Timestamp, limits: &FetchLimits) -> Self {
        let window = Window { from: now - limits.recheck, to: now };
        Self { window, part: RecheckPart::List(Span::new(Direction::Inbound, window, now)) }
    }

    /// The first date of issue of the invoices that are asked for.
    pub fn issued_from(&self, limits: &FetchLimits) -> Date {
        today(self.window.to - limits.recheck_issued)
    }

    /// Since when NAV fails at it, while it does.
    pub fn failing_since(&self) -> Option<Timestamp> {
        match &self.part {
            RecheckPart::List(span) => span.failing_since,
            RecheckPart::Check { failing_since, .. } => *failing_since,
        }
    }

    /// Where to try again after NAV failed.
    pub fn failed(mut self, in_time: bool, now: Timestamp) -> Self {
        match &mut self.part {
            RecheckPart::List(span) => *span = span.failed(in_time, now),
            RecheckPart::Check { failing_since, .. } => *failing_since = failing_since.or(Some(now)),
        }
        self
    }

    /// The part behind the listing of a direction.
    pub fn after_listing(&self, direction: Direction, now: Timestamp) -> Self {
        let part = match direction {
            Direction::Inbound => RecheckPart::List(Span::new(Direction::Outbound, self.window, now)),
            Direction::Outbound => {
                RecheckPart::Check { before: ListPlace::behind(Date::MAX), failing_since: None }
            }
        };
        Self { part, ..self.clone() }
    }
}

/// Whether a connection's daily recheck is due. Its minute of the day follows from the workspace's id, so
/// that the rechecks of all connections spread over the day.
pub fn is_recheck_due(connection: &NavConnection, now: Timestamp) -> bool {
    let now = now.to_zoned(hungarian_time());
    let minute = i16::from(now.hour()) * 60 + i16::from(now.minute());
    let days = connection.rechecked_on.until(now.date()).map_or(0, |passed| passed.get_days());
    days > 1 || (days == 1 && minute >= minute_of_the_day(connection.workspace))
}

fn minute_of_the_day(workspace: WorkspaceId) -> i16 {
    (workspace.0.as_u128() % (24 * 60)) as i16
}

/// The month to reconcile now, by its first day: the first since the connection was made that is not done,
/// once reports of its end must be there.
pub fn month_to_reconcile(connection: &NavConnection, now: Timestamp, limits: &FetchLimits) -> Option<Date> {
    let last_due = today(now).saturating_sub(i64::from(limits.reconcile_day - 1).days()).first_of_month();
    let connected = today(connection.connected_at).first_of_month();
    let next = connection.reconciled.map_or(connected, |done| done.saturating_add(1.month()));
    (next < last_due).then_some(next)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;
    use crate::connection::{ConnectionState, Progress, Seen};

    fn connection(workspace: u128, rechecked_on: Date) -> NavConnection {
        let connected_at = "2026-09-15T10:00:00Z".parse().unwrap();
        let progress = Progress { start: rechecked_on, watermark: connected_at, seen: Seen::default() };
        NavConnection {
            workspace: WorkspaceId(Uuid::from_u128(workspace)),
            version: 1,
            tax_number: "12892312".into(),
            login: "login1".into(),
            sealed: Vec::new(),
            state: ConnectionState::Active,
            slice: None,
            inbound: progress.clone(),
            outbound: progress,
            steps_begun: 0,
            steps_settled: 0,
            failure: None,
            rechecked_on,
            reconciled: None,
            connected_at,
        }
    }

    #[test]
    fn each_connection_has_its_minute_of_the_day() {
        let noon = connection(12 * 60, date(2026, 11, 22));
        let due = |text: &str| is_recheck_due(&noon, text.parse().unwrap());
        assert!(!due("2026-11-22T22:30:00Z"), "half past eleven in Budapest, still the same day");
        assert!(!due("2026-11-23T10:59:00Z"));
        assert!(due("2026-11-23T11:00:00Z"), "noon in Budapest");
        assert!(due("2026-11-24T00:00:00Z"), "missed");
    }

    #[test]
    fn a_month_is_reconciled_once_its_reports_must_be_there() {
        let limits = FetchLimits::default();
        let mut connection = connection(1, date(2026, 11, 1));
        let at = |text: &str| text.parse().unwrap();
        let due = |connection: &NavConnection, text| month_to_reconcile(connection, at(text), &limits);
        assert_eq!(due(&connection, "2026-10-05T21:59:00Z"), None);
        assert_eq!(due(&connection, "2026-10-05T22:00:00Z"), Some(date(2026, 9, 1)), "the sixth in Budapest");
        assert_eq!(due(&connection, "2026-11-30T12:00:00Z"), Some(date(2026, 9, 1)), "it was stopped long");
        connection.reconciled = Some(date(2026, 9, 1));
        assert_eq!(due(&connection, "2026-11-05T22:59:00Z"), None);
        assert_eq!(due(&connection, "2026-11-05T23:00:00Z"), Some(date(2026, 10, 1)));
        connection.reconciled = Some(date(2026, 10, 1));
        assert_eq!(month_to_reconcile(&connection, at("2026-11-30T12:00:00Z"), &limits), None);
        assert_eq!(month_to_reconcile(&connection, at("2026-09-20T12:00:00Z"), &limits), None, "too young");
    }
}
