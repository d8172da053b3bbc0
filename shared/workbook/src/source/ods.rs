//! .ods, held in memory: cells that say how often they are repeated are counted before they are made.

use std::io::{BufRead, BufReader, Read, Seek};

use calamine::Reader as _;
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use zip::ZipArchive;

use super::{archive, whole::Whole};
use crate::{
    file_error::FileError,
    limits::{Limit, Limits},
};

/// The sheets of an .ods.
pub(super) fn open<R: Read + Seek>(mut source: R, limits: &Limits) -> Result<Vec<Whole>, FileError> {
    let mut archive = ZipArchive::new(BufReader::new(&mut source))?;
    check_password(&mut archive)?;
    let content = archive.by_name("content.xml")?;
    measure(BufReader::new(content), limits)?;
    drop(archive);
    source.rewind()?;
    let mut book = calamine::Ods::new(BufReader::new(source))?;
    let names = book.sheet_names().into_iter().filter(|name| !is_of_another_file(name));
    let whole = |name: String| -> Result<Whole, FileError> {
        let (values, formulas) = (book.worksheet_range(&name)?, book.worksheet_formula(&name)?);
        let (top, left) = formulas.start().unwrap_or_default();
        let places = formulas.used_cells().map(|(row, column, _)| (row as u32 + top, column as u32 + left));
        Ok(Whole { name, values, formulas: places.collect() })
    };
    names.map(whole).collect()
}

/// Copies of other files' sheets, kept for formulas: `'file:///a.ods'#$Sheet1`.
fn is_of_another_file(name: &str) -> bool {
    name.starts_with('\'') && name.contains("'#$")
}

fn check_password<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Result<(), FileError> {
    let mut encrypted = false;
    let manifest = archive.by_name("META-INF/manifest.xml")?;
    archive::each_element(BufReader::new(manifest), |element| {
        encrypted |= element.local_name().as_ref() == "encryption-data";
        Ok(!encrypted)
    })?;
    if encrypted { Err(FileError::Password) } else { Ok(()) }
}

/// Checks what the content comes to once its repeated cells are made, and that every element ends.
fn measure(content: impl BufRead, limits: &Limits) -> Result<(), FileError> {
    let mut reader = Reader::from_reader(content);
    let mut buffer = Vec::new();
    let mut measured = Measured::default();
    let mut depth = 0u32;
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer)? {
            Event::Start(element) => {
                depth += 1;
                measured.begin(&element)?;
            }
            Event::Empty(element) => {
                measured.begin(&element)?;
                measured.end(element.name().as_ref());
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                measured.end(element.name().as_ref());
            }
            Event::Eof if depth > 0 => return Err(FileError::broken("the content is cut off")),
            Event::Eof => return Ok(()),
            Event::Text(text) => measured.text(text.len() as u64),
            _ => measured.text(1),
        }
        measured.check(limits)?;
    }
}

#[derive(Default)]
struct Measured {
    in_table: bool,
    /// Cells and bytes of text of all that has ended.
    cells: u64,
    bytes: u64,
    table: Table,
    row: Row,
    cell: Cell,
}

/// Rows from the first to the last that holds anything, blank ones after it, and the widest.
#[derive(Default)]
struct Table {
    rows: u64,
    blank: u64,
    width: u64,
}

#[derive(Default)]
struct Row {
    repeated: u64,
    columns: u64,
    width: u64,
    bytes: u64,
}

#[derive(Default)]
struct Cell {
    repeated: u64,
    bytes: u64,
}

impl Measured {
    fn begin(&mut self, element: &BytesStart<'_>) -> Result<(), FileError> {
        match element.name().as_ref() {
            "table:table" if self.in_table => return Err(FileError::broken("a table within a table")),
            "table:table" => {
                self.in_table = true;
                self.table = Table::default();
            }
            "table:table-row" => {
                let repeated = count(element, "number-rows-repeated")?;
                self.row = Row { repeated, ..Row::default() };
            }
            "table:table-cell" | "table:covered-table-cell" => self.begin_cell(element)?,
            "text:s" => self.text(count(element, "c")?),
            _ => self.text(1),
        }
        Ok(())
    }

    fn begin_cell(&mut self, element: &BytesStart<'_>) -> Result<(), FileError> {
        let repeated = count(element, "number-columns-repeated")?;
        self.row.columns = self.row.columns.saturating_add(repeated);
        let holds = ["office:", "calcext:", "table:formula"];
        self.cell = Cell::default();
        for attribute in element.attributes() {
            let attribute = attribute.map_err(FileError::broken)?;
            if holds.iter().any(|begin| attribute.key.as_ref().starts_with(begin)) {
                self.row.width = self.row.columns;
                self.cell.repeated = repeated;
                self.cell.bytes += attribute.value.len() as u64;
            }
        }
        Ok(())
    }

    fn text(&mut self, bytes: u64) {
        self.cell.bytes = self.cell.bytes.saturating_add(bytes);
    }

    fn end(&mut self, name: &str) {
        match name {
            "table:table" => {
                self.in_table = false;
                self.cells = self.cells.saturating_add(self.table.rows.saturating_mul(self.table.width));
                self.table = Table::default();
            }
            "table:table-row" => {
                let row = std::mem::take(&mut self.row);
                self.table.blank = self.table.blank.saturating_add(row.repeated);
                if row.width > 0 {
                    self.table.rows = self.table.rows.saturating_add(std::mem::take(&mut self.table.blank));
                    self.table.width = self.table.width.max(row.width);
                    self.bytes = self.bytes.saturating_add(row.bytes.saturating_mul(row.repeated));
                }
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let bytes = self.cell.bytes.saturating_mul(self.cell.repeated);
                self.row.bytes = self.row.bytes.saturating_add(bytes);
                self.cell = Cell::default();
            }
            _ => {}
        }
    }

    fn check(&self, limits: &Limits) -> Result<(), FileError> {
        let cells = self.cells.saturating_add(self.table.rows.saturating_mul(self.table.width));
        let open = self.row.width.saturating_mul(self.row.repeated);
        let row = self.row.bytes.saturating_mul(self.row.repeated);
        let bytes = self.bytes.saturating_add(row).saturating_add(self.cell.bytes);
        if cells.max(open) > limits.held_cells {
            return Err(FileError::too_large(Limit::HeldCells, limits));
        }
        if bytes > limits.held_bytes {
            return Err(FileError::too_large(Limit::HeldBytes, limits));
        }
        Ok(())
    }
}

fn count(element: &BytesStart<'_>, name: &str) -> Result<u64, FileError> {
    let Some(count) = archive::attribute(element, name)? else { return Ok(1) };
    count.parse().map_err(FileError::broken)
}
