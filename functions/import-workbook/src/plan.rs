//! The plan of an import: the rows that make or change a record, as its dry run found them.

use domain::record::RecordId;
use serde::{Deserialize, Serialize};
use store::{
    StoreError,
    files::{Files, result},
};
use workbook::record::Given;

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
    /// What the row says: the columns of the kind by place, emptied where there is no text.
    pub cells: Vec<(usize, Option<String>)>,
}

/// What a row says of each column, as the plan keeps it.
pub fn kept(cells: &[Given]) -> Vec<(usize, Option<String>)> {
    let kept = cells.iter().enumerate().filter_map(|(place, given)| match given {
        Given::Keep => None,
        Given::Clear => Some((place, None)),
        Given::Set(text) => Some((place, Some(text.clone().into_owned()))),
    });
    kept.collect()
}

impl PlanRow {
    /// What the row says of each of so many columns.
    pub fn given(&self, columns: usize) -> Vec<Given> {
        let mut cells = vec![Given::Keep; columns];
        for (place, text) in &self.cells {
            if let Some(cell) = cells.get_mut(*place) {
                *cell = text.clone().map_or(Given::Clear, |text| Given::Set(text.into()));
            }
        }
        cells
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
