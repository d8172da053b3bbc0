//! Programs of the workspace, built optimised, for what runs long or is measured.

use std::process::Command;

use anyhow::{Result, ensure};
use local_cloud::workspace;

/// Whether this very program is.
pub const ITSELF: bool = !cfg!(debug_assertions);

/// Builds and runs `cargo dev` itself with the profile `measured`.
pub fn dev(arguments: &[&str]) -> Result<()> {
    run(&["--profile", "measured", "--bin", "dev"], arguments)
}

/// Builds and runs a package as a release, as the functions are built.
pub fn release(package: &str, arguments: &[&str]) -> Result<()> {
    run(&["--release", "--package", package], arguments)
}

fn run(build: &[&str], arguments: &[&str]) -> Result<()> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(workspace::root()).args(["run", "--quiet"]).args(build).arg("--").args(arguments);
    let ended = command.status()?;
    ensure!(ended.success(), "{} failed", arguments.join(" "));
    Ok(())
}
