//! What calamine and rust_xlsxwriter need at least, with nothing done with the cells.

use std::{fs::File, io::BufReader, path::Path};

use anyhow::{Context, Result};
use calamine::{DataRef, Reader as _, Xlsx};
use rust_decimal::prelude::ToPrimitive as _;
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use workbook::record::Cell;

/// The number of cells of the first sheet, read one by one.
pub fn read(path: &Path) -> Result<usize> {
    let mut book: Xlsx<_> = Xlsx::new(BufReader::new(File::open(path)?))?;
    let sheet = book.sheet_names().into_iter().next().context("no sheet")?;
    let mut cells = book.worksheet_cells_reader(&sheet)?;
    let mut count = 0;
    while let Some(cell) = cells.next_cell()? {
        count += usize::from(*cell.get_value() != DataRef::Empty);
    }
    Ok(count)
}

/// Writes the cells in constant memory.
pub fn write(rows: &[Vec<Cell<'_>>]) -> Result<()> {
    let mut book = Workbook::new();
    fill(book.add_worksheet_with_constant_memory()?, None, rows)?;
    Ok(book.save_to_writer(std::io::sink())?)
}

/// Writes headings and cells, with the formats that we give them.
pub fn fill(sheet: &mut Worksheet, headings: Option<&[String]>, rows: &[Vec<Cell<'_>>]) -> Result<()> {
    let as_text = Format::new().set_num_format("@");
    let first = u32::from(headings.is_some());
    for (heading, at) in headings.into_iter().flatten().zip(0u16..) {
        sheet.write_string(0, at, heading)?;
    }
    for (cells, row) in rows.iter().zip(first..) {
        for (cell, at) in cells.iter().zip(0u16..) {
            match cell {
                Cell::Blank => {}
                Cell::Text(text) => drop(sheet.write_string_with_format(row, at, *text, &as_text)?),
                Cell::Flag(flag) => drop(sheet.write_string(row, at, if *flag { "yes" } else { "no" })?),
                Cell::Decimal(number) => {
                    sheet.write_number(row, at, number.to_f64().unwrap_or_default())?;
                }
            }
        }
    }
    Ok(())
}
