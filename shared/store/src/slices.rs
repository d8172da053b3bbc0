//! Slices: which connections one message polls. Each active connection is in exactly one slice, so that a
//! tick's cost grows with the connections divided by the slice's size.

use std::collections::HashSet;

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem};
use domain::{connection::SliceRef, fetch::FetchLimits, ids::WorkspaceId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    error::StoreError,
    keys,
    table::{Store, number, part, to_item},
};

/// A slice and the workspaces whose connections it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice {
    /// Its place.
    pub at: SliceRef,
    /// The workspaces.
    pub workspaces: Vec<WorkspaceId>,
}

/// The last polling of a slice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heartbeat {
    /// The slice, as [`SliceRef`] is written.
    pub slice: String,
    /// When it ended.
    pub polled_at: Timestamp,
    /// How many connections NAV answered.
    pub succeeded: usize,
    /// How many could not be polled.
    pub failed: usize,
}

#[derive(Deserialize)]
struct SliceItem {
    id: String,
    #[serde(default)]
    members: HashSet<WorkspaceId>,
    held: usize,
}

impl Store {
    /// The slices of a shard that hold connections.
    pub async fn slices(&self, shard: u8) -> Result<Vec<Slice>, StoreError> {
        let items: Vec<SliceItem> = self.query(&keys::shard_partition(shard), "").await?;
        let slices = items.into_iter().filter(|item| !item.members.is_empty()).map(|item| {
            let mut workspaces: Vec<_> = item.members.into_iter().collect();
            workspaces.sort_unstable();
            Slice { at: SliceRef { shard, slice: item.id }, workspaces }
        });
        Ok(slices.collect())
    }

    /// Records that a slice was polled.
    pub async fn record_heartbeat(&self, heartbeat: &Heartbeat) -> Result<(), StoreError> {
        self.write(self.put(to_item(&keys::heartbeat(&heartbeat.slice), heartbeat)?)).await
    }

    /// The last polling of every slice.
    pub async fn heartbeats(&self) -> Result<Vec<Heartbeat>, StoreError> {
        self.query(keys::HEARTBEATS, "").await
    }

    /// A slice with room for the workspace's connection: one that exists, or `fresh`.
    pub async fn slice_with_room(
        &self,
        workspace: WorkspaceId,
        fresh: &str,
        limits: &FetchLimits,
    ) -> Result<SliceRef, StoreError> {
        let shard = (workspace.0.as_u128() % u128::from(limits.shards)) as u8;
        let items: Vec<SliceItem> = self.query(&keys::shard_partition(shard), "").await?;
        let slice = items.into_iter().find(|item| item.held < limits.slice_size);
        Ok(SliceRef { shard, slice: slice.map_or_else(|| fresh.to_owned(), |item| item.id) })
    }

    /// The write that adds a connection to a slice that has room.
    pub(crate) fn join_slice(
        &self,
        workspace: WorkspaceId,
        at: &SliceRef,
        limits: &FetchLimits,
    ) -> Result<TransactWriteItem, StoreError> {
        let update = self
            .update(&keys::slice(at.shard, &at.slice))
            .update_expression("SET id = :id ADD members :member, held :one")
            .condition_expression(
                "attribute_not_exists(pk) OR (held < :most AND NOT contains(members, :workspace))",
            )
            .expression_attribute_values(":id", AttributeValue::S(at.slice.clone()))
            .expression_attribute_values(":member", AttributeValue::Ss(vec![workspace.to_string()]))
            .expression_attribute_values(":workspace", AttributeValue::S(workspace.to_string()))
            .expression_attribute_values(":most", number(limits.slice_size))
            .expression_attribute_values(":one", number(1));
        Ok(part!(update, update))
    }

    /// The write that takes a connection out of its slice.
    pub(crate) fn leave_slice(
        &self,
        workspace: WorkspaceId,
        at: &SliceRef,
    ) -> Result<TransactWriteItem, StoreError> {
        let update = self
            .update(&keys::slice(at.shard, &at.slice))
            .update_expression("DELETE members :member ADD held :less")
            .condition_expression("contains(members, :workspace)")
            .expression_attribute_values(":member", AttributeValue::Ss(vec![workspace.to_string()]))
            .expression_attribute_values(":workspace", AttributeValue::S(workspace.to_string()))
            .expression_attribute_values(":less", number(-1));
        Ok(part!(update, update))
    }
}
