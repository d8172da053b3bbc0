//! The audit log: each entry is written in the transaction of what it tells.

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem};
use domain::{audit::AuditEntry, ids::WorkspaceId};
use jiff::Timestamp;

use crate::{
    error::StoreError,
    keys::{self, WorkspacePartition},
    table::{Page, Store, from_item, part, to_item},
};

impl Store {
    /// The write of an entry; `cause` tells apart what happens at the same moment to the same subject.
    pub(crate) fn audit_put(
        &self,
        workspace: WorkspaceId,
        entry: &AuditEntry,
        cause: &str,
    ) -> Result<TransactWriteItem, StoreError> {
        let key = keys::audit(workspace, entry.at, &format!("{}#{cause}", entry.action.name()));
        Ok(part!(put, self.put(to_item(&key, entry)?)))
    }

    /// At most `limit` entries from one moment up to another, newest first; `before` is the place behind
    /// which to go on. With the place of the last one where others follow.
    pub async fn audit(
        &self,
        workspace: WorkspaceId,
        (from, to): (Timestamp, Timestamp),
        before: Option<&str>,
        limit: i32,
    ) -> Result<(Page<AuditEntry>, Option<String>), StoreError> {
        let partition = WorkspacePartition::Audit.of(workspace);
        let (first, last) = (keys::audit_sort(from), keys::audit_sort(to));
        // DynamoDB takes no empty span, and no place outside of it.
        if first > last || before.is_some_and(|before| before < first.as_str() || before > last.as_str()) {
            return Ok((Page { items: Vec::new(), more: false }, None));
        }
        let to = before.map_or(last, str::to_owned);
        let query = self
            .db
            .query()
            .table_name(&self.table)
            .consistent_read(true)
            .scan_index_forward(false)
            .key_condition_expression("pk = :pk AND sk BETWEEN :from AND :to")
            .expression_attribute_values(":pk", AttributeValue::S(partition.clone()))
            .expression_attribute_values(":from", AttributeValue::S(first))
            .expression_attribute_values(":to", AttributeValue::S(to));
        let query = match before {
            Some(before) => query
                .set_exclusive_start_key(Some(keys::Key { partition, sort: before.to_owned() }.attributes())),
            None => query,
        };
        let answer = query.limit(limit).send().await?;
        let last =
            answer.last_evaluated_key.as_ref().and_then(|key| key.get(keys::SORT)?.as_s().ok().cloned());
        let items = answer.items.unwrap_or_default().into_iter().map(from_item);
        let page = Page { items: items.collect::<Result<_, _>>()?, more: last.is_some() };
        Ok((page, last))
    }
}
