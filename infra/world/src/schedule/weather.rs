//! What goes wrong in a schedule, by its seed.

use fastrand::Rng;
use harness::Fault as Crash;
use simulators::nav::{Fault, FaultKind, Operation};

/// The faults of one schedule.
pub struct Weather(Option<Rng>);

impl Weather {
    /// Nothing goes wrong.
    pub fn calm() -> Self {
        Self(None)
    }

    /// What goes wrong under a seed.
    pub fn of(seed: u64) -> Self {
        Self(Some(Rng::with_seed(seed)))
    }

    /// Whether something that happens once in `times` happens now.
    pub fn strikes(&mut self, times: u32) -> bool {
        self.0.as_mut().is_some_and(|rng| rng.u32(0..times) == 0)
    }

    /// How NAV behaves for a while, if it misbehaves.
    pub fn of_nav(&mut self) -> Option<Fault> {
        let rng = self.0.as_mut()?;
        let kind = match rng.u32(0..20) {
            0 => FaultKind::Unavailable,
            1 => FaultKind::GatewayTimeout,
            2 => FaultKind::EmptyBody,
            3 => FaultKind::Reset,
            4 => FaultKind::Error("OPERATION_FAILED".into()),
            5 => FaultKind::Error("REQUEST_ID_NOT_UNIQUE".into()),
            6 => FaultKind::CorruptGzip,
            7 => FaultKind::GzipWithoutTrailer,
            8 => FaultKind::DuplicateRows,
            _ => return None,
        };
        let fault = Fault::new(kind).after(rng.u32(0..4)).times(rng.u32(1..5));
        let operations = [
            Operation::QueryInvoiceDigest,
            Operation::QueryInvoiceData,
            Operation::QueryInvoiceCheck,
            Operation::QueryInvoiceChainDigest,
        ];
        Some(match rng.usize(0..operations.len() + 1) {
            any if any == operations.len() => fault,
            one => fault.on(operations[one]),
        })
    }

    /// Where the next invocation crashes or loses an answer, if it does.
    pub fn of_the_process(&mut self) -> Crash {
        let Some(rng) = self.0.as_mut() else { return Crash::None };
        let call = rng.usize(1..25);
        match rng.u32(0..6) {
            0 => Crash::CrashBefore(call),
            1 => Crash::CrashAfter(call),
            2 => Crash::LoseAnswer(call),
            _ => Crash::None,
        }
    }

    /// The place of something among `count`.
    pub fn pick(&mut self, count: usize) -> usize {
        self.0.as_mut().map_or(0, |rng| rng.usize(0..count))
    }
}
