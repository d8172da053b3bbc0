use crate::Counts;
use crate::call::CallName;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What is to go wrong, at which outside call; calls are numbered from 1 since the plan was armed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Fault {
    /// Nothing: the run is only recorded.
    #[default]
    None,
    /// The process dies before the call is sent.
    CrashBefore(usize),
    /// The process dies after the call took effect, before its answer arrives.
    CrashAfter(usize),
    /// The call takes effect, and this attempt's answer never arrives. The caller lives on and may try again.
    LoseAnswer(usize),
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => write!(formatter, "undisturbed"),
            Self::CrashBefore(call) => write!(formatter, "crash before call {call}"),
            Self::CrashAfter(call) => write!(formatter, "crash after call {call}"),
            Self::LoseAnswer(call) => write!(formatter, "answer of call {call} lost"),
        }
    }
}

/// What becomes of a call at the gate of a simulator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Go on as if nothing were here.
    Proceed,
    /// The call has taken effect: close the connection without an answer. The caller may try again.
    LoseAnswer,
    /// The caller is dead: do nothing more, and close the connection without an answer.
    Crash,
}

/// One call between its start and its end.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Call {
    number: usize,
    invocation: u64,
}

/// Numbers, names and counts the outside calls of a run and disturbs one of them. Clones share one plan.
///
/// A plan that was never armed lets everything pass; give such a plan to the clients with which a test sets
/// up, polls and looks, so that only the code under test is disturbed.
#[derive(Clone, Default)]
pub struct FaultPlan {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    fault: Fault,
    calls: Vec<String>,
    at_gate: Vec<(String, Call)>,
    fired_at: Option<String>,
    invocation: u64,
    crashed: bool,
    counts: Counts,
    measures_capacity: bool,
}

impl State {
    fn begin(&mut self, label: String) -> Option<Call> {
        if self.crashed {
            return None;
        }
        self.calls.push(label);
        let number = self.calls.len();
        if self.fault == Fault::CrashBefore(number) {
            self.fire(number);
            self.crashed = true;
            return None;
        }
        Some(Call { number, invocation: self.invocation })
    }

    /// A call that began in an invocation which has died since must not reach the next one as an answer.
    fn end(&mut self, call: Call) -> Verdict {
        if self.crashed || call.invocation != self.invocation {
            return Verdict::Crash;
        }
        if self.fault == Fault::CrashAfter(call.number) {
            self.fire(call.number);
            self.crashed = true;
            return Verdict::Crash;
        }
        if self.fault == Fault::LoseAnswer(call.number) {
            self.fire(call.number);
            return Verdict::LoseAnswer;
        }
        Verdict::Proceed
    }

    fn fire(&mut self, number: usize) {
        self.fired_at = self.calls.get(number - 1).cloned();
    }

    /// Several calls of one label can be under way; the one that carries the fault goes first, so that it
    /// fires.
    fn take_from_gate(&mut self, label: &str) -> Option<Call> {
        let target = match self.fault {
            Fault::CrashAfter(number) | Fault::LoseAnswer(number) => number,
            Fault::None | Fault::CrashBefore(_) => 0,
        };
        let has_label = |(other, _): &(String, Call)| other == label;
        let carries_fault = |entry: &(String, Call)| has_label(entry) && entry.1.number == target;
        let position = self.at_gate.iter().position(carries_fault);
        let position = position.or_else(|| self.at_gate.iter().position(has_label))?;
        Some(self.at_gate.remove(position).1)
    }
}

impl FaultPlan {
    /// A plan that lets everything pass and records it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Begins a run: calls are numbered from 1 again, counts start at zero, and the fault strikes once.
    pub fn arm(&self, fault: Fault) {
        let mut state = self.lock();
        *state = State {
            fault,
            invocation: state.invocation + 1,
            measures_capacity: state.measures_capacity,
            ..State::default()
        };
    }

    /// Begins a new invocation, as Lambda starts a new process after a crash. The numbering goes on.
    pub fn revive(&self) {
        let mut state = self.lock();
        state.crashed = false;
        state.invocation += 1;
        state.at_gate.clear();
    }

    /// Whether the invocation is dead. A dead invocation acknowledges nothing: a poller that deletes messages
    /// asks this before it does.
    pub fn crashed(&self) -> bool {
        self.lock().crashed
    }

    /// The name of the call at which the fault struck, once it has.
    pub fn fired_at(&self) -> Option<String> {
        self.lock().fired_at.clone()
    }

    /// The calls since the plan was armed, in the order in which they began.
    pub fn calls(&self) -> Vec<String> {
        self.lock().calls.clone()
    }

    /// What was sent since the plan was armed.
    pub fn counts(&self) -> Counts {
        self.lock().counts.clone()
    }

    /// Asks DynamoDB for the consumed capacity of every request from now on, and sums it in [`Counts`]. The
    /// request is changed after it was signed, so this works with emulators only.
    pub fn measure_capacity(&self) {
        self.lock().measures_capacity = true;
    }

    /// The gate before a simulator does what was asked: [`Verdict::Proceed`] or [`Verdict::Crash`].
    pub fn gate_before(&self, label: &str) -> Verdict {
        let mut state = self.lock();
        let Some(call) = state.begin(label.to_owned()) else {
            return Verdict::Crash;
        };
        *state.counts.gate.entry(label.to_owned()).or_default() += 1;
        state.at_gate.push((label.to_owned(), call));
        Verdict::Proceed
    }

    /// The gate after a simulator did what was asked, before it answers.
    pub fn gate_after(&self, label: &str) -> Verdict {
        let mut state = self.lock();
        match state.take_from_gate(label) {
            Some(call) => state.end(call),
            None => Verdict::Crash,
        }
    }

    pub(crate) fn begin(&self, name: &CallName) -> Option<Call> {
        let mut state = self.lock();
        let call = state.begin(name.to_string())?;
        *state.counts.aws.entry(name.counted_as()).or_default() += 1;
        Some(call)
    }

    pub(crate) fn end(&self, call: Call) -> Verdict {
        self.lock().end(call)
    }

    pub(crate) fn measures_capacity(&self) -> bool {
        self.lock().measures_capacity
    }

    pub(crate) fn add_units(&self, read: f64, write: f64) {
        let mut state = self.lock();
        state.counts.read_units += read;
        state.counts.write_units += write;
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for FaultPlan {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.lock();
        write!(formatter, "FaultPlan({}, {} calls)", state.fault, state.calls.len())
    }
}
