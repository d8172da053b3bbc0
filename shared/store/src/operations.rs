//! What operators look at, whatever the workspace: connections that NAV refuses, and refused documents. Each
//! entry comes and goes in the transaction of what it tells.

use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::{
    connection::{ConnectionState, NavConnection},
    ids::WorkspaceId,
    invoice::{InboxInvoice, InvoiceId, RefusedDocument},
};
use serde::{Deserialize, Serialize};

use crate::{
    error::StoreError,
    keys::{self, SharedPartition},
    table::{Page, Store, part, to_item},
};

#[derive(Serialize, Deserialize)]
struct StoppedItem {
    workspace: WorkspaceId,
}

impl Store {
    /// The workspaces whose connections NAV refuses.
    pub async fn stopped_connections(&self) -> Result<Vec<WorkspaceId>, StoreError> {
        let items: Vec<StoppedItem> = self.query(SharedPartition::Stopped.name(), "").await?;
        Ok(items.into_iter().map(|item| item.workspace).collect())
    }

    /// The write that lists a connection as stopped.
    pub(crate) fn list_as_stopped(&self, workspace: WorkspaceId) -> Result<TransactWriteItem, StoreError> {
        let item = to_item(&keys::stopped(workspace), &StoppedItem { workspace })?;
        Ok(part!(put, self.put(item)))
    }

    /// The write that ends the listing of a connection as stopped, where it is stopped.
    pub(crate) fn unlist_as_stopped(
        &self,
        connection: &NavConnection,
    ) -> Result<Option<TransactWriteItem>, StoreError> {
        let stopped = matches!(connection.state, ConnectionState::Stopped { .. });
        stopped.then(|| Ok(part!(delete, self.delete(&keys::stopped(connection.workspace))))).transpose()
    }

    /// At most `limit` refused documents by workspace and invoice, those after the one that is named.
    pub async fn refused_documents(
        &self,
        after: Option<(WorkspaceId, &InvoiceId)>,
        limit: i32,
    ) -> Result<Page<RefusedDocument>, StoreError> {
        let after = after.map(|(workspace, invoice)| keys::refused(workspace, invoice).sort);
        self.page(SharedPartition::Refused.name(), &after.unwrap_or_default(), limit).await
    }

    /// The refused documents of a workspace.
    pub async fn refused_documents_of(
        &self,
        workspace: WorkspaceId,
    ) -> Result<Vec<RefusedDocument>, StoreError> {
        self.query(SharedPartition::Refused.name(), &keys::refused_prefix(workspace)).await
    }

    /// The write that lists the document of `later` as refused, or ends the listing of `earlier`; none where
    /// neither is refused, which is nearly always.
    pub(crate) fn refusal_change(
        &self,
        workspace: WorkspaceId,
        earlier: Option<&InboxInvoice>,
        later: &InboxInvoice,
    ) -> Result<Option<TransactWriteItem>, StoreError> {
        let key = keys::refused(workspace, &later.id);
        if let Some(refused) = later.refused_document(workspace) {
            return Ok(Some(part!(put, self.put(to_item(&key, &refused)?))));
        }
        let was_refused = earlier.is_some_and(|earlier| earlier.refused_document(workspace).is_some());
        was_refused.then(|| Ok(part!(delete, self.delete(&key)))).transpose()
    }
}
