//! The caller's own account.

use axum::{Json, extract::State};
use domain::{ids::AccountId, language::Language};
use jiff::Timestamp;
use lambda::{
    access::{Access, Caller},
    problem::{Problem, ProblemDocument},
};
use serde::Serialize;
use utoipa::ToSchema;

/// An account.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccountView {
    /// The account.
    id: AccountId,
    /// Its e-mail address.
    #[schema(example = "anna@example.com")]
    email: String,
    /// Its language.
    locale: Language,
    /// When it was made.
    created_at: Timestamp,
}

/// Read the own account
#[utoipa::path(
    get, path = "/account",
    operation_id = "getAccount", tag = "accounts",
    responses(
        (status = 200, description = "The account", body = AccountView),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn read(State(access): State<Access>, caller: Caller) -> Result<Json<AccountView>, Problem> {
    let account = access.account(&caller).await?;
    Ok(Json(AccountView {
        id: account.id,
        email: account.email.as_str().to_owned(),
        locale: account.language,
        created_at: account.created_at,
    }))
}
