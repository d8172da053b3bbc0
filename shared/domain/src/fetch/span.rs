//! Spans of NAV's records, fetched window by window and page by page.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{FetchLimits, Window};
use crate::invoice::Direction;

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
    /// When the fetching of the span began.
    pub begun_at: Timestamp,
    /// How many invoices came into the inbox by it.
    pub taken: u32,
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
    pub fn new(direction: Direction, left: Window, begun_at: Timestamp) -> Self {
        Self {
            direction,
            left,
            begin: left.from,
            page: 1,
            brought: false,
            begun_at,
            taken: 0,
            halvings: 0,
            failing_since: None,
        }
    }

    /// When the span will be fetched if the rest takes as long as what is done took; none before the first
    /// window is done.
    pub fn expected_end(&self, now: Timestamp) -> Option<Timestamp> {
        let done = self.left.from.duration_since(self.begin).as_secs();
        let left = self.left.to.duration_since(self.left.from).as_secs();
        let spent = now.duration_since(self.begun_at).as_secs().max(0);
        let rest = i128::from(spent) * i128::from(left) / i128::from((done > 0).then_some(done)?);
        now.checked_add(SignedDuration::from_secs(i64::try_from(rest).ok()?)).ok()
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn span(window: Window) -> Span {
        Span::new(Direction::Inbound, window, at("2026-11-22T10:00:00Z"))
    }

    proptest! {
        #[test]
        fn windows_cover_the_span_without_a_gap(hours in 0i64..40_000, halvings in 0u32..4) {
            let limits = FetchLimits::default();
            let from = at("2020-01-01T00:00:00Z");
            let window = Window { from, to: from + SignedDuration::from_hours(hours) };
            let whole = Span { halvings, ..span(window) };
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
        let last = Span { page: 2, brought: true, ..span(window) };
        let again = last.after(2, &limits).unwrap();
        assert_eq!((again.page, again.brought), (1, false));
        assert_eq!(Span { page: 2, ..again }.after(2, &limits), None);
    }

    #[test]
    fn a_window_that_nav_does_not_answer_in_time_is_halved() {
        let limits = FetchLimits::default();
        let now = at("2026-11-22T10:00:00Z");
        let window = Window { from: at("2026-01-01T00:00:00Z"), to: now };
        let whole = Span { page: 7, ..span(window) };
        let halved = whole.failed(false, now);
        assert_eq!(halved.window(&limits).to, halved.left.from + limits.nav_window / 2);
        assert_eq!((halved.page, halved.failing_since), (1, Some(now)));
        assert_eq!(whole.failed(true, now).halvings, 0);
    }

    #[test]
    fn the_end_is_expected_at_the_pace_so_far() {
        let window = Window { from: at("2024-01-01T00:00:00Z"), to: at("2024-01-05T00:00:00Z") };
        let begun = span(window);
        assert_eq!(begun.expected_end(at("2026-11-22T11:00:00Z")), None);
        let left = Window { from: at("2024-01-02T00:00:00Z"), ..window };
        let a_quarter = Span { left, ..begun };
        let expected = at("2026-11-22T14:00:00Z");
        assert_eq!(a_quarter.expected_end(at("2026-11-22T11:00:00Z")), Some(expected));
    }
}
