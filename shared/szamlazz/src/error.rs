//! What is to be done when the Agent gives no document.

use szamlazz_agent::{ApiError, ErrorCode, OutcomeClass, ResponseError};
use thiserror::Error;

/// A question without an answer. The variant is the decision; none carries a secret.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Error {
    /// Nothing is wrong with the question or the key: ask later.
    #[error("{code}: try again later")]
    RetryLater {
        /// Számlázz.hu's code, or ours: TIMEOUT, UNREACHABLE, UNAVAILABLE, UNREADABLE.
        code: String,
    },
    /// No retry helps until the owner of the account changes something: codes 3, 136 and 164.
    #[error("{code}: the owner must act")]
    StopAndTellOwner {
        /// Számlázz.hu's code.
        code: String,
    },
    /// Számlázz.hu has no such document (code 7).
    #[error("no such document")]
    NotFound,
    /// The question itself is refused: asked again, it is refused again.
    #[error("{code}: refused")]
    Refused {
        /// Számlázz.hu's code, or INVALID where our own check came first.
        code: String,
    },
}

impl Error {
    /// The code that a person is told.
    pub fn code(&self) -> &str {
        match self {
            Self::RetryLater { code } | Self::StopAndTellOwner { code } | Self::Refused { code } => code,
            Self::NotFound => "7",
        }
    }

    pub(crate) fn later(code: &str) -> Self {
        Self::RetryLater { code: code.to_owned() }
    }

    pub(crate) fn refused() -> Self {
        Self::Refused { code: "INVALID".into() }
    }
}

impl From<reqwest::Error> for Error {
    fn from(error: reqwest::Error) -> Self {
        Self::later(if error.is_timeout() { "TIMEOUT" } else { "UNREACHABLE" })
    }
}

/// None for an answer that the crate cannot read: whoever asked looks at its bytes.
pub(crate) fn decision(error: ResponseError) -> Option<Error> {
    match error {
        ResponseError::Api(ApiError { code, .. }) => Some(by_code(&code)),
        ResponseError::Parse(_) => None,
        _ => Some(Error::later("UNAVAILABLE")),
    }
}

fn by_code(error: &ErrorCode) -> Error {
    let code = error.code().to_owned();
    match error {
        // Somebody is at work in the browser: that passes.
        ErrorCode::BrowserSessionActive => Error::RetryLater { code },
        error if error.is_credential_error() => Error::StopAndTellOwner { code },
        error => match error.outcome_class() {
            OutcomeClass::NotFound => Error::NotFound,
            OutcomeClass::Unknown => Error::RetryLater { code },
            _ => Error::Refused { code },
        },
    }
}
