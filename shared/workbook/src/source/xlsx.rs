//! .xlsx, as a stream.

use std::io::{BufReader, Read, Seek};

use calamine::{Reader as _, XlsxCellReader};
use zip::ZipArchive;

use super::{
    Note, archive, scan,
    shared::Shared,
    sheet::{Batch, Cells, Found, Sheet},
};
use crate::file_error::FileError;

/// An open .xlsx.
pub(super) struct Xlsx<R: Read + Seek + Send> {
    source: Shared<R>,
    book: calamine::Xlsx<BufReader<Shared<R>>>,
}

impl<R: Read + Seek + Send> Xlsx<R> {
    pub fn open(source: Shared<R>) -> Result<Self, FileError> {
        Ok(Self { book: calamine::Xlsx::new(source.buffered())?, source })
    }

    pub fn sheets(&self) -> Vec<String> {
        self.book.sheet_names()
    }

    pub fn cells(&mut self, place: usize) -> Result<Option<Sheet<'_>>, FileError> {
        let Some(name) = self.book.sheet_names().into_iter().nth(place) else { return Ok(None) };
        match self.book.worksheet_cells_reader(&name) {
            Ok(cells) => Ok(Some(Sheet::new(cells))),
            Err(calamine::XlsxError::NotAWorksheet(_)) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The file, to look through a sheet beside the reading of its cells.
    pub fn source(&self) -> Shared<R> {
        self.source.clone()
    }
}

/// Merged cells and hidden rows of a sheet. Of a workbook whose parts bear other names than Excel gives them,
/// nothing is said.
pub(super) fn notes<R: Read + Seek + Send>(source: &Shared<R>, place: usize) -> Result<Vec<Note>, FileError> {
    let mut archive = ZipArchive::new(source.buffered())?;
    let Some(workbook) = archive::place_of(&archive, "xl/workbook.xml")? else { return Ok(Vec::new()) };
    let mut ids = Vec::new();
    archive::each_element(BufReader::new(archive.by_index(workbook)?), |element| {
        if element.local_name().as_ref() == "sheet" {
            ids.push(archive::attribute(element, "id")?.unwrap_or_default());
        }
        Ok(true)
    })?;
    let targets = archive::targets(&mut archive, "workbook.xml")?;
    let Some(path) = ids.get(place).and_then(|id| targets.get(id)) else { return Ok(Vec::new()) };
    match archive::place_of(&archive, path)? {
        Some(part) => scan::notes(archive.by_index(part)?),
        None => Ok(Vec::new()),
    }
}

impl<'a, R: Read + Seek + Send> Cells<'a> for XlsxCellReader<'a, R> {
    fn next(&mut self) -> Result<Option<Found<'a>>, FileError> {
        let cell = self.next_cell_with_formula_metadata()?;
        Ok(cell.map(|cell| Found { place: cell.pos, value: cell.value, formula: cell.formula.is_some() }))
    }

    fn fill(&mut self, batch: &mut Batch<'a>) -> Result<bool, FileError> {
        while batch.has_room() {
            match self.next_cell_with_formula_metadata()? {
                Some(cell) => batch.add(cell.pos, cell.value, cell.formula.is_some())?,
                None => return Ok(false),
            }
        }
        Ok(true)
    }
}
