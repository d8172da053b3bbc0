//! The same reading in Python with openpyxl, in a process of its own that measures itself.

use std::path::Path;

use anyhow::{Result, ensure};

use super::files::Sample;
use crate::{clock::Times, python::Python};

/// The process.
pub struct Openpyxl(Python);

impl Openpyxl {
    pub fn start(python: &Path) -> Result<Self> {
        Ok(Self(Python::start(python, include_str!("openpyxl.py"))?))
    }

    /// What one reading takes there.
    pub fn time(&mut self, sample: &Sample) -> Result<Times> {
        let answer = self.0.ask(&sample.path.display().to_string())?;
        let (values, cpu, wall): (usize, f64, f64) = serde_json::from_str(&answer)?;
        ensure!(values == sample.cells, "openpyxl finds {values} values, and there are {}", sample.cells);
        Ok(Times { cpu, wall })
    }
}
