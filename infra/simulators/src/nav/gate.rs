//! A place where a test can stop the simulator before or after an effect, for the crash matrix.

use std::sync::Arc;

use super::Operation;

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GatePoint {
    /// It has been read; nothing has happened yet.
    Before(Operation),
    /// It has been handled, and if it succeeded its request id is used up; the answer is not sent yet. Not
    /// reached where a fault of the transport strikes first.
    After(Operation),
}

/// What becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GateAction {
    /// Nothing unusual.
    Continue,
    /// The TCP connection is closed without an answer.
    Drop,
}

/// Decides at each point; called from the simulator's thread, outside of its locks.
pub type Gate = Arc<dyn Fn(GatePoint) -> GateAction + Send + Sync>;
