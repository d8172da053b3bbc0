//! Files of every format as one stream of cells.

mod archive;
mod biff;
mod csv;
mod ods;
mod scan;
mod shared;
mod whole;
mod xls;
mod xlsb;
mod xlsx;

use std::{
    io::{Read, Seek, SeekFrom},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc,
    thread::Scope,
};

use calamine::DataRef;

use self::{archive::Format, csv::Csv, shared::Shared, whole::Whole, xlsb::Xlsb, xlsx::Xlsx};
use crate::{
    file_error::FileError,
    limits::{Limit, Limits},
    read::Options,
};

/// Excel's own bounds of a sheet.
const ROWS: u32 = 1 << 20;
const COLUMNS: u32 = 1 << 14;

/// A cell that is not blank, with its place, and whether it holds a formula.
pub(crate) struct Found<'a> {
    pub place: (u32, u32),
    pub value: DataRef<'a>,
    pub formula: bool,
}

/// Cells that are read at a time, and bytes of text after which no more are added: a guarded call for each
/// cell costs more than all that is done with it.
const BATCH: usize = 1024;
const BATCH_BYTES: usize = 1 << 20;
/// Batches that are read before they are asked for.
const AHEAD: usize = 4;

/// The cells of a sheet as the file has them, blank ones too.
trait Cells<'a> {
    fn next(&mut self) -> Result<Option<Found<'a>>, FileError>;

    /// Adds the next cells that are not blank, and tells whether more may follow.
    fn fill(&mut self, batch: &mut Batch<'a>) -> Result<bool, FileError> {
        while batch.has_room() {
            let Some(found) = self.next()? else { return Ok(false) };
            batch.add(found.place, found.value, found.formula)?;
        }
        Ok(true)
    }
}

/// Cells that were read together.
struct Batch<'a> {
    cells: Vec<Found<'a>>,
    /// Of the texts that the cells own.
    bytes: usize,
    /// The last row that has been read.
    row: u32,
}

impl<'a> Batch<'a> {
    /// An empty one of the cells that come after a row has been begun.
    fn after(row: u32) -> Self {
        Self { cells: Vec::with_capacity(BATCH), bytes: 0, row }
    }

    fn has_room(&self) -> bool {
        self.cells.len() < BATCH && self.bytes < BATCH_BYTES
    }

    fn clear(&mut self) {
        self.cells.clear();
        self.bytes = 0;
    }

    #[inline]
    fn add(&mut self, place: (u32, u32), value: DataRef<'a>, formula: bool) -> Result<(), FileError> {
        let (row, column) = place;
        if row < self.row || row >= ROWS || column >= COLUMNS {
            return Err(FileError::Unreadable(format!("row {row}, column {column} after {}", self.row)));
        }
        self.row = row;
        if formula || !matches!(value, DataRef::Empty) {
            if let DataRef::String(text) = &value {
                self.bytes += text.len();
            }
            self.cells.push(Found { place, value, formula });
        }
        Ok(())
    }
}

/// Fills a batch, and tells whether more may follow.
type Feed<'a> = Box<dyn FnMut(&mut Batch<'a>) -> Result<bool, FileError> + Send + 'a>;

/// The cells of a sheet that are not blank, row by row.
pub(crate) struct Sheet<'a> {
    feed: Feed<'a>,
    batch: Batch<'a>,
    /// The place of the next cell in the batch.
    next: usize,
    /// Whether nothing follows the batch but this.
    ended: bool,
    failure: Option<FileError>,
}

impl<'a> Sheet<'a> {
    fn new(mut cells: impl Cells<'a> + Send + 'a) -> Self {
        Self::fed(Box::new(move |batch| guarded(|| cells.fill(batch))))
    }

    fn fed(feed: Feed<'a>) -> Self {
        Self { feed, batch: Batch::after(0), next: 0, ended: false, failure: None }
    }

    /// The same cells, which another thread reads from now on, a few batches ahead.
    pub fn read_ahead<'s>(self, scope: &'s Scope<'s, '_>) -> Self
    where
        'a: 's,
    {
        let (filled, batches) = mpsc::sync_channel(AHEAD);
        let mut feed = self.feed;
        scope.spawn(move || {
            let (mut row, mut more) = (0, true);
            while more {
                let mut batch = Batch::after(row);
                let fed = feed(&mut batch);
                (row, more) = (batch.row, matches!(fed, Ok(true)));
                // Whoever has let go of the sheet wants no more of it.
                more &= filled.send((batch, fed)).is_ok();
            }
        });
        Self::fed(Box::new(move |batch| match batches.recv() {
            Ok((next, fed)) => {
                *batch = next;
                fed
            }
            Err(_) => Ok(false),
        }))
    }

    /// The row of the next cell, if there is one.
    pub fn next_row(&mut self) -> Result<Option<u32>, FileError> {
        if self.next == self.batch.cells.len() {
            self.refill()?;
        }
        Ok(self.batch.cells.get(self.next).map(|found| found.place.0))
    }

    /// The next cell, if it is of that row.
    pub fn next_of(&mut self, row: u32) -> Result<Option<&mut Found<'a>>, FileError> {
        if self.next_row()? != Some(row) {
            return Ok(None);
        }
        self.next += 1;
        Ok(self.batch.cells.get_mut(self.next - 1))
    }

    /// What was read before a failure is given first.
    fn refill(&mut self) -> Result<(), FileError> {
        self.batch.clear();
        self.next = 0;
        if !self.ended {
            let filled = (self.feed)(&mut self.batch);
            self.ended = !matches!(filled, Ok(true));
            self.failure = filled.err();
        }
        if self.batch.cells.is_empty() { self.failure.take().map_or(Ok(()), Err) } else { Ok(()) }
    }
}

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

/// What calamine makes of a hostile file: it may panic, and that is an answer too.
fn guarded<T>(read: impl FnOnce() -> Result<T, FileError>) -> Result<T, FileError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(FileError::broken("not as it should be")))
}
