//! The table, and the few ways in which every other file here reads and writes it.

use std::{cmp::Reverse, collections::HashMap, time::Duration};

use aws_sdk_dynamodb::{
    Client,
    types::{
        AttributeValue, ConditionCheck, Delete, KeysAndAttributes, Put, TransactWriteItem, Update,
        builders::{ConditionCheckBuilder, DeleteBuilder, PutBuilder, UpdateBuilder},
    },
};
use jiff::Timestamp;
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    error::{StoreError, transaction_error},
    keys::{Key, PARTITION, SORT},
};

/// Makes a part of a transaction of a builder.
macro_rules! part {
    ($kind:ident, $builder:expr) => {
        aws_sdk_dynamodb::types::TransactWriteItem::builder()
            .$kind($crate::table::built($builder.build())?)
            .build()
    };
}
pub(crate) use part;

/// An item as DynamoDB has it.
pub type Item = HashMap<String, AttributeValue>;

/// The table of accounts, workspaces and all that belongs to them.
#[derive(Clone, Debug)]
pub struct Store {
    pub(crate) db: Client,
    pub(crate) table: String,
}

/// Some items of a partition, in the order of their sort keys.
#[derive(Debug)]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// Whether others follow.
    pub more: bool,
}

impl<T> Page<T> {
    /// The item that the next page comes after, if one follows.
    pub fn next_after(&self) -> Option<&T> {
        self.items.last().filter(|_| self.more)
    }
}

/// Most keys in one BatchGetItem.
const BATCH: usize = 100;
/// How often keys that DynamoDB left unprocessed are asked for again.
const BATCH_ROUNDS: usize = 8;
/// Bytes of a sort key, at most.
const SORT_KEY_BYTES: usize = 1_024;

impl Store {
    /// The store on a table.
    pub fn new(db: Client, table: impl Into<String>) -> Self {
        Self { db, table: table.into() }
    }

    /// Reads one item, seeing every write that was acknowledged.
    pub(crate) async fn get<T: DeserializeOwned>(&self, key: &Key) -> Result<Option<T>, StoreError> {
        let request = self.db.get_item().table_name(&self.table).consistent_read(true);
        let answer = request.set_key(Some(key.attributes())).send().await?;
        answer.item.map(from_item).transpose()
    }

    /// Reads many items, in no order; unless it is `consistent`, the latest writes may be missing.
    pub(crate) async fn get_many(
        &self,
        keys: &[Key],
        projection: Option<&str>,
        consistent: bool,
    ) -> Result<Vec<Item>, StoreError> {
        let mut items = Vec::with_capacity(keys.len());
        for batch in keys.chunks(BATCH) {
            let mut wanted: Vec<Item> = batch.iter().map(Key::attributes).collect();
            for _ in 0..BATCH_ROUNDS {
                let request = KeysAndAttributes::builder()
                    .set_keys(Some(wanted))
                    .set_projection_expression(projection.map(str::to_owned))
                    .consistent_read(consistent)
                    .build()
                    .map_err(|error| StoreError::Corrupt(error.to_string()))?;
                let answer = self.db.batch_get_item().request_items(&self.table, request).send().await?;
                items.extend(answer.responses.unwrap_or_default().into_values().flatten());
                let left = answer.unprocessed_keys.unwrap_or_default().remove(&self.table);
                wanted = left.map(|left| left.keys).unwrap_or_default();
                if wanted.is_empty() {
                    break;
                }
            }
            if !wanted.is_empty() {
                return Err(StoreError::Unavailable {
                    service: "DynamoDB",
                    reason: "keys stayed unprocessed".into(),
                });
            }
        }
        Ok(items)
    }

    /// All items of a partition whose sort key begins with `prefix`, seeing every write that was
    /// acknowledged.
    pub(crate) async fn query<T: DeserializeOwned>(
        &self,
        partition: &str,
        prefix: &str,
    ) -> Result<Vec<T>, StoreError> {
        self.items(partition, prefix).await?.into_iter().map(from_item).collect()
    }

    /// All items of a partition by when each was made, newest first, and then by name.
    pub(crate) async fn newest_first<T: DeserializeOwned, Name: Ord>(
        &self,
        partition: &str,
        place: impl Fn(&T) -> (Timestamp, Name),
    ) -> Result<Vec<T>, StoreError> {
        let mut items: Vec<T> = self.query(partition, "").await?;
        items.sort_by_key(|item| {
            let (at, name) = place(item);
            (Reverse(at), name)
        });
        Ok(items)
    }

    /// The same as they are stored, with their numbers as exact texts.
    pub(crate) async fn items(&self, partition: &str, prefix: &str) -> Result<Vec<Item>, StoreError> {
        let mut query = self
            .db
            .query()
            .table_name(&self.table)
            .consistent_read(true)
            .expression_attribute_values(":pk", AttributeValue::S(partition.to_owned()));
        query = match prefix {
            "" => query.key_condition_expression("pk = :pk"),
            _ => query
                .key_condition_expression("pk = :pk AND begins_with(sk, :prefix)")
                .expression_attribute_values(":prefix", AttributeValue::S(prefix.to_owned())),
        };
        let mut pages = query.into_paginator().items().send();
        let mut items = Vec::new();
        while let Some(item) = pages.next().await {
            items.push(item?);
        }
        Ok(items)
    }

    /// At most `limit` items of a partition whose sort keys come after `after`.
    pub(crate) async fn page<T: DeserializeOwned>(
        &self,
        partition: &str,
        after: &str,
        limit: i32,
    ) -> Result<Page<T>, StoreError> {
        // No sort key is empty or begins with a zero.
        let after = if after.is_empty() { "\0" } else { after };
        self.some(partition, "sk > :place", after, limit, true).await
    }

