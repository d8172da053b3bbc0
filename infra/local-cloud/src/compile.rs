//! Builds the functions as this machine runs them.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::{Progress, Template, workspace};

/// Builds the workspace's binaries with the dev profile and answers with the folder that holds them. The
/// whole workspace, so that dependencies have the features they have in `cargo build` and are built once.
/// Blocks. A failed build is an error of one sentence, followed by what the compiler said.
pub fn functions(progress: Progress) -> Result<PathBuf> {
    let template = Template::read(&workspace::template())?;
    build(&template, &["--workspace", "--bins"], progress)
}

/// The same with the release profile, and nothing but the functions: a binary holds what it has on AWS.
pub fn released_functions(template: &Template, progress: Progress) -> Result<PathBuf> {
    let functions = template.functions()?;
    let packages = functions.iter().flat_map(|function| ["--package", function.binary.as_str()]);
    build(template, &["--release"].into_iter().chain(packages).collect::<Vec<_>>(), progress)
}

fn build(template: &Template, arguments: &[&str], progress: Progress) -> Result<PathBuf> {
    progress("Building the functions");
    let executables = cargo_build(arguments, progress)?;
    let mut folder = None;
    for function in template.functions()? {
        let found =
            executables.iter().find(|path| path.file_name().is_some_and(|name| *name == *function.binary));
        let found = found.with_context(|| format!("no package builds a binary named {}", function.binary))?;
        folder = found.parent().map(Path::to_path_buf);
    }
    folder.context("the template has no functions")
}

fn cargo_build(arguments: &[&str], progress: Progress) -> Result<Vec<PathBuf>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo)
        .args(["build", "--message-format", "json-render-diagnostics"])
        .args(arguments)
        .current_dir(workspace::root())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("cargo could not be run")?;
    let (stdout, stderr) = (build.stdout.take(), build.stderr.take());

    let (executables, said) = thread::scope(|scope| {
        let reader = scope.spawn(|| stdout.map(executables).unwrap_or_default());
        let said = stderr.map(|stderr| relay(stderr, progress)).unwrap_or_default();
        (reader.join().unwrap_or_default(), said)
    });
    if !build.wait()?.success() {
        bail!("the build failed; correct what the compiler says and run the command again\n\n{said}");
    }
    Ok(executables)
}

fn executables(stdout: impl Read) -> Vec<PathBuf> {
    let lines = BufReader::new(stdout).lines().map_while(Result::ok);
    let messages = lines.filter_map(|line| serde_json::from_str::<Value>(&line).ok());
    messages.filter_map(|message| message["executable"].as_str().map(PathBuf::from)).collect()
}

/// Hands on the lines that say what is being compiled, and keeps the rest.
fn relay(stderr: impl Read, progress: Progress) -> String {
    let mut said = String::new();
    for line in BufReader::new(stderr).lines().map_while(Result::ok) {
        match line.trim_start().split_once(' ') {
            Some(("Compiling" | "Downloaded" | "Downloading" | "Blocking", _)) => progress(line.trim()),
            _ => said.extend([&line, "\n"]),
        }
    }
    said
}
