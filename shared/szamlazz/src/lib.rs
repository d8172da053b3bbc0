//! Számlázz.hu on the wire: what its data link pushes and is answered, what its Agent is asked for, and which
//! payments it announces.
//!
//! The formats are those of the crates szamlazz-adatkapcsolat, szamlazz-agent and szamlazz-ipn; here they
//! become the domain's terms, and errors become decisions. An answer of the Agent has the same form as a
//! push, so both are read by the same reader.
#![deny(missing_docs)]

mod agent;
mod error;
mod invoice;
mod link;
mod money;
mod payment;

pub use agent::Agent;
pub use error::Error;
pub use invoice::{ItemLine, image, lines};
pub use link::{Kind, Push, Refusal, digest, identify, refuse_key, stop};
pub use payment::announced;
