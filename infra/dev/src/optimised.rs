//! Programs of the workspace, built optimised, for what runs long or is measured.

use std::process::{Command, Stdio};

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

/// Builds with the profile `measured` and runs one unit test of a package, with a variable set.
pub fn test(package: &str, name: &str, (variable, value): (&str, String)) -> Result<()> {
    let mut command = cargo();
    command.args(["test", "--quiet", "--profile", "measured", "--package", package, "--lib", name]);
    let ended = command.env(variable, value).stdout(Stdio::null()).status()?;
    ensure!(ended.success(), "{name} failed; run `cargo test -p {package} {name}` with {variable} set");
    Ok(())
}

fn run(build: &[&str], arguments: &[&str]) -> Result<()> {
    let ended = cargo().args(["run", "--quiet"]).args(build).arg("--").args(arguments).status()?;
    ensure!(ended.success(), "{} failed", arguments.join(" "));
    Ok(())
}

fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(workspace::root());
    command
}
