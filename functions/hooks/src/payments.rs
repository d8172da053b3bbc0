//! Announcements of payments (IPN). They prove nothing; they only cause a question to the Agent.

use axum::{body::Bytes, extract::State, http::StatusCode};
use lambda::{
    http::Named,
    problem::{Problem, ProblemDocument},
};
use szamlazz::announced;

use crate::App;

/// Characters of an address, at most.
const ADDRESS: usize = 64;

/// Take an announcement of a payment
///
/// The address is the key. Számlázz.hu sends it every 3 minutes until it is answered with 200, ten times at
/// most. What it says is not believed: the document is asked for with the next tick.
#[utoipa::path(
    post, path = "/hooks/szamlazz/payments/{address}",
    operation_id = "takeSzamlazzPayment", tag = "hooks",
    params(("address" = String, Path, description = "What nobody can guess")),
    request_body(content = String, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "The document will be asked for", body = String,
            content_type = "text/plain"),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    ),
    security(()),
)]
pub async fn take(
    State(app): State<App>,
    Named(address): Named<String>,
    body: Bytes,
) -> Result<&'static str, Problem> {
    if address.len() > ADDRESS {
        return Err(Problem::not_found());
    }
    let workspace = app.store.payments_of(&address).await?.ok_or_else(Problem::not_found)?;
    let number = announced(&body).ok_or_else(|| Problem::new(StatusCode::BAD_REQUEST, "hook-unreadable"))?;
    app.store.announce_payment(workspace, &number, app.clock.now()).await?;
    Ok("OK")
}
