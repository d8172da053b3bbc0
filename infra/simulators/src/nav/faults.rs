//! Faults that a test or a developer switches on at run time.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::fault::{Asked, Fault, FaultKind};

/// The faults that are switched on.
#[derive(Debug, Default)]
pub struct Faults(Mutex<Settings>);

#[derive(Debug, Default)]
struct Settings {
    faults: Vec<Fault>,
    latency: Duration,
}

impl Faults {
    /// Switches a fault on. Of several that match a request the first one strikes.
    pub fn add(&self, fault: Fault) {
        self.lock().faults.push(fault);
    }

    /// Switches every fault off; the latency stays.
    pub fn clear(&self) {
        self.lock().faults.clear();
    }

    /// The faults that are on, with what is left of their counts.
    pub fn active(&self) -> Vec<Fault> {
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
    pub(crate) fn take(&self, asked: Asked<'_>, wanted: impl Fn(&FaultKind) -> bool) -> Option<FaultKind> {
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

    fn lock(&self) -> MutexGuard<'_, Settings> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
