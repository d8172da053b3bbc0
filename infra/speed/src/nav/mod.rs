//! How fast a payload of NAV's becomes a typed invoice.

mod bare;
mod lxml;
mod product;
mod report;
mod sample;

use std::path::Path;

use anyhow::Result;

use lxml::Lxml;
use sample::Sample;

/// Lines of the invoices that are measured.
const LINES: [usize; 3] = [10, 100, 5_000];

/// Measures and prints; with lxml where there is a Python that has it.
pub fn measure(python: Option<&Path>) -> Result<()> {
    let samples = LINES.map(Sample::new).into_iter().collect::<Result<Vec<_>>>()?;
    let mut lxml = python.map(|python| Lxml::start(python, &samples)).transpose()?;
    for (number, sample) in samples.iter().enumerate() {
        report::print(sample, lxml.as_mut().map(|lxml| lxml.on(number)))?;
    }
    Ok(())
}
