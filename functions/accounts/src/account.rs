//! The caller's own account.

use axum::{Json, extract::State, http::StatusCode};
use domain::{ids::AccountId, language::Language, mail::MailPause, workspace::Account};
use jiff::Timestamp;
use lambda::{
    access::{Access, Caller},
    problem::{Problem, ProblemDocument},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::App;

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
    /// Social identities that act for it.
    identities: Vec<String>,
    /// Why it gets no mail any more, if it does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    mail_paused: Option<MailPause>,
}

impl From<Account> for AccountView {
    fn from(account: Account) -> Self {
        Self {
            id: account.id,
            email: account.email.as_str().to_owned(),
            locale: account.language,
            created_at: account.created_at,
            identities: Vec::new(),
            mail_paused: None,
        }
    }
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
pub async fn read(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
) -> Result<Json<AccountView>, Problem> {
    let account = access.account(&caller).await?;
    let mail_paused = app.store.mail_pause(&account.email).await?;
    let identities = app.store.identities_of(account.id).await?;
    Ok(Json(AccountView { identities, mail_paused, ..account.into() }))
}

/// Sign out everywhere
///
/// Every token that was issued before is refused at once, this one, too.
#[utoipa::path(
    post, path = "/account/sign-out",
    operation_id = "signOutEverywhere", tag = "accounts",
    responses(
        (status = 204, description = "Nobody is signed in to the account any more"),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn sign_out(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
) -> Result<StatusCode, Problem> {
    let account = access.account(&caller).await?;
    let identities = app.store.identities_of(account.id).await?;
    for name in [account.id.to_string()].into_iter().chain(identities) {
        app.cognito.sign_out(&name).await?;
    }
    // Last: it refuses the very token with which a request that failed is repeated.
    app.store.sign_out(account.id, app.clock.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Let mails come again
///
/// After a mail came back, or was called unwanted, the address gets none until its person says so.
#[utoipa::path(
    delete, path = "/account/mail-pause",
    operation_id = "resumeMail", tag = "accounts",
    responses(
        (status = 204, description = "Mails come again"),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn resume_mail(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
) -> Result<StatusCode, Problem> {
    let account = access.account(&caller).await?;
    app.store.resume_mail(&account.email).await?;
    Ok(StatusCode::NO_CONTENT)
}
