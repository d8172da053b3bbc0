//! .xlsb, as a stream.

use std::{
    io::{BufReader, Read, Seek},
    iter::Peekable,
    vec,
};

use calamine::{CellErrorType, DataRef, Reader as _};
use zip::ZipArchive;

use super::{
    archive,
    shared::Shared,
    sheet::{Cells, Found, Sheet},
};
use crate::{
    file_error::FileError,
    limits::{Limit, Limits},
};

/// Bytes of a record; the longest is a text of 32,767 letters with its formats.
const RECORD: usize = 1 << 20;

/// An open .xlsb.
pub(super) struct Xlsb<R: Read + Seek + Send> {
    book: calamine::Xlsb<BufReader<Shared<R>>>,
    /// Where formulas are, by sheet.
    formulas: Vec<Vec<(u32, u32)>>,
}

impl<R: Read + Seek + Send> Xlsb<R> {
    pub fn open(source: Shared<R>, limits: &Limits) -> Result<Self, FileError> {
        let formulas = formulas(source.clone(), limits)?;
        Ok(Self { book: calamine::Xlsb::new(BufReader::new(source))?, formulas })
    }

    pub fn sheets(&self) -> Vec<String> {
        self.book.sheet_names()
    }

    pub fn cells(&mut self, place: usize) -> Result<Option<Sheet<'_>>, FileError> {
        let name = match self.book.sheets_metadata().get(place) {
            Some(sheet) if sheet.typ == calamine::SheetType::WorkSheet => sheet.name.clone(),
            _ => return Ok(None),
        };
        let formulas = self.formulas.get(place).cloned().unwrap_or_default();
        let mut cells = self.book.worksheet_cells_reader(&name)?;
        let next = move || -> Result<_, FileError> {
            Ok(cells.next_cell()?.map(|cell| (cell.get_position(), cell.get_value().clone())))
        };
        Ok(Some(Sheet::new(XlsbCells { next, ahead: None, formulas: formulas.into_iter().peekable() })))
    }
}

type Value<'a> = ((u32, u32), DataRef<'a>);

struct XlsbCells<'a, F> {
    next: F,
    ahead: Option<Value<'a>>,
    formulas: Peekable<vec::IntoIter<(u32, u32)>>,
}

impl<'a, F: FnMut() -> Result<Option<Value<'a>>, FileError>> Cells<'a> for XlsbCells<'a, F> {
    /// A formula whose value is an error is none of calamine's cells.
    fn next(&mut self) -> Result<Option<Found<'a>>, FileError> {
        if self.ahead.is_none() {
            self.ahead = (self.next)()?;
        }
        let next = self.ahead.as_ref().map(|(place, _)| *place);
        let before = |formula: &(u32, u32)| next.is_none_or(|next| *formula < next);
        if let Some(place) = self.formulas.next_if(before) {
            let value = DataRef::Error(CellErrorType::Value);
            return Ok(Some(Found { place, value, formula: true }));
        }
        let formula = self.formulas.next_if(|formula| Some(*formula) == next).is_some();
        Ok(self.ahead.take().map(|(place, value)| Found { place, value, formula }))
    }
}

/// Where each sheet has formulas; also checks the length of every record, for room would be made for it.
fn formulas<R: Read + Seek + Send>(
    source: Shared<R>,
    limits: &Limits,
) -> Result<Vec<Vec<(u32, u32)>>, FileError> {
    let mut archive = ZipArchive::new(BufReader::new(source))?;
    let targets = archive::targets(&mut archive, "workbook.bin")?;
    for part in ["xl/sharedStrings.bin", "xl/styles.bin"] {
        each_record(&mut archive, part, |_, _| Ok(()))?;
    }
    let mut sheets = Vec::new();
    each_record(&mut archive, "xl/workbook.bin", |kind, data| {
        // BrtBundleSh: state, number, relationship, name
        if kind == 0x009C && u32_at(data, 8) != Some(u32::MAX) {
            sheets.push(wide_text(data.get(8..).unwrap_or_default()));
        }
        Ok(())
    })?;
    let mut found = Vec::new();
    for sheet in sheets {
        let mut places = Vec::new();
        let mut row = 0;
        if let Some(path) = targets.get(&sheet).filter(|path| path.contains("worksheets/")) {
            each_record(&mut archive, path, |kind, data| {
                match kind {
                    0x0000 => row = u32_at(data, 0).unwrap_or(row),
                    0x0008..=0x000B => places.extend(u32_at(data, 0).map(|column| (row, column))),
                    _ => {}
                }
                let fits = places.len() as u64 <= limits.held_cells;
                if fits { Ok(()) } else { Err(FileError::too_large(Limit::HeldCells, limits)) }
            })?;
        }
        found.push(places);
    }
    Ok(found)
}

/// Gives each record of a part to `each` ([MS-XLSB] 2.1.4).
fn each_record<R: Read + Seek + Send>(
    archive: &mut ZipArchive<R>,
    path: &str,
    mut each: impl FnMut(u16, &[u8]) -> Result<(), FileError>,
) -> Result<(), FileError> {
    let Some(place) = archive::place_of(archive, path)? else { return Ok(()) };
    let mut part = BufReader::new(archive.by_index(place)?);
    let mut data = Vec::new();
    while let Some(kind) = number(&mut part, 2)? {
        let length = number(&mut part, 4)?.unwrap_or_default();
        if length > RECORD {
            return Err(FileError::broken("a record that is too long"));
        }
        data.resize(length, 0);
        part.read_exact(&mut data)?;
        each(kind as u16, &data)?;
    }
    Ok(())
}

/// A number of up to that many bytes, seven bits in each; nothing at the end of the part.
fn number(part: &mut impl Read, most: u32) -> Result<Option<usize>, FileError> {
    let mut number = 0;
    for place in 0..most {
        let mut byte = [0];
        if part.read(&mut byte)? == 0 {
            return Ok(None);
        }
        number |= usize::from(byte[0] & 0x7F) << (7 * place);
        if byte[0] & 0x80 == 0 {
            break;
        }
    }
    Ok(Some(number))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..at + 4)?.try_into().ok()?))
}

/// A text with its length in front, of two bytes each.
fn wide_text(data: &[u8]) -> String {
    let length = u32_at(data, 0).unwrap_or_default() as usize;
    let letters = data.get(4..).unwrap_or_default().as_chunks().0.iter().take(length);
    String::from_utf16_lossy(&letters.map(|letter| u16::from_le_bytes(*letter)).collect::<Vec<_>>())
}
