//! Excel files of partners, products and the chart of accounts: written for people, read back as rows that
//! name every wrong cell; and posting lists, which only go out. No AWS, no clock; texts come in from outside.
#![deny(missing_docs)]

pub mod account;
pub mod column;
pub mod copy;
pub mod encoding;
mod explain;
pub mod file_error;
pub mod keys;
pub mod known;
pub mod layout;
pub mod limits;
mod number;
pub mod partner;
pub mod pass;
pub mod posting_list;
mod problem;
pub mod product;
pub mod read;
pub mod record;
mod rows;
mod source;
pub mod spool;
pub mod value;
pub mod write;

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod round_trip;
#[cfg(test)]
mod written;

pub use column::Columns;
pub use copy::{Copier, CopyError};
pub use domain::exchange::{FormulaRule as Formulas, Problem, WorkbookKind as Kind};
pub use encoding::Encoding;
pub use file_error::FileError;
pub use keys::Keyed;
pub use known::Known;
pub use limits::{Limits, WORKBOOK};
pub use pass::{Books, Judged, Verdict, check};
pub use read::{Options, read};
pub use record::Record;
pub use spool::Spool;
pub use write::{LeftOut, Writer};
