//! `cargo dev`.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Prints what the reader makes of NAV invoice documents, as JSON.
    NavInvoice {
        /// InvoiceData documents.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::NavInvoice { files } => dev::nav_invoice::run(&files),
    }
}
