//! The rules of fetching from NAV: which windows to ask for, and work cut into steps.
//!
//! Polling asks by the moment NAV stored a report (`insDate`), because invoices are reported late, and goes
//! back an overlap each time, because NAV does not promise to show them in that order.

mod recheck;
mod span;
mod step;

use jiff::{SignedDuration, Timestamp, ToSpan as _, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::{connection::Progress, country::Country};

pub use recheck::{Recheck, RecheckPart, is_recheck_due, month_to_reconcile};
pub use span::Span;
pub use step::{Step, Task, document_delay};

/// Every bound of the fetching.
#[derive(Clone, Debug)]
pub struct FetchLimits {
    /// Shards of the list of slices: a tick makes one query for each.
    pub shards: u8,
    /// Connections in a slice, at most.
    pub slice_size: usize,
    /// How far a poll goes back behind the watermark.
    pub overlap: SignedDuration,
    /// The longest window that NAV answers (35 days, interface specification 1.8.6).
    pub nav_window: SignedDuration,
    /// A connection further behind than this catches up in a step of its own beside the polling.
    pub live_window: SignedDuration,
    /// An unchanged watermark is moved once it is older than this.
    pub watermark_age: SignedDuration,
    /// Requests to NAV for one direction of a connection in one poll.
    pub requests: u32,
    /// Requests to NAV for one part of a step.
    pub step_requests: u32,
    /// Pages that one poll lists; what is more becomes a step.
    pub pages: u32,
    /// Time for one direction of a connection in one poll, or for one step.
    pub deadline: SignedDuration,
    /// Documents fetched at the same time for one connection.
    pub documents_in_flight: usize,
    /// Documents of a page that NAV may fail to hand out before the whole poll counts as failed.
    pub awaited_in_page: usize,
    /// Once polls fail for this long although NAV lists, every document that it does not hand out is awaited.
    pub failing: SignedDuration,
    /// Bytes of documents that are held before they are written.
    pub pack_bytes: usize,
    /// How often an awaited document is asked for before it counts as refused; about three days.
    pub document_attempts: u32,
    /// The same while it is NAV that fails; about a month.
    pub document_attempts_in_outage: u32,
    /// A step that has not moved for this long is announced again.
    pub step_patience: SignedDuration,
    /// How far back what NAV stored is looked at again each day.
    pub recheck: SignedDuration,
    /// How far back the dates of issue of those invoices may lie.
    pub recheck_issued: SignedDuration,
    /// The day of a month from which on the month before is reconciled: reports may come four days late.
    pub reconcile_day: i8,
    /// Pages of one window of a reconciliation; a window with more is halved.
    pub reconcile_pages: u32,
    /// Invoices that a reconciliation names of each kind of difference.
    pub differences: usize,
    /// A tick older than this is dropped: a newer one is in the queue behind it.
    pub tick_age: SignedDuration,
}

impl Default for FetchLimits {
    fn default() -> Self {
        Self {
            shards: 4,
            slice_size: 25,
            overlap: SignedDuration::from_mins(60),
            nav_window: SignedDuration::from_hours(35 * 24),
            live_window: SignedDuration::from_hours(48),
            watermark_age: SignedDuration::from_hours(20),
            requests: 1_200,
            step_requests: 1_200,
            pages: 50,
            deadline: SignedDuration::from_secs(45),
            documents_in_flight: 16,
            awaited_in_page: 3,
            failing: SignedDuration::from_hours(1),
            pack_bytes: 1_000_000,
            document_attempts: 12,
            document_attempts_in_outage: 60,
            step_patience: SignedDuration::from_mins(60),
            recheck: SignedDuration::from_hours(35 * 24),
            recheck_issued: SignedDuration::from_hours(60 * 24),
            reconcile_day: 6,
            reconcile_pages: 20,
            differences: 100,
            tick_age: SignedDuration::from_mins(6),
        }
    }
}

/// A span of `insDate`, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// First moment.
    pub from: Timestamp,
    /// Last moment.
    pub to: Timestamp,
}

/// What a poll has to do in one direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Poll {
    /// Ask for this window.
    Window(Window),
    /// Too far behind for one poll: this window becomes a step, and polling goes on from its end.
    CatchUp(Window),
}

/// What to ask NAV for at `now`.
pub fn poll(progress: &Progress, now: Timestamp, limits: &FetchLimits) -> Poll {
    let from = (progress.watermark - limits.overlap).max(first_report(progress.start)).min(now);
    let window = Window { from, to: now.max(from) };
    if now.duration_since(from) > limits.live_window {
        return Poll::CatchUp(window);
    }
    Poll::Window(window)
}

/// The time zone in which NAV's dates are days.
pub fn hungarian_time() -> TimeZone {
    Country::Hu.time_zone()
}

/// The day since which NAV has received invoices.
pub const NAV_BEGAN: Date = jiff::civil::date(2018, 7, 1);

/// The day that it is in Hungary.
pub fn today(now: Timestamp) -> Date {
    now.to_zoned(hungarian_time()).date()
}

/// The moment from which reports can concern invoices issued on or after `start`: midnight in Budapest, and a
/// day earlier, since an invoice may be reported ahead of the date it bears.
pub fn first_report(start: Date) -> Timestamp {
    let day_before = start.saturating_sub(1.day());
    day_before.to_zoned(hungarian_time()).map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    use crate::connection::Seen;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn progress(watermark: &str) -> Progress {
        Progress { start: date(2026, 11, 1), watermark: at(watermark), seen: Seen::default() }
    }

    #[test]
    fn a_poll_goes_back_an_hour() {
        let limits = FetchLimits::default();
        let window = Window { from: at("2026-11-22T09:00:00Z"), to: at("2026-11-22T10:03:00Z") };
        assert_eq!(poll(&progress("2026-11-22T10:00:00Z"), window.to, &limits), Poll::Window(window));
    }

    #[test]
    fn a_long_outage_is_caught_up_beside_the_polling() {
        let now = at("2026-11-22T10:00:00Z");
        let Poll::CatchUp(window) = poll(&progress("2026-11-01T10:00:00Z"), now, &FetchLimits::default())
        else {
            panic!("a window of three weeks in one poll");
        };
        assert_eq!(window, Window { from: at("2026-11-01T09:00:00Z"), to: now });
    }

    #[test]
    fn a_clock_behind_the_watermark_asks_for_a_valid_window() {
        let Poll::Window(window) =
            poll(&progress("2026-11-22T10:00:00Z"), at("2026-11-22T08:00:00Z"), &FetchLimits::default())
        else {
            panic!("nothing to catch up");
        };
        assert!(window.from <= window.to);
    }

    #[test]
    fn start_dates_are_days_in_budapest() {
        assert_eq!(first_report(date(2026, 11, 1)), at("2026-10-30T23:00:00Z"));
        assert_eq!(first_report(date(2026, 7, 1)), at("2026-06-29T22:00:00Z"));
    }
}
