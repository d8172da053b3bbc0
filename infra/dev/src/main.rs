//! `cargo dev`.

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo dev", about = "Ledgerport on this machine")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Deploys everything to a local cloud, with a NAV simulator and a demo company; Ctrl-C ends it.
    Up(dev::up::Options),
    /// Prints the demo company's inbox while `up` runs.
    Inbox,
}

fn main() -> std::process::ExitCode {
    dev::screen::exit(match Arguments::parse().command {
        Command::Up(options) => dev::up::run(&options),
        Command::Inbox => dev::inbox::run(),
    })
}
