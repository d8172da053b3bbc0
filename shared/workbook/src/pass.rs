//! A file laid over the books, row by row: which records it makes, which it changes, and what cannot be
//! taken.

#[cfg(test)]
mod tests;

use std::io::{self, Read, Seek};

use domain::{
    chart::Chart, chart_room::ChartRoom, country::Country, exchange::Counts, record::Recorded, wrong::Wrong,
};

use crate::{
    Problem,
    column::{Columns as _, Texts},
    file_error::FileError,
    keys::{KeyColumn, Keyed},
    known::{Found, Key, Known},
    layout::Layout,
    limits::Limits,
    read::{Options, Row, read},
    record::Given,
};

/// The books that a file is laid over.
pub struct Books<'b, T: Keyed> {
    /// The records of the kind.
    pub known: &'b mut Known<T>,
    /// The chart of accounts, if rows may name accounts of this one only.
    pub chart: Option<&'b Chart>,
    /// The company's country.
    pub home: Country,
    /// The room for new accounts, if rows make some.
    pub room: Option<ChartRoom>,
}

/// What a row comes to.
#[derive(Debug)]
pub enum Verdict<T> {
    /// It makes this record.
    New(T),
    /// It makes this of a record.
    Changed(Recorded<T>, T),
    /// It says what is there already.
    Unchanged,
    /// It is not taken.
    Refused,
}

/// A row with what it comes to.
#[derive(Debug)]
pub struct Judged<T> {
    /// Its place on the sheet, counted from 0.
    pub row: u32,
    /// What it comes to.
    pub verdict: Verdict<T>,
    /// Why it is refused, and warnings.
    pub problems: Vec<Problem>,
}

