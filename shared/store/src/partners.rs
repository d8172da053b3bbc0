//! The partners of a workspace.

use domain::{
    ids::WorkspaceId,
    partner::{Partner, PartnerId, PartnerRole},
};

use crate::{
    error::StoreError,
    keys::{self, WorkspacePartition},
    table::{Page, Store, attribute, to_item},
};

impl Store {
    /// The partner.
    pub async fn partner(
        &self,
        workspace: WorkspaceId,
        id: &PartnerId,
    ) -> Result<Option<Partner>, StoreError> {
        self.get(&keys::partner(workspace, id)).await
    }

    /// Adds a partner. A conflict says that it is there already.
    pub async fn add_partner(&self, workspace: WorkspaceId, partner: &Partner) -> Result<(), StoreError> {
        let put = self.put(to_item(&keys::partner(workspace, &partner.id), partner)?);
        self.write(put.condition_expression("attribute_not_exists(pk)")).await
    }

    /// Gives a partner another role beside those that it has; a conflict says that there is no such partner.
    pub async fn add_partner_role(
        &self,
        workspace: WorkspaceId,
        id: &PartnerId,
        role: PartnerRole,
    ) -> Result<(), StoreError> {
        let update = self
            .update(&keys::partner(workspace, id))
            .update_expression("SET #role = :true")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_names("#role", role.name())
            .expression_attribute_values(":true", attribute(&true)?);
        self.apply(update).await
    }

    /// At most `limit` partners by id, those after `after`.
    pub async fn partners(
        &self,
        workspace: WorkspaceId,
        after: Option<&PartnerId>,
        limit: i32,
    ) -> Result<Page<Partner>, StoreError> {
        let after = after.map(PartnerId::as_str).unwrap_or_default();
        self.page(&WorkspacePartition::Partners.of(workspace), after, limit).await
    }
}
