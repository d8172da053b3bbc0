//! Reading a workbook as a stream of rows.

use std::io::{self, BufReader, Read, Seek};

use calamine::{DataRef, Reader as _, Xlsx, XlsxCellReader};
use domain::{country::Country, wrong::Wrong};

use crate::{
    column::{Kind, Texts},
    guard::{self, FileError},
    layout::Layout,
    limits::Limits,
    problem::Problem,
    record::{Given, Record},
    value::{Words, given},
};

/// What is done with cells that hold a formula.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Formulas {
    /// The row is refused.
    #[default]
    Refuse,
    /// The value that was last reckoned is taken, with a warning.
    Cached,
}

/// How a workbook is read.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// What it holds.
    pub kind: Kind,
    /// What is done with formulas.
    pub formulas: Formulas,
}

/// A row of data.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its place on the sheet, counted from 0.
    pub row: u32,
    /// What it says of each column of the kind.
    pub cells: Vec<Given>,
    /// What is wrong with its cells, and warnings.
    pub problems: Vec<Problem>,
}

impl Row {
    /// The record with what the row says of it, or everything that is wrong with the row.
    pub fn applied<T: Record>(
        &self,
        layout: &Layout,
        base: Option<&T>,
        home: Country,
    ) -> Result<T, Vec<Problem>> {
        let mut problems: Vec<Problem> =
            self.problems.iter().filter(|problem| !problem.warning).cloned().collect();
        if problems.is_empty()
            && let Ok(record) = T::applied(base, &self.cells, home)
        {
            return Ok(record);
        }
        let mut cells = self.cells.clone();
        let mut blamed = vec![false; cells.len()];
        loop {
            let wrong = match T::applied(base, &cells, home) {
                Ok(record) if problems.is_empty() => return Ok(record),
                Ok(_) => return Err(problems),
                Err(wrong) => wrong,
            };
            let place = place_of(T::KIND, &wrong.field);
            let problem = self.wrong(layout, place, wrong);
            let known = problems.iter().any(|known| known.cell == problem.cell);
            if !known {
                problems.push(problem);
            }
            if std::mem::replace(&mut blamed[place], true) {
                return Err(problems);
            }
            cells[place] = match T::KIND.columns()[place].stand_in {
                "" => Given::Clear,
                stand_in => Given::Set(stand_in.to_owned()),
            };
        }
    }

    fn wrong(&self, layout: &Layout, place: usize, wrong: Wrong) -> Problem {
        let found = match &self.cells[place] {
            Given::Set(text) => shortened(text),
            Given::Keep | Given::Clear => String::new(),
        };
        let missing = found.is_empty() && wrong.code == "text-length";
        let code = if missing { "cell-required" } else { wrong.code };
        let problem = layout.problem(self.row, place, None, code);
        Problem { found, arguments: wrong.arguments, ..problem }
    }
}

/// The column of a field; of one that no column holds, the first of the same part, or else the first of all.
fn place_of(kind: Kind, field: &str) -> usize {
    let part = field.split(['.', '[']).next().unwrap_or(field);
    let near = || kind.columns().iter().position(|column| column.field.starts_with(part));
    kind.place_of(field).or_else(near).unwrap_or_default()
}

fn shortened(text: &str) -> String {
    text.chars().take(80).collect()
}

/// Reads the first sheet that has the kind's headings and gives each row that is not blank to `each`.
/// Answers with the layout; where a column stands there twice, no row is read.
pub fn read<R: Read + Seek>(
    mut source: R,
    options: Options,
    limits: &Limits,
    text: &Texts<'_>,
    mut each: impl FnMut(&Layout, Row) -> io::Result<()>,
) -> Result<Layout, FileError> {
    guard::check(&mut source, limits)?;
    source.rewind().map_err(|error| FileError::Unreadable(error.to_string()))?;
    let mut book = Xlsx::new(BufReader::new(source))?;
    let sheets = book.sheet_names();
    if sheets.len() > limits.sheets {
        return Err(FileError::TooLarge("sheets"));
    }
    for sheet in sheets {
        let cells = match book.worksheet_cells_reader(&sheet) {
            Ok(cells) => cells,
            // A chart's sheet has no cells.
            Err(calamine::XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(error.into()),
        };
        let mut rows = Rows::new(cells, options, limits, text);
        if let Some(layout) = rows.layout(&sheet, text)? {
            if layout.problems.is_empty() {
                rows.each(&layout, &mut each)?;
            }
            return Ok(layout);
        }
    }
    Err(FileError::NoHeadings)
}

/// A cell with its place, and whether it holds a formula.
struct Found<'a> {
    place: (u32, u32),
    value: DataRef<'a>,
    formula: bool,
}

