//! The rows of a sheet, out of its cells.

use std::io;

use calamine::DataRef;

use crate::{
    column::Texts,
    file_error::FileError,
    layout::Layout,
    limits::{Limit, Limits},
    problem::{Problem, shortened},
    read::{Formulas, Options, Row},
    record::Given,
    source::{Found, Sheet},
    value::{Words, given, shown},
};

/// The rows of a sheet.
pub(crate) struct Rows<'a, 'l> {
    cells: Sheet<'a>,
    options: &'l Options,
    limits: &'l Limits,
    words: Words,
}

impl<'a, 'l> Rows<'a, 'l> {
    pub fn new(cells: Sheet<'a>, options: &'l Options, limits: &'l Limits, text: &Texts<'_>) -> Self {
        Self { cells, options, limits, words: Words::new(text) }
    }

    /// Looks for the headings in the first rows.
    pub fn layout(&mut self, sheet: &str, text: &Texts<'_>) -> Result<Option<Layout>, FileError> {
        let mut row = 0;
        let mut values = Vec::new();
        loop {
            let cell = self.cells.next()?;
            let ended = cell.as_ref().is_none_or(|cell| cell.place.0 != row);
            if ended {
                let layout = Layout::of(sheet, self.options.kind, row, &values, text);
                row = cell.as_ref().map_or(u32::MAX, |cell| cell.place.0);
                if layout.is_some() || row >= self.limits.heading_rows {
                    return Ok(layout);
                }
                values.clear();
            }
            if let Some(cell) = cell.filter(|cell| cell.place.1 < self.limits.columns) {
                let column = cell.place.1 as usize;
                values.resize(values.len().max(column + 1), DataRef::Empty);
                values[column] = cell.value;
            }
        }
    }

    /// Gives each row below the headings that is not blank to `each`.
    pub fn each(
        &mut self,
        layout: &Layout,
        each: &mut impl FnMut(&Layout, Row) -> io::Result<()>,
    ) -> Result<(), FileError> {
        let width = layout.kind.columns().len();
        let mut rows = 0;
        let mut row = Row { row: layout.headings + 1, cells: vec![Given::Keep; width], problems: Vec::new() };
        loop {
            let cell = self.cells.next()?;
            if cell.as_ref().is_some_and(|cell| cell.place.0 <= layout.headings) {
                continue;
            }
            if cell.as_ref().is_none_or(|cell| cell.place.0 != row.row) {
                let next = cell.as_ref().map_or(row.row, |cell| cell.place.0);
                let new = Row { row: next, cells: vec![Given::Keep; width], problems: Vec::new() };
                let done = std::mem::replace(&mut row, new);
                if !done.problems.is_empty() || done.cells.iter().any(|cell| *cell != Given::Keep) {
                    rows += 1;
                    if rows > self.limits.rows {
                        return Err(FileError::too_large(Limit::Rows, self.limits));
                    }
                    each(layout, done).map_err(FileError::Stopped)?;
                }
            }
            let Some(cell) = cell else { return Ok(()) };
            self.cell(layout, &mut row, cell);
        }
    }

    fn cell(&self, layout: &Layout, row: &mut Row, mut cell: Found<'a>) {
        let Some(field) = layout.field_at(cell.place.1) else { return };
        let mut problem = |value: &DataRef<'_>, code, warning| {
            let found = shortened(&shown(value));
            let problem = layout.problem(cell.place.0, field, Some(cell.place.1), code);
            row.problems.push(Problem { found, warning, ..problem });
        };
        if cell.formula {
            let refused = self.options.formulas == Formulas::Refuse;
            problem(&cell.value, "cell-formula", !refused);
            if refused {
                return;
            }
        }
        if is_longer(&cell.value, self.limits.cell_length) {
            return problem(&cell.value, "cell-length", false);
        }
        match given(layout.kind.columns()[field].cells, &mut cell.value, &self.words) {
            Ok(given) => row.cells[field] = given,
            Err(code) => problem(&cell.value, code, false),
        }
    }
}

/// Whether it has more characters; a text of fewer bytes has not.
fn is_longer(value: &DataRef<'_>, most: usize) -> bool {
    let text = match value {
        DataRef::String(text) => text,
        DataRef::SharedString(text) => *text,
        _ => return false,
    };
    text.len() > most && text.chars().count() > most
}
