//! The same reading in Python with lxml, in a process of its own that measures itself.

use std::path::Path;

use anyhow::{Result, ensure};
use serde_json::Value;

use super::{product, sample::Sample};
use crate::{clock::Times, python::Python};

/// The process.
pub struct Lxml(Python);

/// The process, and which of the samples it reads.
pub struct Reading<'a> {
    lxml: &'a mut Lxml,
    sample: usize,
}

impl Lxml {
    /// Starts it, hands it the samples, and checks that it reads every value that we read.
    pub fn start(python: &Path, samples: &[Sample]) -> Result<Self> {
        let mut python = Python::start(python, include_str!("lxml.py"))?;
        for sample in samples {
            let theirs: Vec<String> = serde_json::from_str(&python.ask(&sample.base64)?)?;
            ensure!(theirs == values(sample)?, "lxml reads other values of {} lines", sample.lines);
        }
        python.ask("")?;
        Ok(Self(python))
    }

    pub fn on(&mut self, sample: usize) -> Reading<'_> {
        Reading { lxml: self, sample }
    }
}

impl Reading<'_> {
    /// What one reading takes there.
    pub fn time(&mut self, repeats: usize) -> Result<Times> {
        let (cpu, wall): (f64, f64) =
            serde_json::from_str(&self.lxml.0.ask(&format!("{} {repeats}", self.sample))?)?;
        Ok(Times { cpu: cpu / repeats as f64, wall: wall / repeats as f64 })
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
