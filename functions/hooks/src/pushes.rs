//! The data link of Számlázz.hu (Online pénzügyi adatkapcsolat).

use axum::{
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    http::{HeaderMap, StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use domain::szamlazz::PushedObject;
use lambda::problem::{Problem, ProblemDocument};
use store::szamlazz::LinkedState;
use szamlazz::{Push, digest, identify, refuse_key, stop};

use crate::App;

/// The header that carries the key.
const KEY: &str = "x-szamlazzhu-key";
/// What answers are.
const XML: &str = "text/xml; charset=utf-8";

/// Take what Számlázz.hu pushes
///
/// One invoice, bank transaction or batch of receipts, as its data link sends them. Whatever is answered with
/// another status than 200 comes again for 72 hours. A body may have 6 MB.
#[utoipa::path(
    post, path = "/hooks/szamlazz",
    operation_id = "takeSzamlazzPush", tag = "hooks",
    params(("X-Szamlazzhu-Key" = String, Header, description = "The key of the link")),
    request_body(content = String, content_type = "text/xml"),
    responses(
        (status = 200, description = "It is stored, or the key is not in use", body = String,
            content_type = "text/xml"),
        (status = "default", description = "A problem; it was not stored", body = ProblemDocument,
            content_type = "application/problem+json"),
    ),
    security(()),
)]
pub async fn take(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    let key = headers.get(KEY).and_then(|key| key.to_str().ok()).filter(|key| !key.is_empty());
    let key = key.ok_or_else(|| Problem::new(StatusCode::UNAUTHORIZED, "hook-key-missing"))?;
    let most = app.limits.body_bytes / (1024 * 1024);
    let too_large = |_| Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "hook-too-large").with("limit", most);
    let body = body.map_err(too_large)?;
    let linked = app.links.find(key).await.map_err(|error| {
        tracing::error!(%error, "the key of a link could not be looked up");
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, "problem-unavailable")
    })?;
    let unreadable = |_| Problem::new(StatusCode::BAD_REQUEST, "hook-unreadable");
    let Some(linked) = linked else {
        return Ok(xml(refuse_key(identify(&body).map_err(unreadable)?)));
    };
    match linked.state {
        LinkedState::Active => {}
        LinkedState::Removed => return Ok(xml(stop(identify(&body).map_err(unreadable)?))),
        // The owner has not entered the new key yet: it comes again for 72 hours, and KEY_ERR would lose it.
        LinkedState::Replaced => {
            return Err(Problem::new(StatusCode::SERVICE_UNAVAILABLE, "hook-key-replaced"));
        }
    }
    let (digest, now) = (digest(&body), app.clock.now());
    let push = Push::read(&body);
    let place = match &push {
        Ok(_) => PushedObject::pushed(linked.workspace, now, &digest),
        Err(_) => PushedObject::unreadable(linked.workspace, &digest),
    };
    app.files.write(&place.0, body.into(), "application/xml").await.map_err(|error| {
        tracing::error!(%error, workspace = %linked.workspace, "a push was not stored");
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "problem-internal")
    })?;
    let push = push.map_err(|error| {
        tracing::warn!(%error, workspace = %linked.workspace, "a push cannot be read");
        unreadable(error)
    })?;
    push.acknowledgement().map(xml).map_err(|error| {
        tracing::error!(%error, "a push cannot be acknowledged");
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "problem-internal")
    })
}

fn xml(body: Vec<u8>) -> Response {
    ([(CONTENT_TYPE, XML)], body).into_response()
}
