//! .csv in the encodings and with the separators that Excel writes, as a stream.

use std::io::{self, BufReader, Read, Seek};

use calamine::DataRef;
use csv::{ReaderBuilder, StringRecord};
use encoding_rs_io::{DecodeReaderBytes, DecodeReaderBytesBuilder};

use super::{
    shared::Shared,
    sheet::{Cells, Found, Sheet},
};
use crate::{
    encoding::{self, Encoding, whatwg},
    file_error::FileError,
    limits::{Limit, Limits},
    read::Options,
};

/// What stands for the sheet's name.
pub(super) const SHEET: &str = "CSV";

/// Bytes from the begin by which a file's type, encoding and separator are told.
pub(super) const HEAD: u64 = 64 * 1024;

const SEPARATORS: [u8; 3] = [b';', b'\t', b','];

/// What opens a file that names its separator, as Excel understands it.
const NAMED: &str = "sep=";

/// An open .csv.
pub(super) struct Csv<R> {
    source: Shared<R>,
    encoding: Encoding,
    separator: u8,
    named: bool,
    limits: Limits,
}

impl<R: Read + Seek + Send> Csv<R> {
    pub fn open(
        source: Shared<R>,
        begin: &[u8],
        options: &Options,
        limits: &Limits,
    ) -> Result<Self, FileError> {
        let encoding = match options.encoding.or_else(|| encoding::marked(begin)) {
            Some(encoding) => encoding,
            None if encoding::is_utf8(source.clone())? => Encoding::Utf8,
            None => encoding::of_country(options.home),
        };
        let text = whatwg(encoding).decode(begin).0;
        if text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{1a}')) {
            return Err(FileError::Unknown);
        }
        let lines = || text.lines().take(limits.heading_rows as usize);
        let named = lines().next().and_then(|line| line.strip_prefix(NAMED)?.bytes().next());
        let separator = named.filter(|separator| SEPARATORS.contains(separator)).or_else(|| {
            let most = |separator: &&u8| lines().map(|line| count(line, **separator)).max();
            // Of equals the first.
            SEPARATORS.iter().rev().max_by_key(most).copied()
        });
        let separator = separator.unwrap_or(b',');
        Ok(Self { source, encoding, separator, named: named.is_some(), limits: *limits })
    }

    pub fn cells(&self) -> Result<Sheet<'_>, FileError> {
        let decoder = DecodeReaderBytesBuilder::new()
            .encoding(Some(whatwg(self.encoding)))
            .strip_bom(true)
            .build(BufReader::new(self.source.clone()));
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.separator)
            .from_reader(Bounded { decoder, left: self.limits.held_bytes });
        if self.named {
            reader.read_record(&mut StringRecord::new()).map_err(FileError::broken)?;
        }
        let line = reader.position().line();
        let fields =
            CsvCells { reader, limits: self.limits, record: StringRecord::new(), line, row: 0, column: 0 };
        Ok(Sheet::new(fields))
    }
}

/// A quote that never ends makes one cell of all that follows: of one record no more is read than this.
struct Bounded<R> {
    decoder: R,
    left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let read = self.decoder.read(to)?;
        self.left = self.left.checked_sub(read as u64).ok_or(io::ErrorKind::FileTooLarge)?;
        Ok(read)
    }
}

type Decoder<R> = DecodeReaderBytes<BufReader<Shared<R>>, Vec<u8>>;

struct CsvCells<R: Read> {
    reader: csv::Reader<Bounded<Decoder<R>>>,
    limits: Limits,
    record: StringRecord,
    /// The line at which the reader stands, counted from 1.
    line: u64,
    /// The place after the record that was read last, and of the next cell in it.
    row: u32,
    column: usize,
}

impl<R: Read + Seek + Send> CsvCells<R> {
    /// Reads the next record. Blank lines, which the reader leaves out, are rows too.
    fn record(&mut self) -> Result<bool, FileError> {
        self.reader.get_mut().left = self.limits.held_bytes;
        let more = self.reader.read_record(&mut self.record).map_err(|error| match error.kind() {
            csv::ErrorKind::Io(cause) if cause.kind() == io::ErrorKind::FileTooLarge => {
                FileError::too_large(Limit::HeldBytes, &self.limits)
            }
            _ => FileError::broken(error),
        })?;
        let line = self.reader.position().line();
        let breaks: usize = self.record.iter().map(|field| field.matches('\n').count()).sum();
        let blank = (line - self.line).saturating_sub(1 + breaks as u64);
        self.row = self.row.saturating_add(u32::try_from(blank).unwrap_or(u32::MAX)).saturating_add(1);
        self.line = line;
        self.column = 0;
        Ok(more)
    }
}

impl<'a, R: Read + Seek + Send> Cells<'a> for CsvCells<R> {
    fn next(&mut self) -> Result<Option<Found<'a>>, FileError> {
        while self.column >= self.record.len() {
            if !self.record()? {
                return Ok(None);
            }
        }
        let field = &self.record[self.column];
        let value = if field.is_empty() { DataRef::Empty } else { DataRef::String(plain(field)) };
        let place = (self.row - 1, self.column as u32);
        self.column += 1;
        Ok(Some(Found { place, value, formula: false }))
    }
}

/// The text that a field stands for: `="00123"` keeps Excel from making a number of it, and a quote before a
/// sign that would begin a formula keeps it from being one.
fn plain(field: &str) -> String {
    let idiom = field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    if let Some(inner) = idiom.filter(|inner| !inner.replace("\"\"", "").contains('"')) {
        return inner.replace("\"\"", "\"");
    }
    match field.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest.to_owned(),
        _ => field.to_owned(),
    }
}

/// How often the separator stands outside of quotes.
fn count(line: &str, separator: u8) -> usize {
    let mut quoted = false;
    let counts = |byte: &&u8| {
        quoted ^= **byte == b'"';
        !quoted && **byte == separator
    };
    line.as_bytes().iter().filter(counts).count()
}
