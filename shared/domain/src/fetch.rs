//! The rules of fetching from NAV: which windows to ask for, and work cut into steps.
//!
//! Polling asks by the moment NAV stored a report (`insDate`), because invoices are reported late, and goes
//! back an overlap each time, because NAV does not promise to show them in that order.

use jiff::{SignedDuration, Span, Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::{
    connection::Progress,
    invoice::{Direction, InvoiceId},
};

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
    /// Requests to NAV for one direction of a connection in one poll, or for one step.
    pub requests: u32,
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
    /// How often an awaited document is asked for before it counts as refused.
    pub document_attempts: u32,
    /// A step that has not moved for this long is announced again.
    pub step_patience: SignedDuration,
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
            requests: 120,
            deadline: SignedDuration::from_secs(45),
            documents_in_flight: 4,
            awaited_in_page: 3,
            failing: SignedDuration::from_hours(1),
            pack_bytes: 4_000_000,
            document_attempts: 12,
            step_patience: SignedDuration::from_mins(60),
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
    let from = progress.watermark - limits.overlap;
    let window = Window { from, to: now.max(from) };
    if now.duration_since(from) > limits.live_window {
        return Poll::CatchUp(window);
    }
    Poll::Window(window)
}

/// The moment from which reports can concern invoices issued on or after `start`: midnight in Budapest, and a
/// day earlier, since an invoice may be reported ahead of the date it bears.
pub fn first_report(start: Date) -> Timestamp {
    let day_before = start.saturating_sub(Span::new().days(1));
    let budapest = TimeZone::get("Europe/Budapest").unwrap_or(TimeZone::UTC);
    day_before.to_zoned(budapest).map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
}

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
    Pages {
        /// In which direction.
        direction: Direction,
        /// What is left, from the start of the current window.
        left: Window,
        /// The first moment of the whole span.
        begin: Timestamp,
        /// The page to fetch next, from 1.
        page: u32,
        /// Whether this pass over the window brought anything. Pages shift while NAV goes on, so a window of
        /// several pages is listed until a pass brings nothing.
        brought: bool,
    },
    /// Ask again for a document that NAV could not hand out.
    Document {
        /// Whose document.
        invoice: InvoiceId,
        /// How often it was asked for.
        attempts: u32,
    },
}

impl Step {
    /// A step over a span.
    pub fn pages(direction: Direction, window: Window, now: Timestamp, limits: &FetchLimits) -> Self {
        Self {
            id: format!(
                "{}-{}-{}",
                direction.name(),
                window.from.as_millisecond(),
                window.to.as_millisecond()
            ),
            sequence: 1,
            due_at: now + limits.step_patience,
            task: Task::Pages { direction, left: window, begin: window.from, page: 1, brought: false },
        }
    }

    /// A step that asks again for a document, once its first delay is over.
    pub fn document(invoice: InvoiceId, now: Timestamp) -> Self {
        let task = Task::Document { invoice: invoice.clone(), attempts: 1 };
        Self { id: format!("document-{invoice}"), sequence: 1, due_at: now + document_delay(0), task }
    }
}

/// The window to ask NAV for first, of a span that may be longer than NAV answers.
pub fn first_window(left: Window, limits: &FetchLimits) -> Window {
    Window { from: left.from, to: left.to.min(left.from + limits.nav_window) }
}

/// What is left of a span after its first window; bounds are inclusive, so the next window starts at the end
/// of this one, and what lies on it is recognised.
pub fn after_first_window(left: Window, limits: &FetchLimits) -> Option<Window> {
    let done = first_window(left, limits).to;
    (done < left.to).then_some(Window { from: done, to: left.to })
}

/// How long to wait before a document is asked for again, doubling from 3 minutes to 12 hours.
pub fn document_delay(attempts: u32) -> SignedDuration {
    SignedDuration::from_mins(3 << attempts.min(8)).min(SignedDuration::from_hours(12))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

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

    #[test]
    fn documents_are_asked_for_ever_more_slowly() {
        assert_eq!(document_delay(0), SignedDuration::from_mins(3));
        assert_eq!(document_delay(40), SignedDuration::from_hours(12));
    }

    proptest! {
        #[test]
        fn windows_cover_the_span_without_a_gap(hours in 0i64..40_000) {
            let limits = FetchLimits::default();
            let from = at("2020-01-01T00:00:00Z");
            let span = Window { from, to: from + SignedDuration::from_hours(hours) };
            let (mut left, mut reached) = (Some(span), from);
            while let Some(rest) = left {
                let window = first_window(rest, &limits);
                prop_assert_eq!(window.from, reached);
                prop_assert!(window.to.duration_since(window.from) <= limits.nav_window);
                reached = window.to;
                left = after_first_window(rest, &limits);
            }
            prop_assert_eq!(reached, span.to);
        }
    }
}
