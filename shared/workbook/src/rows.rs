//! The rows of a sheet, out of its cells.

use std::io;

use calamine::DataRef;
use domain::wrong;

use crate::{
    Problem,
    column::{Cells, Columns as _, Texts},
    file_error::FileError,
    layout::Layout,
    limits::{Limit, Limits},
    problem::shortened,
    read::{Formulas, Options, Row},
    record::Given,
    source::{Found, Sheet},
    value::{Notation, given, shown},
};

/// The rows of a sheet.
pub(crate) struct Rows<'a, 'l> {
    cells: Sheet<'a>,
    limits: &'l Limits,
    rules: Rules<'l>,
}

impl<'a, 'l> Rows<'a, 'l> {
    pub fn new(cells: Sheet<'a>, options: &'l Options, limits: &'l Limits, text: &Texts<'_>) -> Self {
        let warned = vec![false; options.kind.columns().len()];
        Self {
            cells,
            limits,
            rules: Rules { options, limits, notation: Notation::new(text, options.decimal_mark), warned },
        }
    }

    /// Looks for the headings in the first rows.
    pub fn layout(&mut self, sheet: &str, text: &Texts<'_>) -> Result<Option<Layout>, FileError> {
        let mut values = Vec::new();
        while let Some(row) = self.cells.next_row()?.filter(|row| *row < self.limits.heading_rows) {
            values.clear();
            while let Some(cell) = self.cells.next_of(row)? {
                if cell.place.1 < self.limits.columns {
                    let column = cell.place.1 as usize;
                    values.resize(values.len().max(column + 1), DataRef::Empty);
                    values[column] = std::mem::take(&mut cell.value);
                }
            }
            let layout = Layout::of(sheet, self.rules.options.kind, row, &values, text);
            if layout.is_some() {
                return Ok(layout);
            }
        }
        Ok(None)
    }

    /// Gives each row below the headings that is not blank to `each`.
    pub fn each(
        &mut self,
        layout: &Layout,
        each: &mut impl FnMut(&Layout, &Row<'_>) -> io::Result<()>,
    ) -> Result<(), FileError> {
        let width = layout.kind.columns().len();
        let mut rows = 0;
        let mut row = Row { row: 0, cells: vec![Given::Keep; width], problems: Vec::new() };
        while let Some(next) = self.cells.next_row()? {
            row.begin(next);
            while let Some(cell) = self.cells.next_of(next)? {
                if next > layout.headings {
                    self.rules.apply(layout, &mut row, cell);
                }
            }
            if row.is_blank() {
                continue;
            }
            rows += 1;
            if rows > self.limits.rows {
                return Err(FileError::too_large(Limit::Rows, self.limits));
            }
            each(layout, &row).map_err(FileError::Stopped)?;
        }
        Ok(())
    }
}

/// How cells are read.
struct Rules<'l> {
    options: &'l Options,
    limits: &'l Limits,
    notation: Notation,
    /// The columns that were said to hold numbers where texts should stand.
    warned: Vec<bool>,
}

impl Rules<'_> {
    /// Adds what a cell says to its row.
    fn apply<'a>(&mut self, layout: &Layout, row: &mut Row<'a>, cell: &mut Found<'a>) {
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
        let cells = layout.kind.columns()[field].cells;
        let is_number = matches!(cell.value, DataRef::Float(_) | DataRef::Int(_));
        if cells == Cells::Number && is_number && !std::mem::replace(&mut self.warned[field], true) {
            problem(&cell.value, "cell-number", true);
        }
        match given(cells, &mut cell.value, &self.notation) {
            Ok(given) => row.cells[field] = given,
            Err(code) => problem(&cell.value, code, false),
        }
    }
}

/// Whether it is a text of more characters.
fn is_longer(value: &DataRef<'_>, most: usize) -> bool {
    let text = match value {
        DataRef::String(text) => text,
        DataRef::SharedString(text) => *text,
        _ => return false,
    };
    wrong::is_longer(text, most)
}
