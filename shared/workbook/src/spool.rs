//! Entries that would not fit into memory, one after the other in a temporary file.

use std::{
    fs::File,
    io::{self, BufRead as _, BufReader, BufWriter, Read, Write as _},
    marker::PhantomData,
    os::unix::fs::FileExt as _,
};

use serde::{Serialize, de::DeserializeOwned};

/// Bytes that are read at a time for one entry.
const CHUNK: usize = 4096;

/// Entries in a temporary file, each a line of JSON. The file has no name, and is gone when this is.
#[derive(Debug)]
pub struct Spool<T> {
    file: BufWriter<File>,
    bytes: u64,
    count: u32,
    entries: PhantomData<T>,
}

impl<T: Serialize + DeserializeOwned> Spool<T> {
    /// An empty one.
    pub fn new() -> io::Result<Self> {
        Ok(Self { file: BufWriter::new(tempfile::tempfile()?), bytes: 0, count: 0, entries: PhantomData })
    }

    /// Adds an entry and tells where it lies.
    pub fn push(&mut self, entry: &T) -> io::Result<u64> {
        let place = self.bytes;
        let mut line = serde_json::to_vec(entry)?;
        line.push(b'\n');
        self.file.write_all(&line)?;
        self.bytes += line.len() as u64;
        self.count += 1;
        Ok(place)
    }

    /// The entry that lies there.
    pub fn at(&mut self, place: u64) -> io::Result<T> {
        self.file.flush()?;
        let mut line = vec![0; CHUNK];
        let mut filled = 0;
        loop {
            let read = self.file.get_ref().read_at(&mut line[filled..], place + filled as u64)?;
            let end = line[filled..filled + read].iter().position(|byte| *byte == b'\n');
            if let Some(end) = end {
                return Ok(serde_json::from_slice(&line[..filled + end])?);
            }
            if read == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            filled += read;
            line.resize(filled + CHUNK, 0);
        }
    }

    /// Bytes of all entries.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// How many.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// The file, with all entries.
    pub fn file(&mut self) -> io::Result<&File> {
        self.file.flush()?;
        Ok(self.file.get_ref())
    }

    /// The bytes of all entries.
    pub fn reader(&mut self) -> io::Result<impl Read + use<T>> {
        Ok(FromPlace { file: self.file()?.try_clone()?, place: 0 })
    }

    /// All entries, as they were added.
    pub fn entries(&mut self) -> io::Result<impl Iterator<Item = io::Result<T>> + use<T>> {
        let lines = BufReader::new(self.reader()?).split(b'\n');
        Ok(lines.map(|line| Ok(serde_json::from_slice(&line?)?)))
    }
}

/// A file from a place on, whatever else is read of it or written to it.
struct FromPlace {
    file: File,
    place: u64,
}

impl Read for FromPlace {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read_at(into, self.place)?;
        self.place += read as u64;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_found_where_they_lie() {
        let mut spool = Spool::new().unwrap();
        let long = "ű".repeat(5000);
        let texts = ["a", "line\nbreak", &long, ""].map(str::to_owned);
        let places: Vec<u64> = texts.iter().map(|text| spool.push(text).unwrap()).collect();
        for (place, text) in places.iter().zip(&texts).rev() {
            assert_eq!(spool.at(*place).unwrap(), *text);
        }
        assert!(spool.at(spool.bytes()).is_err());
        let read: io::Result<Vec<String>> = spool.entries().unwrap().collect();
        assert_eq!(read.unwrap(), texts);
    }
}
