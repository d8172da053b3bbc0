//! How fast a workbook is read and written, and in how much memory.

mod bare;
mod files;
pub mod memory;
mod openpyxl;
mod ours;
mod report;

use std::path::Path;

use anyhow::Result;
use domain::partner::Partner;
use simulators::books;

use files::Files;
use openpyxl::Openpyxl;

/// Partners of a workbook.
const ROWS: u32 = 100_000;

/// Measures and prints; with openpyxl where there is a Python that has it.
pub fn measure(python: Option<&Path>) -> Result<()> {
    let partners: Vec<Partner> = (0..ROWS).map(books::partner).collect();
    let files = Files::new(&partners)?;
    let mut openpyxl = python.map(Openpyxl::start).transpose()?;
    for file in [&files.inline, &files.shared] {
        report::reading(file, openpyxl.as_mut())?;
    }
    report::writing(&partners)?;
    report::memory(&files)
}
