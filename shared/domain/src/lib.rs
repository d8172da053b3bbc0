//! The rules of bookkeeping data: no AWS, no network, no clock, no randomness.
#![deny(missing_docs)]

pub mod access;
pub mod address;
pub mod chain;
pub mod clock;
pub mod connection;
pub mod email;
pub mod fetch;
pub mod hex;
pub mod identifier;
pub mod ids;
pub mod invoice;
pub mod language;
pub mod messages;
pub mod notice;
pub mod partner;
pub mod reconciliation;
pub mod workspace;
