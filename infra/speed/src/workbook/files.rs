//! The workbooks that are read: what we write, and the same cells as Excel saves them.

use std::{
    env,
    fs::{self, File},
    io::BufWriter,
    path::PathBuf,
    process,
};

use anyhow::Result;
use domain::partner::Partner;
use rust_xlsxwriter::Workbook;

use super::{bare, ours};

/// A workbook on disk.
pub struct Sample {
    /// What is in it.
    pub name: &'static str,
    pub path: PathBuf,
    /// Cells of its first sheet that are not blank.
    pub cells: usize,
}

/// Both; they go when this does.
pub struct Files {
    folder: PathBuf,
    /// Each text stands in its cell.
    pub inline: Sample,
    /// Each text stands once, in a list of its own.
    pub shared: Sample,
}

impl Files {
    pub fn new(partners: &[Partner]) -> Result<Self> {
        let folder = env::temp_dir().join(format!("speed-workbook-{}", process::id()));
        fs::create_dir_all(&folder)?;
        let sample = |name, file| Sample { name, path: folder.join(file), cells: 0 };
        let mut inline = sample("texts in the cells, as we write them", "inline.xlsx");
        let mut shared = sample("texts in a shared list, as Excel saves them", "shared.xlsx");
        ours::write(partners, BufWriter::new(File::create(&inline.path)?))?;
        let mut book = Workbook::new();
        bare::fill(book.add_worksheet(), Some(&ours::headings()), &ours::cells(partners))?;
        book.save_to_writer(BufWriter::new(File::create(&shared.path)?))?;
        drop(book);
        for sample in [&mut inline, &mut shared] {
            sample.cells = bare::read(&sample.path)?;
        }
        Ok(Self { folder, inline, shared })
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}
