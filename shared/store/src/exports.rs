//! Exports to Excel.

use domain::{
    audit::{AuditAction, AuditEntry},
    exchange::Export,
    ids::{JobId, WorkspaceId},
};

use crate::{
    error::StoreError,
    keys::{self, WorkspacePartition},
    outbox::{Outbox, OutboxEvent},
    table::{Store, part, to_item},
};

impl Store {
    /// Keeps an export that was asked for, and announces it. A conflict says that it is there.
    pub async fn add_export(
        &self,
        workspace: WorkspaceId,
        export: &Export,
        outbox: &Outbox,
    ) -> Result<(), StoreError> {
        let put = self.put(to_item(&keys::export(workspace, export.id), export)?);
        let put = part!(put, put.condition_expression("attribute_not_exists(pk)"));
        let event = OutboxEvent::export(workspace, export.id)?;
        let kind = export.kind.subject();
        let entry = AuditEntry::new(export.asked_by, export.asked_at, AuditAction::Exported, kind);
        let audited = self.audit_put(workspace, &entry, &export.id.to_string())?;
        self.transact(vec![put, outbox.entry(&event)?, audited]).await
    }

    /// The export.
    pub async fn export(&self, workspace: WorkspaceId, export: JobId) -> Result<Option<Export>, StoreError> {
        self.get(&keys::export(workspace, export)).await
    }

    /// The exports of a workspace, newest first.
    pub async fn exports(&self, workspace: WorkspaceId) -> Result<Vec<Export>, StoreError> {
        let partition = WorkspacePartition::Exports.of(workspace);
        self.newest_first(&partition, |export: &Export| (export.asked_at, export.id)).await
    }

    /// Writes how far an export is. A conflict says that it is gone.
    pub async fn save_export(&self, workspace: WorkspaceId, export: &Export) -> Result<(), StoreError> {
        let put = self.put(to_item(&keys::export(workspace, export.id), export)?);
        self.write(put.condition_expression("attribute_exists(pk)")).await
    }
}
