//! Chains of corrections, as NAV told of them.

use aws_sdk_dynamodb::types::builders::PutBuilder;
use domain::{chain::Chain, fetch::Step, ids::WorkspaceId, invoice::InvoiceId};

use crate::{
    error::StoreError,
    keys,
    table::{Store, attribute, part, to_item},
};

impl Store {
    /// The chain of an original; none where no correction of it ever came.
    pub async fn chain(&self, workspace: WorkspaceId, base: &InvoiceId) -> Result<Option<Chain>, StoreError> {
        self.get(&keys::chain(workspace, base)).await
    }

    /// Writes what was learned of a chain, if it is still as it was read, and ends the step that asked, or
    /// lets it ask again as `next`. A conflict says that somebody else learned of it meanwhile.
    pub async fn learn_chain(
        &self,
        workspace: WorkspaceId,
        earlier: Option<&Chain>,
        chain: &Chain,
        step: &Step,
        next: Option<&Step>,
    ) -> Result<(), StoreError> {
        let put = self.put(to_item(&keys::chain(workspace, &chain.base), chain)?);
        let put = unchanged(put, earlier)?;
        let end = match next {
            Some(next) => part!(put, self.checkpoint(workspace, step.sequence, next)?),
            None => self.step_end(workspace, step)?,
        };
        self.transact(vec![part!(put, put), end]).await
    }
}

fn unchanged(put: PutBuilder, earlier: Option<&Chain>) -> Result<PutBuilder, StoreError> {
    Ok(match earlier {
        None => put.condition_expression("attribute_not_exists(pk)"),
        Some(earlier) => put
            .condition_expression("learned_at = :earlier")
            .expression_attribute_values(":earlier", attribute(&earlier.learned_at)?),
    })
}
