//! Workbooks before LibreOffice and openpyxl, which nobody here wrote.
#![allow(clippy::unwrap_used, reason = "a test ends where its support fails")]

mod libreoffice;
mod openpyxl;

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

use domain::{country::Country, exchange::DecimalMark, language::Language};
use jiff::Timestamp;
use simulators::books;
use workbook::{Kind, Options, Record, WORKBOOK, Writer};

/// Records of a workbook.
const ROWS: u32 = 200;

fn text(language: Language, name: &str) -> String {
    lambda::texts::text(language, name, &[]).unwrap_or_else(|| panic!("{name} in {language:?}"))
}

/// A folder of the test's own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("workbooks").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The samples of one kind.
fn samples<T: Record>(sample: impl Fn(u32) -> T) -> Vec<T> {
    (0..ROWS).map(sample).collect()
}

fn write<T: Record>(records: &[T], language: Language, path: &Path) {
    let mut writer = Writer::new(T::KIND, language, Timestamp::UNIX_EPOCH, &text).unwrap();
    records.iter().for_each(|record| writer.record(record).unwrap());
    writer.finish(&[], File::create(path).unwrap()).unwrap();
}

/// Each row of the file, laid over the record that it was written from.
fn read_over<T: Record>(records: &[T], path: &Path) -> Vec<T> {
    let mut found = Vec::new();
    // LibreOffice writes a .csv with decimal points.
    let options = Options { decimal_mark: Some(DecimalMark::Point), ..Options::of(T::KIND) };
    let layout = workbook::read(File::open(path).unwrap(), options, &WORKBOOK, &text, |layout, row| {
        found.push(row.applied(layout, records.get(found.len()), Country::Hu).unwrap());
        Ok(())
    });
    assert!(layout.unwrap().problems.is_empty());
    found
}

/// The language of a file: each kind has another one.
fn language(kind: Kind) -> Language {
    match kind {
        Kind::Partners => Language::Hu,
        Kind::Products => Language::Pl,
        Kind::LedgerAccounts => Language::Fi,
    }
}

/// Skips a test for want of a tool; on CI, where the tool is installed, it fails.
fn skip(reason: &str) {
    assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "{reason}");
    println!("skipped: {reason}");
}

fn account(n: u32) -> workbook::account::Account {
    books::account(n).unwrap()
}
