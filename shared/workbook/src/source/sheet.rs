//! The cells of a sheet, in batches.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc,
    thread::Scope,
};

use calamine::DataRef;

use crate::file_error::FileError;

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
const BATCH_BYTES: usize = 128 * 1024;
/// Bytes of a text that are kept: a cell may not hold as many, and is refused for its length.
const TEXT_BYTES: usize = 256 * 1024;
/// Batches that are read before they are asked for.
const AHEAD: usize = 4;

/// The cells of a sheet as the file has them, blank ones too.
pub(super) trait Cells<'a> {
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
pub(super) struct Batch<'a> {
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

    pub fn has_room(&self) -> bool {
        self.cells.len() < BATCH && self.bytes < BATCH_BYTES
    }

    fn clear(&mut self) {
        self.cells.clear();
        self.bytes = 0;
    }

    #[inline]
    pub fn add(&mut self, place: (u32, u32), mut value: DataRef<'a>, formula: bool) -> Result<(), FileError> {
        let (row, column) = place;
        if row < self.row || row >= ROWS || column >= COLUMNS {
            return Err(FileError::Unreadable(format!("row {row}, column {column} after {}", self.row)));
        }
        self.row = row;
        if formula || !matches!(value, DataRef::Empty) {
            if let DataRef::String(text) = &mut value {
                shorten(text);
                self.bytes += text.len();
            }
            self.cells.push(Found { place, value, formula });
        }
        Ok(())
    }
}

fn shorten(text: &mut String) {
    if text.len() > TEXT_BYTES {
        text.truncate(text.floor_char_boundary(TEXT_BYTES));
        text.shrink_to_fit();
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
    pub(super) fn new(mut cells: impl Cells<'a> + Send + 'a) -> Self {
        Self::fed(Box::new(move |batch| guarded(|| cells.fill(batch))))
    }

    fn fed(feed: Feed<'a>) -> Self {
        Self { feed, batch: Batch::after(0), next: 0, ended: false, failure: None }
    }

    /// The same cells, of which none was read yet: another thread reads them, a few batches ahead.
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

/// What calamine makes of a hostile file: it may panic, and that is an answer too.
pub(super) fn guarded<T>(read: impl FnOnce() -> Result<T, FileError>) -> Result<T, FileError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(FileError::broken("not as it should be")))
}
