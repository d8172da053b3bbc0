//! One file read at several places.

use std::{
    io::{self, BufReader, Read, Seek, SeekFrom},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Bytes that are read at a time of a part that is large.
const CHUNK: usize = 64 * 1024;

/// A reader of its own position over a file that others read too.
pub(super) struct Shared<R> {
    file: Arc<Mutex<R>>,
    position: u64,
}

impl<R> Shared<R> {
    pub fn new(file: R) -> Self {
        Self { file: Arc::new(Mutex::new(file)), position: 0 }
    }

    /// Whoever panicked while he read has left the file as it was, but for its position.
    fn lock(&self) -> MutexGuard<'_, R> {
        self.file.lock().unwrap_or_else(PoisonError::into_inner)
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
        Self { file: Arc::clone(&self.file), position: 0 }
    }
}

impl<R: Read + Seek> Read for Shared<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let mut file = self.lock();
        file.seek(SeekFrom::Start(self.position))?;
        let read = file.read(to)?;
        drop(file);
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
            to => self.lock().seek(to)?,
        };
        Ok(self.position)
    }
}
