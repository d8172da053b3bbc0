//! Steps: work beside the polling, each with its checkpoint. A step and the message that announces its next
//! part are one write.

use aws_sdk_dynamodb::types::{TransactWriteItem, builders::PutBuilder};
use domain::{fetch::Step, ids::WorkspaceId};

use crate::{
    error::StoreError,
    keys::{self, WorkspacePartition},
    outbox::{Outbox, OutboxEvent},
    table::{Store, number, part, to_item},
};

impl Store {
    /// The step, unless it is finished.
    pub async fn step(&self, workspace: WorkspaceId, step: &str) -> Result<Option<Step>, StoreError> {
        self.get(&keys::step(workspace, step)).await
    }

    /// The steps of a workspace that are under way.
    pub async fn steps(&self, workspace: WorkspaceId) -> Result<Vec<Step>, StoreError> {
        self.query(&WorkspacePartition::Steps.of(workspace), "").await
    }

    /// Replaces `old` by `new`, which bears the next sequence, and announces it. A conflict says that
    /// somebody else did so first.
    pub async fn advance_step(
        &self,
        workspace: WorkspaceId,
        old: &Step,
        new: &Step,
        outbox: &Outbox,
    ) -> Result<(), StoreError> {
        let put = self.checkpoint(workspace, old.sequence, new)?;
        self.transact(vec![part!(put, put), outbox.entry(&OutboxEvent::step(workspace, new)?)?]).await
    }

    /// Writes how far a step came without announcing it: a tick does, when it is due.
    pub async fn postpone_step(&self, workspace: WorkspaceId, step: &Step) -> Result<(), StoreError> {
        self.write(self.checkpoint(workspace, step.sequence, step)?).await
    }

    /// The put of a step that is still at that sequence.
    pub(crate) fn checkpoint(
        &self,
        workspace: WorkspaceId,
        sequence: u32,
        step: &Step,
    ) -> Result<PutBuilder, StoreError> {
        Ok(self
            .put(to_item(&keys::step(workspace, &step.id), step)?)
            .condition_expression("#sequence = :sequence")
            .expression_attribute_names("#sequence", "sequence")
            .expression_attribute_values(":sequence", number(sequence)))
    }

    /// Ends a step. A conflict says that somebody else did so or went on with it.
    pub async fn finish_step(&self, workspace: WorkspaceId, step: &Step) -> Result<(), StoreError> {
        self.transact(vec![self.step_end(workspace, step)?]).await
    }

    /// The write that ends a step.
    pub(crate) fn step_end(
        &self,
        workspace: WorkspaceId,
        step: &Step,
    ) -> Result<TransactWriteItem, StoreError> {
        let delete = self
            .delete(&keys::step(workspace, &step.id))
            .condition_expression("#sequence = :sequence")
            .expression_attribute_names("#sequence", "sequence")
            .expression_attribute_values(":sequence", number(step.sequence));
        Ok(part!(delete, delete))
    }
}
