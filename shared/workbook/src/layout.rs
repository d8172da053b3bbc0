//! Where the columns of a kind stand on a sheet.

use calamine::DataRef;
use domain::{exchange::address, language::Language};

use crate::{
    Kind, Problem,
    column::{Cells, Columns, Expected, Texts},
};

/// The text that is the heading of the reasons in a copy of a refused file.
pub(crate) const REASONS: &str = "workbook-reasons";

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
    /// The column of reasons in a copy of a refused file.
    pub(crate) reasons: Option<u32>,
    /// What is wrong with the headings, such as a column that stands there twice, and warnings of the file.
    pub problems: Vec<Problem>,
}

impl Layout {
    /// The layout, if the row holds at least two of the kind's headings.
    pub fn of(sheet: &str, kind: Kind, row: u32, cells: &[DataRef<'_>], text: &Texts<'_>) -> Option<Self> {
        let headings = cells.iter().map(|cell| match cell {
            DataRef::String(heading) => heading.as_str(),
            DataRef::SharedString(heading) => heading,
            _ => "",
        });
        let fields: Vec<Option<usize>> =
            headings.clone().map(|heading| kind.place_of_heading(heading, text)).collect();
        if fields.iter().flatten().count() < 2 {
            return None;
        }
        let reasons = |heading: &str| {
            let first = heading.lines().next().unwrap_or_default();
            Language::ALL.into_iter().any(|language| text(language, REASONS) == first)
        };
        let reasons = headings.clone().position(reasons).map(|place| place as u32);
        let (sheet, problems) = (sheet.to_owned(), Vec::new());
        let mut layout = Self { sheet, kind, headings: row, fields, reasons, problems };
        for (place, field) in layout.fields.iter().enumerate() {
            if let Some(field) = field.filter(|_| layout.fields[..place].contains(field)) {
                let problem = layout.problem(row, field, Some(place as u32), "column-repeated");
                layout.problems.push(problem);
            }
        }
        Some(layout)
    }

    /// Whether no row is read.
    pub fn refused(&self) -> bool {
        self.problems.iter().any(|problem| !problem.warning)
    }

    /// The kind's column at that place of the sheet.
    pub fn field_at(&self, column: u32) -> Option<usize> {
        self.fields.get(column as usize).copied().flatten()
    }

    /// The places of the kind's columns.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (u32, usize)> {
        (0..).zip(&self.fields).filter_map(|(place, field)| Some((place, (*field)?)))
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
            code: code.into(),
            found: String::new(),
            expected: expected(column.cells),
            hint: self.kind.help(column),
            arguments: Vec::new(),
            warning: false,
        }
    }
}

fn expected(cells: Cells) -> String {
    match cells.expected() {
        Expected::Named(name) => name.to_owned(),
        Expected::Codes(codes) => codes.join(", "),
    }
}
