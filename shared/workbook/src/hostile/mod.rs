//! Files as they come, one test for each kind of bad one; all are made here.

mod archives;
mod copies;
mod csv_files;
mod files;
mod limits;
mod mutated;
mod ods_files;
mod spreadsheets;
mod xls_files;
mod xlsb_files;

use std::{borrow::Cow, io::Cursor};

use domain::{country::Country, partner::Partner};

use crate::round_trip::text;
use crate::{
    FileError, Kind, Limits, Options, Problem, WORKBOOK, layout::Layout, read, read::Row, record::Given,
    round_trip::owned,
};

const PARTNERS: Options = Options {
    kind: Kind::Partners,
    formulas: crate::Formulas::Refuse,
    home: Country::Hu,
    encoding: None,
    decimal_mark: None,
};

fn read_with(
    bytes: &[u8],
    options: Options,
    limits: &Limits,
) -> Result<(Layout, Vec<Row<'static>>), FileError> {
    let mut rows = Vec::new();
    let layout = read(Cursor::new(bytes.to_vec()), options, limits, &text, |_, row| {
        rows.push(owned(row));
        Ok(())
    })?;
    Ok((layout, rows))
}

fn read_partners(bytes: &[u8]) -> Result<(Layout, Vec<Row<'static>>), FileError> {
    read_with(bytes, PARTNERS, &WORKBOOK)
}

fn refused(bytes: &[u8]) -> FileError {
    read_partners(bytes).map(|(layout, rows)| (layout, rows.len())).unwrap_err()
}

fn refused_with(bytes: &[u8], limits: &Limits) -> &'static str {
    read_with(bytes, PARTNERS, limits).map(|(layout, rows)| (layout, rows.len())).unwrap_err().code()
}

/// The names and codes in a file.
fn partners(bytes: &[u8]) -> Vec<(String, Option<String>)> {
    let (_, rows) = read_partners(bytes).unwrap();
    let text = |given: &Given<'_>| match given {
        Given::Set(text) => Some(text.clone().into_owned()),
        _ => None,
    };
    let partner = |row: &Row| {
        assert!(row.problems.is_empty(), "{:?}", row.problems);
        (text(&row.cells[1]).unwrap_or_default(), text(&row.cells[0]))
    };
    rows.iter().map(partner).collect()
}

/// What is wrong with a row, apart from that nobody here is customer or supplier.
fn wrong(layout: &Layout, row: &Row) -> Vec<Problem> {
    let problems = row.applied::<Partner>(layout, None, Country::Hu).err().unwrap_or_default();
    problems.into_iter().filter(|problem| problem.code != "partner-role").collect()
}

/// A code that was not read from a spool.
fn borrowed(code: Cow<'static, str>) -> &'static str {
    match code {
        Cow::Borrowed(code) => code,
        Cow::Owned(code) => panic!("{code} is owned"),
    }
}

/// The problems of a file's rows: cells and codes.
fn problems(bytes: &[u8], options: Options) -> Vec<(String, &'static str)> {
    let (layout, rows) = read_with(bytes, options, &WORKBOOK).unwrap();
    let wrong = rows.iter().flat_map(|row| wrong(&layout, row));
    wrong.map(|problem| (problem.cell, borrowed(problem.code))).collect()
}

/// The warnings of a file: codes and arguments.
fn warnings(bytes: &[u8]) -> Vec<(&'static str, Vec<String>)> {
    let (layout, rows) = read_partners(bytes).unwrap();
    assert!(!layout.refused() && !rows.is_empty(), "{:?}", layout.problems);
    let told = layout.problems.into_iter().inspect(|problem| assert!(problem.cell.is_empty()));
    told.map(|told| (borrowed(told.code), told.arguments.into_iter().map(|(_, value)| value).collect()))
        .collect()
}

/// What a file of the two partners below holds, whatever its format.
fn both() -> Vec<(String, Option<String>)> {
    vec![("Kőris & társa".to_owned(), Some("007".to_owned())), ("Łódź".to_owned(), Some("0012".to_owned()))]
}

const BOTH: [[&str; 2]; 3] = [["Name", "Code"], ["Kőris & társa", "007"], ["Łódź", "0012"]];
