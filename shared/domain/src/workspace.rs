//! Workspaces and the accounts that work in them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    access::Role,
    address::Address,
    country::Country,
    email::EmailAddress,
    ids::{AccountId, WorkspaceId},
    language::Language,
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
    /// Tokens issued before this moment are refused: the person signed out everywhere.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub signed_out_at: Option<Timestamp>,
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
    /// When the workspace was made.
    pub created_at: Timestamp,
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
