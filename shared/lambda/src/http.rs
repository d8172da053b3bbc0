//! Routers behind API Gateway: bodies and queries with clear refusals, and the caller's language.

use std::error::Error;

use axum::{
    Router,
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Query, Request, rejection::JsonRejection},
    http::{
        HeaderMap, StatusCode,
        header::{ACCEPT_LANGUAGE, ETAG, IF_MATCH},
        request::Parts,
    },
    middleware::from_fn,
    response::{IntoResponse, Response},
};
use domain::{ids::WorkspaceId, language::Language, record::Recorded};
use serde::{Deserialize, de::DeserializeOwned};
use utoipa::IntoParams;

use crate::problem::{Problem, in_the_callers_language};

/// Largest request body, in KB: a document of many lines.
pub const BODY_LIMIT_KB: usize = 256;

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

/// A JSON body. A field that nothing reads is refused: it is a typing error, and what it says would be lost.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        match axum::Json::<serde_json::Value>::from_request(request, state).await {
            Ok(axum::Json(body)) => read(body).map(Self),
            Err(JsonRejection::BytesRejection(_)) => Err(too_large()),
            Err(JsonRejection::MissingJsonContentType(_)) => {
                Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "problem-media-type"))
            }
            Err(rejection) => Err(unreadable(rejection.body_text())),
        }
    }
}

/// A body of any type, as it is.
#[derive(Debug)]
pub struct Raw(pub Bytes);

impl<S: Send + Sync> FromRequest<S> for Raw {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        Bytes::from_request(request, state).await.map(Self).map_err(|_| too_large())
    }
}

fn too_large() -> Problem {
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "problem-too-large").with("limit", BODY_LIMIT_KB)
}

/// What an answer carries beside what was entered: it may come back, and says nothing.
const ANSWERED: [&str; 10] = [
    "id",
    "version",
    "created_at",
    "updated_at",
    "balances",
    "source",
    "number",
    "class",
    "parent",
    "postable",
];

fn read<T: DeserializeOwned>(body: serde_json::Value) -> Result<T, Problem> {
    if let Some(field) = fraction(&body, "") {
        return Err(Problem::new(StatusCode::BAD_REQUEST, "problem-number").in_field(Some(field)));
    }
    let (mut unread, mut track) = (None, serde_path_to_error::Track::new());
    let reader = serde_path_to_error::Deserializer::new(body, &mut track);
    let read = serde_ignored::deserialize(reader, |path| {
        let name = name_of(&path);
        if !ANSWERED.contains(&name.as_str()) {
            unread.get_or_insert(name);
        }
    });
    match (read, unread) {
        (Ok(read), None) => Ok(read),
        (Ok(_), Some(field)) => {
            Err(Problem::new(StatusCode::BAD_REQUEST, "problem-field-unknown").in_field(Some(field)))
        }
        (Err(error), _) => {
            let path = track.path();
            let field = path.iter().next().map(|_| path.to_string());
            Err(unreadable(error).in_field(field))
        }
    }
}

/// The first number with a fraction: amounts are texts, because a number may lose digits on its way.
fn fraction(value: &serde_json::Value, path: &str) -> Option<String> {
    match value {
        serde_json::Value::Number(number) if !(number.is_i64() || number.is_u64()) => Some(path.to_owned()),
        serde_json::Value::Array(items) => {
            let mut items = items.iter().enumerate();
            items.find_map(|(place, item)| fraction(item, &format!("{path}[{place}]")))
        }
        serde_json::Value::Object(fields) => fields.iter().find_map(|(name, value)| {
            let dot = if path.is_empty() { "" } else { "." };
            fraction(value, &format!("{path}{dot}{name}"))
        }),
        _ => None,
    }
}

/// The name of a field as everything else names it: `lines[0].given.net`.
fn name_of(path: &serde_ignored::Path<'_>) -> String {
    use serde_ignored::Path::{Map, NewtypeStruct, NewtypeVariant, Root, Seq, Some};
    match path {
        Root => String::new(),
        Seq { parent, index } => format!("{}[{index}]", name_of(parent)),
        Map { parent, key } => match name_of(parent) {
            parent if parent.is_empty() => key.clone(),
            parent => format!("{parent}.{key}"),
        },
        Some { parent } | NewtypeStruct { parent } | NewtypeVariant { parent } => name_of(parent),
    }
}

fn unreadable(reason: impl ToString) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "problem-body").with("reason", reason)
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

/// The caller's idempotency key, if there is one: 1 to 255 visible ASCII characters.
#[derive(Debug)]
pub struct IdempotencyKey(pub Option<String>);

impl<S: Send + Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let Some(value) = parts.headers.get("idempotency-key") else { return Ok(Self(None)) };
        let key = value.to_str().ok().filter(|key| (1..=255).contains(&key.len()));
        let wrong = || Problem::field("Idempotency-Key", "idempotency-key-format");
        Ok(Self(Some(key.ok_or_else(wrong)?.to_owned())))
    }
}

/// The version of a record that the caller has seen and means to change, from `If-Match`.
#[derive(Clone, Copy, Debug)]
pub struct IfMatch(pub u32);

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let missing = || Problem::new(StatusCode::PRECONDITION_REQUIRED, "if-match-missing");
        let tag = parts.headers.get(IF_MATCH).ok_or_else(missing)?.to_str().unwrap_or_default();
        let version = tag.trim().trim_start_matches("W/").trim_matches('"').parse();
        version.map(Self).map_err(|_| Problem::field("If-Match", "if-match-format"))
    }
}

/// A record as the answer, with its version as `ETag`.
#[derive(Debug)]
pub struct Tagged<T>(pub StatusCode, pub Recorded<T>);

impl<T: serde::Serialize> IntoResponse for Tagged<T> {
    fn into_response(self) -> Response {
        let tag = format!("\"{}\"", self.1.version);
        (self.0, [(ETAG, tag)], axum::Json(self.1)).into_response()
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

/// Where a list that is in the order of workspaces goes on.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct WorkspacePlace {
    /// Where the previous page ended.
    cursor: Option<WorkspaceId>,
    /// How many at most, 1 to 100; 50 where absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

impl WorkspacePlace {
    /// What the page begins behind, as a sort key, and how many entries it has.
    pub fn page(&self) -> Result<(String, i32), Problem> {
        let limit = limit(self.limit, 50, 100)?;
        Ok((self.cursor.map(|cursor| cursor.to_string()).unwrap_or_default(), limit as i32))
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
