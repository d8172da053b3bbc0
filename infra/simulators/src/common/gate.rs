//! A place where a test can stop a simulator before or after an effect, for the crash matrix.

use std::sync::Arc;

/// Where a request for an operation `O` stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GatePoint<O> {
    /// It has been read; nothing has happened yet.
    Before(O),
    /// It has been handled, and if it succeeded it has taken effect (at NAV its request id is used up); the
    /// answer is not sent yet. Not reached where a fault of the transport strikes first.
    After(O),
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
pub type Gate<O> = Arc<dyn Fn(GatePoint<O>) -> GateAction + Send + Sync>;
