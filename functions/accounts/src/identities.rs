//! Social identities. One acts for an account only after somebody who had signed in to that account linked
//! it.

use axum::{Json, extract::State, http::StatusCode};
use lambda::{
    access::{Access, Caller, UserName},
    http::{Body, Named},
    problem::{Problem, ProblemDocument},
};
use serde::{Deserialize, Serialize};
use store::StoreError;
use utoipa::ToSchema;

use crate::App;

/// A social identity that is to be linked.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewIdentity {
    /// The access token that signing in through the provider gave.
    #[schema(example = "eyJraWQiOiJ...")]
    access_token: String,
}

/// A social identity of the account.
#[derive(Debug, Serialize, ToSchema)]
pub struct Identity {
    /// Its name in the user pool.
    #[schema(example = "Google_1234")]
    name: String,
}

/// Link a social identity
///
/// From then on, whoever signs in through the provider acts for this account.
#[utoipa::path(
    post, path = "/account/identities",
    operation_id = "linkIdentity", tag = "accounts",
    request_body = NewIdentity,
    responses(
        (status = 201, description = "The identity", body = Identity),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn link(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Body(request): Body<NewIdentity>,
) -> Result<(StatusCode, Json<Identity>), Problem> {
    let account = access.account(&caller).await?;
    let name = app.cognito.user_of_token(&request.access_token).await?;
    let name = name.ok_or_else(|| Problem::field("access_token", "identity-token"))?;
    if !matches!(UserName::read(&name), UserName::Social(_)) {
        return Err(Problem::field("access_token", "identity-not-social"));
    }
    match app.store.link_identity(&name, account.id).await {
        Ok(()) => {}
        Err(StoreError::Conflict) if app.store.identity(&name).await? == Some(account.id) => {}
        Err(StoreError::Conflict) => {
            return Err(Problem::new(StatusCode::CONFLICT, "identity-linked-elsewhere"));
        }
        Err(error) => return Err(error.into()),
    }
    Ok((StatusCode::CREATED, Json(Identity { name })))
}

/// Unlink a social identity
#[utoipa::path(
    delete, path = "/account/identities/{identity}",
    operation_id = "unlinkIdentity", tag = "accounts",
    params(("identity" = String, Path, description = "Its name in the user pool")),
    responses(
        (status = 204, description = "It acts for the account no more"),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn unlink(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(identity): Named<String>,
) -> Result<StatusCode, Problem> {
    let account = access.account(&caller).await?;
    match app.store.unlink_identity(&identity, account.id).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(StoreError::Conflict) => Err(Problem::not_found()),
        Err(error) => Err(error.into()),
    }
}
