//! Outside services as they behave on the wire, in process, for tests and for `cargo dev up`.
#![deny(missing_docs)]

pub mod nav;
