//! Faults that a test or a developer switches on at run time.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::fault::{Asked, Fault};

/// The faults of kinds `K` that are switched on, for operations `O`.
#[derive(Debug)]
pub struct Faults<K, O>(Mutex<Settings<K, O>>);

#[derive(Debug)]
struct Settings<K, O> {
    faults: Vec<Fault<K, O>>,
    latency: Duration,
}

impl<K, O> Default for Faults<K, O> {
    fn default() -> Self {
        Faults(Mutex::new(Settings { faults: Vec::new(), latency: Duration::ZERO }))
    }
}

impl<K: Clone, O: Copy + PartialEq> Faults<K, O> {
    /// Switches a fault on. Of several that match a request the first one strikes.
    pub fn add(&self, fault: Fault<K, O>) {
        self.lock().faults.push(fault);
    }

    /// Switches every fault off; the latency stays.
    pub fn clear(&self) {
        self.lock().faults.clear();
    }

    /// The faults that are on, with what is left of their counts.
    pub fn active(&self) -> Vec<Fault<K, O>> {
        self.lock().faults.clone()
    }

    /// How long each answer waits before it is worked out.
    pub fn set_latency(&self, latency: Duration) {
        self.lock().latency = latency;
    }

    pub(crate) fn latency(&self) -> Duration {
        self.lock().latency
    }

    /// Uses one strike of the first fault that matches and that `wanted` accepts.
    pub(crate) fn take(&self, asked: Asked<'_, O>, wanted: impl Fn(&K) -> bool) -> Option<K> {
        let mut settings = self.lock();
        let position = settings.faults.iter_mut().position(|fault| {
            let matches = fault.matches(asked) && wanted(&fault.kind);
            let waits = matches && fault.skip > 0;
            if waits {
                fault.skip -= 1;
            }
            matches && !waits
        })?;
        let fault = &mut settings.faults[position];
        let kind = fault.kind.clone();
        fault.skip = fault.every - 1;
        if let Some(left) = &mut fault.times {
            *left = left.saturating_sub(1);
            if *left == 0 {
                settings.faults.remove(position);
            }
        }
        Some(kind)
    }

    fn lock(&self) -> MutexGuard<'_, Settings<K, O>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
