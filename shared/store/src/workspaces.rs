//! Workspaces and their members.

use aws_sdk_dynamodb::types::{TransactWriteItem, builders::PutBuilder};
use domain::{
    access::Role,
    audit::AuditEntry,
    ids::{AccountId, WorkspaceId},
    licence::{Cover, Licence},
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
    /// The licence that covers the workspace, its own or its office's; none where it is gone, or being
    /// deleted.
    pub licence: Option<Licence>,
    /// Whether it is a demo.
    pub demo: bool,
}

impl Store {
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

    /// The caller's account, membership and the licence, seeing every acknowledged write: a member who was
    /// removed is out at once. One request, and another one where an office's licence covers the workspace.
    pub async fn standing(&self, account: AccountId, workspace: WorkspaceId) -> Result<Standing, StoreError> {
        let wanted = [keys::account(account), keys::member(workspace, account), keys::cover(workspace)];
        let mut items = self.get_many(&wanted, None, true).await?;
        let mut take = |key: &keys::Key| {
            let place =
                items.iter().position(|item| key.attributes().iter().all(|(n, v)| item.get(n) == Some(v)));
            place.map(|place| items.swap_remove(place))
        };
        let [account, membership, cover] = wanted.each_ref().map(&mut take);
        let (licence, demo) = match cover.map(from_item).transpose()? {
            None => (None, false),
            Some(Cover::Own(licence)) => (Some(licence), false),
            Some(Cover::Office { office, demo }) => (self.licence(office).await?, demo),
        };
        let (account, membership) =
            (account.map(from_item).transpose()?, membership.map(from_item).transpose()?);
        Ok(Standing { account, membership, licence, demo })
    }

    /// The members of a workspace.
    pub async fn members(&self, workspace: WorkspaceId) -> Result<Vec<Membership>, StoreError> {
        self.query(&WorkspacePartition::Members.of(workspace), "").await
    }

    /// The accounts of the owners of a workspace.
    pub async fn owners(&self, workspace: WorkspaceId) -> Result<Vec<Account>, StoreError> {
        let members = self.members(workspace).await?;
        let owners = members.into_iter().filter(|member| member.role == Role::Owner);
        let keys: Vec<_> = owners.map(|owner| keys::account(owner.account)).collect();
        self.get_many(&keys, None, true).await?.into_iter().map(from_item).collect()
    }

    /// Gives a member another role; while `owner` is an owner, where one is named. A conflict says that it is
    /// none any more, or that the member is gone.
    pub async fn change_role(
        &self,
        membership: &Membership,
        owner: Option<AccountId>,
        entry: &AuditEntry,
    ) -> Result<(), StoreError> {
        let (workspace, [listed, own]) = (membership.workspace, self.listed(membership)?);
        let mut writes = vec![
            part!(put, listed.condition_expression("attribute_exists(pk)")),
            part!(put, own),
            self.audit_put(workspace, entry, membership.email.as_str())?,
        ];
        if let Some(owner) = owner {
            writes.push(self.is_owner(workspace, owner)?);
        }
        self.transact(writes).await
    }

    /// Removes a member, if `remaining_owner` is still an owner then: the last owner cannot go. A conflict
    /// says that it is none, or that the member is gone.
    pub async fn remove_member(
        &self,
        workspace: WorkspaceId,
        account: AccountId,
        remaining_owner: AccountId,
        entry: &AuditEntry,
    ) -> Result<(), StoreError> {
        let (member, demo) =
            (self.delete(&keys::member(workspace, account)), WorkspaceId::demo_of(workspace));
        let writes = vec![
            self.is_owner(workspace, remaining_owner)?,
            part!(delete, member.condition_expression("attribute_exists(pk)")),
            part!(delete, self.delete(&keys::account_workspace(account, workspace))),
            // Whoever leaves an office leaves its demo.
            part!(delete, self.delete(&keys::member(demo, account))),
            part!(delete, self.delete(&keys::account_workspace(account, demo))),
            self.audit_put(workspace, entry, &account.to_string())?,
        ];
        self.transact(writes).await
    }

    /// The writes that list a member in the workspace, and the workspace with the account.
    pub(crate) fn membership_puts(
        &self,
        membership: &Membership,
    ) -> Result<[TransactWriteItem; 2], StoreError> {
        let [listed, own] = self.listed(membership)?;
        Ok([part!(put, listed), part!(put, own)])
    }

    /// The same of somebody who must not be a member yet.
    pub(crate) fn new_membership(
        &self,
        membership: &Membership,
    ) -> Result<[TransactWriteItem; 2], StoreError> {
        let [listed, own] = self.listed(membership)?;
        Ok([part!(put, listed.condition_expression("attribute_not_exists(pk)")), part!(put, own)])
    }

    /// A membership in its two places.
    fn listed(&self, membership: &Membership) -> Result<[PutBuilder; 2], StoreError> {
        let Membership { workspace, account, .. } = *membership;
        let listed = self.put(to_item(&keys::member(workspace, account), membership)?);
        let own = self.put(to_item(&keys::account_workspace(account, workspace), membership)?);
        Ok([listed, own])
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
