//! The copy in which a refused file comes back: the same sheet, with the bad cells coloured and a column that
//! says why.

use std::{
    collections::HashMap,
    io::{Read, Seek, Write},
};

use calamine::DataRef;
use domain::{exchange::address, language::Language};
use rust_xlsxwriter::{Color, Format, Workbook, Worksheet, XlsxError};
use thiserror::Error;

use crate::{
    Problem,
    column::{Cells, Columns as _, Texts},
    file_error::FileError,
    layout::{Layout, REASONS},
    limits::Limits,
    read::{Options, chosen},
    source::{Book, Sheet},
    value::{Written, copied},
};

/// Excel's own bounds: the letters of a cell, of a sheet's name, and the last column.
const CELL: usize = 32_767;
const NAME: usize = 31;
const LAST: u32 = 16_383;

/// Why there is no copy.
#[derive(Debug, Error)]
pub enum CopyError {
    /// The file cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// The copy cannot be written.
    #[error(transparent)]
    Write(#[from] XlsxError),
}

/// How a file is copied.
#[derive(Clone, Copy)]
pub struct Copier<'a> {
    /// How it was read.
    pub options: &'a Options,
    /// How large it may be.
    pub limits: &'a Limits,
    /// The language of the reasons.
    pub language: Language,
    /// The texts.
    pub text: &'a Texts<'a>,
    /// What a problem says to a person, with its arguments.
    pub message: &'a dyn Fn(Language, &Problem) -> String,
}

impl Copier<'_> {
    /// Writes the copy as an .xlsx; its rows wait in a temporary file. Problems come by row; those of the
    /// file as a whole are left out.
    pub fn copy<R: Read + Seek + Send, W: Write + Send>(
        &self,
        source: R,
        problems: impl Iterator<Item = Problem>,
        to: W,
    ) -> Result<(), CopyError> {
        let mut book = Book::open(source, self.options, self.limits)?;
        let (place, layout) = chosen(&mut book, self.options, self.limits, self.text)?;
        let reasons = match layout.reasons {
            Some(reasons) => reasons,
            None => (last_column(&mut book, place)? + 1).min(LAST),
        };
        let mut copy = Workbook::new();
        let sheet = prepared(&mut copy, &layout, reasons)?;
        let mut rows =
            Copied { copier: self, layout: &layout, reasons, sheet, formats: Formats(HashMap::new()) };
        rows.write(cells(&mut book, place)?, problems)?;
        Ok(copy.save_to_writer(to)?)
    }
}

fn cells<R: Read + Seek + Send>(book: &mut Book<R>, place: usize) -> Result<Sheet<'_>, FileError> {
    book.cells(place)?.ok_or(FileError::NoHeadings)
}

fn last_column<R: Read + Seek + Send>(book: &mut Book<R>, place: usize) -> Result<u32, FileError> {
    let mut cells = cells(book, place)?;
    let mut last = 0;
    while let Some(row) = cells.next_row()? {
        while let Some(found) = cells.next_of(row)? {
            last = last.max(found.place.1);
        }
    }
    Ok(last)
}

fn prepared<'w>(
    copy: &'w mut Workbook,
    layout: &Layout,
    reasons: u32,
) -> Result<&'w mut Worksheet, XlsxError> {
    let text = Format::new().set_num_format("@");
    let sheet = copy.add_worksheet_with_constant_memory()?;
    sheet.set_name(sheet_name(&layout.sheet))?.set_freeze_panes(layout.headings + 1, 0)?;
    for (at, field) in layout.fields() {
        let column = &layout.kind.columns()[field];
        sheet.set_column_width(at as u16, column.width)?;
        if matches!(column.cells, Cells::Text | Cells::Number) {
            sheet.set_column_format(at as u16, &text)?;
        }
    }
    sheet.set_column_width(reasons as u16, 80)?;
    Ok(sheet)
}

/// A name as Excel takes it.
fn sheet_name(name: &str) -> String {
    let plain = |c: char| if "[]:*?/\\".contains(c) || c.is_control() { ' ' } else { c };
    let name: String = name.chars().map(plain).take(NAME).collect();
    let name = name.trim_matches(['\'', ' ']);
    if name.is_empty() { "Sheet".to_owned() } else { name.to_owned() }
}

/// The sheet while it is copied.
struct Copied<'a> {
    copier: &'a Copier<'a>,
    layout: &'a Layout,
    reasons: u32,
    sheet: &'a mut Worksheet,
    formats: Formats,
}

