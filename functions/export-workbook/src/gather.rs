//! The records of an export, gathered and sorted by what they are found by: two workspaces that hold the same
//! give the same file.

use std::{
    io,
    sync::atomic::{AtomicU32, Ordering},
};

use domain::{
    ledger_account::AccountNumber, partner::Partner, product::Product, record, workspace::Workspace,
};
use store::{Store, records::Record as Stored};
use workbook::{Keyed, Spool, account::Account};

use crate::ExportError;

/// Records in a temporary file, with their places in order.
pub struct Gathered<T> {
    records: Spool<T>,
    places: Vec<(String, u64)>,
}

impl<T: Keyed> Gathered<T> {
    fn new() -> io::Result<Self> {
        Ok(Self { records: Spool::new()?, places: Vec::new() })
    }

    fn add(&mut self, record: &T) -> io::Result<()> {
        let key = record.keys().into_iter().next().flatten().map(record::found_by).unwrap_or_default();
        self.places.push((key, self.records.push(record)?));
        Ok(())
    }

    /// How many.
    pub fn count(&self) -> usize {
        self.places.len()
    }

    /// Hands them to `each`, in order.
    pub fn each<E: From<io::Error>>(mut self, mut each: impl FnMut(&T) -> Result<(), E>) -> Result<(), E> {
        self.places.sort_unstable();
        for (_, place) in self.places {
            each(&self.records.at(place)?)?;
        }
        Ok(())
    }
}

/// A kind of record that is exported.
pub trait Exported: Keyed + Send + 'static {
    /// All of the company's; `count` says how many were found so far.
    fn gather(
        store: &Store,
        company: &Workspace,
        count: &AtomicU32,
    ) -> impl Future<Output = Result<Gathered<Self>, ExportError>> + Send;
}

/// A kind that the books keep as workbooks hold it.
pub trait Whole: Keyed + Stored + 'static {}

impl Whole for Partner {}

impl Whole for Product {}

impl<T: Whole> Exported for T {
    async fn gather(
        store: &Store,
        company: &Workspace,
        count: &AtomicU32,
    ) -> Result<Gathered<Self>, ExportError> {
        let mut gathered = Gathered::new()?;
        store
            .each_record(company.id, |record: record::Recorded<T>| {
                count.fetch_add(1, Ordering::Relaxed);
                gathered.add(&record.data).map_err(ExportError::from)
            })
            .await?;
        Ok(gathered)
    }
}

impl Exported for Account {
    async fn gather(
        store: &Store,
        company: &Workspace,
        count: &AtomicU32,
    ) -> Result<Gathered<Self>, ExportError> {
        let mut gathered = Gathered::new()?;
        let account = |number: &AccountNumber, data| Self { number: number.clone(), data };
        for (number, record) in store.chart(company).await?.accounts() {
            count.fetch_add(1, Ordering::Relaxed);
            gathered.add(&account(number, record.data.clone()))?;
        }
        Ok(gathered)
    }
}
