//! Cash and bank vouchers.

use domain::{ids::WorkspaceId, record::RecordKind};
use serde::de::IgnoredAny;

use crate::{error::StoreError, keys::WorkspacePartition, table::Store};

impl Store {
    /// Whether vouchers were keyed for a register.
    pub async fn has_vouchers(&self, workspace: WorkspaceId, register: &str) -> Result<bool, StoreError> {
        let partition = WorkspacePartition::of_kind(RecordKind::Voucher).of(workspace);
        let page = self.page::<IgnoredAny>(&partition, &format!("{register}."), 1).await?;
        Ok(!page.items.is_empty())
    }
}
