//! The records of the books: each with its names, its version and its trail, written together.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem};
use domain::{
    chart::LedgerAccount,
    ids::WorkspaceId,
    ledger_account::AccountNumber,
    record::{Actor, ChangeAction, RecordId, RecordKind, Recorded, differences},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

use crate::{
    error::StoreError,
    keys::{self, WorkspacePartition},
    table::{Item, Store, number, part, to_item},
    trail::Entry,
};

/// What is kept as a record.
pub trait Record: Clone + Serialize + DeserializeOwned + Send + Sync {
    /// Its kind.
    const KIND: RecordKind;
    /// Whether lists are in the order of [`Record::listed`], newest first, rather than by identifier.
    const LISTED: bool = false;

    /// Under which names it is found, beside its identifier.
    fn names(&self) -> Vec<Name> {
        Vec::new()
    }

    /// Its place in lists, if it says so itself.
    fn listed(&self) -> Option<String> {
        None
    }
}

/// A name of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The field that bears it.
    pub field: &'static str,
    /// The name in the form in which it is compared.
    pub value: String,
    /// Whether no other record of the kind may bear it.
    pub unique: bool,
}

/// A record that something is about to use.
#[derive(Clone, Debug)]
pub struct Used {
    /// Its kind.
    pub kind: RecordKind,
    /// It.
    pub id: RecordId,
    /// Whether it is there by default, without being stored.
    pub by_default: bool,
    /// Whether entries go to it, which is more than being named.
    pub posted: bool,
}

/// Whether records could be marked as in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marked {
    /// All were already.
    Before,
    /// At least one is so only now.
    Now,
    /// The one at this place is not there.
    Missing(usize),
}

impl Marked {
    /// The place of the first that is not there.
    pub fn missing(self) -> Option<usize> {
        match self {
            Self::Before | Self::Now => None,
            Self::Missing(place) => Some(place),
        }
    }
}

impl Used {
    /// A record that is stored.
    pub fn stored(kind: RecordKind, id: &RecordId) -> Self {
        Self { kind, id: id.clone(), by_default: false, posted: false }
    }

