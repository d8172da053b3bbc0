//! The pace of a process: how often it may ask NAV. NAV's own limit is disputed (one request a second by the
//! specification, 1.6.11, for interface version 1 by NAV's developers), so it is a setting of the deployment.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use jiff::SignedDuration;
use nav::{Error, RetryCause};
use tokio::time::{Instant, sleep_until};

/// The queues of slices and of steps, each with as many processes.
const QUEUES: u32 = 2;

/// A token bucket: requests leave one interval apart, after a pause some at once.
#[derive(Debug)]
pub struct Pace {
    interval: Duration,
    burst: u32,
    /// When the bucket will be full again.
    full_at: Mutex<Option<Instant>>,
}

impl Pace {
    /// No limit.
    pub fn unlimited() -> Self {
        Self { interval: Duration::ZERO, burst: 1, full_at: Mutex::new(None) }
    }

    /// The share of one process: the deployment's requests per second, 0 for no limit, over as many processes
    /// as there can be, `concurrency` for each queue. It may make the requests of one second at once, one at
    /// least.
    pub fn share(requests_per_second: u32, concurrency: u32) -> Self {
        if requests_per_second == 0 {
            return Self::unlimited();
        }
        let processes = QUEUES * concurrency.max(1);
        let interval = Duration::from_secs(1) * processes / requests_per_second;
        Self { interval, burst: (requests_per_second / processes).max(1), full_at: Mutex::new(None) }
    }

    /// Waits for the next token. One that would come after `patience` is not waited for.
    pub async fn wait(&self, patience: SignedDuration) -> Result<(), Error> {
        if self.interval.is_zero() {
            return Ok(());
        }
        let patience = Duration::try_from(patience).unwrap_or_default();
        match self.take(Instant::now(), patience) {
            Some(at) => {
                sleep_until(at).await;
                Ok(())
            }
            None => Err(Error::RetryLater {
                cause: RetryCause::Paced,
                message: "the configured limit of requests leaves no room now".to_owned(),
            }),
        }
    }

    /// Takes a token and says when it may be used; none is taken where that is too late.
    fn take(&self, now: Instant, patience: Duration) -> Option<Instant> {
        let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        let filling = full_at.map_or(now, |at| at.max(now)) + self.interval;
        let usable_at = filling.checked_sub(self.interval * self.burst).map_or(now, |at| at.max(now));
        (usable_at.duration_since(now) <= patience).then(|| {
            *full_at = Some(filling);
            usable_at
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(60);

    #[test]
    fn a_process_has_its_share_of_the_limit() {
        let (pace, now) = (Pace::share(10, 10), Instant::now());
        let waits: Vec<_> = (0..3).map(|_| pace.take(now, LONG).map(|at| at.duration_since(now))).collect();
        assert_eq!(waits, [0, 2, 4].map(|seconds| Some(Duration::from_secs(seconds))));
    }

    #[test]
    fn the_requests_of_a_second_may_leave_at_once() {
        let (pace, now) = (Pace::share(12, 2), Instant::now());
        let at_once = (0..3).all(|_| pace.take(now, Duration::ZERO).is_some());
        assert!(at_once);
        assert_eq!(pace.take(now, Duration::ZERO), None, "too late, and no token is lost");
        assert!(pace.take(now + Duration::from_millis(334), Duration::ZERO).is_some());
    }

    #[tokio::test]
    async fn without_a_limit_nobody_waits() {
        let pace = Pace::share(0, 20);
        for _ in 0..1_000 {
            pace.wait(SignedDuration::ZERO).await.unwrap();
        }
    }

    #[tokio::test]
    async fn what_comes_too_late_is_for_another_time() {
        let pace = Pace::share(1, 50);
        pace.wait(SignedDuration::from_secs(1)).await.unwrap();
        assert_eq!(pace.wait(SignedDuration::from_secs(1)).await.unwrap_err().code(), "PACED");
    }
}
