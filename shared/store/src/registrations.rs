//! Registrations: a company through a door, a company of an office, an office's demo. What makes them unique
//! is checked in the transaction that makes them.

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem};
use domain::{
    audit::{AuditAction, AuditEntry},
    ids::{AccountId, WorkspaceId},
    package::Package,
    workspace::{Connecting, Membership, Registration, Workspace, WorkspaceKind},
};
use serde::{Deserialize, Serialize};

use crate::{
    error::StoreError,
    keys::{self, WorkspacePartition},
    table::{Store, attribute, part, to_item},
};

/// Whose workspace a company has behind a door, or in an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// Who registered it.
    pub account: AccountId,
}

/// What is known of a taxpayer.
#[derive(Clone, Debug, Default)]
pub struct Taxpayer {
    /// The keyed hash of the number.
    pub hash: String,
    /// Whether the company was registered before.
    pub known: bool,
    /// Who has it at the doors.
    pub claims: Vec<(Package, Claim)>,
}

impl Taxpayer {
    /// Who has the company at a door.
    pub fn at(&self, package: Package) -> Option<Claim> {
        self.claims.iter().find(|(door, _)| *door == package).map(|(_, claim)| *claim)
    }
}

impl Store {
    /// What is known of a taxpayer, by the keyed hash of its number.
    pub async fn taxpayer(&self, hash: String) -> Result<Taxpayer, StoreError> {
        let [bookkeeping, business] = Package::ALL.map(|package| keys::door(&hash, package));
        let mark = keys::known_taxpayer(&hash);
        let (bookkeeping, business, known) = futures::join!(
            self.get::<Claim>(&bookkeeping),
            self.get::<Claim>(&business),
            self.get::<serde::de::IgnoredAny>(&mark),
        );
        let found = Package::ALL.into_iter().zip([bookkeeping?, business?]);
        let claims = found.filter_map(|(package, claim)| Some((package, claim?))).collect();
        Ok(Taxpayer { hash, known: known?.is_some(), claims })
    }

    /// Registers a company through a door. A conflict says that the workspace is there, that the company is
    /// registered there, that the same person has it at the other door, or that it became known meanwhile.
    pub async fn register(
        &self,
        registration: &Registration,
        package: Package,
        taxpayer: &Taxpayer,
    ) -> Result<(), StoreError> {
        let Registration { workspace, owner, .. } = registration;
        let claim = Claim { workspace: workspace.id, account: owner.account };
        let door = self.put(to_item(&keys::door(&taxpayer.hash, package), &claim)?);
        let elsewhere = self
            .check(&keys::door(&taxpayer.hash, package.other()))
            .condition_expression("attribute_not_exists(pk) OR account <> :account")
            .expression_attribute_values(":account", attribute(&owner.account)?);
        let mut writes = self.registration(registration, AuditAction::Registered)?;
        writes.push(part!(put, door.condition_expression("attribute_not_exists(pk)")));
        writes.push(part!(condition_check, elsewhere));
        writes.push(self.knowing(taxpayer)?);
        self.transact(writes).await
    }

    /// The write after which a taxpayer is known, if it is as it was read.
    fn knowing(&self, taxpayer: &Taxpayer) -> Result<TransactWriteItem, StoreError> {
        let mark = keys::known_taxpayer(&taxpayer.hash);
        if taxpayer.known {
            return self.exists(&mark);
        }
        let put = self.put(mark.attributes()).condition_expression("attribute_not_exists(pk)");
        Ok(part!(put, put))
    }

    /// Adds a company to an office. A conflict says that it is there, that the office is gone or to be
    /// deleted, or that the company became known meanwhile.
    pub async fn add_company(
        &self,
        office: WorkspaceId,
        registration: &Registration,
        taxpayer: &Taxpayer,
    ) -> Result<(), StoreError> {
        let Registration { workspace, owner, .. } = registration;
        let claim = Claim { workspace: workspace.id, account: owner.account };
        let company = self.put(to_item(&keys::company(office, &workspace.taxpayer()), &claim)?);
        let added =
            AuditEntry::new(owner.account, workspace.created_at, AuditAction::CompanyAdded, &workspace.name);
        let mut writes = self.registration(registration, AuditAction::Registered)?;
        writes.push(part!(put, company.condition_expression("attribute_not_exists(pk)")));
        writes.push(self.exists(&keys::cover(office))?);
        writes.push(self.absent(&keys::deletion(office))?);
        writes.push(self.knowing(taxpayer)?);
        writes.push(self.audit_put(office, &added, &workspace.id.to_string())?);
        self.transact(writes).await
    }

