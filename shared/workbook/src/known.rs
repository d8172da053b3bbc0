//! The records of the books and those that a file brings, found by their keys.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher},
    io,
};

use domain::record::Recorded;

use crate::{
    keys::{KeyColumn, Keyed},
    spool::Spool,
};

/// A value of a key column, in the form in which such values are compared: 64 bits tell any two apart that
/// one file and one company's books can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key(u64);

impl Key {
    pub fn new(column: &KeyColumn, value: &str) -> Self {
        let mut hasher = DefaultHasher::new();
        column.column.hash(&mut hasher);
        (column.form)(value).hash(&mut hasher);
        Self(hasher.finish())
    }
}

/// A key is a hash already.
#[derive(Debug, Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// Who bears a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bearer {
    /// The stored record of that number.
    Stored(u32),
    /// A row of the file, counted from 0.
    Row(u32),
    /// Several stored records.
    Several,
}

/// What is found under a key.
#[derive(Clone, Debug, PartialEq)]
pub enum Found<T> {
    /// A stored record, with its number.
    Stored(u32, Recorded<T>),
    /// A row of the file, counted from 0: it brings the record, or was laid over it.
    Row(u32),
    /// Several stored records.
    Several,
}

/// Records by their keys. The records lie in a temporary file; in memory is where each lies, and an entry of
/// 17 bytes for each key.
#[derive(Debug)]
pub struct Known<T: Keyed> {
    bearers: HashMap<Key, Bearer, BuildHasherDefault<AsItIs>>,
    stored: Spool<Recorded<T>>,
    /// Where each lies, by its number.
    places: Vec<u64>,
    /// The rows that were laid over a stored record.
    taken: HashMap<u32, u32>,
}

impl<T: Keyed> Known<T> {
    /// Of empty books.
    pub fn new() -> io::Result<Self> {
        Ok(Self {
            bearers: HashMap::default(),
            stored: Spool::new()?,
            places: Vec::new(),
            taken: HashMap::new(),
        })
    }

    /// Adds a record of the books.
    pub fn add(&mut self, record: &Recorded<T>) -> io::Result<()> {
        let number = self.places.len() as u32;
        self.places.push(self.stored.push(record)?);
        for (column, value) in T::KEYS.iter().zip(record.data.keys()) {
            if let Some(value) = value {
                let bearer = self.bearers.entry(Key::new(column, value));
                bearer.and_modify(|bearer| *bearer = Bearer::Several).or_insert(Bearer::Stored(number));
            }
        }
        Ok(())
    }

    /// What bears a key.
    pub(crate) fn find(&mut self, key: Key) -> io::Result<Option<Found<T>>> {
        Ok(match self.bearers.get(&key) {
            None => None,
            Some(Bearer::Row(row)) => Some(Found::Row(*row)),
            Some(Bearer::Several) => Some(Found::Several),
            Some(Bearer::Stored(number)) => match self.taken.get(number) {
                Some(row) => Some(Found::Row(*row)),
                None => Some(Found::Stored(*number, self.stored.at(self.places[*number as usize])?)),
            },
        })
    }

    /// Notes that a row brings a record with that key, unless another bears it.
    pub(crate) fn bring(&mut self, key: Key, row: u32) {
        self.bearers.entry(key).or_insert(Bearer::Row(row));
    }

    /// Notes that a row was laid over the stored record of that number.
    pub(crate) fn lay_over(&mut self, number: u32, row: u32) {
        self.taken.insert(number, row);
    }
}
