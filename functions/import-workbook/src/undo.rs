//! The undoing of an import: each record is as it was before, unless a person changed it since.

use std::collections::HashMap;

use domain::{
    exchange::{Import, ImportState, Undo, WorkbookKind},
    ids::{JobId, WorkspaceId},
    partner::Partner,
    product::Product,
    record::{Actor, Change, ChangeAction, FieldChange, RecordId, Recorded},
    workspace::Workspace,
};
use serde_json::{Map, Value};
use store::{StoreError, imports::RowWrite, records::Record};
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
pub async fn go_on(app: &App, workspace: WorkspaceId, import: Import) -> Result<(), ImportError> {
    let Some(company) = app.store.workspace(workspace).await? else { return Ok(()) };
    match import.kind {
        WorkbookKind::Partners => reverse::<Partner>(app, &company, import).await,
        WorkbookKind::Products => reverse::<Product>(app, &company, import).await,
        WorkbookKind::LedgerAccounts => reverse::<Account>(app, &company, import).await,
    }
}

async fn reverse<T: Kept>(app: &App, company: &Workspace, import: Import) -> Result<(), ImportError> {
    let Some(undo) = import.undo.clone() else { return Ok(()) };
    // What is taken back is not the import's doing: its own changes are told by its name.
    let by = Actor::person(undo.by, app.clock.now());
    let reversing = Reversing::<T> { app, company, by, import: import.id, kind: std::marker::PhantomData };
    pages::go_through(app, company.id, import, reversing).await
}

struct Reversing<'a, T> {
    app: &'a App,
    company: &'a Workspace,
    by: Actor,
    import: JobId,
    kind: std::marker::PhantomData<fn() -> T>,
}

impl<T: Kept> Reversing<'_, T> {
    async fn row(
        &self,
        row: &PlanRow,
        stored: Option<Recorded<T::Stored>>,
        last: Option<Change>,
    ) -> Result<(Done, Option<RowWrite<T::Stored>>), ImportError> {
        let ours = last.filter(|change| change.import == Some(self.import));
        match (stored, ours) {
            (Some(stored), Some(change)) => {
                let write = match change.action {
                    ChangeAction::Created => T::removal(stored, self.by.at),
                    _ => reversal(stored, &change.fields, self.by)?,
                };
                Ok((Done::Reversed, Some(write)))
            }
            (there, _) => {
                let reason = if there.is_some() { "row-changed-since" } else { "row-record-deleted" };
                let written = self.wrote(row).await?;
                Ok((if written { Done::Kept(reason) } else { Done::Skipped }, None))
            }
        }
    }

    /// Whether the import wrote the row at all.
    async fn wrote(&self, row: &PlanRow) -> Result<bool, StoreError> {
        let kind = T::Stored::KIND;
        let from = row.base.unwrap_or_default();
        let changes = self.app.store.changes(self.company.id, kind, &row.record, from, TRAIL).await?;
        Ok(changes.items.iter().any(|change| change.import == Some(self.import)))
    }
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
    let (before, after, action) = (Some(stored), Some(after), ChangeAction::Changed);
    Ok(RowWrite { before, after, action, unposted: None, unused: false })
}

impl<T: Kept> Work for Reversing<'_, T> {
    type Stored = T::Stored;

    fn actor(&self) -> Actor {
        self.by
    }

    async fn prepare(&mut self, rows: Vec<(PlanRow, u64)>) -> Result<Vec<Prepared<T::Stored>>, ImportError> {
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
            let (done, write) = self.row(&row, record, change).await?;
            prepared.push(Prepared { row, end, done, write });
        }
        Ok(prepared)
    }

    async fn refusal(&self, prepared: &Prepared<T::Stored>) -> Result<Done, StoreError> {
        let (workspace, record) = (self.company.id, &prepared.row.record);
        let used = self.app.store.is_used(workspace, T::Stored::KIND, record).await?;
        Ok(Done::Failed(if used { "record-in-use" } else { "name-taken" }.into()))
    }

    fn behind(&self, import: &Import, done: &[&Done], place: u64) -> Import {
        let undo = import.undo.clone().map(|mut undo| {
            for done in done {
                match done {
                    Done::Reversed => undo.reversed += 1,
                    Done::Kept(_) => undo.kept += 1,
                    Done::Failed(_) => undo.failed += 1,
                    _ => {}
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
