//! Writing a workbook for people, row by row, in constant memory.

use std::io::Write;

use domain::language::Language;
use jiff::Timestamp;
use rust_decimal::Decimal;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign,
    Workbook, Worksheet, XlsxError,
};

use crate::{
    Kind,
    column::{Cells, Column, Columns, Texts},
    explain::{self, heading},
    limits::WORKBOOK,
    record::{Cell, Record},
    value::escaped,
};

pub use rust_xlsxwriter::XlsxError as WriteError;

/// The media type of an .xlsx.
pub const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// What a workbook does not hold, and how much of it there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The name of the text that says what.
    pub name: &'static str,
    /// How many.
    pub count: u32,
}

/// A workbook that is being written.
pub struct Writer<'t> {
    book: Workbook,
    kind: Kind,
    language: Language,
    text: &'t Texts<'t>,
    row: u32,
    left_out: Vec<LeftOut>,
    as_text: Format,
    head: Format,
    yes: String,
    no: String,
}

impl<'t> Writer<'t> {
    /// A workbook of that kind with its headings in that language. Rows wait in a temporary file.
    pub fn new(
        kind: Kind,
        language: Language,
        made_at: Timestamp,
        text: &'t Texts<'t>,
    ) -> Result<Self, XlsxError> {
        let mut book = book(made_at)?;
        let named = |name: &str| text(language, name);
        let (head, as_text) = (head(), as_text());
        let [yes, no] = ["workbook-yes", "workbook-no"].map(named);
        let sheet = book.add_worksheet_with_constant_memory()?;
        sheet.set_name(named(kind.title()))?.set_freeze_panes(1, 0)?;
        for (column, at) in kind.columns().iter().zip(0u16..) {
            let heading = heading(kind, column, &named);
            prepare(sheet, at, column, &heading, [&yes, &no], &as_text)?;
            sheet.write_string_with_format(0, at, heading, &head)?;
        }
        let left_out = kind.left_out().iter().map(|name| LeftOut { name, count: 0 }).collect();
        Ok(Self { book, kind, language, text, row: 0, left_out, as_text, head, yes, no })
    }

    /// Writes a record below those before it.
    pub fn record<T: Record>(&mut self, record: &T) -> Result<(), XlsxError> {
        self.row += 1;
        for (left_out, more) in self.left_out.iter_mut().zip(record.left_out()) {
            left_out.count += more as u32;
        }
        let sheet = self.book.worksheet_from_index(0)?;
        for (cell, at) in record.cells().into_iter().zip(0u16..) {
            match cell {
                Cell::Blank => {}
                Cell::Text(text) => {
                    sheet.write_string_with_format(self.row, at, escaped(text), &self.as_text)?;
                }
                Cell::Flag(flag) => {
                    sheet.write_string(self.row, at, if flag { &self.yes } else { &self.no })?;
                }
                Cell::Decimal(number) => match exact(number) {
                    Some(float) => drop(sheet.write_number(self.row, at, float)?),
                    None => drop(sheet.write_string(self.row, at, number.normalize().to_string())?),
                },
            }
        }
        Ok(())
    }

    /// Adds the sheet that explains the columns and the one that tells what is not there: of the records
    /// what has no column, and what else the caller knows. Writes it all.
    pub fn finish<W: Write + Send>(mut self, others: &[LeftOut], to: W) -> Result<(), XlsxError> {
        let named = |name: &str| (self.text)(self.language, name);
        explain::columns(&mut self.book, self.kind, &named, &self.head)?;
        let left_out = self.left_out.iter().chain(others);
        explain::left_out(&mut self.book, left_out, &named, &self.head)?;
        self.book.save_to_writer(to)
    }
}

/// An empty workbook.
pub(crate) fn book(made_at: Timestamp) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let made_at = ExcelDateTime::from_timestamp(made_at.as_second())?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made_at));
    Ok(book)
}

/// What headings look like.
pub(crate) fn head() -> Format {
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    head.set_background_color(Color::RGB(0xDC_E6_F1))
}

/// What cells of texts look like: Excel takes no number for a date or the like.
pub(crate) fn as_text() -> Format {
    Format::new().set_num_format("@")
}

/// Gives a column its width, and makes it easy to fill in below the last row, too.
fn prepare(
    sheet: &mut Worksheet,
    at: u16,
    column: &Column,
    heading: &str,
    yes_no: [&str; 2],
    as_text: &Format,
) -> Result<(), XlsxError> {
    let longest_word = heading.split(' ').map(|word| word.chars().count()).max().unwrap_or_default();
    sheet.set_column_width(at, usize::from(column.width).max(longest_word + 2) as u32)?;
    match column.cells {
        Cells::Text | Cells::Number => drop(sheet.set_column_format(at, as_text)?),
        Cells::Coded(codes) => choice(sheet, at, codes)?,
        Cells::YesNo => choice(sheet, at, &yes_no)?,
        Cells::Decimal => {}
    }
    Ok(())
}

/// A drop-down. Excel asks before it takes another word, because the one that clears is not in the list.
fn choice(sheet: &mut Worksheet, at: u16, words: &[&str]) -> Result<(), XlsxError> {
    let list = DataValidation::new().allow_list_strings(words)?;
    let list = list.set_error_style(DataValidationErrorStyle::Warning);
    sheet.add_data_validation(1, at, WORKBOOK.rows, at, &list)?;
    Ok(())
}

/// The number as Excel keeps numbers, where that has all its digits.
pub(crate) fn exact(number: Decimal) -> Option<f64> {
    let text = number.normalize().to_string();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    text.parse().ok().filter(|_| digits <= 15)
}
