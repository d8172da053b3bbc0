//! How busy the simulator is, and NAV's limit on how busy one address may make it.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The limit on requests from one address (interface specification 1.6.11). Here all come from this machine
/// and count as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// One request in this time is answered at once.
    pub per: Duration,
    /// Each further one waits so much longer than the one before it.
    pub delay: Duration,
    /// A request that would have to wait longer is reset after this time.
    pub longest: Duration,
}

/// As the specification has it; tests divide all three by the same number.
impl Default for RateLimit {
    fn default() -> Self {
        RateLimit {
            per: Duration::from_secs(1),
            delay: Duration::from_secs(4),
            longest: Duration::from_secs(60),
        }
    }
}

/// When the address asked last, and when the last request that had to wait is answered.
#[derive(Default)]
pub(crate) struct Throttle(Mutex<Option<(Instant, Instant)>>);

impl Throttle {
    /// How long a request that arrives now has to wait.
    pub(crate) fn wait(&self, limit: RateLimit, now: Instant) -> Duration {
        let mut asked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let wait = match *asked {
            Some((last, clear)) if now.duration_since(last) < limit.per => {
                clear.saturating_duration_since(now) + limit.delay
            }
            _ => Duration::ZERO,
        };
        *asked = Some((now, now + wait));
        wait
    }
}

/// The requests of each taxpayer that are being answered.
#[derive(Default)]
pub(crate) struct InFlight(Mutex<HashMap<String, u32>>);

impl InFlight {
    /// Counts a request until the ticket is dropped.
    pub(crate) fn enter(&self, tax_number: Option<&str>) -> Ticket<'_> {
        let tax_number = tax_number.unwrap_or_default().to_owned();
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(tax_number.clone()).or_default();
        *count += 1;
        Ticket { in_flight: self, count: *count, tax_number }
    }
}

pub(crate) struct Ticket<'f> {
    in_flight: &'f InFlight,
    tax_number: String,
    /// How many there are with this one.
    pub(crate) count: u32,
}

impl Drop for Ticket<'_> {
    fn drop(&mut self) {
        let mut counts = self.in_flight.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.tax_number) {
            *count -= 1;
        }
    }
}
