//! How functions reach NAV for a workspace: the client from the environment, and the technical user's
//! secrets.

use axum::http::StatusCode;
use domain::{
    clock::{Clock, Ids},
    connection::NavConnection,
    ids::WorkspaceId,
};
use jiff::SignedDuration;
use nav::{
    Call, Client, ClientConfig, Credentials, InvalidField, Limits, RequestId, Software, SoftwareOperation,
};
use serde::{Deserialize, Serialize};
use store::{StoreError, vault::Vault};
use thiserror::Error;
use uuid::Uuid;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{
    edge::{MissingVariable, env},
    problem::Problem,
};

/// How long NAV may take to answer while a person waits.
pub const PATIENCE: SignedDuration = SignedDuration::from_secs(20);

/// The purpose under which the vault seals these secrets.
const PURPOSE: &str = "nav";

/// The client of NAV cannot be made.
#[derive(Debug, Error)]
pub enum NavSetupError {
    /// The template did not say where NAV is or who we are.
    #[error(transparent)]
    Missing(#[from] MissingVariable),
    /// What the template says is not of NAV's form.
    #[error(transparent)]
    Invalid(#[from] InvalidField),
}

/// The client of NAV that the template's parameters describe.
pub fn client(http: &reqwest::Client) -> Result<Client, NavSetupError> {
    let software = Software {
        id: env("NAV_SOFTWARE_ID")?,
        name: "Ledgerport".into(),
        operation: SoftwareOperation::OnlineService,
        main_version: env!("CARGO_PKG_VERSION").into(),
        developer_name: env("NAV_DEVELOPER_NAME")?,
        developer_contact: env("NAV_DEVELOPER_CONTACT")?,
        developer_country: None,
        developer_tax_number: None,
    };
    let config = ClientConfig { base_url: env("NAV_BASE_URL")?, software, limits: Limits::default() };
    Ok(Client::new(http.clone(), config)?)
}

/// A call that is made now, under a fresh request id.
pub fn call(clock: &Clock, ids: &Ids, timeout: SignedDuration) -> Call {
    Call {
        request_id: RequestId::from_u128(ids.next().as_u128()),
        timestamp: clock.now(),
        timeout: timeout.unsigned_abs(),
    }
}

/// What NAV's decision means for the person who waits.
pub fn refusal(error: &nav::Error) -> Problem {
    let status = match error {
        nav::Error::StopAndTellOwner { .. } => StatusCode::UNPROCESSABLE_ENTITY,
        nav::Error::RetryNow { .. } | nav::Error::RetryLater { .. } => StatusCode::SERVICE_UNAVAILABLE,
        nav::Error::NotFound | nav::Error::Refused { .. } => StatusCode::BAD_GATEWAY,
    };
    Problem::nav(status, error.code())
}

/// The secrets of a technical user.
#[derive(Clone, Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
pub struct NavSecrets {
    /// Its password.
    pub password: String,
    /// Its signing key.
    pub sign_key: String,
    /// Its exchange key, if the owner gave one: reading needs none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub exchange_key: Option<String>,
}

impl NavSecrets {
    /// The secrets under a seal that only this workspace's connection opens. `random` must be fresh.
    pub async fn seal(
        &self,
        vault: &Vault,
        workspace: WorkspaceId,
        random: Uuid,
    ) -> Result<Vec<u8>, StoreError> {
        let plain = serde_json::to_vec(self).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        vault.seal(workspace, PURPOSE, &zeroize::Zeroizing::new(plain), random).await
    }

    /// The secrets of a connection.
    pub async fn open(vault: &Vault, connection: &NavConnection) -> Result<Self, StoreError> {
        let plain = vault.open(connection.workspace, PURPOSE, &connection.sealed).await?;
        serde_json::from_slice(&plain)
            .map_err(|_| StoreError::Corrupt("sealed NAV secrets are not as expected".into()))
    }

    /// The secrets with the names they belong to.
    pub fn credentials(&self, login: &str, tax_number: &str) -> Credentials {
        Credentials {
            login: login.to_owned(),
            password: self.password.clone(),
            sign_key: self.sign_key.clone(),
            exchange_key: self.exchange_key.clone(),
            tax_number: tax_number.to_owned(),
            predecessor_tax_number: None,
        }
    }
}
