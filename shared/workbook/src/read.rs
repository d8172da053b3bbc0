//! Reading a workbook as a stream of rows.

use std::{
    io::{self, Read, Seek},
    panic::resume_unwind,
    thread,
};

use domain::{country::Country, exchange::DecimalMark, wrong::Wrong};

use crate::{
    Kind, Problem,
    column::{Columns, Texts},
    encoding::Encoding,
    file_error::FileError,
    layout::Layout,
    limits::Limits,
    problem::{named, shortened},
    record::{Given, Record},
    rows::Rows,
    source::Book,
};

pub use domain::exchange::FormulaRule as Formulas;

/// How a workbook is read.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// What it holds.
    pub kind: Kind,
    /// What is done with formulas.
    pub formulas: Formulas,
    /// The country of the books, by which the encoding of a .csv is guessed that is not Unicode.
    pub home: Country,
    /// The encoding of a .csv where it is known.
    pub encoding: Option<Encoding>,
    /// The decimal mark of numbers that are texts, where it is known.
    pub decimal_mark: Option<DecimalMark>,
}

impl Options {
    /// How a workbook of that kind is read where nothing else is said.
    pub fn of(kind: Kind) -> Self {
        let (formulas, home) = (Formulas::default(), Country::default());
        Self { kind, formulas, home, encoding: None, decimal_mark: None }
    }
}

/// A row of data.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// Its place on the sheet, counted from 0.
    pub row: u32,
    /// What it says of each column of the kind.
    pub cells: Vec<Given<'a>>,
    /// What is wrong with its cells, and warnings.
    pub problems: Vec<Problem>,
}

impl Row<'_> {
    /// Makes it another row, of which nothing is known yet.
    pub(crate) fn begin(&mut self, row: u32) {
        self.row = row;
        self.cells.fill(Given::Keep);
        self.problems.clear();
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.problems.is_empty() && self.cells.iter().all(|cell| *cell == Given::Keep)
    }

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
            let problem = self.problem(layout, place, wrong);
            let known = problems.iter().any(|known| known.cell == problem.cell);
            if !known {
                problems.push(problem);
            }
            if std::mem::replace(&mut blamed[place], true) {
                return Err(problems);
            }
            cells[place] = match T::KIND.columns()[place].stand_in {
                "" => Given::Clear,
                stand_in => Given::Set(stand_in.into()),
            };
        }
    }

    /// A problem of the record that the row makes.
    pub(crate) fn wrong<T: Record>(&self, layout: &Layout, wrong: Wrong) -> Problem {
        self.problem(layout, place_of(T::KIND, &wrong.field), wrong)
    }

    /// A problem of the row's cell of a column.
    pub(crate) fn problem(&self, layout: &Layout, place: usize, wrong: Wrong) -> Problem {
        let found = match &self.cells[place] {
            Given::Set(text) => shortened(text),
            Given::Keep | Given::Clear => String::new(),
        };
        let missing = found.is_empty() && wrong.code == "text-length";
        let code = if missing { "cell-required" } else { wrong.code };
        let problem = layout.problem(self.row, place, None, code);
        Problem { found, arguments: named(wrong.arguments), ..problem }
    }
}

/// The column of a field; of one that no column holds, the first of the same part, or else the first of all.
fn place_of(kind: Kind, field: &str) -> usize {
    let part = field.split(['.', '[']).next().unwrap_or(field);
    let near = || kind.columns().iter().position(|column| column.field.starts_with(part));
    kind.place_of(field).or_else(near).unwrap_or_default()
}

/// Reads the first sheet that has the kind's headings and gives each row that is not blank to `each`.
/// Answers with the layout; where that is refused, no row is read.
pub fn read<R: Read + Seek + Send>(
    source: R,
    options: Options,
    limits: &Limits,
    text: &Texts<'_>,
    mut each: impl FnMut(&Layout, &Row<'_>) -> io::Result<()>,
) -> Result<Layout, FileError> {
    let mut book = Book::open(source, &options, limits)?;
    let (place, mut layout) = chosen(&mut book, &options, limits, text)?;
    let notes = book.notes(place);
    let cells = match layout.refused() {
        true => None,
        false => Some(book.cells(place)?.ok_or(FileError::NoHeadings)?),
    };
    // The sheet is unpacked twice, and read while its rows are checked: where there are two processors, they
    // share that.
    thread::scope(|scope| {
        let notes = scope.spawn(|| notes.find());
        if let Some(cells) = cells {
            Rows::new(cells.read_ahead(scope), &options, limits, text).each(&layout, &mut each)?;
        }
        for note in notes.join().unwrap_or_else(|panic| resume_unwind(panic))? {
            layout.problems.push(Problem::of_file(&layout.sheet, note.code, note.arguments));
        }
        Ok(layout)
    })
}

/// The first sheet that has the headings, and which others have.
pub(crate) fn chosen<R: Read + Seek + Send>(
    book: &mut Book<R>,
    options: &Options,
    limits: &Limits,
    text: &Texts<'_>,
) -> Result<(usize, Layout), FileError> {
    let mut chosen = None;
    let mut others = Vec::new();
    for (place, sheet) in book.sheets().into_iter().enumerate() {
        let Some(cells) = book.cells(place)? else { continue };
        let Some(layout) = Rows::new(cells, options, limits, text).layout(&sheet, text)? else { continue };
        match chosen {
            None => chosen = Some((place, layout)),
            Some(_) => others.push(sheet),
        }
    }
    let (place, mut layout) = chosen.ok_or(FileError::NoHeadings)?;
    if !others.is_empty() {
        let arguments = vec![("sheet", layout.sheet.clone()), ("others", others.join(", "))];
        layout.problems.push(Problem::of_file(&layout.sheet, "workbook-sheets", arguments));
    }
    Ok((place, layout))
}
