//! The commit of a checked file: first the books have to be as the dry run saw them, then the rows are
//! written.

use std::collections::{BTreeSet, HashMap};

use domain::{
    chart::Chart,
    exchange::{Check, Commit, CommitMode, Failure, Import, ImportState, WorkbookKind},
    ids::WorkspaceId,
    ledger_account::AccountNumber,
    partner::Partner,
    product::Product,
    record::{Actor, ChangeAction, RecordId, RecordKind, Recorded},
    workspace::Workspace,
};
use lambda::batch::Worked;
use store::{
    StoreError,
    imports::{RowWrite, Then},
    records::{Marked, Used},
};
use workbook::account::Account;

use crate::{
    App, ImportError,
    check::{self, Checked},
    kept::Kept,
    pages::{self, Done, Prepared, Work},
    plan::PlanRow,
    worked,
};

/// Goes on with a commit.
pub async fn go_on(app: &App, workspace: WorkspaceId, import: Import) -> Result<Worked, ImportError> {
    let Some(commit) = &import.commit else { return Ok(Worked::Done) };
    if !commit.confirmed {
        let checked = check::check(app, workspace, &import).await?;
        let next = Import { sequence: import.sequence + 1, ..confirmed(&import, commit, checked) };
        let then = match next.state {
            ImportState::Committing => Then::Announce(&app.outbox),
            _ => Then::Unlock,
        };
        return worked(app.store.save_import(workspace, &import, &next, then).await);
    }
    let Some(company) = app.store.workspace(workspace).await? else { return Ok(Worked::Done) };
    match import.kind {
        WorkbookKind::Partners => write::<Partner>(app, &company, import).await,
        WorkbookKind::Products => write::<Product>(app, &company, import).await,
        WorkbookKind::LedgerAccounts => write::<Account>(app, &company, import).await,
    }
}

/// The import after the dry run was made once more: it goes on if that came to the same; else whoever
/// committed has to look at the new one.
fn confirmed(import: &Import, commit: &Commit, checked: Checked) -> Import {
    let same = |check: &Check| import.check.as_ref().is_some_and(|seen| seen.token == check.token);
    let whole = |check: &Check| commit.mode == CommitMode::ValidRows || check.counts.refused == 0;
    match checked {
        Checked::Done(check) if same(&check) && whole(&check) => {
            let commit = Commit { confirmed: true, ..commit.clone() };
            Import { commit: Some(commit), check: Some(check), ..import.clone() }
        }
        other => other.laid_on(Import { commit: None, overtaken: true, ..import.clone() }),
    }
}

async fn write<T: Kept>(app: &App, company: &Workspace, import: Import) -> Result<Worked, ImportError> {
    let Some(commit) = import.commit.clone() else { return Ok(Worked::Done) };
    let chart = app.store.chart(company).await?;
    let numbers = chart.numbers().clone();
    let accounts = Accounts { chart, numbers, marked: HashMap::new() };
    let by = Actor { account: commit.by, at: app.clock.now(), import: Some(import.id) };
    let writing = Writing::<T> { app, company, by, accounts, kind: std::marker::PhantomData };
    pages::go_through(app, company.id, import, writing).await
}

/// The ledger accounts of the company while rows are written.
struct Accounts {
    chart: Chart,
    /// Their numbers, those that rows made included.
    numbers: BTreeSet<AccountNumber>,
    /// Those that were marked as in use, or are not there.
    marked: HashMap<AccountNumber, bool>,
}

struct Writing<'a, T> {
    app: &'a App,
    company: &'a Workspace,
    by: Actor,
    accounts: Accounts,
    kind: std::marker::PhantomData<fn() -> T>,
}

