//! Peak memory, of a process that does nothing else: this program starts itself.

use std::{env, ffi::OsStr, fs, path::Path, process::Command};

use anyhow::{Context, Result, bail, ensure};
use simulators::books;

use super::{ROWS, ours};

/// What the process is started with; nobody types it.
pub const CHILD: &str = "workbook-memory";

/// Megabytes of 1,024 kilobytes that reading the workbook takes.
pub fn reading(path: &Path) -> Result<f64> {
    peak(["read".as_ref(), path.as_os_str()])
}

/// The same of writing one.
pub fn writing() -> Result<f64> {
    peak(["write"].map(OsStr::new))
}

fn peak<const N: usize>(arguments: [&OsStr; N]) -> Result<f64> {
    let output = Command::new(env::current_exe()?).arg(CHILD).args(arguments).output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let kilobytes: f64 = String::from_utf8(output.stdout)?.trim().parse()?;
    Ok(kilobytes / 1024.0)
}

/// Reads or writes, and prints the most kilobytes that this process had.
pub fn child(arguments: &[&str]) -> Result<()> {
    match arguments {
        ["read", path] => ensure!(ours::read(Path::new(path))? == ROWS as usize, "rows are missing"),
        ["write"] => ours::write((0..ROWS).map(books::partner), std::io::sink())?,
        _ => bail!("read or write"),
    }
    let status = fs::read_to_string("/proc/self/status")?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    println!("{}", peak.and_then(|text| text.split_whitespace().next()).context("no VmHWM")?);
    Ok(())
}
