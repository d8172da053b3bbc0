//! Workspaces and their members.

use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::{
    access::Role,
    ids::{AccountId, WorkspaceId},
    workspace::{Account, Membership, Workspace},
};

use crate::{
    error::StoreError,
    keys::{self, WorkspacePartition},
    table::{Store, attribute, from_item, part, to_item},
};

/// What the access check needs to know of a caller.
#[derive(Debug)]
pub struct Standing {
    /// The caller's account, if there is one.
    pub account: Option<Account>,
    /// The caller's membership in the workspace, if there is one.
    pub membership: Option<Membership>,
}

impl Store {
    /// Makes a workspace with its first owner. A conflict says that the workspace is there already.
    pub async fn create_workspace(
        &self,
        workspace: &Workspace,
        owner: &Membership,
    ) -> Result<(), StoreError> {
        let profile = to_item(&keys::workspace(workspace.id), workspace)?;
        let mut writes = vec![part!(put, self.put(profile).condition_expression("attribute_not_exists(pk)"))];
        writes.extend(self.membership_puts(owner)?);
        self.transact(writes).await
    }

    /// The workspace.
    pub async fn workspace(&self, workspace: WorkspaceId) -> Result<Option<Workspace>, StoreError> {
        self.get(&keys::workspace(workspace)).await
    }

    /// The workspaces of an account, with its role in each.
    pub async fn workspaces_of(&self, account: AccountId) -> Result<Vec<(Workspace, Role)>, StoreError> {
        let memberships: Vec<Membership> =
            self.query(&keys::account_partition(account), keys::ACCOUNT_WORKSPACE).await?;
        let wanted: Vec<_> =
            memberships.iter().map(|membership| keys::workspace(membership.workspace)).collect();
        let mut workspaces = Vec::new();
        for item in self.get_many(&wanted, None, false).await? {
            let workspace: Workspace = from_item(item)?;
            let role = memberships.iter().find(|membership| membership.workspace == workspace.id);
            workspaces.extend(role.map(|membership| (workspace, membership.role)));
        }
        workspaces.sort_by(|(a, _), (b, _)| a.name.cmp(&b.name).then(a.id.cmp(&b.id)));
        Ok(workspaces)
    }

    /// The caller's account and membership, seeing every acknowledged write: a member who
    /// was removed is out at once.
    pub async fn standing(&self, account: AccountId, workspace: WorkspaceId) -> Result<Standing, StoreError> {
        let (profile, member) = (keys::account(account), keys::member(workspace, account));
        let (account, membership) = futures::join!(self.get(&profile), self.get(&member));
        Ok(Standing { account: account?, membership: membership? })
    }

    /// The members of a workspace.
    pub async fn members(&self, workspace: WorkspaceId) -> Result<Vec<Membership>, StoreError> {
        self.query(&WorkspacePartition::Members.of(workspace), "").await
    }

    /// Adds a member or changes its role; while `owner` is an owner, where one is named.
    pub async fn put_member(
        &self,
        membership: &Membership,
        owner: Option<AccountId>,
    ) -> Result<(), StoreError> {
        let mut writes = vec![self.exists(&keys::workspace(membership.workspace))?];
        if let Some(owner) = owner {
            writes.push(self.is_owner(membership.workspace, owner)?);
        }
        writes.extend(self.membership_puts(membership)?);
        self.transact(writes).await
    }

    /// Removes a member, if `remaining_owner` is still an owner then: the last owner cannot go.
    pub async fn remove_member(
        &self,
        workspace: WorkspaceId,
        account: AccountId,
        remaining_owner: AccountId,
    ) -> Result<(), StoreError> {
        let writes = vec![
            self.is_owner(workspace, remaining_owner)?,
            part!(delete, self.delete(&keys::member(workspace, account))),
            part!(delete, self.delete(&keys::account_workspace(account, workspace))),
        ];
        self.transact(writes).await
    }

    /// The writes that list a member in the workspace, and the workspace with the account.
    fn membership_puts(&self, membership: &Membership) -> Result<[TransactWriteItem; 2], StoreError> {
        let Membership { workspace, account, .. } = *membership;
        let listed = to_item(&keys::member(workspace, account), membership)?;
        let own = to_item(&keys::account_workspace(account, workspace), membership)?;
        Ok([part!(put, self.put(listed)), part!(put, self.put(own))])
    }

    fn is_owner(&self, workspace: WorkspaceId, account: AccountId) -> Result<TransactWriteItem, StoreError> {
        let check = self
            .check(&keys::member(workspace, account))
            .condition_expression("#role = :owner")
            .expression_attribute_names("#role", "role")
            .expression_attribute_values(":owner", attribute(&Role::Owner)?);
        Ok(part!(condition_check, check))
    }
}
