//! What somebody wants of an address before signing in: an account, or a new password. Here the wish is only
//! passed on, so that neither the words of the answer nor its time depend on what is known of the address.

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    email::EmailAddress,
    language::Language,
    messages::{AddressMessage, Wish},
};
use lambda::{
    http::{Accepted, Body},
    problem::{Problem, ProblemDocument},
    texts,
};
use serde::{Deserialize, Serialize};
use store::outbox::OutboxEvent;
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

/// Who wants a new password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordReset {
    /// The address of the account.
    #[schema(example = "anna@example.com")]
    email: String,
}

/// What happens next.
#[derive(Debug, Serialize, ToSchema)]
pub struct WishAccepted {
    /// The next step, in the caller's language.
    next: String,
}

/// Sign up
///
/// Makes an account for an e-mail address. Cognito mails a temporary password, with which the person signs
/// in and sets an own one: that confirms the address. A known address gets the same answer in the same time.
#[utoipa::path(
    post, path = "/sign-ups",
    operation_id = "signUp", tag = "accounts", security(()),
    request_body = SignUp,
    responses(
        (status = 202, description = "The mail is on its way, if the address had no account",
            body = WishAccepted),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn sign_up(
    State(app): State<App>,
    Accepted(language): Accepted,
    Body(request): Body<SignUp>,
) -> Result<(StatusCode, Json<WishAccepted>), Problem> {
    let email = email(&request.email)?;
    let message = AddressMessage { wish: Wish::SignUp, email, language: request.locale.unwrap_or(language) };
    accept(&app, &message, language, "sign-up-accepted").await
}

/// Ask for a new password
///
/// Cognito mails a code, with which the person sets a new password there (ConfirmForgotPassword); somebody
/// who never signed in gets a new temporary password instead; each again after ten minutes at the earliest.
/// An unknown address gets the same answer in the same time, and no mail.
#[utoipa::path(
    post, path = "/password-resets",
    operation_id = "resetPassword", tag = "accounts", security(()),
    request_body = PasswordReset,
    responses(
        (status = 202, description = "The mail is on its way, if the address has an account",
            body = WishAccepted),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn reset_password(
    State(app): State<App>,
    Accepted(language): Accepted,
    Body(request): Body<PasswordReset>,
) -> Result<(StatusCode, Json<WishAccepted>), Problem> {
    let message = AddressMessage { wish: Wish::Password, email: email(&request.email)?, language };
    accept(&app, &message, language, "password-reset-accepted").await
}

/// An e-mail address as a request has it.
pub fn email(text: &str) -> Result<EmailAddress, Problem> {
    EmailAddress::parse(text).map_err(|_| Problem::field("email", "email-invalid"))
}

async fn accept(
    app: &App,
    message: &AddressMessage,
    language: Language,
    text: &str,
) -> Result<(StatusCode, Json<WishAccepted>), Problem> {
    app.outbox.announce(&OutboxEvent::address(message, app.ids.next())?).await?;
    Ok((StatusCode::ACCEPTED, Json(WishAccepted { next: texts::named(language, text) })))
}
