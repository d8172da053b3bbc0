//! The trail of records: who changed what, version by version.

use aws_sdk_dynamodb::{
    operation::query::builders::QueryFluentBuilder,
    types::{AttributeValue, TransactWriteItem},
};
use domain::{
    ids::WorkspaceId,
    record::{Actor, Change, ChangeAction, FieldChange, RecordId, RecordKind},
};
use serde::{Deserialize, Serialize};

use crate::{
    error::StoreError,
    keys,
    records::Record,
    table::{Page, Store, from_item, part, to_item},
};

/// An entry of the trail as it is kept: with the fingerprint of the request that made the record.
#[derive(Serialize, Deserialize)]
pub(crate) struct Entry {
    #[serde(flatten)]
    pub(crate) change: Change,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) request: Option<String>,
}

impl Entry {
    /// What somebody did that made a version of a record.
    pub(crate) fn new(version: u32, action: ChangeAction, by: Actor, fields: Vec<FieldChange>) -> Self {
        let change = Change { version, at: by.at, by: by.account, action, import: by.import, fields };
        Self { change, request: None }
    }
}

impl Store {
    /// The write of an entry.
    pub(crate) fn entry_put<T: Record>(
        &self,
        workspace: WorkspaceId,
        record: &RecordId,
        entry: &Entry,
    ) -> Result<TransactWriteItem, StoreError> {
        let key = keys::change(workspace, T::KIND, record, entry.change.version);
        // A version of a record is made once, also of one that was deleted and made anew.
        let put = self.put(to_item(&key, entry)?);
        Ok(part!(put, put.condition_expression("attribute_not_exists(pk)")))
    }

    /// The fingerprint of the request that made a record, if it bore an idempotency key.
    pub async fn request_of(
        &self,
        workspace: WorkspaceId,
        kind: RecordKind,
        id: &RecordId,
    ) -> Result<Option<String>, StoreError> {
        let entry: Option<Entry> = self.get(&keys::change(workspace, kind, id, 1)).await?;
        Ok(entry.and_then(|entry| entry.request))
    }

    /// The change that made a version of a record.
    pub async fn change_of(
        &self,
        workspace: WorkspaceId,
        kind: RecordKind,
        id: &RecordId,
        version: u32,
    ) -> Result<Option<Change>, StoreError> {
        let entry: Option<Entry> = self.get(&keys::change(workspace, kind, id, version)).await?;
        Ok(entry.map(|entry| entry.change))
    }

    /// The version of a record's last change, also of one that is gone; 0 where there never was one.
    pub async fn last_version(
        &self,
        workspace: WorkspaceId,
        kind: RecordKind,
        id: &RecordId,
    ) -> Result<u32, StoreError> {
        let trail = self.trail(workspace, kind, id, 0).scan_index_forward(false);
        let last = trail.limit(1).send().await?.items.unwrap_or_default().into_iter().next();
        last.map_or(Ok(0), |item| from_item::<Entry>(item).map(|entry| entry.change.version))
    }

    /// The entries of the trail of a record from a version on.
    fn trail(
        &self,
        workspace: WorkspaceId,
        kind: RecordKind,
        id: &RecordId,
        from: u32,
    ) -> QueryFluentBuilder {
        let partition = keys::WorkspacePartition::Changes.of(workspace);
        let (from, to) = (keys::change_sort(kind, id, from), keys::change_sort(kind, id, u32::MAX));
        self.db
            .query()
            .table_name(&self.table)
            .consistent_read(true)
            .key_condition_expression("pk = :pk AND sk BETWEEN :from AND :to")
            .expression_attribute_values(":pk", AttributeValue::S(partition))
            .expression_attribute_values(":from", AttributeValue::S(from))
            .expression_attribute_values(":to", AttributeValue::S(to))
    }

    /// At most `limit` entries of the trail of a record after a version, oldest first.
    pub async fn changes(
        &self,
        workspace: WorkspaceId,
        kind: RecordKind,
        id: &RecordId,
        after: u32,
        limit: usize,
    ) -> Result<Page<Change>, StoreError> {
        let trail = self.trail(workspace, kind, id, after.saturating_add(1));
        let answer = trail.limit(limit as i32 + 1).send().await?;
        // DynamoDB also ends an answer at 1 MB.
        let cut = answer.last_evaluated_key.is_some();
        let mut items = answer.items.unwrap_or_default();
        let more = cut || items.len() > limit;
        items.truncate(limit);
        let entries = items.into_iter().map(|item| from_item::<Entry>(item).map(|entry| entry.change));
        Ok(Page { items: entries.collect::<Result<_, _>>()?, more })
    }

    /// The changes that made these versions of records of a kind, in no order.
    pub async fn changes_of(
        &self,
        workspace: WorkspaceId,
        kind: RecordKind,
        versions: &[(RecordId, u32)],
    ) -> Result<Vec<(RecordId, Change)>, StoreError> {
        let keys: Vec<_> =
            versions.iter().map(|(id, version)| keys::change(workspace, kind, id, *version)).collect();
        let items = self.get_many(&keys, None, true).await?.into_iter();
        let changes = items.map(|item| {
            let sort = item.get(keys::SORT).and_then(|sort| sort.as_s().ok()).cloned().unwrap_or_default();
            let id = sort.split('#').nth(1).and_then(RecordId::parse);
            let entry: Entry = from_item(item)?;
            Ok((id.ok_or(StoreError::Corrupt(sort))?, entry.change))
        });
        changes.collect()
    }
}
