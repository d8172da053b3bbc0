//! Invitations: nobody becomes a member without agreeing.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{
    access::Role,
    email::EmailAddress,
    ids::{AccountId, WorkspaceId},
    language::Language,
};

/// An invitation into a workspace; an address has one at most in each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Invitation {
    /// Into which workspace.
    pub workspace: WorkspaceId,
    /// The name of its company, as it was then.
    pub company: String,
    /// Who is invited.
    pub email: EmailAddress,
    /// As what.
    pub role: Role,
    /// In which language.
    pub language: Language,
    /// By whom.
    pub by: AccountId,
    /// The address of whoever invites.
    pub by_email: EmailAddress,
    /// When.
    pub at: Timestamp,
    /// When the address was last mailed about it.
    pub mailed_at: Timestamp,
    /// Whether it was withdrawn or declined. It stays, so that inviting again does not mail again at once.
    #[serde(default)]
    pub gone: bool,
    /// How often the address was invited.
    pub sequence: u32,
}

impl Invitation {
    /// How long it can be accepted.
    pub const LIFETIME: SignedDuration = SignedDuration::from_hours(14 * 24);
    /// How soon the same address can be mailed again.
    pub const BETWEEN: SignedDuration = SignedDuration::from_mins(10);

    /// How long one is remembered that was withdrawn or declined.
    pub const REMEMBERED: SignedDuration = SignedDuration::from_hours(24);

    /// Until when it can be accepted.
    pub fn expires_at(&self) -> Timestamp {
        self.at + Self::LIFETIME
    }

    /// Whether it can be accepted.
    pub fn is_open(&self, now: Timestamp) -> bool {
        !self.gone && now < self.expires_at()
    }
}

/// How many people a workspace takes.
#[derive(Clone, Copy, Debug)]
pub struct PeopleLimits {
    /// Members.
    pub members: usize,
    /// Owners: each is mailed in the transaction of what concerns them.
    pub owners: usize,
    /// Invitations that are open or expired.
    pub invitations: usize,
    /// The same with those that were withdrawn or declined.
    pub invited: usize,
    /// Companies of an office.
    pub companies: usize,
}

/// The limits.
pub const PEOPLE: PeopleLimits =
    PeopleLimits { members: 200, owners: 20, invitations: 100, invited: 500, companies: 1_000 };
