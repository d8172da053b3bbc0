//! Routers behind API Gateway: bodies and queries with clear refusals, and the caller's language.

use std::error::Error;

use axum::{
    Router,
    extract::{FromRequest, FromRequestParts, Query, Request, rejection::JsonRejection},
    http::{HeaderMap, StatusCode, header::ACCEPT_LANGUAGE, request::Parts},
    middleware::from_fn,
};
use domain::language::Language;
use serde::de::DeserializeOwned;

use crate::problem::{Problem, in_the_callers_language};

/// Largest request body, in KB. Nothing that a person enters comes near it.
pub const BODY_LIMIT_KB: usize = 64;

/// What every router of ours does: unknown paths answer as problems, bodies are bounded, and problems speak
/// the caller's language.
pub fn finish(router: Router) -> Router {
    router
        .fallback(|| async { Problem::not_found() })
        .method_not_allowed_fallback(|| async { Problem::not_found() })
        .layer(axum::extract::DefaultBodyLimit::max(BODY_LIMIT_KB * 1024))
        .layer(from_fn(in_the_callers_language))
}

/// Serves a router's requests until Lambda ends the process.
pub async fn serve(router: Router) -> Result<(), lambda_http::Error> {
    lambda_http::run(finish(router)).await
}

/// A JSON body.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        match axum::Json::from_request(request, state).await {
            Ok(axum::Json(body)) => Ok(Self(body)),
            Err(JsonRejection::BytesRejection(_)) => {
                Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "problem-too-large")
                    .with("limit", BODY_LIMIT_KB))
            }
            Err(JsonRejection::MissingJsonContentType(_)) => {
                Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "problem-media-type"))
            }
            Err(rejection) => Err(Problem::new(StatusCode::BAD_REQUEST, "problem-body")
                .in_field(field_of::<serde_json::Error>(&rejection))
                .with("reason", rejection.body_text())),
        }
    }
}

/// The field at which reading stopped; none where the whole is of another shape.
fn field_of<E: Error + 'static>(rejection: &(dyn Error + 'static)) -> Option<String> {
    let mut causes = std::iter::successors(Some(rejection), |&cause| cause.source());
    let path = causes.find_map(|cause| cause.downcast_ref::<serde_path_to_error::Error<E>>())?.path();
    path.iter().next().map(|_| path.to_string())
}

/// Query parameters.
#[derive(Debug)]
pub struct Parameters<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Parameters<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match Query::from_request_parts(parts, state).await {
            Ok(Query(parameters)) => Ok(Self(parameters)),
            Err(rejection) => Err(Problem::new(StatusCode::BAD_REQUEST, "problem-query")
                .in_field(field_of::<serde::de::value::Error>(&rejection))
                .with("reason", rejection.body_text())),
        }
    }
}

/// Parts of the path that name something: what cannot be read does not exist.
#[derive(Debug)]
pub struct Named<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Named<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let path = axum::extract::Path::from_request_parts(parts, state).await;
        path.map(|axum::extract::Path(named)| Self(named)).map_err(|_| Problem::not_found())
    }
}

/// The number of entries that a caller asked for, within bounds; `usual` where it does not say.
pub fn limit(asked: Option<usize>, usual: usize, most: usize) -> Result<usize, Problem> {
    match asked {
        None => Ok(usual),
        Some(limit) if (1..=most).contains(&limit) => Ok(limit),
        Some(_) => Err(Problem::field("limit", "limit-range").with("most", most)),
    }
}

/// The language that the caller accepts.
#[derive(Clone, Copy, Debug)]
pub struct Accepted(pub Language);

impl<S: Send + Sync> FromRequestParts<S> for Accepted {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Ok(Self(Language::accepted(accept_language(&parts.headers))))
    }
}

/// The header that says which languages the caller wants; empty where it says nothing readable.
pub fn accept_language(headers: &HeaderMap) -> &str {
    headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
