//! The kinds of records as the books keep them.

use std::{
    collections::{BTreeSet, HashMap},
    io,
};

use domain::{
    chart::{Chart, LedgerAccount},
    ids::JobId,
    ledger_account::AccountNumber,
    partner::{self, Partner},
    product::Product,
    record::{ChangeAction, RecordId, Recorded},
    workspace::Workspace,
};
use jiff::Timestamp;
use store::{Store, StoreError, imports::RowWrite, records::Record};
use workbook::{Keyed, Known, account::Account};

use crate::ImportError;

/// Records by their identifiers.
pub type Bases<T> = HashMap<RecordId, Recorded<T>>;

/// A kind of record that is imported.
pub trait Kept: Keyed + Send + Sync + 'static {
    /// As the books keep it.
    type Stored: Record + 'static;

    /// A kept record with what its identifier says; none where it was taken out.
    fn of_stored(record: Recorded<Self::Stored>) -> Option<Recorded<Self>>;

    /// What is kept of it.
    fn into_stored(self, id: &RecordId) -> Self::Stored;

    /// The identifier of the new record that a row makes.
    fn new_id(&self, import: JobId, row: u32) -> RecordId;

    /// The write that takes a record away.
    fn removal(record: Recorded<Self::Stored>, now: Timestamp) -> RowWrite<Self::Stored>;

    /// Hands every record of the books to `each`.
    fn all(
        store: &Store,
        company: &Workspace,
        chart: &Chart,
        each: impl FnMut(&Recorded<Self>) -> io::Result<()> + Send,
    ) -> impl Future<Output = Result<(), ImportError>> + Send;

    /// The accounts that entries went to, where new records have to fit below accounts.
    fn posted(
        store: &Store,
        company: &Workspace,
    ) -> impl Future<Output = Result<BTreeSet<AccountNumber>, StoreError>> + Send;

    /// The records of these identifiers, taken out or not.
    fn bases(
        store: &Store,
        company: &Workspace,
        ids: &[RecordId],
    ) -> impl Future<Output = Result<Bases<Self::Stored>, StoreError>> + Send;
}

/// All records of the books, to be found by their keys.
pub async fn known<T: Kept>(
    store: &Store,
    company: &Workspace,
    chart: &Chart,
) -> Result<Known<T>, ImportError> {
    let mut known = Known::new()?;
    T::all(store, company, chart, |record| known.add(record)).await?;
    Ok(known)
}

/// A kind that the books keep as workbooks hold it.
pub trait Whole: Keyed + Record + 'static {
    /// The record with what its identifier says.
    fn named(self, id: &RecordId) -> Self;
}

impl Whole for Partner {
    fn named(self, id: &RecordId) -> Self {
        let code = self.code.clone().unwrap_or_else(|| partner::code_of(id));
        Self { code: Some(code), ..self }
    }
}

impl Whole for Product {
    fn named(self, _id: &RecordId) -> Self {
        self
    }
}

impl<T: Whole> Kept for T {
    type Stored = T;

    fn of_stored(record: Recorded<T>) -> Option<Recorded<T>> {
        Some(record)
    }

    fn into_stored(self, id: &RecordId) -> T {
        self.named(id)
    }

    fn new_id(&self, import: JobId, row: u32) -> RecordId {
        RecordId::digest([import.0.as_bytes().as_slice(), &row.to_be_bytes()])
    }

    fn removal(record: Recorded<T>, _now: Timestamp) -> RowWrite<T> {
        let (before, after, action) = (Some(record), None, ChangeAction::Deleted);
        RowWrite { before, after, action, unposted: None, unused: true }
    }

    async fn all(
        store: &Store,
        company: &Workspace,
        _chart: &Chart,
        mut each: impl FnMut(&Recorded<T>) -> io::Result<()> + Send,
    ) -> Result<(), ImportError> {
        store.each_record(company.id, |record: Recorded<T>| Ok(each(&record)?)).await
    }

    async fn posted(_store: &Store, _company: &Workspace) -> Result<BTreeSet<AccountNumber>, StoreError> {
        Ok(BTreeSet::new())
    }

    async fn bases(store: &Store, company: &Workspace, ids: &[RecordId]) -> Result<Bases<T>, StoreError> {
        let records = store.records::<T>(company.id, ids).await?;
        Ok(records.into_iter().map(|record| (record.id.clone(), record)).collect())
    }
}

impl Kept for Account {
    type Stored = LedgerAccount;

    fn of_stored(record: Recorded<LedgerAccount>) -> Option<Recorded<Self>> {
        let number = AccountNumber::parse(record.id.as_str()).ok()?;
        let there = !record.data.removed;
        there.then(|| record.map(|data| Self { number, data }))
    }

    fn into_stored(self, _id: &RecordId) -> LedgerAccount {
        self.data
    }

    fn new_id(&self, _import: JobId, _row: u32) -> RecordId {
        RecordId::of_parts(&[self.number.as_str()])
    }

    fn removal(record: Recorded<LedgerAccount>, now: Timestamp) -> RowWrite<LedgerAccount> {
        let after = record.changed(now, LedgerAccount { removed: true, ..record.data.clone() });
        let (before, after, action) = (Some(record), Some(after), ChangeAction::Deleted);
        RowWrite { before, after, action, unposted: None, unused: true }
    }

    async fn all(
        _store: &Store,
        _company: &Workspace,
        chart: &Chart,
        mut each: impl FnMut(&Recorded<Self>) -> io::Result<()> + Send,
    ) -> Result<(), ImportError> {
        for (_, account) in chart.accounts() {
            Self::of_stored(account.clone()).iter().try_for_each(&mut each)?;
        }
        Ok(())
    }

    async fn posted(store: &Store, company: &Workspace) -> Result<BTreeSet<AccountNumber>, StoreError> {
        store.posted(company.id).await
    }

    async fn bases(
        store: &Store,
        company: &Workspace,
        ids: &[RecordId],
    ) -> Result<Bases<LedgerAccount>, StoreError> {
        // Of the default chart, with no more laid over it than what is asked for.
        let stored = store.records(company.id, ids).await?;
        let chart = Chart::new(company.country, company.created_at, stored);
        let numbers = ids.iter().filter_map(|id| AccountNumber::parse(id.as_str()).ok());
        let accounts = numbers.filter_map(|number| chart.ever(&number).cloned());
        Ok(accounts.map(|account| (account.id.clone(), account)).collect())
    }
}