    /// Opens the demo of an office. A conflict says that it is there, or that the office is gone.
    pub async fn add_demo(&self, office: WorkspaceId, registration: &Registration) -> Result<(), StoreError> {
        let Registration { workspace, owner, .. } = registration;
        let opened =
            AuditEntry::new(owner.account, workspace.created_at, AuditAction::DemoOpened, &workspace.name);
        let mut writes = self.registration(registration, AuditAction::Registered)?;
        writes.push(self.exists(&keys::cover(office))?);
        writes.push(self.audit_put(office, &opened, &workspace.id.to_string())?);
        self.transact(writes).await
    }

    /// How many companies an office has at this moment, one that is being deleted among them.
    pub async fn count_companies(&self, office: WorkspaceId) -> Result<usize, StoreError> {
        Ok(self.count_items(&WorkspacePartition::Companies.of(office), true).await? as usize)
    }

    /// Whether an office has the company of a taxpayer.
    pub async fn has_company(&self, office: WorkspaceId, taxpayer: &str) -> Result<bool, StoreError> {
        let claim: Option<Claim> = self.get(&keys::company(office, taxpayer)).await?;
        Ok(claim.is_some())
    }

    /// The workspace of an office's company.
    pub async fn company_of(
        &self,
        office: WorkspaceId,
        company: WorkspaceId,
    ) -> Result<Option<Workspace>, StoreError> {
        Ok(self
            .workspace(company)
            .await?
            .filter(|company| company.office == Some(office) && company.kind == WorkspaceKind::Live))
    }

    /// Lets an owner of the office into the workspace of one of its companies, as an owner.
    pub async fn join_company(&self, member: &Membership, entry: &AuditEntry) -> Result<(), StoreError> {
        let mut writes = vec![self.exists(&keys::cover(member.workspace))?];
        writes.extend(self.membership_puts(member)?);
        writes.push(self.audit_put(member.workspace, entry, member.email.as_str())?);
        self.transact(writes).await
    }

    /// Lets somebody of the office into its demo.
    pub async fn join_demo(&self, member: &Membership) -> Result<(), StoreError> {
        let mut writes = vec![self.exists(&keys::cover(member.workspace))?];
        writes.extend(self.membership_puts(member)?);
        self.transact(writes).await
    }

    /// The companies of an office.
    pub async fn companies(&self, office: WorkspaceId) -> Result<Vec<Workspace>, StoreError> {
        let claims: Vec<Claim> = self.query(&WorkspacePartition::Companies.of(office), "").await?;
        let wanted: Vec<_> = claims.iter().map(|claim| keys::workspace(claim.workspace)).collect();
        let items = self.get_many(&wanted, None, true).await?.into_iter();
        let mut companies: Vec<Workspace> = items.map(crate::table::from_item).collect::<Result<_, _>>()?;
        companies.sort_by(|a, b| a.name.cmp(&b.name).then(a.id.cmp(&b.id)));
        Ok(companies)
    }

    /// Ends the preparation of a workspace: sources may be connected from now on. A conflict says that it is
    /// ended already.
    pub async fn end_preparation(
        &self,
        workspace: WorkspaceId,
        entry: &AuditEntry,
    ) -> Result<(), StoreError> {
        let update = self
            .update(&keys::workspace(workspace))
            .update_expression("SET connecting = :free")
            .condition_expression("connecting = :first")
            .expression_attribute_values(":free", attribute(&Connecting::Free)?)
            .expression_attribute_values(":first", attribute(&Connecting::PrepareFirst)?);
        self.transact(vec![part!(update, update), self.audit_put(workspace, entry, "")?]).await
    }

    /// The writes that every new workspace takes.
    fn registration(
        &self,
        registration: &Registration,
        action: AuditAction,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let Registration { workspace, owner, cover } = registration;
        let profile = self.put(to_item(&keys::workspace(workspace.id), workspace)?);
        let mut writes = vec![
            part!(put, profile.condition_expression("attribute_not_exists(pk)")),
            // A repeated request would bring back an identifier that deletions still go after.
            self.absent(&keys::deletion(workspace.id))?,
            self.absent(&keys::deletion_record(workspace.id))?,
        ];
        writes.extend(self.membership_puts(owner)?);
        writes.extend(self.cover_puts(workspace.id, cover)?);
        if workspace.kind == WorkspaceKind::Live {
            let entry = AuditEntry::new(owner.account, workspace.created_at, action, &workspace.name);
            writes.push(self.audit_put(workspace.id, &entry, "")?);
        }
        Ok(writes)
    }

    /// The write that frees a door, or a place in an office; none where it is not this workspace's.
    pub(crate) async fn free(
        &self,
        place: &keys::Key,
        workspace: WorkspaceId,
    ) -> Result<Option<TransactWriteItem>, StoreError> {
        let claim: Option<Claim> = self.get(place).await?;
        if claim.is_none_or(|claim| claim.workspace != workspace) {
            return Ok(None);
        }
        let delete = self
            .delete(place)
            .condition_expression("workspace = :workspace")
            .expression_attribute_values(":workspace", AttributeValue::S(workspace.to_string()));
        Ok(Some(part!(delete, delete)))
    }
}
