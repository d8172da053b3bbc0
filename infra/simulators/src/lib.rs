//! Outside services as they behave on the wire, in process, for tests and for `cargo dev up`; and made-up
//! records of books in any number.
#![deny(missing_docs)]

pub mod books;
pub mod common;
pub mod nav;
pub mod szamlazz;
