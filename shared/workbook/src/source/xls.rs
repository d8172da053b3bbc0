//! .xls, held in memory: its container is checked, and calamine is given a new one with only what it needs.

use std::io::{Cursor, Read, Seek, Write};

use calamine::Reader as _;
use cfb::{CompoundFile, Version};

use super::{
    Note,
    biff::{self, Checked, Measured},
    whole::Whole,
};
use crate::{
    file_error::FileError,
    limits::{Limit, Limits},
};

/// How the container begins ([MS-CFB] 2.2).
pub(super) const MAGIC: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// The sheets of an .xls.
pub(super) fn open<R: Read + Seek>(
    source: R,
    length: u64,
    limits: &Limits,
) -> Result<(Vec<Whole>, Vec<Note>), FileError> {
    if length > limits.held_bytes {
        return Err(FileError::too_large(Limit::HeldBytes, limits));
    }
    let mut container = CompoundFile::open(source)?;
    if container.exists("/EncryptedPackage") {
        return Err(FileError::Password);
    }
    let Some(name) = ["/Workbook", "/Book"].into_iter().find(|name| container.is_stream(name)) else {
        let is_text = container.exists("/WordDocument");
        return Err(if is_text { FileError::Other("DOC") } else { FileError::Unknown });
    };
    let mut stream = Vec::new();
    container.open_stream(name)?.take(length).read_to_end(&mut stream)?;
    let checked = biff::check(&mut stream)?;
    if checked.password {
        return Err(FileError::Password);
    }
    let measured = measure(&mut stream, &checked, limits)?;
    let told =
        [(container.exists("/_VBA_PROJECT_CUR"), "workbook-macros"), (checked.links, "workbook-links")];
    let notes = told.into_iter().filter(|(found, _)| *found).map(|(_, code)| Note::new(code)).collect();
    Ok((sheets(stream, measured)?, notes))
}

fn measure(stream: &mut [u8], checked: &Checked, limits: &Limits) -> Result<Vec<Measured>, FileError> {
    if checked.sheets.len() > limits.sheets {
        return Err(FileError::too_large(Limit::Sheets, limits));
    }
    let (mut cells, mut bytes) = (0, 0);
    let mut sheets = Vec::new();
    for from in &checked.sheets {
        let sheet = biff::measure(stream, *from, checked)?;
        cells += sheet.area().max(sheet.cells);
        bytes += sheet.bytes;
        if cells > limits.held_cells {
            return Err(FileError::too_large(Limit::HeldCells, limits));
        }
        if bytes > limits.held_bytes {
            return Err(FileError::too_large(Limit::HeldBytes, limits));
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn sheets(stream: Vec<u8>, measured: Vec<Measured>) -> Result<Vec<Whole>, FileError> {
    let mut clean = CompoundFile::create_with_version(Version::V3, Cursor::new(Vec::new()))?;
    clean.create_stream("/Workbook")?.write_all(&stream)?;
    drop(stream);
    let mut book = calamine::Xls::new(Cursor::new(clean.into_inner().into_inner()))?;
    let sheets = book.sheet_names().into_iter().zip(measured);
    let whole = |(name, measured): (String, Measured)| -> Result<Whole, FileError> {
        Ok(Whole { values: book.worksheet_range(&name)?, formulas: measured.formulas, name })
    };
    sheets.map(whole).collect()
}
