//! The rules of fetching from NAV: which windows to ask for, and work cut into steps.
//!
//! Polling asks by the moment NAV stored a report (`insDate`), because invoices are reported late, and goes
//! back an overlap each time, because NAV does not promise to show them in that order.

use jiff::{SignedDuration, Timestamp, ToSpan as _, civil::Date, tz::TimeZone};
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
    /// How often an awaited document is asked for before it counts as refused; about four days.
    pub document_attempts: u32,
    /// The same while it is NAV that fails; about a month.
    pub document_attempts_in_outage: u32,
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
            pack_bytes: 1_000_000,
            document_attempts: 12,
            document_attempts_in_outage: 60,
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
    let from = (progress.watermark - limits.overlap).max(first_report(progress.start)).min(now);
    let window = Window { from, to: now.max(from) };
    if now.duration_since(from) > limits.live_window {
        return Poll::CatchUp(window);
    }
    Poll::Window(window)
}

/// The time zone in which NAV's dates are days.
pub fn hungarian_time() -> TimeZone {
    jiff::tz::get!("Europe/Budapest")
}

/// The moment from which reports can concern invoices issued on or after `start`: midnight in Budapest, and a
/// day earlier, since an invoice may be reported ahead of the date it bears.
pub fn first_report(start: Date) -> Timestamp {
    let day_before = start.saturating_sub(1.day());
    day_before.to_zoned(hungarian_time()).map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
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
    Pages(Span),
    /// Ask again for a document that NAV could not hand out.
    Document {
        /// Whose document.
        invoice: InvoiceId,
        /// How often it was asked for.
        attempts: u32,
    },
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
            task: Task::Pages(Span::new(direction, window)),
        }
    }

    /// A step that asks again for a document, once its first delay is over.
    pub fn document(invoice: InvoiceId, now: Timestamp) -> Self {
        let task = Task::Document { invoice: invoice.clone(), attempts: 1 };
        Self { id: format!("document-{invoice}"), sequence: 1, due_at: now + document_delay(0), task }
    }
}

/// A span of NAV's records, and how far it was fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// In which direction.
    pub direction: Direction,
    /// What is left, from the start of the current window.
    pub left: Window,
    /// The first moment of the whole span.
    pub begin: Timestamp,
    /// The page to fetch next, from 1.
    pub page: u32,
    /// Whether this pass over the window brought anything. Pages shift while NAV goes on, so a window of
    /// several pages is listed until a pass brings nothing.
    pub brought: bool,
    /// How often the window was halved, because NAV did not answer in time.
    pub halvings: u32,
    /// Since when NAV fails, while it does.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub failing_since: Option<Timestamp>,
}

impl Span {
    /// Halvings at most: 35 days become 50 minutes.
    const MOST_HALVINGS: u32 = 10;

    /// A span of which nothing was fetched.
    pub fn new(direction: Direction, left: Window) -> Self {
        Self { direction, left, begin: left.from, page: 1, brought: false, halvings: 0, failing_since: None }
    }

    /// The window to ask NAV for now. Its bounds are inclusive: the next one starts at its end, and what lies
    /// on that moment is recognised.
    pub fn window(&self, limits: &FetchLimits) -> Window {
        let width = limits.nav_window / (1 << self.halvings.min(Self::MOST_HALVINGS));
        Window { from: self.left.from, to: self.left.to.min(self.left.from + width) }
    }

    /// Where to go on after a page, of as many as NAV counts now; none at the end of the span.
    pub fn after(self, available: u32, limits: &FetchLimits) -> Option<Self> {
        let on = Self { failing_since: None, ..self };
        if self.page < available {
            return Some(Self { page: self.page + 1, ..on });
        }
        let again = Self { page: 1, brought: false, ..on };
        if self.page > 1 && self.brought {
            return Some(again);
        }
        let done = self.window(limits).to;
        let left = Window { from: done, ..self.left };
        // A wider window again: NAV may have been slow for a while only.
        let halvings = self.halvings.saturating_sub(1);
        (done < self.left.to).then_some(Self { left, halvings, ..again })
    }

    /// Where to try again after NAV failed: from the first page, since pages may have shifted by then; with
    /// half the window, where it did not answer in time.
    pub fn failed(self, in_time: bool, now: Timestamp) -> Self {
        let halvings = self.halvings + u32::from(!in_time && self.halvings < Self::MOST_HALVINGS);
        Self { page: 1, halvings, failing_since: self.failing_since.or(Some(now)), ..self }
    }
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
        fn windows_cover_the_span_without_a_gap(hours in 0i64..40_000, halvings in 0u32..4) {
            let limits = FetchLimits::default();
            let from = at("2020-01-01T00:00:00Z");
            let window = Window { from, to: from + SignedDuration::from_hours(hours) };
            let whole = Span { halvings, ..Span::new(Direction::Inbound, window) };
            let (mut left, mut reached) = (Some(whole), from);
            while let Some(span) = left {
                let asked = span.window(&limits);
                prop_assert_eq!(asked.from, reached);
                prop_assert!(asked.to.duration_since(asked.from) <= limits.nav_window);
                reached = asked.to;
                left = span.after(0, &limits);
            }
            prop_assert_eq!(reached, window.to);
        }
    }

    #[test]
    fn a_window_of_several_pages_is_listed_until_nothing_new_is_found() {
        let limits = FetchLimits::default();
        let window = Window { from: at("2026-01-01T00:00:00Z"), to: at("2026-01-02T00:00:00Z") };
        let last = Span { page: 2, brought: true, ..Span::new(Direction::Inbound, window) };
        let again = last.after(2, &limits).unwrap();
        assert_eq!((again.page, again.brought), (1, false));
        assert_eq!(Span { page: 2, ..again }.after(2, &limits), None);
    }

    #[test]
    fn a_window_that_nav_does_not_answer_in_time_is_halved() {
        let limits = FetchLimits::default();
        let now = at("2026-11-22T10:00:00Z");
        let window = Window { from: at("2026-01-01T00:00:00Z"), to: now };
        let whole = Span { page: 7, ..Span::new(Direction::Inbound, window) };
        let halved = whole.failed(false, now);
        assert_eq!(halved.window(&limits).to, halved.left.from + limits.nav_window / 2);
        assert_eq!((halved.page, halved.failing_since), (1, Some(now)));
        assert_eq!(whole.failed(true, now).halvings, 0);
    }
}