/// The rows of a sheet.
struct Rows<'a, 'l, R: Read + Seek> {
    cells: XlsxCellReader<'a, R>,
    options: Options,
    limits: &'l Limits,
    words: Words,
    ahead: Option<Found<'a>>,
}

impl<'a, 'l, R: Read + Seek> Rows<'a, 'l, R> {
    fn new(cells: XlsxCellReader<'a, R>, options: Options, limits: &'l Limits, text: &Texts<'_>) -> Self {
        Self { cells, options, limits, words: Words::new(text), ahead: None }
    }

    fn next(&mut self) -> Result<Option<Found<'a>>, FileError> {
        if let Some(ahead) = self.ahead.take() {
            return Ok(Some(ahead));
        }
        let cell = self.cells.next_cell_with_formula_metadata()?;
        Ok(cell.map(|cell| Found { place: cell.pos, value: cell.value, formula: cell.formula.is_some() }))
    }

    /// Looks for the headings in the first rows.
    fn layout(&mut self, sheet: &str, text: &Texts<'_>) -> Result<Option<Layout>, FileError> {
        let mut row = 0;
        let mut values = Vec::new();
        loop {
            let cell = self.next()?;
            let ended = cell.as_ref().is_none_or(|cell| cell.place.0 != row);
            if ended {
                let layout = Layout::of(sheet, self.options.kind, row, &values, text);
                row = cell.as_ref().map_or(u32::MAX, |cell| cell.place.0);
                if layout.is_some() || row >= self.limits.heading_rows {
                    self.ahead = cell;
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

    fn each(
        &mut self,
        layout: &Layout,
        each: &mut impl FnMut(&Layout, Row) -> io::Result<()>,
    ) -> Result<(), FileError> {
        let width = layout.kind.columns().len();
        let mut rows = 0;
        let mut row = Row { row: layout.headings + 1, cells: vec![Given::Keep; width], problems: Vec::new() };
        loop {
            let cell = self.next()?;
            if cell.as_ref().is_none_or(|cell| cell.place.0 != row.row) {
                let next = cell.as_ref().map_or(row.row, |cell| cell.place.0);
                let new = Row { row: next, cells: vec![Given::Keep; width], problems: Vec::new() };
                let done = std::mem::replace(&mut row, new);
                if !done.problems.is_empty() || done.cells.iter().any(|cell| *cell != Given::Keep) {
                    rows += 1;
                    if rows > self.limits.rows {
                        return Err(FileError::TooLarge("rows"));
                    }
                    each(layout, done).map_err(FileError::Stopped)?;
                }
            }
            let Some(cell) = cell else { return Ok(()) };
            self.cell(layout, &mut row, cell);
        }
    }

    fn cell(&self, layout: &Layout, row: &mut Row, cell: Found<'a>) {
        let Some(field) = layout.field_at(cell.place.1) else { return };
        let mut problem = |code, warning| {
            let found = shortened(&shown(&cell.value));
            let problem = layout.problem(cell.place.0, field, Some(cell.place.1), code);
            row.problems.push(Problem { found, warning, ..problem });
        };
        if cell.formula {
            let refused = self.options.formulas == Formulas::Refuse;
            problem("cell-formula", !refused);
            if refused {
                return;
            }
        }
        if is_longer(&cell.value, self.limits.cell_length) {
            return problem("cell-length", false);
        }
        match given(layout.kind.columns()[field].cells, &cell.value, &self.words) {
            Ok(given) => row.cells[field] = given,
            Err(code) => problem(code, false),
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

fn shown(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) => text.chars().take(80).collect(),
        DataRef::SharedString(text) => text.chars().take(80).collect(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Bool(flag) => flag.to_string(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}
