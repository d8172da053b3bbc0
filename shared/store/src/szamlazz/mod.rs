//! Számlázz.hu: its connections, the documents that it told of, and what its Agent is to be asked for.

mod connections;
mod documents;
mod money;
mod tasks;

pub use connections::{AgentStop, Linked, LinkedState};
pub use documents::{InvoiceChange, Recording};
pub use tasks::AgentWork;
