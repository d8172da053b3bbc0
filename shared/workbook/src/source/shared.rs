//! One file read at several places.

use std::{
    cell::RefCell,
    io::{self, BufReader, Read, Seek, SeekFrom},
    rc::Rc,
};

/// Bytes that are read at a time of a part that is large.
const CHUNK: usize = 64 * 1024;

/// A reader of its own position over a file that others read too.
pub(super) struct Shared<R> {
    file: Rc<RefCell<R>>,
    position: u64,
}

impl<R> Shared<R> {
    pub fn new(file: R) -> Self {
        Self { file: Rc::new(RefCell::new(file)), position: 0 }
    }
}

impl<R: Read + Seek> Shared<R> {
    /// Another reader, at the file's begin, for large parts.
    pub fn buffered(&self) -> BufReader<Self> {
        BufReader::with_capacity(CHUNK, self.clone())
    }
}

/// Another reader, at the file's begin.
impl<R> Clone for Shared<R> {
    fn clone(&self) -> Self {
        Self { file: Rc::clone(&self.file), position: 0 }
    }
}

impl<R: Read + Seek> Read for Shared<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let mut file = self.file.borrow_mut();
        file.seek(SeekFrom::Start(self.position))?;
        let read = file.read(to)?;
        self.position += read as u64;
        Ok(read)
    }
}

impl<R: Read + Seek> Seek for Shared<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.position = match to {
            SeekFrom::Current(by) => {
                self.position.checked_add_signed(by).ok_or(io::ErrorKind::InvalidInput)?
            }
            to => self.file.borrow_mut().seek(to)?,
        };
        Ok(self.position)
    }
}
