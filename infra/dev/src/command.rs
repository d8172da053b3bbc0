//! The subcommands.

use clap::Parser;

use crate::{bench, id, inbox, nav_invoice, soak, up, workbook};

/// What is asked for.
#[derive(Parser)]
#[command(name = "cargo dev", about = "Ledgerport on this machine")]
pub enum Command {
    /// Deploys everything to a local cloud, with a NAV simulator and a demo company; Ctrl-C ends it.
    Up(up::Options),
    /// Prints the demo company's inbox while `up` runs.
    Inbox,
    /// Measures: what the polling asks of AWS, and what the functions cost at rest.
    Bench(bench::Options),
    /// Plays seeded schedules of faults, duplicates and overlapping ticks; all have to end alike.
    Soak(soak::Options),
    /// Prints what the reader makes of NAV's invoice documents, as JSON.
    NavInvoice(nav_invoice::Options),
    /// Checks tax, account and reference numbers: prints `valid` or the reason for each.
    Id(id::Options),
    /// Writes a workbook of made-up records, as an export writes it.
    WorkbookSample(workbook::SampleOptions),
    /// Prints what an import into empty books would make of a file, as JSON.
    WorkbookCheck(workbook::CheckOptions),
}

impl Command {
    /// Does it.
    pub fn run(&self) -> anyhow::Result<()> {
        match self {
            Self::Up(options) => up::run(options),
            Self::Inbox => inbox::run(),
            Self::Bench(options) => bench::run(options),
            Self::Soak(options) => soak::run(options),
            Self::NavInvoice(options) => nav_invoice::run(options),
            Self::Id(options) => id::run(options),
            Self::WorkbookSample(options) => workbook::sample(options),
            Self::WorkbookCheck(options) => workbook::check(options),
        }
    }
}
