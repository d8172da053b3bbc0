//! Python environments, made once for each version of their requirements: MiniStack's, and what benchmarks
//! compare with.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::{Progress, workspace};

/// What an environment holds.
pub struct Packages {
    /// What it is called to people.
    pub name: &'static str,
    /// The text of its requirements.txt.
    pub requirements: &'static str,
    /// Whether these are all, so that pip adds nothing that they ask for.
    pub complete: bool,
}

/// What [`crate::Ministack`] needs.
pub const MINISTACK: Packages =
    Packages { name: "MiniStack", requirements: include_str!("../requirements.txt"), complete: false };

/// Answers with the environment's Python; makes the environment if it is absent. Processes that race here
/// wait for the first.
pub fn ensure(packages: &Packages, progress: Progress) -> Result<PathBuf> {
    let folder = workspace::state().join(format!("venv-{}", version(packages)));
    let python = folder.join("bin/python");
    let complete = folder.join(".complete");
    if complete.exists() {
        return Ok(python);
    }

    fs::create_dir_all(workspace::state()).context("cannot write to the target folder")?;
    let lock = File::create(folder.with_extension("lock"))?;
    lock.lock()?;
    if complete.exists() {
        return Ok(python);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder).context("cannot remove a half-made Python environment")?;
    }
    make(packages, &folder, &python, progress)?;
    File::create(complete)?;
    Ok(python)
}

fn version(packages: &Packages) -> String {
    Sha256::digest(packages.requirements).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

fn make(packages: &Packages, folder: &Path, python: &Path, progress: Progress) -> Result<()> {
    let name = packages.name;
    progress(&format!("Making a Python environment for {name} (once)"));
    let made = run(Command::new("python3").args(["-m", "venv"]).arg(folder))?;
    if !made.status.success() {
        bail!(
            "python3 could not make a virtual environment; on Debian and Ubuntu install the package \
             python3-venv (python3 said: {})",
            last_line(&made)
        );
    }

    let requirements = folder.join("requirements.txt");
    fs::write(&requirements, packages.requirements)?;
    progress(&format!("Installing {name} into it (once)"));
    let pip = ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check", "-r"];
    let alone = packages.complete.then_some("--no-deps");
    let installed = run(Command::new(python).args(pip).arg(&requirements).args(alone))?;
    if !installed.status.success() {
        bail!("pip could not install {name}; check the network and try again ({})", last_line(&installed));
    }
    Ok(())
}

fn run(command: &mut Command) -> Result<Output> {
    command.output().map_err(|error| match error.kind() {
        ErrorKind::NotFound => {
            anyhow::anyhow!("python3 was not found; install Python 3.10 or newer with its venv module")
        }
        _ => anyhow::Error::new(error).context("python3 could not be run"),
    })
}

fn last_line(output: &Output) -> String {
    let text = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    let text = String::from_utf8_lossy(&text);
    text.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("no reason given").trim().to_owned()
}
