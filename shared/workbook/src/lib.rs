//! Excel files of partners, products and the chart of accounts: written for people, read back as rows that
//! name every wrong cell. No AWS, no clock; texts come in from outside.
#![deny(missing_docs)]

pub mod account;
pub mod column;
mod explain;
pub mod guard;
pub mod layout;
pub mod limits;
pub mod partner;
pub mod problem;
pub mod product;
pub mod read;
pub mod record;
pub mod value;
pub mod write;

#[cfg(test)]
mod round_trip;
#[cfg(test)]
mod written;

pub use column::Kind;
pub use limits::{Limits, WORKBOOK};
pub use problem::Problem;
pub use read::{Formulas, Options, read};
pub use record::Record;
pub use write::{LeftOut, Writer};
