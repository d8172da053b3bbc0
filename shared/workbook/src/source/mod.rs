//! Files of every format as one stream of cells.

mod archive;
mod biff;
mod csv;
mod ods;
mod scan;
mod shared;
mod sheet;
mod whole;
mod xls;
mod xlsb;
mod xlsx;

use std::io::{Read, Seek, SeekFrom};

pub(crate) use self::sheet::{Found, Sheet};
use self::{archive::Format, csv::Csv, shared::Shared, sheet::guarded, whole::Whole, xlsb::Xlsb, xlsx::Xlsx};
use crate::{
    file_error::FileError,
    limits::{Limit, Limits},
    read::Options,
};

/// What a person should know of a file that is read nevertheless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Note {
    pub code: &'static str,
    pub arguments: Vec<(&'static str, String)>,
}

impl Note {
    fn new(code: &'static str) -> Self {
        Self { code, arguments: Vec::new() }
    }
}

/// Notes that are still to be looked for.
pub(crate) struct Notes<R> {
    known: Vec<Note>,
    sheet: Option<(Shared<R>, usize)>,
}

impl<R: Read + Seek + Send> Notes<R> {
    /// Looks for them.
    pub fn find(self) -> Result<Vec<Note>, FileError> {
        let mut notes = self.known;
        if let Some((source, place)) = self.sheet {
            notes.extend(guarded(|| xlsx::notes(&source, place))?);
        }
        Ok(notes)
    }
}

/// An open file.
pub(crate) struct Book<R: Read + Seek + Send> {
    format: Opened<R>,
    notes: Vec<Note>,
}

enum Opened<R: Read + Seek + Send> {
    Xlsx(Xlsx<R>),
    Xlsb(Xlsb<R>),
    Whole(Vec<Whole>),
    Csv(Csv<R>),
}

impl<R: Read + Seek + Send> Book<R> {
    /// Opens a file of the format that its content tells.
    pub fn open(mut source: R, options: &Options, limits: &Limits) -> Result<Self, FileError> {
        let length = source.seek(SeekFrom::End(0))?;
        if length == 0 {
            return Err(FileError::Empty);
        }
        if length > limits.file_bytes {
            return Err(FileError::too_large(Limit::FileBytes, limits));
        }
        let book = guarded(|| Self::opened(Shared::new(source), length, options, limits))?;
        if book.sheets().len() > limits.sheets {
            return Err(FileError::too_large(Limit::Sheets, limits));
        }
        Ok(book)
    }

    fn opened(
        mut source: Shared<R>,
        length: u64,
        options: &Options,
        limits: &Limits,
    ) -> Result<Self, FileError> {
        let mut begin = Vec::new();
        source.clone().take(csv::HEAD).read_to_end(&mut begin)?;
        source.rewind()?;
        if begin.starts_with(archive::MAGIC) {
            let (format, notes) = archive::check(source.clone(), limits)?;
            let format = match format {
                Format::Xlsx => Opened::Xlsx(Xlsx::open(source)?),
                Format::Xlsb => Opened::Xlsb(Xlsb::open(source, limits)?),
                Format::Ods => Opened::Whole(ods::open(source, limits)?),
            };
            return Ok(Self { format, notes });
        }
        if begin.starts_with(&xls::MAGIC) {
            let (sheets, notes) = xls::open(source, length, limits)?;
            return Ok(Self { format: Opened::Whole(sheets), notes });
        }
        if let Some(other) = OTHERS.iter().find(|(magic, _)| is_begin(&begin, magic)) {
            return Err(FileError::Other(other.1));
        }
        let csv = Csv::open(source, &begin, options, limits)?;
        Ok(Self { format: Opened::Csv(csv), notes: Vec::new() })
    }

    /// The names of the sheets, in their order.
    pub fn sheets(&self) -> Vec<String> {
        match &self.format {
            Opened::Xlsx(book) => book.sheets(),
            Opened::Xlsb(book) => book.sheets(),
            Opened::Whole(sheets) => sheets.iter().map(|sheet| sheet.name.clone()).collect(),
            Opened::Csv(_) => vec![csv::SHEET.to_owned()],
        }
    }

    /// The cells of a sheet; none of one that has no cells, such as a chart's.
    pub fn cells(&mut self, place: usize) -> Result<Option<Sheet<'_>>, FileError> {
        guarded(|| match &mut self.format {
            Opened::Xlsx(book) => book.cells(place),
            Opened::Xlsb(book) => book.cells(place),
            Opened::Whole(sheets) => Ok(sheets.get(place).map(|sheet| Sheet::new(sheet.cells()))),
            Opened::Csv(book) => book.cells().map(Some),
        })
    }

    /// What a person should know of the file and of that sheet; to be looked for while the cells are read.
    pub fn notes(&self, place: usize) -> Notes<R> {
        let sheet = match &self.format {
            Opened::Xlsx(book) => Some((book.source(), place)),
            _ => None,
        };
        Notes { known: self.notes.clone(), sheet }
    }
}

/// How files begin that people take for workbooks, and what they are.
const OTHERS: [(&[u8], &str); 12] = [
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xFF\xD8\xFF", "JPEG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xBC\xAF", "7z"),
    (b"\x1F\x8B", "gzip"),
    (b"<?xml", "XML"),
    (b"<!doctype", "HTML"),
    (b"<html", "HTML"),
    (b"<table", "HTML"),
];

fn is_begin(begin: &[u8], magic: &[u8]) -> bool {
    let begin = begin.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(begin).trim_ascii_start();
    begin.get(..magic.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(magic))
}
