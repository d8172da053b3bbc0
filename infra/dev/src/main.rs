//! `cargo dev`.

use clap::Parser;

#[derive(Parser)]
#[command(name = "cargo dev", about = "Ledgerport on this machine")]
enum Command {
    /// Deploys everything to a local cloud, with a NAV simulator and a demo company; Ctrl-C ends it.
    Up(dev::up::Options),
    /// Prints the demo company's inbox while `up` runs.
    Inbox,
    /// Measures: what the polling asks of AWS, and what the functions cost at rest.
    Bench(dev::bench::Options),
    /// Plays seeded schedules of faults, duplicates and overlapping ticks; all have to end alike.
    Soak(dev::soak::Options),
    /// Prints what the reader makes of NAV's invoice documents, as JSON.
    NavInvoice(dev::nav_invoice::Options),
}

fn main() -> std::process::ExitCode {
    dev::screen::exit(match Command::parse() {
        Command::Up(options) => dev::up::run(&options),
        Command::Inbox => dev::inbox::run(),
        Command::Bench(options) => dev::bench::run(&options),
        Command::Soak(options) => dev::soak::run(&options),
        Command::NavInvoice(options) => dev::nav_invoice::run(&options),
    })
}
