//! Remarks on records.

use domain::{
    ids::WorkspaceId,
    record::{RecordId, RecordKind},
    remark::Remark,
};

use crate::{
    error::StoreError,
    keys::{self, WorkspacePartition},
    table::{Store, part, to_item},
};

impl Store {
    /// Adds a remark to a record that is there. A conflict says that the remark is there already, or the
    /// record is not.
    pub async fn add_remark(
        &self,
        workspace: WorkspaceId,
        kind: RecordKind,
        record: &RecordId,
        remark: &Remark,
    ) -> Result<(), StoreError> {
        let put = self.put(to_item(&keys::remark(workspace, kind, record, &remark.id), remark)?);
        let put = put.condition_expression("attribute_not_exists(pk)");
        let there = self.exists(&keys::record(workspace, kind, record))?;
        self.transact(vec![part!(put, put), there]).await
    }

    /// The remark.
    pub async fn remark(
        &self,
        workspace: WorkspaceId,
        kind: RecordKind,
        record: &RecordId,
        remark: &str,
    ) -> Result<Option<Remark>, StoreError> {
        self.get(&keys::remark(workspace, kind, record, remark)).await
    }

    /// All remarks on a record, the latest first.
    pub async fn remarks(
        &self,
        workspace: WorkspaceId,
        kind: RecordKind,
        record: &RecordId,
    ) -> Result<Vec<Remark>, StoreError> {
        let partition = WorkspacePartition::Remarks.of(workspace);
        let mut remarks: Vec<Remark> = self.query(&partition, &keys::remark_prefix(kind, record)).await?;
        remarks.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.id.cmp(&b.id)));
        Ok(remarks)
    }

    /// Deletes a remark; a conflict says that there is no such remark.
    pub async fn remove_remark(
        &self,
        workspace: WorkspaceId,
        kind: RecordKind,
        record: &RecordId,
        remark: &str,
    ) -> Result<(), StoreError> {
        let delete = self.delete(&keys::remark(workspace, kind, record, remark));
        self.transact(vec![part!(delete, delete.condition_expression("attribute_exists(pk)"))]).await
    }
}
