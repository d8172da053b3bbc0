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

impl WorkspaceId {
    /// The workspace that `account` creates under an idempotency key: the same key gives the same
    /// workspace, so that a repeated request cannot make a second one.
    pub fn for_request(account: AccountId, idempotency_key: &str) -> Self {
        let digest = Sha256::new()
            .chain_update("workspace\0")
            .chain_update(account.0)
            .chain_update(idempotency_key)
            .finalize();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        Self(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }
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
}
