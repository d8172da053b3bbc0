//! Identifiers of accounts and workspaces.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use utoipa::ToSchema;
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(transparent)]
        #[schema(value_type = String, format = Uuid)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

id! {
    /// A person's account; also the person's opaque user name in Cognito.
    AccountId
}

id! {
    /// A workspace: one company's books.
    WorkspaceId
}

id! {
    /// An export or an import of a workspace.
    JobId
}

impl WorkspaceId {
    /// The workspace that `account` creates under an idempotency key: the same key gives the same
    /// workspace, so that a repeated request cannot make a second one.
    pub fn for_request(account: AccountId, idempotency_key: &str) -> Self {
        Self(digest(&[b"workspace", account.0.as_bytes(), idempotency_key.as_bytes()]))
    }

    /// The demo of an office: it has one.
    pub fn demo_of(office: Self) -> Self {
        Self(digest(&[b"demo", office.0.as_bytes()]))
    }
}

impl JobId {
    /// The job that an account asks for under an idempotency key, in the same way.
    pub fn for_request(
        workspace: WorkspaceId,
        account: AccountId,
        what: &str,
        idempotency_key: &str,
    ) -> Self {
        let parts =
            [what.as_bytes(), workspace.0.as_bytes(), account.0.as_bytes(), idempotency_key.as_bytes()];
        Self(digest(&parts))
    }
}

/// An identifier that follows from parts.
fn digest(parts: &[&[u8]]) -> Uuid {
    let mut digest = Sha256::new();
    for part in parts {
        digest = digest.chain_update((part.len() as u64).to_be_bytes()).chain_update(part);
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest.finalize()[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_key_is_one_workspace_per_account() {
        let (anna, bela) = (AccountId(Uuid::from_u128(1)), AccountId(Uuid::from_u128(2)));
        assert_eq!(WorkspaceId::for_request(anna, "k"), WorkspaceId::for_request(anna, "k"));
        assert_ne!(WorkspaceId::for_request(anna, "k"), WorkspaceId::for_request(bela, "k"));
        assert_ne!(WorkspaceId::for_request(anna, "k"), WorkspaceId::for_request(anna, "l"));
    }

    #[test]
    fn one_key_is_one_job() {
        let (workspace, anna) = (WorkspaceId(Uuid::from_u128(1)), AccountId(Uuid::from_u128(2)));
        let id = |what, key| JobId::for_request(workspace, anna, what, key);
        assert_eq!(id("import", "k"), id("import", "k"));
        assert_ne!(id("import", "k"), id("export", "k"));
        assert_ne!(id("import", "k"), id("import", "l"));
    }
}
