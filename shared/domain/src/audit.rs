//! The audit log of a workspace: who did what. What was changed of which record of the books, the trail of
//! that record tells.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::ids::AccountId;

/// An entry of the audit log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AuditEntry {
    /// When.
    pub at: Timestamp,
    /// Who; absent where the system did it by itself.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by: Option<AccountId>,
    /// What was done.
    pub action: AuditAction,
    /// To what or whom: an address, a role, a kind of records, a number.
    #[schema(example = "bela@example.com")]
    pub subject: String,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AuditAction {
    /// The company was registered, or added to an office.
    Registered,
    /// Somebody was invited.
    Invited,
    /// An invitation was taken back.
    InvitationWithdrawn,
    /// An invitation was declined.
    InvitationDeclined,
    /// Somebody accepted an invitation.
    Joined,
    /// A member got another role.
    RoleChanged,
    /// A member was removed.
    MemberRemoved,
    /// A member left.
    Left,
    /// The preparation before connecting was ended.
    Prepared,
    /// A source of invoices was connected, or its settings changed.
    Connected,
    /// A source of invoices was removed.
    Disconnected,
    /// An export was asked for.
    Exported,
    /// An import was committed.
    Imported,
    /// An import was undone.
    ImportUndone,
    /// The company subscribed.
    Subscribed,
    /// The subscription was cancelled.
    Cancelled,
    /// A payment was recorded.
    Paid,
    /// The deletion of the workspace was asked for.
    DeletionRequested,
    /// The request for deletion was withdrawn.
    DeletionWithdrawn,
    /// Support refused the request for deletion.
    DeletionRefused,
    /// A company was added to the office.
    CompanyAdded,
    /// The office's demo was opened.
    DemoOpened,
}

impl AuditAction {
    /// Whether the staff of the deployment does it, rather than people of the workspace.
    pub fn is_of_staff(self) -> bool {
        matches!(self, Self::Paid | Self::DeletionRefused)
    }

    /// Its name, as it is serialised; its text bears it behind `audit-`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Invited => "invited",
            Self::InvitationWithdrawn => "invitation-withdrawn",
            Self::InvitationDeclined => "invitation-declined",
            Self::Joined => "joined",
            Self::RoleChanged => "role-changed",
            Self::MemberRemoved => "member-removed",
            Self::Left => "left",
            Self::Prepared => "prepared",
            Self::Connected => "connected",
            Self::Disconnected => "disconnected",
            Self::Exported => "exported",
            Self::Imported => "imported",
            Self::ImportUndone => "import-undone",
            Self::Subscribed => "subscribed",
            Self::Cancelled => "cancelled",
            Self::Paid => "paid",
            Self::DeletionRequested => "deletion-requested",
            Self::DeletionWithdrawn => "deletion-withdrawn",
            Self::DeletionRefused => "deletion-refused",
            Self::CompanyAdded => "company-added",
            Self::DemoOpened => "demo-opened",
        }
    }
}

impl AuditEntry {
    /// What a person does.
    pub fn new(by: AccountId, at: Timestamp, action: AuditAction, subject: impl Into<String>) -> Self {
        Self { at, by: Some(by), action, subject: subject.into() }
    }
}