impl<T: Kept> Writing<'_, T> {
    /// What is to be done about a row, with what is kept of its record.
    async fn row(
        &mut self,
        row: &PlanRow,
        stored: Option<Recorded<T::Stored>>,
    ) -> Result<(Done, Option<RowWrite<T::Stored>>), ImportError> {
        let current = stored.clone().and_then(T::of_stored);
        if current.is_none() && row.base.is_some() {
            return Ok((Done::Failed(Failure::of("row-record-deleted")), None));
        }
        let before = current.as_ref().map(|current| &current.data);
        let cells = row.given(T::KIND);
        let data = match T::applied(before, &cells, self.company.country) {
            Ok(data) => data,
            Err(_) => return Ok((Done::Failed(Failure::of("row-no-longer-valid")), None)),
        };
        if before == Some(&data) {
            return Ok((Done::Unchanged, None));
        }
        if !self.name_accounts(before, &data).await? {
            return Ok((Done::Failed(Failure::of("account-unknown")), None));
        }
        let made = current.is_none();
        let unposted = if made { self.unposted(&row.record) } else { None };
        let data = data.into_stored(&row.record);
        let after = match &stored {
            Some(stored) => stored.changed(self.by.at, data),
            None => Recorded::new(row.record.clone(), self.by.at, data),
        };
        let action = if made { ChangeAction::Created } else { ChangeAction::Changed };
        let write = RowWrite { before: stored, after: Some(after), action, unposted, unused: false };
        Ok((if made { Done::New } else { Done::Changed }, Some(write)))
    }

    /// Marks the accounts that a row newly names as in use; whether all are there.
    async fn name_accounts(&mut self, before: Option<&T>, now: &T) -> Result<bool, StoreError> {
        let before = before.map(T::accounts).unwrap_or_default();
        for account in now.accounts().into_iter().filter(|account| !before.contains(account)) {
            let (_, Some(number)) = account else { continue };
            let there = match self.accounts.marked.get(number) {
                Some(there) => *there,
                None => self.mark(number).await?,
            };
            if !there {
                return Ok(false);
            }
        }
        Ok(true)
    }

    async fn mark(&mut self, number: &AccountNumber) -> Result<bool, StoreError> {
        let used = Used {
            kind: RecordKind::LedgerAccount,
            id: RecordId::of_parts(&[number.as_str()]),
            by_default: self.accounts.chart.is_by_default(number),
            posted: false,
        };
        let marked = self.app.store.mark_used(self.company.id, &[used]).await?;
        let there = !matches!(marked, Marked::Missing(_));
        self.accounts.marked.insert(number.clone(), there);
        Ok(there)
    }

    /// The account above a new one; none of other kinds.
    fn unposted(&mut self, record: &RecordId) -> Option<RecordId> {
        if T::KIND != workbook::Kind::LedgerAccounts {
            return None;
        }
        let number = AccountNumber::parse(record.as_str()).ok()?;
        let parent = number.parent_among(&self.accounts.numbers);
        let parent = parent.map(|parent| RecordId::of_parts(&[parent.as_str()]));
        self.accounts.numbers.insert(number);
        parent
    }
}

impl<T: Kept> Work for Writing<'_, T> {
    type Stored = T::Stored;

    fn actor(&self) -> Actor {
        self.by
    }

    async fn prepare(&mut self, rows: Vec<(PlanRow, u64)>) -> Result<Vec<Prepared<T::Stored>>, ImportError> {
        let may_be_there = |row: &PlanRow| row.base.is_some() || T::KIND == workbook::Kind::LedgerAccounts;
        let ids: Vec<RecordId> =
            rows.iter().filter(|(row, _)| may_be_there(row)).map(|(row, _)| row.record.clone()).collect();
        let mut stored = match ids.is_empty() {
            true => HashMap::new(),
            false => T::bases(&self.app.store, self.company, &ids).await?,
        };
        let mut prepared = Vec::with_capacity(rows.len());
        for (row, end) in rows {
            let (done, write) = self.row(&row, stored.remove(&row.record)).await?;
            prepared.push(Prepared { row, end, done, write });
        }
        Ok(prepared)
    }

    async fn refusal(&mut self, prepared: &Prepared<T::Stored>) -> Result<Failure, StoreError> {
        if prepared.done == Done::New
            && let Ok(number) = AccountNumber::parse(prepared.row.record.as_str())
        {
            self.accounts.numbers.remove(&number);
        }
        let parent = prepared.write.as_ref().and_then(|write| write.unposted.as_ref());
        Ok(match parent {
            Some(parent) if self.app.store.is_posted(self.company.id, parent).await? => {
                Failure::of("account-parent-used").with("parent", parent)
            }
            _ if prepared.done == Done::New => Failure::of("name-taken"),
            _ => Failure::of("version-changed"),
        })
    }

    fn behind(&self, import: &Import, done: &[&Done], place: u64) -> Import {
        let commit = import.commit.clone().map(|mut commit| {
            for done in done {
                match done {
                    Done::New => commit.new += 1,
                    Done::Changed => commit.changed += 1,
                    Done::Failed(_) => commit.failed += 1,
                    _ => commit.unchanged += 1,
                }
            }
            Commit { offset: place, ..commit }
        });
        Import { commit, ..import.clone() }
    }

    fn place(&self, import: &Import) -> u64 {
        import.commit.as_ref().map_or(0, |commit| commit.offset)
    }

    fn ended(&self, import: Import) -> Import {
        let commit = import.commit.map(|commit| Commit { ended_at: Some(self.by.at), ..commit });
        Import { state: ImportState::Committed, commit, ..import }
    }

    fn tells(&self, done: &Done) -> bool {
        matches!(done, Done::Failed(_))
    }
}
