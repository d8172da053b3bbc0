//! `cargo dev workbook-sample KIND ROWS FILE`: a workbook of made-up records, as an export writes it.

use std::{fs::File, path::PathBuf};

use anyhow::{Context as _, Result};
use clap::Args;
use domain::language::Language;
use jiff::Timestamp;
use lambda::texts;
use simulators::books;
use workbook::{Record, Writer};

use super::Kind;

/// What is written.
#[derive(Args)]
pub struct Options {
    /// What the workbook holds
    kind: Kind,
    /// How many rows
    rows: u32,
    /// Where it is written; a file that is there is replaced
    file: PathBuf,
}

/// Writes it.
pub fn run(options: &Options) -> Result<()> {
    let file = File::create(&options.file).with_context(|| options.file.display().to_string())?;
    match options.kind {
        Kind::Partners => write(options.rows, |number| Some(books::partner(number)), file),
        Kind::Products => write(options.rows, |number| Some(books::product(number)), file),
        Kind::Accounts => write(options.rows, books::account, file),
    }
}

fn write<T: Record>(rows: u32, record: impl Fn(u32) -> Option<T>, file: File) -> Result<()> {
    let mut writer = Writer::new(T::KIND, Language::En, Timestamp::UNIX_EPOCH, &texts::named)?;
    for number in 0..rows {
        writer.record(&record(number).context("there are no more samples")?)?;
    }
    Ok(writer.finish(&[], file)?)
}
