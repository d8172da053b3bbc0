//! Sign-up. The answer is the same whether or not the address is known.

use axum::{Json, extract::State, http::StatusCode};
use domain::{email::EmailAddress, ids::AccountId, language::Language, workspace::Account};
use jiff::SignedDuration;
use lambda::{
    http::{Accepted, Body},
    problem::{Problem, ProblemDocument},
    texts,
};
use serde::{Deserialize, Serialize};
use store::StoreError;
use utoipa::ToSchema;

use crate::App;

/// Who wants an account.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignUp {
    /// Where the temporary password goes.
    #[schema(example = "anna@example.com")]
    email: String,
    /// The language of mails; the request's own where absent.
    locale: Option<Language>,
}

/// What happens next.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignUpAccepted {
    /// The next step, in the caller's language.
    next: String,
}

/// Sign up
///
/// Makes an account for an e-mail address. Cognito mails a temporary password, with which the person signs
/// in and sets an own one. A known address gets the same answer.
#[utoipa::path(
    post, path = "/sign-ups",
    operation_id = "signUp", tag = "accounts", security(()),
    request_body = SignUp,
    responses(
        (status = 202, description = "The mail is on its way, if the address had no account",
            body = SignUpAccepted),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn sign_up(
    State(app): State<App>,
    Accepted(language): Accepted,
    Body(request): Body<SignUp>,
) -> Result<(StatusCode, Json<SignUpAccepted>), Problem> {
    let email = email(&request.email)?;
    account_of(&app, email, request.locale.unwrap_or(language)).await?;
    let next = texts::text(language, "sign-up-accepted", &[]).unwrap_or_default();
    Ok((StatusCode::ACCEPTED, Json(SignUpAccepted { next })))
}

/// An e-mail address as a request has it.
pub fn email(text: &str) -> Result<EmailAddress, Problem> {
    EmailAddress::parse(text).map_err(|_| Problem::field("email", "email-invalid"))
}

/// An address is mailed again after this long at the earliest, however often somebody signs it up.
const BETWEEN_INVITATIONS: SignedDuration = SignedDuration::from_mins(10);

/// The account of an address, made where there is none. Repeated after a crash, it ends what it began.
pub async fn account_of(app: &App, email: EmailAddress, language: Language) -> Result<AccountId, Problem> {
    let now = app.clock.now();
    let id = AccountId(app.ids.next());
    let wanted =
        Account { id, email, language, created_at: now, invited_again_at: None, signed_out_at: None };
    let account = Account { id: app.store.claim_email(&wanted).await?, ..wanted };
    if app.cognito.invite(&account).await? {
        return Ok(account.id);
    }
    match app.store.invite_again(account.id, now, now - BETWEEN_INVITATIONS).await {
        Ok(()) => app.cognito.invite_again(&account).await?,
        Err(StoreError::Conflict) => {}
        Err(error) => return Err(error.into()),
    }
    Ok(account.id)
}
