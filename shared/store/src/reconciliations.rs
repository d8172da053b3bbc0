//! The monthly reconciliations with NAV.

use domain::{
    fetch::Step,
    ids::WorkspaceId,
    reconciliation::{Reconciliation, month_name},
};
use jiff::civil::Date;

use crate::{
    error::StoreError,
    keys::{self, WorkspacePartition},
    table::{Store, part, to_item},
};

impl Store {
    /// The reconciliations of a workspace, the latest month first.
    pub async fn reconciliations(&self, workspace: WorkspaceId) -> Result<Vec<Reconciliation>, StoreError> {
        let mut months: Vec<Reconciliation> =
            self.query(&WorkspacePartition::Reconciliations.of(workspace), "").await?;
        months.reverse();
        Ok(months)
    }

    /// The reconciliation of a month, named by its first day.
    pub async fn reconciliation(
        &self,
        workspace: WorkspaceId,
        month: Date,
    ) -> Result<Option<Reconciliation>, StoreError> {
        self.get(&keys::reconciliation(workspace, &month_name(month))).await
    }

    /// Writes the reconciliation of a month in place of an earlier one, and ends its step.
    pub async fn finish_reconciliation(
        &self,
        workspace: WorkspaceId,
        reconciliation: &Reconciliation,
        step: &Step,
    ) -> Result<(), StoreError> {
        let key = keys::reconciliation(workspace, &month_name(reconciliation.month));
        let put = self.put(to_item(&key, reconciliation)?);
        self.transact(vec![part!(put, put), self.step_end(workspace, step)?]).await
    }

    /// Begins a step that the next tick announces, for a workspace that is connected. A conflict says that it
    /// is not, or that the step is under way already.
    pub async fn begin_later(&self, workspace: WorkspaceId, step: &Step) -> Result<(), StoreError> {
        let begin = self
            .put(to_item(&keys::step(workspace, &step.id), step)?)
            .condition_expression("attribute_not_exists(pk)");
        self.transact(vec![part!(put, begin), self.count_steps(workspace, 1)?]).await
    }
}
