//! openpyxl reads the cells that we wrote, and what makes the sheet one for people.

use std::{collections::BTreeMap, path::Path, process::Command};

use domain::{exchange::address, language::Language};
use local_cloud::venv::{self, Packages};
use serde::Deserialize;
use serde_json::Value;
use simulators::books;
use workbook::{Columns as _, Record, WORKBOOK, column::Cells, record::Cell};

use super::{account, folder, language, samples, skip, text, write};

const OPENPYXL: Packages =
    Packages { name: "openpyxl", requirements: include_str!("requirements.txt"), complete: false };

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/repository/workbooks/check.py");

/// What it finds: by rows, by sheets, by columns.
#[derive(Deserialize)]
struct Found {
    sheets: Vec<String>,
    frozen: Vec<Option<String>>,
    rows: Vec<Vec<Value>>,
    formats: Vec<Vec<String>>,
    columns: Vec<String>,
    bold: bool,
    choices: BTreeMap<String, String>,
    formulas: usize,
    links: usize,
}

#[test]
fn openpyxl_reads_what_we_wrote() {
    if Command::new("python3").arg("--version").output().is_err() {
        return skip("python3 is not here");
    }
    let python = venv::ensure(&OPENPYXL, &|line| println!("{line}")).unwrap();
    check(&samples(books::partner), &python);
    check(&samples(books::product), &python);
    check(&samples(account), &python);
}

fn check<T: Record>(records: &[T], python: &Path) {
    let (kind, language) = (T::KIND, language(T::KIND));
    let file = folder(&format!("openpyxl-{kind:?}")).join("ours.xlsx");
    write(records, language, &file);
    let output = Command::new(python).arg(SCRIPT).arg(&file).output().unwrap();
    let found: Found = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));

    let titles = [kind.title(), "workbook-help", "workbook-left_out"].map(|name| text(language, name));
    assert_eq!(found.sheets, titles);
    assert!(found.frozen.iter().all(|frozen| frozen.as_deref() == Some("A2")) && found.bold);
    assert_eq!((found.formulas, found.links), (0, 0));
    assert_eq!(found.rows.len(), records.len() + 1);
    for ((record, row), formats) in records.iter().zip(&found.rows[1..]).zip(&found.formats[1..]) {
        for ((cell, value), format) in record.cells().iter().zip(row).zip(formats) {
            assert!(is_same(cell, value, language), "{cell:?} is {value}");
            assert!(!matches!(cell, Cell::Text(_)) || format == "@", "{cell:?} in {format}");
        }
    }
    for (place, column) in kind.columns().iter().enumerate() {
        let as_text = matches!(column.cells, Cells::Text | Cells::Number);
        assert_eq!(found.columns[place] == "@", as_text, "{}", column.name);
        let list = match column.cells {
            Cells::Coded(codes) => Some(codes.join(",")),
            Cells::YesNo => Some(["workbook-yes", "workbook-no"].map(|name| text(language, name)).join(",")),
            _ => None,
        };
        assert_eq!(found.choice(place), list.map(|list| format!("\"{list}\"")), "{}", column.name);
    }
}

fn is_same(cell: &Cell<'_>, value: &Value, language: Language) -> bool {
    match cell {
        Cell::Blank => value.is_null(),
        Cell::Text(text) => value.as_str() == Some(text),
        Cell::Flag(flag) => {
            value.as_str() == Some(&text(language, if *flag { "workbook-yes" } else { "workbook-no" }))
        }
        Cell::Decimal(number) => value.to_string().trim_end_matches(".0") == number.normalize().to_string(),
    }
}

impl Found {
    /// What the cells below the heading of a column are chosen from, also far below the last row.
    fn choice(&self, place: usize) -> Option<String> {
        let [first, last] = [1, WORKBOOK.rows].map(|row| address(row, place as u32));
        let range = format!("{first}:{last}");
        let choices = self.choices.iter().find(|(ranges, _)| ranges.split(' ').any(|one| one == range));
        choices.map(|(_, list)| list.clone())
    }
}
