//! The undoing of an import: each record is as it was before, unless a person changed it since.

use std::collections::HashMap;

use domain::{
    exchange::{Failure, Import, ImportState, Undo, WorkbookKind},
    ids::WorkspaceId,
    partner::Partner,
    product::Product,
    record::{Actor, Change, ChangeAction, FieldChange, RecordId, Recorded},
    workspace::Workspace,
};
use lambda::batch::Worked;
use serde_json::{Map, Value};
use store::{Page, StoreError, imports::RowWrite, records::Record};
use workbook::account::Account;

use crate::{
    App, ImportError,
    kept::Kept,
    pages::{self, Done, Prepared, Work},
    plan::PlanRow,
};

/// Entries of a record's trail that are looked through for the import's own.
const TRAIL: usize = 100;

/// Goes on with an undoing.
pub async fn go_on(app: &App, workspace: WorkspaceId, import: Import) -> Result<Worked, ImportError> {
    let Some(company) = app.store.workspace(workspace).await? else { return Ok(Worked::Done) };
    match import.kind {
        WorkbookKind::Partners => reverse::<Partner>(app, &company, import).await,
        WorkbookKind::Products => reverse::<Product>(app, &company, import).await,
        WorkbookKind::LedgerAccounts => reverse::<Account>(app, &company, import).await,
    }
}

async fn reverse<T: Kept>(app: &App, company: &Workspace, import: Import) -> Result<Worked, ImportError> {
    let Some(undo) = import.undo.clone() else { return Ok(Worked::Done) };
    let by = Actor { account: undo.by, at: app.clock.now(), import: Some(import.id) };
    let reversing = Reversing::<T> { app, company, by, kind: std::marker::PhantomData };
    pages::go_through(app, company.id, import, reversing).await
}

struct Reversing<'a, T> {
    app: &'a App,
    company: &'a Workspace,
    /// Who undoes, and which import.
    by: Actor,
    kind: std::marker::PhantomData<fn() -> T>,
}

impl<T: Kept> Reversing<'_, T> {
    async fn row(
        &self,
        row: &PlanRow,
        stored: Option<Recorded<T::Stored>>,
        last: Option<Change>,
    ) -> Result<(Done, Option<RowWrite<T::Stored>>), ImportError> {
        let standing = match last {
            Some(change) if change.action == ChangeAction::Reversed => self.standing(row).await?,
            last => last,
        };
        let ours = standing.filter(|change| change.import == self.by.import);
        Ok(match (stored, ours) {
            (Some(stored), Some(change)) if change.action == ChangeAction::Created => {
                (Done::Reversed, Some(T::removal(stored, self.by.at)))
            }
            (Some(stored), Some(change)) => match reversal(stored, &change.fields, self.by) {
                Ok(write) => (Done::Reversed, Some(write)),
                Err(error) => (unreadable(row, &error), None),
            },
            (there, _) if self.wrote(row).await? => {
                let is_there = there.and_then(T::of_stored).is_some();
                let reason = if is_there { "row-changed-since" } else { "row-record-deleted" };
                (Done::Kept(reason), None)
            }
            _ => (Done::Skipped, None),
        })
    }

    /// The change behind which a record stands, once what imports did and took back again is left out; none
    /// where so much happened since that it is not looked through.
    async fn standing(&self, row: &PlanRow) -> Result<Option<Change>, StoreError> {
        let changes = self.since(row).await?;
        let mut standing = Vec::new();
        for change in changes.items {
            match change.action {
                ChangeAction::Reversed => drop(standing.pop()),
                _ => standing.push(change),
            }
        }
        Ok(standing.pop().filter(|_| !changes.more))
    }

    async fn together(&self, rows: &[(PlanRow, u64)]) -> Result<Vec<Prepared<T::Stored>>, ImportError> {
        let (store, workspace) = (&self.app.store, self.company.id);
        let ids: Vec<RecordId> = rows.iter().map(|(row, _)| row.record.clone()).collect();
        let stored = store.records::<T::Stored>(workspace, &ids).await?;
        let versions: Vec<_> = stored.iter().map(|record| (record.id.clone(), record.version)).collect();
        let last = store.changes_of(workspace, T::Stored::KIND, &versions).await?;
        let mut last: HashMap<RecordId, Change> = last.into_iter().collect();
        let mut stored: HashMap<RecordId, _> =
            stored.into_iter().map(|record| (record.id.clone(), record)).collect();
        let mut prepared = Vec::with_capacity(rows.len());
        for (row, end) in rows {
            let (record, change) = (stored.remove(&row.record), last.remove(&row.record));
            let (done, write) = self.row(row, record, change).await?;
            prepared.push(Prepared { row: row.clone(), end: *end, done, write });
        }
        Ok(prepared)
    }

    /// Whether the import wrote the row at all.
    async fn wrote(&self, row: &PlanRow) -> Result<bool, StoreError> {
        let changes = self.since(row).await?;
        Ok(changes.items.iter().any(|change| change.import == self.by.import))
    }

    /// What was changed of a row's record since the dry run.
    async fn since(&self, row: &PlanRow) -> Result<Page<Change>, StoreError> {
        let from = row.base.unwrap_or_default();
        self.app.store.changes(self.company.id, T::Stored::KIND, &row.record, from, TRAIL).await
    }
}

