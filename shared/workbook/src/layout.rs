//! Where the columns of a kind stand on a sheet.

use calamine::DataRef;

use crate::{
    column::{Cells, Kind, Texts},
    problem::{Problem, address},
};

/// Where the columns stand.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The sheet's name.
    pub sheet: String,
    /// What it holds.
    pub kind: Kind,
    /// The row of the headings, counted from 0.
    pub headings: u32,
    /// The kind's columns by their place on the sheet.
    fields: Vec<Option<usize>>,
    /// What is wrong with the headings: a column that stands there twice.
    pub problems: Vec<Problem>,
}

impl Layout {
    /// The layout, if the row holds at least two of the kind's headings, or its only one.
    pub fn of(sheet: &str, kind: Kind, row: u32, cells: &[DataRef<'_>], text: &Texts<'_>) -> Option<Self> {
        let of_cell = |cell: &DataRef<'_>| match cell {
            DataRef::String(heading) => kind.place_of_heading(heading, text),
            DataRef::SharedString(heading) => kind.place_of_heading(heading, text),
            _ => None,
        };
        let fields: Vec<Option<usize>> = cells.iter().map(of_cell).collect();
        if fields.iter().flatten().count() < 2 {
            return None;
        }
        let mut layout = Self { sheet: sheet.to_owned(), kind, headings: row, fields, problems: Vec::new() };
        for (place, field) in layout.fields.iter().enumerate() {
            if let Some(field) = field.filter(|_| layout.fields[..place].contains(field)) {
                let problem = layout.problem(row, field, Some(place as u32), "column-repeated");
                layout.problems.push(problem);
            }
        }
        Some(layout)
    }

    /// The kind's column at that place of the sheet.
    pub fn field_at(&self, column: u32) -> Option<usize> {
        self.fields.get(column as usize).copied().flatten()
    }

    /// A problem of a row with a column of the kind; where the sheet lacks the column, the row's first cell
    /// is named.
    pub(crate) fn problem(&self, row: u32, field: usize, at: Option<u32>, code: &'static str) -> Problem {
        let found = || self.fields.iter().position(|place| *place == Some(field)).map(|place| place as u32);
        let place = at.or_else(found).unwrap_or_default();
        let column = &self.kind.columns()[field];
        Problem {
            sheet: self.sheet.clone(),
            cell: format!("{}!{}", self.sheet, address(row, place)),
            code,
            found: String::new(),
            expected: expected(column.cells),
            hint: self.kind.help(column),
            arguments: Vec::new(),
            warning: false,
        }
    }
}

fn expected(cells: Cells) -> String {
    match cells {
        Cells::Text => "workbook-text".to_owned(),
        Cells::Number => "workbook-number".to_owned(),
        Cells::Decimal => "workbook-decimal".to_owned(),
        Cells::YesNo => "workbook-yes_no".to_owned(),
        Cells::Coded(codes) => codes.join(", "),
    }
}