    fn mark(&self, workspace: WorkspaceId) -> keys::Key {
        match self.posted {
            true => keys::posted(workspace, &self.id),
            false => keys::usage(workspace, self.kind, &self.id),
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Named {
    record: RecordId,
}

impl Store {
    /// The record.
    pub async fn record<T: Record>(
        &self,
        workspace: WorkspaceId,
        id: &RecordId,
    ) -> Result<Option<Recorded<T>>, StoreError> {
        self.get(&keys::record(workspace, T::KIND, id)).await
    }

    /// The records of a kind that bear the name, one at most where it is unique.
    pub async fn named<T: Record>(
        &self,
        workspace: WorkspaceId,
        field: &'static str,
        value: &str,
    ) -> Result<Vec<RecordId>, StoreError> {
        let prefix = keys::name_prefix(T::KIND, field, value);
        let named: Vec<Named> = self.query(&keys::WorkspacePartition::Names.of(workspace), &prefix).await?;
        Ok(named.into_iter().map(|named| named.record).collect())
    }

    /// Makes a record. A conflict says that it is there, or that another bears one of its names.
    pub async fn add_record<T: Record>(
        &self,
        workspace: WorkspaceId,
        record: &Recorded<T>,
        by: Actor,
        request: Option<&str>,
    ) -> Result<(), StoreError> {
        self.transact(self.addition(workspace, record, by, request)?).await
    }

    /// Changes a record. A conflict says that it is not of that version any more, or that another bears one
    /// of its names.
    pub async fn change_record<T: Record>(
        &self,
        workspace: WorkspaceId,
        before: &Recorded<T>,
        data: T,
        by: Actor,
    ) -> Result<Recorded<T>, StoreError> {
        let after = before.changed(by.at, data);
        self.transact(self.change(workspace, before, &after, ChangeAction::Changed, by)?).await?;
        Ok(after)
    }

    /// Deletes a record. A conflict says that it is not of that version any more, or that it is in use.
    pub async fn remove_record<T: Record>(
        &self,
        workspace: WorkspaceId,
        before: &Recorded<T>,
        by: Actor,
    ) -> Result<(), StoreError> {
        self.transact(self.removal(workspace, before, by)?).await
    }

    /// Adds an account to the chart, or brings back one that was taken out. A conflict says that it is there,
    /// or that entries went to `parent` meanwhile: what is above others takes none.
    pub async fn add_account(
        &self,
        workspace: WorkspaceId,
        account: &Recorded<LedgerAccount>,
        removed: Option<&Recorded<LedgerAccount>>,
        parent: Option<&RecordId>,
        by: Actor,
    ) -> Result<(), StoreError> {
        let mut writes = match removed {
            Some(removed) => self.change(workspace, removed, account, ChangeAction::Created, by)?,
            None => self.addition(workspace, account, by, None)?,
        };
        if let Some(parent) = parent {
            writes.push(self.absent(&keys::posted(workspace, parent))?);
        }
        self.transact(writes).await
    }

    /// Whether entries went to an account.
    pub async fn is_posted(&self, workspace: WorkspaceId, account: &RecordId) -> Result<bool, StoreError> {
        let item: Option<serde::de::IgnoredAny> = self.get(&keys::posted(workspace, account)).await?;
        Ok(item.is_some())
    }

    /// The accounts that entries went to.
    pub async fn posted(&self, workspace: WorkspaceId) -> Result<BTreeSet<AccountNumber>, StoreError> {
        let prefix = keys::posted_prefix();
        let marks = self.items(&WorkspacePartition::Usage.of(workspace), prefix).await?;
        let number = |mark: &Item| {
            let sort = mark.get(keys::SORT)?.as_s().ok()?;
            AccountNumber::parse(sort.strip_prefix(prefix)?).ok()
        };
        Ok(marks.iter().filter_map(number).collect())
    }

    /// Takes an account that nothing uses out of the chart. What is taken out stays as a mark, because the
    /// default chart would bring it back. A conflict says that it is not of that version any more, or in use.
    pub async fn remove_account(
        &self,
        workspace: WorkspaceId,
        before: &Recorded<LedgerAccount>,
        by: Actor,
    ) -> Result<(), StoreError> {
        let after = before.changed(by.at, LedgerAccount { removed: true, ..before.data.clone() });
        let mut writes = self.change(workspace, before, &after, ChangeAction::Deleted, by)?;
        writes.push(self.unused(workspace, LedgerAccount::KIND, &before.id)?);
        self.transact(writes).await
    }

    /// Whether a partition of a workspace holds anything but these records.
    pub async fn has_others(
        &self,
        workspace: WorkspaceId,
        partition: WorkspacePartition,
        known: &[RecordId],
    ) -> Result<bool, StoreError> {
        let query = self
            .db
            .query()
            .table_name(&self.table)
            .consistent_read(true)
            .key_condition_expression("pk = :pk")
            .projection_expression(keys::SORT)
            .expression_attribute_values(":pk", AttributeValue::S(partition.of(workspace)));
        let answer = query.limit(known.len() as i32 + 1).send().await?;
        let sorts = answer.items().iter().filter_map(|item| item.get(keys::SORT)?.as_s().ok());
        Ok(sorts.into_iter().any(|sort| !known.iter().any(|id| id.as_str() == sort)))
    }

    /// The writes that make a record.
    pub(crate) fn addition<T: Record>(
        &self,
        workspace: WorkspaceId,
        record: &Recorded<T>,
        by: Actor,
        request: Option<&str>,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let put = self.record_put(workspace, record)?.condition_expression("attribute_not_exists(pk)");
        let entry = Entry::new(record.version, ChangeAction::Created, by, Vec::new());
        let entry = Entry { request: request.map(str::to_owned), ..entry };
        let mut writes = vec![part!(put, put), self.entry_put::<T>(workspace, &record.id, &entry)?];
        for name in record.data.names() {
            writes.push(self.name_put::<T>(workspace, &record.id, &name)?);
        }
        Ok(writes)
    }

    /// The writes that change a record of that version.
    pub(crate) fn change<T: Record>(
        &self,
        workspace: WorkspaceId,
        before: &Recorded<T>,
        after: &Recorded<T>,
        action: ChangeAction,
        by: Actor,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let fields =
            differences(&before.data, &after.data).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        let put = self.record_change(workspace, before.version, after)?;
        let entry = Entry::new(after.version, action, by, fields);
        let mut writes = vec![part!(put, put), self.entry_put::<T>(workspace, &after.id, &entry)?];
        let (old, new) = (before.data.names(), after.data.names());
        for name in new.iter().filter(|name| !old.contains(name)) {
            writes.push(self.name_put::<T>(workspace, &after.id, name)?);
        }
        for name in old.iter().filter(|name| !new.contains(name)) {
            let key = keys::name(workspace, T::KIND, name, &after.id);
            writes.push(part!(delete, self.delete(&key)));
        }
        Ok(writes)
    }

    /// The writes that delete a record of that version which nothing uses.
    pub(crate) fn removal<T: Record>(
        &self,
        workspace: WorkspaceId,
        before: &Recorded<T>,
        by: Actor,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let delete = self
            .delete(&keys::record(workspace, T::KIND, &before.id))
            .condition_expression("version = :version")
            .expression_attribute_values(":version", number(before.version));
        // Of what is gone, the trail is all that is left.
        let gone = differences(&json(&before.data)?, &Value::Object(Map::new()));
        let gone = gone.map_err(|error| StoreError::Corrupt(error.to_string()))?;
        let entry = Entry::new(before.version + 1, ChangeAction::Deleted, by, gone);
        let entry = self.entry_put::<T>(workspace, &before.id, &entry)?;
        let mut writes = vec![part!(delete, delete), self.unused(workspace, T::KIND, &before.id)?, entry];
        for name in before.data.names() {
            let key = keys::name(workspace, T::KIND, &name, &before.id);
            writes.push(part!(delete, self.delete(&key)));
        }
        Ok(writes)
    }

    /// The check that nothing uses a record.
    pub(crate) fn unused(
        &self,
        workspace: WorkspaceId,
        kind: RecordKind,
        id: &RecordId,
    ) -> Result<TransactWriteItem, StoreError> {
        self.absent(&keys::usage(workspace, kind, id))
    }

    fn record_put<T: Record>(
        &self,
        workspace: WorkspaceId,
        record: &Recorded<T>,
    ) -> Result<aws_sdk_dynamodb::types::builders::PutBuilder, StoreError> {
        let mut item = to_item(&keys::record(workspace, T::KIND, &record.id), record)?;
        if let Some(place) = record.data.listed() {
            let place = format!("{place}#{}", record.id);
            item.insert(keys::LISTED.to_owned(), AttributeValue::S(place));
        }
        Ok(self.put(item))
    }

    /// The put that takes the place of a version of a record.
    pub(crate) fn record_change<T: Record>(
        &self,
        workspace: WorkspaceId,
        before: u32,
        after: &Recorded<T>,
    ) -> Result<aws_sdk_dynamodb::types::builders::PutBuilder, StoreError> {
        let put = self.record_put(workspace, after)?;
        // What is at its default is not stored yet.
        Ok(match before {
            0 => put.condition_expression("attribute_not_exists(pk)"),
            version => put
                .condition_expression("version = :version")
                .expression_attribute_values(":version", number(version)),
        })
    }

    /// The write that gives a record a name.
    pub(crate) fn name_put<T: Record>(
        &self,
        workspace: WorkspaceId,
        record: &RecordId,
        name: &Name,
    ) -> Result<TransactWriteItem, StoreError> {
        let key = keys::name(workspace, T::KIND, name, record);
        let put = self.put(to_item(&key, &Named { record: record.clone() })?);
        Ok(part!(put, put.condition_expression("attribute_not_exists(pk)")))
    }

    /// Notes that records are in use, so that they cannot be deleted any more.
    pub async fn mark_used(&self, workspace: WorkspaceId, records: &[Used]) -> Result<Marked, StoreError> {
        let places: Vec<_> = records.iter().map(|used| used.mark(workspace)).collect();
        let mut keys = places.clone();
        keys.sort();
        keys.dedup();
        let marked = self.get_many(&keys, Some(keys::SORT), false).await?;
        let is_marked = |key: &keys::Key| {
            marked.iter().any(|item| item.get(keys::SORT) == Some(&AttributeValue::S(key.sort.clone())))
        };
        let mut fresh = false;
        for (place, (used, key)) in records.iter().zip(&places).enumerate() {
            if is_marked(key) || places[..place].contains(key) {
                continue;
            }
            let check = self.check(&keys::record(workspace, used.kind, &used.id));
            let there = match used.by_default {
                true => check.condition_expression("attribute_not_exists(removed)"),
                false => check.condition_expression("attribute_exists(pk) AND attribute_not_exists(removed)"),
            };
            let mark = part!(put, self.put(key.attributes()));
            match self.transact(vec![mark, part!(condition_check, there)]).await {
                Ok(()) => fresh = true,
                Err(StoreError::Conflict) => return Ok(Marked::Missing(place)),
                Err(error) => return Err(error),
            }
        }
        Ok(if fresh { Marked::Now } else { Marked::Before })
    }

    /// Whether something uses the record.
    pub async fn is_used(
        &self,
        workspace: WorkspaceId,
        kind: RecordKind,
        id: &RecordId,
    ) -> Result<bool, StoreError> {
        let item: Option<serde::de::IgnoredAny> = self.get(&keys::usage(workspace, kind, id)).await?;
        Ok(item.is_some())
    }
}

fn json(data: &impl Serialize) -> Result<Value, StoreError> {
    serde_json::to_value(data).map_err(|error| StoreError::Corrupt(error.to_string()))
}
