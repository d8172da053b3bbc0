//! Workspaces and the accounts that work in them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    access::Role,
    address::Address,
    country::Country,
    email::EmailAddress,
    identifier::tax_number,
    ids::{AccountId, WorkspaceId},
    language::Language,
    licence::{Cover, Licence},
    package::Package,
};

/// A person's account. The password is Cognito's and never reaches us.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// The account; also the user name in Cognito.
    pub id: AccountId,
    /// Where Cognito writes to.
    pub email: EmailAddress,
    /// The language the person chose at sign-up.
    pub language: Language,
    /// When the account was made.
    pub created_at: Timestamp,
    /// When the person, who had not signed in yet, was last mailed a new temporary password.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub invited_again_at: Option<Timestamp>,
    /// When the person was last mailed a code for a new password.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub code_mailed_at: Option<Timestamp>,
    /// Tokens issued before this moment are refused: the person signed out everywhere.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub signed_out_at: Option<Timestamp>,
}

impl Account {
    /// A new account.
    pub fn new(id: AccountId, email: EmailAddress, language: Language, created_at: Timestamp) -> Self {
        Self {
            id,
            email,
            language,
            created_at,
            invited_again_at: None,
            code_mailed_at: None,
            signed_out_at: None,
        }
    }
}

/// One company's books.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Workspace {
    /// The workspace.
    pub id: WorkspaceId,
    /// The company's name, 1 to 512 characters.
    pub name: String,
    /// Whose rules its books follow.
    #[serde(default)]
    pub country: Country,
    /// The company's tax number in its country's form: adószám, Y-tunnus, Partita IVA or NIP.
    #[schema(example = "12892312-2-41")]
    pub tax_number: String,
    /// The company's seat.
    pub address: Address,
    /// Whether it holds a company's data, or samples.
    #[serde(default)]
    pub kind: WorkspaceKind,
    /// The office whose company it is, where it is one's.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub office: Option<WorkspaceId>,
    /// Whether its sources of invoices may be connected yet.
    #[serde(default)]
    pub connecting: Connecting,
    /// When the workspace was made.
    pub created_at: Timestamp,
}

/// What a workspace is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum WorkspaceKind {
    /// A company's own data.
    #[default]
    Live,
    /// Samples to try things with: apart from live data, never billed, connected to nobody.
    Demo,
}

/// Whether the sources of a workspace's invoices may be connected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Connecting {
    /// At any time.
    #[default]
    Free,
    /// The company was registered before: master data and chart come first, and connecting is an act of its
    /// own once the preparation was ended (rules R0-18 to R0-20).
    PrepareFirst,
}

/// A company that registers: its workspace, the owner and the licence that begins with it.
#[derive(Clone, Debug)]
pub struct Registration {
    /// The workspace.
    pub workspace: Workspace,
    /// Who registers.
    pub owner: Membership,
    /// What covers it.
    pub cover: Cover,
}

impl Registration {
    /// A company that registers for a package, by somebody whose address is confirmed.
    pub fn new(package: Package, workspace: Workspace, owner: &Account) -> Self {
        let now = workspace.created_at;
        let licence = Licence::trial(package, workspace.country, workspace.tax_number.clone(), now);
        Self { owner: Membership::owner(&workspace, owner), cover: Cover::Own(licence), workspace }
    }

    /// A company of an office, or its demo.
    pub fn of_office(office: WorkspaceId, workspace: Workspace, owner: &Account) -> Self {
        let workspace = Workspace { office: Some(office), ..workspace };
        let cover = Cover::Office { office, demo: workspace.kind == WorkspaceKind::Demo };
        Self { owner: Membership::owner(&workspace, owner), cover, workspace }
    }
}

/// What an account may do in a workspace.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Membership {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// The member.
    pub account: AccountId,
    /// The member's address when it was added, so that an owner knows who is who.
    pub email: EmailAddress,
    /// What the member may do.
    pub role: Role,
    /// Since when.
    pub added_at: Timestamp,
}

impl Workspace {
    /// A company's own workspace.
    pub fn new(
        id: WorkspaceId,
        name: impl Into<String>,
        (country, tax_number): (Country, String),
        address: Address,
        created_at: Timestamp,
    ) -> Self {
        Self {
            id,
            name: name.into(),
            country,
            tax_number,
            address,
            kind: WorkspaceKind::Live,
            office: None,
            connecting: Connecting::Free,
            created_at,
        }
    }

    /// What tells its company apart from all others: the country and the part of its tax number that stays
    /// the same when its county or way of taxation changes.
    pub fn taxpayer(&self) -> String {
        Self::taxpayer_of(self.country, &self.tax_number)
    }

    /// The same of a number of a country.
    pub fn taxpayer_of(country: Country, number: &str) -> String {
        let core = tax_number::core(number).filter(|_| country == Country::Hu);
        format!("{}{}", country.code(), core.unwrap_or(number))
    }
}

impl Membership {
    /// A person's from now on.
    pub fn new(workspace: WorkspaceId, person: &Account, role: Role, now: Timestamp) -> Self {
        Self { workspace, account: person.id, email: person.email.clone(), role, added_at: now }
    }

    /// Whoever makes a workspace owns it.
    fn owner(workspace: &Workspace, account: &Account) -> Self {
        Self::new(workspace.id, account, Role::Owner, workspace.created_at)
    }
}
