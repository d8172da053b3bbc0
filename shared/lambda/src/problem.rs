//! Answers to requests that fail: problem documents (RFC 9457) in the caller's language.

use axum::{
    Json,
    extract::Request,
    http::{
        HeaderValue, StatusCode,
        header::{CONTENT_LANGUAGE, CONTENT_TYPE, RETRY_AFTER},
    },
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{language::Language, wrong::Wrong};
use serde::Serialize;
use store::StoreError;
use utoipa::ToSchema;

use crate::{http::accept_language, texts::text};

/// Why a request fails. The sentence is made on the way out, in the language the caller accepts.
#[derive(Clone, Debug)]
pub struct Problem {
    status: StatusCode,
    code: String,
    field: Option<String>,
    arguments: Vec<(&'static str, String)>,
    detail: Option<fn(Language, &str) -> String>,
}

/// A problem document (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemDocument {
    /// Names the kind of problem; stable.
    #[serde(rename = "type")]
    #[schema(example = "urn:ledgerport:problem:tax-number-check-digit")]
    pub kind: String,
    /// The HTTP status.
    #[schema(example = 422)]
    pub status: u16,
    /// The status in words.
    #[schema(example = "Unprocessable Entity")]
    pub title: String,
    /// What is wrong and what to do next, in the language of `Accept-Language`.
    pub detail: String,
    /// The field of the request that is wrong, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "tax_number")]
    pub field: Option<String>,
}

impl Problem {
    /// A problem whose text bears the name `code`.
    pub fn new(status: StatusCode, code: impl Into<String>) -> Self {
        Self { status, code: code.into(), field: None, arguments: Vec::new(), detail: None }
    }

    /// Nothing here, or nothing that the caller may see: the two answer alike.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "problem-not-found")
    }

    /// Somebody else was faster.
    pub fn conflict() -> Self {
        Self::new(StatusCode::CONFLICT, "problem-conflict")
    }

    /// A field whose value cannot be used; the text `code` says why.
    pub fn field(field: impl Into<String>, code: impl Into<String>) -> Self {
        Self { field: Some(field.into()), ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, code) }
    }

    /// NAV's refusal, or NAV's silence.
    pub fn nav(status: StatusCode, code: &str) -> Self {
        Self { detail: Some(crate::texts::nav_reason), ..Self::new(status, code) }
    }

    /// The same for an owner who has to enter the settings again.
    pub fn nav_unsaved(self) -> Self {
        Self { detail: Some(crate::texts::nav_refusal), ..self }
    }

    /// Names the field that is wrong, where it is known.
    pub fn in_field(self, field: Option<String>) -> Self {
        Self { field, ..self }
    }

    /// Adds an argument of the text.
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.arguments.push((name, value.to_string()));
        self
    }

    /// The problem in a language.
    pub fn document(&self, language: Language) -> ProblemDocument {
        let detail = match self.detail {
            Some(detail) => detail(language, &self.code),
            None => text(language, &self.code, &self.arguments).unwrap_or_else(|| self.code.clone()),
        };
        ProblemDocument {
            kind: format!(
                "urn:ledgerport:problem:{}",
                self.code.strip_prefix("problem-").unwrap_or(&self.code)
            ),
            status: self.status.as_u16(),
            title: self.status.canonical_reason().unwrap_or_default().to_owned(),
            detail,
            field: self.field.clone(),
        }
    }
}

/// What the store's decisions mean for a request.
impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict => Self::conflict(),
            StoreError::Busy | StoreError::Unavailable { .. } => {
                tracing::error!(%error, "a service is unavailable");
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "problem-unavailable")
            }
            StoreError::Corrupt(_) => {
                tracing::error!(%error, "stored data cannot be read");
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, "problem-internal")
            }
        }
    }
}

/// What is wrong with what was entered, as the answer to the request.
impl From<Wrong> for Problem {
    fn from(wrong: Wrong) -> Self {
        Self { arguments: wrong.arguments, ..Self::field(wrong.field, wrong.code) }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Turns a [`Problem`] that a handler answered with into its document. An unknown path or method is one too.
pub async fn in_the_callers_language(request: Request, next: Next) -> Response {
    let language = Language::accepted(accept_language(request.headers()));
    let mut response = next.run(request).await;
    let Some(problem) = response.extensions_mut().remove::<Problem>() else {
        return response;
    };
    let mut answer = (problem.status, Json(problem.document(language))).into_response();
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(language.code()));
    if problem.status == StatusCode::SERVICE_UNAVAILABLE {
        headers.insert(RETRY_AFTER, HeaderValue::from_static("60"));
    }
    answer
}
