//! How fast a payload of NAV's becomes a typed invoice, against a bare pass over the same bytes and against
//! lxml. `cargo dev bench` builds this as a release and runs it with the Python that has lxml; without an
//! argument lxml is left out.

mod bare;
mod clock;
mod lxml;
mod product;
mod report;
mod sample;

use std::{env, path::PathBuf};

use anyhow::Result;

use lxml::Lxml;
use sample::Sample;

/// Lines of the invoices that are measured.
const LINES: [usize; 3] = [10, 100, 5_000];

fn main() -> Result<()> {
    let samples = LINES.map(Sample::new).into_iter().collect::<Result<Vec<_>>>()?;
    let python = env::args_os().nth(1).map(PathBuf::from);
    let mut lxml = python.map(|python| Lxml::start(&python, &samples)).transpose()?;
    for (number, sample) in samples.iter().enumerate() {
        report::print(sample, lxml.as_mut().map(|lxml| lxml.on(number)))?;
    }
    Ok(())
}
