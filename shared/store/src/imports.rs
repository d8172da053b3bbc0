//! Imports of Excel files: how far each is, and the rows that it writes or takes back, page by page. A page
//! and the checkpoint behind it are one transaction, so that a row is neither lost nor written twice.

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem};
use domain::{
    audit::{AuditAction, AuditEntry},
    exchange::{Import, RowOutcome, WorkbookKind},
    ids::{JobId, WorkspaceId},
    record::{Actor, ChangeAction, RecordId, Recorded},
};
use serde::{Deserialize, Serialize};

use crate::{
    error::StoreError,
    keys::{self, WorkspacePartition},
    outbox::{Outbox, OutboxEvent},
    records::Record,
    table::{Page, Store, number, part, to_item},
};

/// What is done, beside the import itself, when it is written.
#[derive(Clone, Copy, Debug)]
pub enum Then<'o> {
    /// Nothing.
    Wait,
    /// It is announced.
    Announce(&'o Outbox),
    /// It takes the records of its kind for itself, and is announced. A conflict says, too, that another
    /// import has them.
    Lock(&'o Outbox),
    /// It lets go of them.
    Unlock,
}

/// A record that a row makes, changes or takes away.
#[derive(Clone, Debug)]
pub struct RowWrite<T> {
    /// What is there.
    pub before: Option<Recorded<T>>,
    /// What is to be there.
    pub after: Option<Recorded<T>>,
    /// What the trail calls it.
    pub action: ChangeAction,
    /// An account that no entries may have gone to: one is put below it.
    pub unposted: Option<RecordId>,
    /// Whether nothing may use the record.
    pub unused: bool,
}

impl<T: Record> RowWrite<T> {
    /// Writes of a transaction that it takes.
    pub fn writes(&self) -> usize {
        let names = |record: &Option<Recorded<T>>| {
            record.as_ref().map(|record| record.data.names()).unwrap_or_default()
        };
        let (old, new) = (names(&self.before), names(&self.after));
        let renamed = new.iter().filter(|name| !old.contains(name)).count()
            + old.iter().filter(|name| !new.contains(name)).count();
        // The record, its entry of the trail, its names and what is checked.
        2 + renamed + usize::from(self.unposted.is_some()) + usize::from(self.unused)
    }
}

#[derive(Serialize, Deserialize)]
struct Lock {
    import: JobId,
}

#[derive(Serialize, Deserialize)]
struct Told {
    rows: Vec<RowOutcome>,
}

impl Store {
    /// Keeps an import that was asked for. A conflict says that it is there.
    pub async fn add_import(&self, workspace: WorkspaceId, import: &Import) -> Result<(), StoreError> {
        let put = self.put(to_item(&keys::import(workspace, import.id), import)?);
        self.write(put.condition_expression("attribute_not_exists(pk)")).await
    }

    /// The import.
    pub async fn import(&self, workspace: WorkspaceId, import: JobId) -> Result<Option<Import>, StoreError> {
        self.get(&keys::import(workspace, import)).await
    }

    /// The imports of a workspace, newest first.
    pub async fn imports(&self, workspace: WorkspaceId) -> Result<Vec<Import>, StoreError> {
        let partition = WorkspacePartition::Imports.of(workspace);
        self.newest_first(&partition, |import: &Import| (import.asked_at, import.id)).await
    }

    /// Which import is at work on the records of a kind, if one is.
    pub async fn import_at_work(
        &self,
        workspace: WorkspaceId,
        kind: WorkbookKind,
    ) -> Result<Option<JobId>, StoreError> {
        let lock: Option<Lock> = self.get(&keys::import_lock(workspace, kind.records())).await?;
        Ok(lock.map(|lock| lock.import))
    }

    /// Replaces `before`, whose next sequence `after` bears. A conflict says that somebody else did so first.
    pub async fn save_import(
        &self,
        workspace: WorkspaceId,
        before: &Import,
        after: &Import,
        then: Then<'_>,
    ) -> Result<(), StoreError> {
        self.transact(self.import_writes(workspace, before, after, then)?).await
    }

    /// Announces an import once more, as long as it is of that sequence: its message may be lost.
    pub async fn announce_import(
        &self,
        workspace: WorkspaceId,
        import: &Import,
        outbox: &Outbox,
    ) -> Result<(), StoreError> {
        let check = self
            .check(&keys::import(workspace, import.id))
            .condition_expression("#sequence = :sequence")
            .expression_attribute_names("#sequence", "sequence")
            .expression_attribute_values(":sequence", number(import.sequence));
        let entry = outbox.entry(&OutboxEvent::import(workspace, import)?)?;
        self.transact(vec![part!(condition_check, check), entry]).await
    }

    /// Writes how many rows were read, while the import is of that sequence.
    pub async fn note_rows_read(
        &self,
        workspace: WorkspaceId,
        import: &Import,
        rows: u32,
    ) -> Result<(), StoreError> {
        let update = self
            .update(&keys::import(workspace, import.id))
            .update_expression("SET rows_read = :rows")
            .condition_expression("#sequence = :sequence")
            .expression_attribute_names("#sequence", "sequence")
            .expression_attribute_values(":sequence", number(import.sequence))
            .expression_attribute_values(":rows", number(rows));
        self.apply(update).await
    }

    /// Writes a page of rows together with how far the import is after it. A conflict says that somebody else
    /// did so first, or that a row cannot be written as it is.
    pub async fn write_rows<T: Record>(
        &self,
        workspace: WorkspaceId,
        (before, after): (&Import, &Import),
        rows: &[RowWrite<T>],
        told: &[RowOutcome],
        by: Actor,
        then: Then<'_>,
    ) -> Result<(), StoreError> {
        let mut writes = self.import_writes(workspace, before, after, then)?;
        for row in rows {
            writes.extend(self.row_writes(workspace, row, by)?);
        }
        if !told.is_empty() {
            let key = keys::imported_rows(workspace, after.id, after.sequence);
            writes.push(part!(put, self.put(to_item(&key, &Told { rows: told.to_vec() })?)));
        }
        self.transact(without_repeated_checks(writes)).await
    }

    /// What is to be told of an import's rows, of the pages behind a sequence.
    pub async fn imported_rows(
        &self,
        workspace: WorkspaceId,
        import: JobId,
        behind: u32,
        pages: i32,
    ) -> Result<Page<(u32, Vec<RowOutcome>)>, StoreError> {
        let (from, to) = (
            keys::imported_rows(workspace, import, behind.saturating_add(1)),
            keys::imported_rows(workspace, import, u32::MAX),
        );
        let query = self.db.query().table_name(&self.table).consistent_read(true).limit(pages);
        let answer = query
            .key_condition_expression("pk = :pk AND sk BETWEEN :from AND :to")
            .expression_attribute_values(":pk", AttributeValue::S(from.partition))
            .expression_attribute_values(":from", AttributeValue::S(from.sort))
            .expression_attribute_values(":to", AttributeValue::S(to.sort))
            .send()
            .await?;
        let more = answer.last_evaluated_key.is_some();
        let items = answer.items.unwrap_or_default().into_iter().map(|item| {
            let sort = item.get(keys::SORT).and_then(|sort| sort.as_s().ok().cloned()).unwrap_or_default();
            let sequence = sort.rsplit('#').next().and_then(|sequence| sequence.parse().ok());
            let told: Told = crate::table::from_item(item)?;
            let sequence = sequence.ok_or(StoreError::Corrupt(sort))?;
            Ok((sequence, told.rows))
        });
        Ok(Page { items: items.collect::<Result<_, StoreError>>()?, more })
    }

    fn import_writes(
        &self,
        workspace: WorkspaceId,
        before: &Import,
        after: &Import,
        then: Then<'_>,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let put = self
            .put(to_item(&keys::import(workspace, after.id), after)?)
            .condition_expression("#sequence = :sequence")
            .expression_attribute_names("#sequence", "sequence")
            .expression_attribute_values(":sequence", number(before.sequence));
        let mut writes = vec![part!(put, put)];
        let lock = keys::import_lock(workspace, after.kind.records());
        let ours = AttributeValue::S(after.id.to_string());
        match then {
            Then::Wait => {}
            Then::Announce(outbox) => writes.push(outbox.entry(&OutboxEvent::import(workspace, after)?)?),
            Then::Lock(outbox) => {
                writes.push(outbox.entry(&OutboxEvent::import(workspace, after)?)?);
                let put = self.put(to_item(&lock, &Lock { import: after.id })?);
                writes.push(part!(put, put.condition_expression("attribute_not_exists(pk)")));
                if let Some(entry) = entry_of(after) {
                    writes.push(self.audit_put(workspace, &entry, &after.id.to_string())?);
                }
            }
            Then::Unlock => {
                let delete = self
                    .delete(&lock)
                    .condition_expression("#import = :import")
                    .expression_attribute_names("#import", "import");
                writes.push(part!(delete, delete.expression_attribute_values(":import", ours)));
            }
        }
        Ok(writes)
    }

    fn row_writes<T: Record>(
        &self,
        workspace: WorkspaceId,
        row: &RowWrite<T>,
        by: Actor,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let (id, mut writes) = match (&row.before, &row.after) {
            (None, None) => return Ok(Vec::new()),
            (None, Some(after)) => (&after.id, self.addition(workspace, after, by, None)?),
            (Some(before), Some(after)) => {
                (&after.id, self.change(workspace, before, after, row.action, by)?)
            }
            // That nothing uses it is checked already.
            (Some(before), None) => return self.removal(workspace, before, by),
        };
        if row.unused {
            writes.push(self.unused(workspace, T::KIND, id)?);
        }
        if let Some(parent) = &row.unposted {
            writes.push(self.absent(&keys::posted(workspace, parent))?);
        }
        Ok(writes)
    }
}

/// What the audit log says of an import that was committed or undone.
fn entry_of(import: &Import) -> Option<AuditEntry> {
    let kind = import.kind.records().name();
    if let Some(undo) = &import.undo {
        return Some(AuditEntry::new(undo.by, undo.at, AuditAction::ImportUndone, kind));
    }
    let commit = import.commit.as_ref()?;
    Some(AuditEntry::new(commit.by, commit.at, AuditAction::Imported, kind))
}

/// DynamoDB takes each item once in a transaction; several rows may ask for the same check.
fn without_repeated_checks(writes: Vec<TransactWriteItem>) -> Vec<TransactWriteItem> {
    let mut unique: Vec<TransactWriteItem> = Vec::with_capacity(writes.len());
    for write in writes {
        let repeated = write.condition_check().is_some() && unique.contains(&write);
        if !repeated {
            unique.push(write);
        }
    }
    unique
}
