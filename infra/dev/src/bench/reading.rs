//! Payload to typed invoice, against a bare pass over the same bytes and against lxml: the program `speed`,
//! built as a release as the functions are.

use std::process::Command;

use anyhow::{Result, ensure};
use local_cloud::{
    venv::{self, Packages},
    workspace,
};

const LXML: Packages =
    Packages { name: "lxml", requirements: include_str!("../../../speed/requirements.txt") };

pub fn measure() -> Result<()> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(workspace::root()).args(["run", "--quiet", "--release", "-p", "speed", "--"]);
    match venv::ensure(&LXML, &|line| println!("{line}")) {
        Ok(python) => drop(command.arg(python)),
        Err(error) => println!("\nNot compared with lxml: {error}"),
    }
    ensure!(command.status()?.success(), "speed failed");
    Ok(())
}
