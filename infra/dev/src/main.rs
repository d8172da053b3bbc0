//! `cargo dev`.

use clap::Parser as _;

fn main() -> std::process::ExitCode {
    dev::screen::exit(dev::command::Command::parse().run())
}