/// Reads a file and lays each row over the books; what it says of each column goes to `each` with what it
/// comes to. Where the layout says that the file is refused, no row was read.
///
/// # Errors
/// Where the file cannot be read to its end: then nothing of it counts.
pub fn check<T: Keyed, R: Read + Seek + Send>(
    source: R,
    options: &Options,
    limits: &Limits,
    text: &Texts<'_>,
    books: Books<'_, T>,
    mut each: impl FnMut(&[Given<'_>], Judged<T>) -> io::Result<()>,
) -> Result<(Layout, Counts), FileError> {
    let mut counts = Counts::default();
    let places = T::KEYS.iter().map(|key| T::KIND.place_of(key.column)).collect();
    let mut pass = Pass { books, places };
    let layout = read(source, *options, limits, text, |layout, row| {
        let judged = pass.judge(layout, row)?;
        match judged.verdict {
            Verdict::New(_) => counts.new += 1,
            Verdict::Changed(..) => counts.changed += 1,
            Verdict::Unchanged => counts.unchanged += 1,
            Verdict::Refused => counts.refused += 1,
        }
        each(&row.cells, judged)
    })?;
    Ok((layout, counts))
}

/// A stored record with its number among the known ones.
type Base<T> = (u32, Recorded<T>);

/// A key that speaks against a row.
struct Clash {
    key: usize,
    code: &'static str,
    /// The row of the file that bears it, counted from 0.
    row: Option<u32>,
    /// Who else, or what else, it is.
    other: Option<String>,
}

impl Clash {
    fn of_row(key: usize, code: &'static str, row: u32) -> Self {
        Self { key, code, row: Some(row), other: None }
    }

    /// The key that somebody else bears.
    fn with<T: Keyed>(key: usize, other: Found<T>) -> Self {
        match other {
            Found::Row(row) => Self::of_row(key, "key-of-another-row", row),
            Found::Several => Self { key, code: "key-of-several", row: None, other: None },
            Found::Stored(_, record) => Self::of_record(key, "key-of-another", &record.data, 0),
        }
    }

    fn of_record<T: Keyed>(key: usize, code: &'static str, record: &T, its: usize) -> Self {
        let other = record.keys()[its].unwrap_or(record.label()).to_owned();
        Self { key, code, row: None, other: Some(other) }
    }
}

/// The books with the places of the key columns.
struct Pass<'b, T: Keyed> {
    books: Books<'b, T>,
    places: Vec<Option<usize>>,
}

impl<T: Keyed> Pass<'_, T> {
    fn judge(&mut self, layout: &Layout, row: &Row<'_>) -> io::Result<Judged<T>> {
        let stated = self.stated(&row.cells);
        let (verdict, mut problems) = match self.base(&stated)? {
            Ok(base) => self.laid_over(layout, row, &stated, base)?,
            Err(clash) => refused(vec![told::<T>(layout, row, clash)]),
        };
        if matches!(verdict, Verdict::New(_)) && stated.iter().all(Option::is_none) {
            problems.push(Problem { warning: true, ..layout.problem(row.row, 0, None, "row-without-key") });
        }
        self.bring(&stated, row.row);
        for problem in &row.problems {
            if !problems.iter().any(|known| known.cell == problem.cell && known.code == problem.code) {
                problems.push(problem.clone());
            }
        }
        Ok(Judged { row: row.row, verdict, problems })
    }

    /// The record that a row is laid over, if it makes none of its own.
    fn base(&mut self, stated: &[Option<Key>]) -> io::Result<Result<Option<Base<T>>, Clash>> {
        let mut own = false;
        for (place, key) in stated.iter().enumerate() {
            let Some(key) = key else { continue };
            match self.books.known.find(*key)? {
                // Its code is its own: no other key may belong to another.
                None => own |= place == 0,
                Some(Found::Stored(at, record)) if !own => return self.agreeing(stated, at, record),
                Some(Found::Row(row)) if !own => {
                    return Ok(Err(Clash::of_row(place, "row-repeated", row)));
                }
                Some(other) => return Ok(Err(Clash::with(place, other))),
            }
        }
        Ok(Ok(None))
    }

    /// The record that was found by one key, if the others do not speak against it.
    fn agreeing(
        &mut self,
        stated: &[Option<Key>],
        at: u32,
        record: Recorded<T>,
    ) -> io::Result<Result<Option<Base<T>>, Clash>> {
        let columns = T::KEYS.iter().zip(stated).enumerate();
        for (place, (column, key)) in columns {
            let (Some(key), its) = (key, record.data.keys()[place]) else { continue };
            if its.is_some_and(|its| Key::new(column, its) == *key) {
                continue;
            }
            if its.is_some() && column.fixed {
                return Ok(Err(Clash::of_record(place, "key-differs", &record.data, place)));
            }
            if let Some(other) = self.books.known.find(*key)? {
                return Ok(Err(Clash::with(place, other)));
            }
        }
        Ok(Ok(Some((at, record))))
    }

    /// What a row comes to over its base, or as a new record.
    fn laid_over(
        &mut self,
        layout: &Layout,
        row: &Row<'_>,
        stated: &[Option<Key>],
        base: Option<Base<T>>,
    ) -> io::Result<(Verdict<T>, Vec<Problem>)> {
        if let Some((at, _)) = &base {
            self.books.known.lay_over(*at, row.row);
        }
        let before = base.map(|(_, record)| record);
        let data = before.as_ref().map(|before| &before.data);
        let record = match row.applied(layout, data, self.books.home) {
            Ok(record) => record,
            Err(problems) => return Ok(refused(problems)),
        };
        let problems = self.unknown_accounts(layout, row, data, &record);
        if !problems.is_empty() {
            return Ok(refused(problems));
        }
        match before {
            Some(before) if before.data == record => Ok((Verdict::Unchanged, Vec::new())),
            Some(before) => {
                self.bring(&self.normal(row, stated, &record), row.row);
                Ok((Verdict::Changed(before, record), Vec::new()))
            }
            None => self.new_record(layout, row, stated, record),
        }
    }

    /// A new record, unless its numbers in their normal form, which may differ from the cells, are known.
    fn new_record(
        &mut self,
        layout: &Layout,
        row: &Row<'_>,
        stated: &[Option<Key>],
        record: T,
    ) -> io::Result<(Verdict<T>, Vec<Problem>)> {
        let normal = self.normal(row, stated, &record);
        if normal != stated {
            match self.base(&normal)? {
                Ok(None) => {}
                Ok(base) => return self.laid_over(layout, row, stated, base),
                Err(clash) => return Ok(refused(vec![told::<T>(layout, row, clash)])),
            }
        }
        if let Some(room) = &mut self.books.room
            && let Err(wrong) = record.fits(room)
        {
            return Ok(refused(vec![row.wrong::<T>(layout, wrong)]));
        }
        if normal != stated {
            self.bring(&normal, row.row);
        }
        Ok((Verdict::New(record), Vec::new()))
    }

    /// The keys that a row states.
    fn stated(&self, cells: &[Given<'_>]) -> Vec<Option<Key>> {
        let key = |(column, place): (&KeyColumn, &Option<usize>)| match cells.get((*place)?) {
            Some(Given::Set(value)) => Some(Key::new(column, value)),
            _ => None,
        };
        T::KEYS.iter().zip(&self.places).map(key).collect()
    }

    /// The keys of the record that a row makes: those that the row states, where it is written as it is kept.
    fn normal(&self, row: &Row<'_>, stated: &[Option<Key>], record: &T) -> Vec<Option<Key>> {
        let places = self.places.iter().zip(stated);
        let columns = T::KEYS.iter().zip(record.keys()).zip(places);
        let key = |((column, value), (place, stated)): ((&KeyColumn, Option<&str>), (&Option<usize>, &_))| {
            match place.and_then(|place| row.cells.get(place)) {
                Some(Given::Set(text)) if value == Some(text) => *stated,
                _ => Some(Key::new(column, value?)),
            }
        };
        columns.map(key).collect()
    }

    fn bring(&mut self, keys: &[Option<Key>], row: u32) {
        keys.iter().flatten().for_each(|key| self.books.known.bring(*key, row));
    }

    /// The accounts that a row newly names and that entries cannot go to.
    fn unknown_accounts(&self, layout: &Layout, row: &Row<'_>, before: Option<&T>, now: &T) -> Vec<Problem> {
        let Some(chart) = self.books.chart else { return Vec::new() };
        let before = before.map(T::accounts).unwrap_or_default();
        let fresh = now.accounts().into_iter().filter(|account| !before.contains(account));
        let wrong = |(field, number): (&str, Option<&_>)| chart.check_postable(field, number?).err();
        fresh.filter_map(wrong).map(|wrong| row.wrong::<T>(layout, wrong)).collect()
    }
}

fn refused<T>(problems: Vec<Problem>) -> (Verdict<T>, Vec<Problem>) {
    (Verdict::Refused, problems)
}

fn told<T: Keyed>(layout: &Layout, row: &Row<'_>, clash: Clash) -> Problem {
    let place = T::KIND.place_of(T::KEYS[clash.key].column).unwrap_or_default();
    let mut wrong = Wrong::new(T::KEYS[clash.key].column, clash.code);
    if let Some(other) = clash.row {
        wrong = wrong.with("row", other + 1);
    }
    if let Some(other) = clash.other {
        wrong = wrong.with("other", other);
    }
    row.problem(layout, place, wrong)
}
