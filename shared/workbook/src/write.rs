//! Writing a workbook for people, row by row, in constant memory.

use std::io::Write;

use domain::language::Language;
use jiff::Timestamp;
use rust_decimal::Decimal;
use rust_xlsxwriter::{DataValidation, DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::{
    column::{Cells, Column, Kind, Texts},
    limits::WORKBOOK,
    record::{Cell, Record},
    value::escaped,
};

/// What a workbook does not hold, and how much of it there is.
#[derive(Clone, Debug)]
pub struct LeftOut {
    /// What, in the reader's language.
    pub name: String,
    /// How many.
    pub count: u64,
}

/// A workbook that is being written.
pub struct Writer<'t> {
    book: Workbook,
    kind: Kind,
    language: Language,
    text: &'t Texts<'t>,
    row: u32,
    format: Format,
    bold: Format,
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
        let mut book = Workbook::new();
        let made_at = ExcelDateTime::from_timestamp(made_at.as_second())?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&made_at));
        let format = Format::new().set_num_format("@");
        let bold = Format::new().set_bold();
        let (yes, no) = (text(language, "workbook-yes"), text(language, "workbook-no"));
        let sheet = book.add_worksheet_with_constant_memory()?;
        sheet.set_name(text(language, kind.title()))?.set_freeze_panes(1, 0)?;
        for (column, at) in kind.columns().iter().zip(0u16..) {
            sheet.set_column_width(at, column.width)?;
            let words = [yes.as_str(), no.as_str()];
            match column.cells {
                Cells::Text | Cells::Number => drop(sheet.set_column_format(at, &format)?),
                Cells::Coded(codes) => choice(sheet, at, codes)?,
                Cells::YesNo => choice(sheet, at, &words)?,
                Cells::Decimal => {}
            }
            sheet.write_string_with_format(0, at, heading(kind, column, language, text), &bold)?;
        }
        Ok(Self { book, kind, language, text, row: 0, format, bold, yes, no })
    }

    /// Writes a record below those before it.
    pub fn record<T: Record>(&mut self, record: &T) -> Result<(), XlsxError> {
        self.row += 1;
        let sheet = self.book.worksheet_from_index(0)?;
        for (cell, at) in record.cells().into_iter().zip(0u16..) {
            match cell {
                Cell::Blank => {}
                Cell::Text(text) => {
                    sheet.write_string_with_format(self.row, at, escaped(&text), &self.format)?;
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

    /// Adds the sheets that explain the columns and tell what is not there, and writes it all.
    pub fn finish<W: Write + Send>(mut self, left_out: &[LeftOut], to: W) -> Result<(), XlsxError> {
        self.explain()?;
        let titles = ["workbook-left_out", "workbook-count"].map(|name| (self.text)(self.language, name));
        let sheet = self.book.add_worksheet();
        sheet.set_name(&titles[0])?.set_freeze_panes(1, 0)?.set_column_width(0, 40)?;
        for (title, at) in titles.iter().zip(0u16..) {
            sheet.write_string_with_format(0, at, title, &self.bold)?;
        }
        for (left_out, row) in left_out.iter().zip(1u32..) {
            sheet.write_string(row, 0, &left_out.name)?.write_number(row, 1, left_out.count as f64)?;
        }
        self.book.save_to_writer(to)
    }

    fn explain(&mut self) -> Result<(), XlsxError> {
        let text = |name: &str| (self.text)(self.language, name);
        let sheet = self.book.add_worksheet();
        sheet.set_name(text("workbook-help"))?.set_column_width(0, 28)?.set_column_width(1, 100)?;
        for (column, row) in self.kind.columns().iter().zip(0u32..) {
            let heading = heading(self.kind, column, self.language, self.text);
            sheet.write_string_with_format(row, 0, heading, &self.bold)?;
            sheet.write_string(row, 1, text(&self.kind.help(column)))?;
        }
        let below = self.kind.columns().len() as u32 + 1;
        sheet.write_string(below, 1, text("workbook-rules"))?;
        Ok(())
    }
}

fn heading(kind: Kind, column: &Column, language: Language, text: &Texts<'_>) -> String {
    let heading = text(language, &kind.heading(column));
    if column.required { format!("{heading} *") } else { heading }
}

fn choice(sheet: &mut Worksheet, at: u16, words: &[&str]) -> Result<(), XlsxError> {
    let list = DataValidation::new().allow_list_strings(words)?;
    sheet.add_data_validation(1, at, WORKBOOK.rows, at, &list)?;
    Ok(())
}

/// The number as Excel keeps numbers, where that has all its digits.
fn exact(number: Decimal) -> Option<f64> {
    let text = number.normalize().to_string();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    text.parse().ok().filter(|_| digits <= 15)
}