/// A record that cannot be read is for a person to look at.
fn unreadable(row: &PlanRow, error: &StoreError) -> Done {
    tracing::error!(%error, record = %row.record, "a row cannot be taken back");
    Done::Failed(Failure::of("row-unreadable"))
}

/// The write that gives fields back what they were.
fn reversal<R: Record>(
    stored: Recorded<R>,
    fields: &[FieldChange],
    by: Actor,
) -> Result<RowWrite<R>, StoreError> {
    let corrupt = |error: serde_json::Error| StoreError::Corrupt(error.to_string());
    let mut data: Map<String, Value> =
        serde_json::to_value(&stored.data).and_then(serde_json::from_value).map_err(corrupt)?;
    for FieldChange { field, before, .. } in fields {
        match before {
            Some(before) => drop(data.insert(field.clone(), before.clone())),
            None => drop(data.remove(field)),
        }
    }
    let data: R = serde_json::from_value(Value::Object(data)).map_err(corrupt)?;
    let after = stored.changed(by.at, data);
    let (before, after, action) = (Some(stored), Some(after), ChangeAction::Reversed);
    Ok(RowWrite { before, after, action, unposted: None, unused: false })
}

impl<T: Kept> Work for Reversing<'_, T> {
    type Stored = T::Stored;

    fn actor(&self) -> Actor {
        self.by
    }

    /// One record that cannot be read does not keep the others from being taken back. Where none can, it is
    /// not the records that are wrong.
    async fn prepare(&mut self, rows: Vec<(PlanRow, u64)>) -> Result<Vec<Prepared<T::Stored>>, ImportError> {
        match self.together(&rows).await {
            Err(ImportError::Store(StoreError::Corrupt(_))) => {}
            prepared => return prepared,
        }
        let (mut prepared, mut wrong) = (Vec::with_capacity(rows.len()), Vec::new());
        for (row, end) in rows {
            match self.together(&[(row.clone(), end)]).await {
                Err(ImportError::Store(error @ StoreError::Corrupt(_))) => {
                    let done = unreadable(&row, &error);
                    prepared.push(Prepared { row, end, done, write: None });
                    wrong.push(error);
                }
                one => prepared.extend(one?),
            }
        }
        match wrong.pop() {
            Some(error) if prepared.len() > 1 && wrong.len() + 1 == prepared.len() => Err(error.into()),
            _ => Ok(prepared),
        }
    }

    async fn refusal(&mut self, prepared: &Prepared<T::Stored>) -> Result<Failure, StoreError> {
        let (workspace, record) = (self.company.id, &prepared.row.record);
        let used = self.app.store.is_used(workspace, T::Stored::KIND, record).await?;
        Ok(Failure::of(if used { "record-in-use" } else { "name-taken" }))
    }

    fn behind(&self, import: &Import, done: &[&Done], place: u64) -> Import {
        let undo = import.undo.clone().map(|mut undo| {
            for done in done {
                match done {
                    Done::Reversed => undo.reversed += 1,
                    Done::Kept(_) => undo.kept += 1,
                    Done::Failed(_) => undo.failed += 1,
                    _ => undo.skipped += 1,
                }
            }
            Undo { offset: place, ..undo }
        });
        Import { undo, ..import.clone() }
    }

    fn place(&self, import: &Import) -> u64 {
        import.undo.as_ref().map_or(0, |undo| undo.offset)
    }

    fn ended(&self, import: Import) -> Import {
        let undo = import.undo.map(|undo| Undo { ended_at: Some(self.by.at), ..undo });
        Import { state: ImportState::Undone, undo, ..import }
    }

    fn tells(&self, done: &Done) -> bool {
        matches!(done, Done::Reversed | Done::Kept(_) | Done::Failed(_))
    }
}
