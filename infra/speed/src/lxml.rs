//! The same reading in Python with lxml, in a process of its own that measures itself.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::{product, sample::Sample};

const SCRIPT: &str = include_str!("lxml.py");

/// The process. It ends when its input does.
pub struct Lxml {
    process: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

/// The process, and which of the samples it reads.
pub struct Reading<'a> {
    lxml: &'a mut Lxml,
    sample: usize,
}

impl Lxml {
    /// Starts it, hands it the samples, and checks that it reads every value that we read.
    pub fn start(python: &Path, samples: &[Sample]) -> Result<Self> {
        let mut process = Command::new(python)
            .args(["-c", SCRIPT])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("{} does not start", python.display()))?;
        let input = process.stdin.take();
        let output = BufReader::new(process.stdout.take().context("no output")?);
        let mut lxml = Self { process, input, output };
        for sample in samples {
            let theirs: Vec<String> = serde_json::from_str(&lxml.ask(&sample.base64)?)?;
            ensure!(theirs == values(sample)?, "lxml reads other values of {} lines", sample.lines);
        }
        lxml.ask("")?;
        Ok(lxml)
    }

    pub fn on(&mut self, sample: usize) -> Reading<'_> {
        Reading { lxml: self, sample }
    }

    fn ask(&mut self, line: &str) -> Result<String> {
        let mut answer = String::new();
        writeln!(self.input.as_mut().context("no input")?, "{line}")?;
        self.output.read_line(&mut answer)?;
        ensure!(!answer.is_empty(), "lxml.py failed");
        Ok(answer)
    }
}

impl Drop for Lxml {
    fn drop(&mut self) {
        self.input = None;
        let _ = self.process.wait();
    }
}

impl Reading<'_> {
    /// Nanoseconds of its CPU time that one reading takes.
    pub fn time(&mut self, repeats: usize) -> Result<f64> {
        let total: f64 = self.lxml.ask(&format!("{} {repeats}", self.sample))?.trim().parse()?;
        Ok(total / repeats as f64)
    }
}

/// The values of all our fields as texts, sorted.
fn values(sample: &Sample) -> Result<Vec<String>> {
    let mut found = Vec::new();
    collect(serde_json::to_value(product::read(&sample.base64)?)?, &mut found);
    found.sort();
    Ok(found)
}

fn collect(value: Value, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.into_iter().for_each(|item| collect(item, found)),
        Value::Object(fields) => fields.into_iter().for_each(|(_, field)| collect(field, found)),
        Value::String(text) => found.push(text),
        other => found.push(other.to_string()),
    }
}