impl Copied<'_> {
    fn write(
        &mut self,
        mut cells: Sheet<'_>,
        problems: impl Iterator<Item = Problem>,
    ) -> Result<(), CopyError> {
        let placed = |problem: Problem| Some((problem.place()?, problem));
        let mut problems = problems.filter_map(placed).peekable();
        loop {
            let cell_row = cells.next_row()?;
            let problem_row = problems.peek().map(|((row, _), _)| *row);
            let Some(row) = cell_row.into_iter().chain(problem_row).min() else { return Ok(()) };
            let mut marks = Marks::default();
            while let Some(((_, column), problem)) = problems.next_if(|((of, _), _)| *of == row) {
                let message = (self.copier.message)(self.copier.language, &problem);
                marks.add(row, column, &problem, &message);
            }
            while let Some(found) = cells.next_of(row)? {
                self.cell(row, found.place.1, &found.value, &mut marks)?;
            }
            self.finish(row, marks)?;
        }
    }

    fn cell(
        &mut self,
        row: u32,
        column: u32,
        value: &DataRef<'_>,
        marks: &mut Marks,
    ) -> Result<(), XlsxError> {
        if column == self.reasons {
            return Ok(());
        }
        let copied = copied(value);
        let mark = marks.take(column);
        let bold = row == self.layout.headings;
        // What is typed into a cell of text stays as it was typed.
        let number = match copied.number_format() {
            "General" if mark == Some(Mark::Refused) => "@",
            number => number,
        };
        let format = self.formats.of(number, mark, bold);
        let at = column as u16;
        match copied {
            Written::Blank => self.sheet.write_blank(row, at, format)?,
            Written::Text(text) => self.sheet.write_string_with_format(row, at, cut(text), format)?,
            Written::Number(number) => self.sheet.write_number_with_format(row, at, number, format)?,
            Written::Date(date, _) => self.sheet.write_datetime_with_format(row, at, &date, format)?,
            Written::Flag(flag) => self.sheet.write_boolean_with_format(row, at, flag, format)?,
        };
        Ok(())
    }

    /// Colours the blank cells that have a problem, and writes the reasons.
    fn finish(&mut self, row: u32, marks: Marks) -> Result<(), XlsxError> {
        for (column, mark) in marks.cells.into_iter().filter(|(column, _)| *column != self.reasons) {
            self.sheet.write_blank(row, column as u16, self.formats.of("@", Some(mark), false))?;
        }
        let is_heading = row == self.layout.headings;
        let heading = is_heading.then(|| (self.copier.text)(self.copier.language, REASONS));
        let lines: Vec<String> = heading.into_iter().chain(marks.lines).collect();
        if !lines.is_empty() {
            let format = Format::new().set_num_format("@").set_text_wrap();
            let format = if is_heading { format.set_bold() } else { format };
            self.sheet.write_string_with_format(row, self.reasons as u16, cut(lines.join("\n")), &format)?;
        }
        Ok(())
    }
}

fn cut(text: String) -> String {
    if text.len() <= CELL { text } else { text.chars().take(CELL).collect() }
}

/// How a cell is coloured.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Mark {
    Refused,
    Warned,
}

/// The marks of a row's cells that are still to be written, and what is said of them.
#[derive(Default)]
struct Marks {
    cells: Vec<(u32, Mark)>,
    lines: Vec<String>,
}

impl Marks {
    fn add(&mut self, row: u32, column: u32, problem: &Problem, message: &str) {
        let mark = if problem.warning { Mark::Warned } else { Mark::Refused };
        match self.cells.iter_mut().find(|(of, _)| *of == column) {
            Some((_, Mark::Refused)) => {}
            Some((_, known)) => *known = mark,
            None => self.cells.push((column, mark)),
        }
        self.lines.push(format!("{}: {message}", address(row, column)));
    }

    fn take(&mut self, column: u32) -> Option<Mark> {
        let place = self.cells.iter().position(|(of, _)| *of == column)?;
        Some(self.cells.swap_remove(place).1)
    }
}

/// The formats that have been used, each made once.
struct Formats(HashMap<(&'static str, Option<Mark>, bool), Format>);

impl Formats {
    fn of(&mut self, number: &'static str, mark: Option<Mark>, bold: bool) -> &Format {
        self.0.entry((number, mark, bold)).or_insert_with(|| {
            let format = Format::new().set_num_format(number);
            let format = if bold { format.set_bold() } else { format };
            match mark {
                Some(Mark::Refused) => format.set_background_color(Color::RGB(0xFF_9999)),
                Some(Mark::Warned) => format.set_background_color(Color::RGB(0xFF_EB9C)),
                None => format,
            }
        })
    }
}
