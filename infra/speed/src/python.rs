//! A Python script in a process of its own, which is asked by lines and answers by lines.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use anyhow::{Context, Result, ensure};

/// The process. It ends when its input does.
pub struct Python {
    process: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Python {
    pub fn start(python: &Path, script: &str) -> Result<Self> {
        let mut process = Command::new(python)
            .args(["-c", script])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("{} does not start", python.display()))?;
        let input = process.stdin.take();
        let output = BufReader::new(process.stdout.take().context("no output")?);
        Ok(Self { process, input, output })
    }

    pub fn ask(&mut self, line: &str) -> Result<String> {
        let mut answer = String::new();
        writeln!(self.input.as_mut().context("no input")?, "{line}")?;
        self.output.read_line(&mut answer)?;
        ensure!(!answer.is_empty(), "the Python script failed");
        Ok(answer)
    }
}

impl Drop for Python {
    fn drop(&mut self) {
        self.input = None;
        let _ = self.process.wait();
    }
}
