//! Excel files on this machine: samples of any size, and what an import would make of a file.

mod check;
mod sample;

use clap::ValueEnum;

pub use check::{Options as CheckOptions, run as check};
pub use sample::{Options as SampleOptions, run as sample};

/// What a workbook holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Customers and suppliers
    Partners,
    /// Products and services
    Products,
    /// The chart of accounts
    Accounts,
}
