//! The plan of an import: the rows that make or change a record, as its dry run found them.

use domain::record::RecordId;
use serde::{Deserialize, Serialize};
use store::{
    StoreError,
    files::{Files, result},
};
use workbook::{Columns as _, Kind, column::Column, record::Given};

/// A row that is to be written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlanRow {
    /// Its number on the sheet, counted from 1.
    pub row: u32,
    /// The record that it makes or changes.
    pub record: RecordId,
    /// The version of the record that it was laid over; none where it makes one.
    pub base: Option<u32>,
    /// What the record is called.
    pub name: String,
    /// What the row says of columns, by their names; emptied where there is no text.
    pub cells: Vec<(String, Option<String>)>,
}

/// What a row says of each column of a kind, as the plan keeps it.
pub fn kept(kind: Kind, cells: &[Given<'_>]) -> Vec<(String, Option<String>)> {
    let named = kind.columns().iter().map(|column| column.name.to_owned()).zip(cells);
    let kept = named.filter_map(|(column, given)| match given {
        Given::Keep => None,
        Given::Clear => Some((column, None)),
        Given::Set(text) => Some((column, Some(text.clone().into_owned()))),
    });
    kept.collect()
}

impl PlanRow {
    /// What the row says of each column of a kind.
    pub fn given(&self, kind: Kind) -> Vec<Given<'_>> {
        let of = |column: &Column| match self.cells.iter().find(|(name, _)| name == column.name) {
            None => Given::Keep,
            Some((_, None)) => Given::Clear,
            Some((_, Some(text))) => Given::Set(text.clone().into()),
        };
        kind.columns().iter().map(of).collect()
    }
}

/// The rows of a plan from a place on, each with the place behind it: as many as `bytes` hold, one at least;
/// none at the end.
pub async fn rows(
    files: &Files,
    results: &str,
    from: u64,
    mut bytes: u64,
) -> Result<Vec<(PlanRow, u64)>, StoreError> {
    let key = result(results, "plan");
    loop {
        let read = files.read(&key, from, bytes).await?;
        let (mut rows, mut place) = (Vec::new(), from);
        for line in read.split_inclusive(|byte| *byte == b'\n').filter(|line| line.ends_with(b"\n")) {
            place += line.len() as u64;
            let row = serde_json::from_slice(line).map_err(|error| StoreError::Corrupt(error.to_string()))?;
            rows.push((row, place));
        }
        if !rows.is_empty() || (read.len() as u64) < bytes {
            return Ok(rows);
        }
        bytes *= 2;
    }
}
