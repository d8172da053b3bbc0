//! How functions reach Számlázz.hu for a workspace: the Agent's key, and what a link's key is known by.

use axum::http::StatusCode;
use domain::{ids::WorkspaceId, szamlazz::Agent};
use store::{StoreError, vault::Vault};
use szamlazz::Error;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::problem::Problem;

/// The purpose under which the vault seals Agent keys.
const PURPOSE: &str = "szamlazz";

/// The text whose keyed hash a link's key is known by.
pub fn link_of(key: &str) -> String {
    format!("szamlazz-link {key}")
}

/// The text whose keyed hash is the address of a workspace's payments.
pub fn payments_of(workspace: WorkspaceId) -> String {
    format!("szamlazz-payments {workspace}")
}

/// An Agent key under a seal that only this workspace's connection opens. `random` must be fresh.
///
/// # Errors
/// [`StoreError`] where the vault fails.
pub async fn seal(
    vault: &Vault,
    workspace: WorkspaceId,
    key: &str,
    random: Uuid,
) -> Result<Vec<u8>, StoreError> {
    vault.seal(workspace, PURPOSE, key.as_bytes(), random).await
}

/// The key of an Agent.
///
/// # Errors
/// [`StoreError`] where the vault fails.
pub async fn open(
    vault: &Vault,
    workspace: WorkspaceId,
    agent: &Agent,
) -> Result<Zeroizing<String>, StoreError> {
    let plain = vault.open(workspace, PURPOSE, &agent.sealed).await?;
    let key = String::from_utf8(plain.to_vec());
    key.map(Zeroizing::new).map_err(|_| StoreError::Corrupt("a sealed Agent key is no text".into()))
}

/// What Számlázz.hu's decision means for the person who waits.
pub fn refusal(error: &Error) -> Problem {
    let (status, code) = match error {
        Error::StopAndTellOwner { .. } => (StatusCode::UNPROCESSABLE_ENTITY, "szamlazz-key-refused"),
        Error::RetryLater { .. } => (StatusCode::SERVICE_UNAVAILABLE, "szamlazz-unavailable"),
        Error::NotFound | Error::Refused { .. } => (StatusCode::BAD_GATEWAY, "szamlazz-refused"),
    };
    let field = (status == StatusCode::UNPROCESSABLE_ENTITY).then(|| "agent_key".to_owned());
    Problem::new(status, code).in_field(field).with("code", error.code())
}
