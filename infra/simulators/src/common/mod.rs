//! What the simulators share: serving on a thread of their own, connections that can be cut, faults, gates.

mod connection;
mod fault;
mod faults;
mod gate;
mod page;
mod serving;

use std::sync::Arc;

use jiff::Timestamp;

pub(crate) use connection::Cut;
pub(crate) use fault::Asked;
pub use fault::Fault;
pub use faults::Faults;
pub use gate::{Gate, GateAction, GatePoint};
pub(crate) use page::{empty, html, plain};
pub(crate) use serving::Serving;

/// The time by which a simulator judges requests and shows what it holds.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;
