//! Notices to the people of a workspace.

use domain::{ids::WorkspaceId, notice::Notice};
use jiff::Timestamp;

use crate::{
    error::StoreError,
    keys::{self, WorkspacePartition},
    table::{Store, attribute},
};

impl Store {
    /// The notices of a workspace, newest first.
    pub async fn notices(&self, workspace: WorkspaceId) -> Result<Vec<Notice>, StoreError> {
        let partition = WorkspacePartition::Notices.of(workspace);
        self.newest_first(&partition, |notice: &Notice| (notice.at, notice.id.clone())).await
    }

    /// Marks a notice as read; a conflict says that there is no such notice.
    pub async fn read_notice(
        &self,
        workspace: WorkspaceId,
        notice: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let update = self
            .update(&keys::notice(workspace, notice))
            .update_expression("SET read_at = if_not_exists(read_at, :at)")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(":at", attribute(&at)?);
        self.apply(update).await
    }
}