    /// At most `limit` items of a partition whose sort keys come before `before`, the last first.
    pub(crate) async fn page_before<T: DeserializeOwned>(
        &self,
        partition: &str,
        before: &str,
        limit: i32,
    ) -> Result<Page<T>, StoreError> {
        self.some(partition, "sk < :place", before, limit, false).await
    }

    async fn some<T: DeserializeOwned>(
        &self,
        partition: &str,
        which: &str,
        place: &str,
        limit: i32,
        forward: bool,
    ) -> Result<Page<T>, StoreError> {
        // A caller's cursor may be anything; DynamoDB refuses a longer one than any sort key.
        let place = &place[..place.floor_char_boundary(SORT_KEY_BYTES)];
        let query = self
            .db
            .query()
            .table_name(&self.table)
            .consistent_read(true)
            .scan_index_forward(forward)
            .key_condition_expression(format!("pk = :pk AND {which}"))
            .expression_attribute_values(":pk", AttributeValue::S(partition.to_owned()))
            .expression_attribute_values(":place", AttributeValue::S(place.to_owned()));
        let answer = query.limit(limit).send().await?;
        let more = answer.last_evaluated_key.is_some();
        let items = answer.items.unwrap_or_default().into_iter().map(from_item);
        Ok(Page { items: items.collect::<Result<_, _>>()?, more })
    }

    /// Writes all of it or nothing.
    pub(crate) async fn transact(&self, writes: Vec<TransactWriteItem>) -> Result<(), StoreError> {
        patiently(|| async {
            let request = self.db.transact_write_items().set_transact_items(Some(writes.clone()));
            request.send().await.map(|_| ()).map_err(transaction_error)
        })
        .await
    }

    /// Makes an update by itself.
    pub(crate) async fn apply(&self, update: UpdateBuilder) -> Result<(), StoreError> {
        let update = built(update.build())?;
        patiently(|| async {
            let update = update.clone();
            let request = self.db.update_item().table_name(update.table_name).set_key(Some(update.key));
            request
                .update_expression(update.update_expression)
                .set_condition_expression(update.condition_expression)
                .set_expression_attribute_names(update.expression_attribute_names)
                .set_expression_attribute_values(update.expression_attribute_values)
                .send()
                .await?;
            Ok(())
        })
        .await
    }

    /// Makes a put by itself.
    pub(crate) async fn write(&self, put: PutBuilder) -> Result<(), StoreError> {
        let put = built(put.build())?;
        patiently(|| async {
            let put = put.clone();
            let request = self.db.put_item().table_name(put.table_name).set_item(Some(put.item));
            request
                .set_condition_expression(put.condition_expression)
                .set_expression_attribute_names(put.expression_attribute_names)
                .set_expression_attribute_values(put.expression_attribute_values)
                .send()
                .await?;
            Ok(())
        })
        .await
    }

    /// A put that is part of a transaction.
    pub(crate) fn put(&self, item: Item) -> PutBuilder {
        Put::builder().table_name(&self.table).set_item(Some(item))
    }

    /// An update that is part of a transaction.
    pub(crate) fn update(&self, key: &Key) -> UpdateBuilder {
        Update::builder().table_name(&self.table).set_key(Some(key.attributes()))
    }

    /// A deletion that is part of a transaction.
    pub(crate) fn delete(&self, key: &Key) -> DeleteBuilder {
        Delete::builder().table_name(&self.table).set_key(Some(key.attributes()))
    }

    /// A check of an item that is part of a transaction.
    pub(crate) fn check(&self, key: &Key) -> ConditionCheckBuilder {
        ConditionCheck::builder().table_name(&self.table).set_key(Some(key.attributes()))
    }

    /// A check, part of a transaction, that an item is not there.
    pub(crate) fn absent(&self, key: &Key) -> Result<TransactWriteItem, StoreError> {
        Ok(part!(condition_check, self.check(key).condition_expression("attribute_not_exists(pk)")))
    }

    /// A check, part of a transaction, that an item is there.
    pub(crate) fn exists(&self, key: &Key) -> Result<TransactWriteItem, StoreError> {
        Ok(part!(condition_check, self.check(key).condition_expression("attribute_exists(pk)")))
    }
}

/// Makes a write again, a little later each time, while another transaction is at work on its items or the
/// table is at its bound: the SDK does not, of a transaction. The pauses are in milliseconds.
async fn patiently<F>(write: impl Fn() -> F) -> Result<(), StoreError>
where
    F: Future<Output = Result<(), StoreError>>,
{
    for pause in [15, 45, 135, 405] {
        match write().await {
            Err(StoreError::Busy) => tokio::time::sleep(Duration::from_millis(pause)).await,
            other => return other,
        }
    }
    write().await
}

/// The item of a value, with its key.
pub(crate) fn to_item(key: &Key, value: &impl Serialize) -> Result<Item, StoreError> {
    let mut item: Item = serde_dynamo::to_item(value)?;
    item.extend(key.attributes());
    Ok(item)
}

/// The value of an item.
pub(crate) fn from_item<T: DeserializeOwned>(mut item: Item) -> Result<T, StoreError> {
    item.remove(PARTITION);
    item.remove(SORT);
    Ok(serde_dynamo::from_item(item)?)
}

/// A value as an attribute.
pub(crate) fn attribute(value: &impl Serialize) -> Result<AttributeValue, StoreError> {
    Ok(serde_dynamo::to_attribute_value(value)?)
}

/// A number as an attribute.
pub(crate) fn number(value: impl ToString) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

/// A request that lacks a required part is a programming error, told as such.
pub(crate) fn built<T>(request: Result<T, aws_sdk_dynamodb::error::BuildError>) -> Result<T, StoreError> {
    request.map_err(|error| StoreError::Corrupt(error.to_string()))
}
