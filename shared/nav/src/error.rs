//! What the caller is to do when a query gives no result. NAV's HTTP status does not say it (FORBIDDEN
//! comes as 500); its errorCode does.

use std::fmt;

use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use crate::InvalidField;

/// A query without a result. The variant is the decision; none carries a secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Send the same query at once, with a new request id.
    #[error("{code}: send again with a new request id ({message})")]
    RetryNow {
        /// NAV's errorCode.
        code: String,
        /// NAV's message.
        message: String,
    },
    /// Nothing is wrong with the query or the user; try later.
    #[error("{}: try again later ({message})", .cause.code())]
    RetryLater {
        /// What stood in the way.
        cause: RetryCause,
        /// NAV's message, or what was seen on the wire.
        message: String,
    },
    /// No retry helps until the owner of the technical user changes something.
    #[error("{}: the owner must act ({message})", .reason.code())]
    StopAndTellOwner {
        /// What the owner must look at.
        reason: StopReason,
        /// NAV's message.
        message: String,
    },
    /// NAV has no such invoice or taxpayer.
    #[error("NAV has no such invoice or taxpayer")]
    NotFound,
    /// The query itself is wrong; sent again, it is refused again.
    #[error("{code}: the query was refused ({message})")]
    Refused {
        /// NAV's errorCode, or INVALID_FIELD where our own check came first.
        code: String,
        /// NAV's messages, or the field and the reason.
        message: String,
    },
}

/// Why to try again later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RetryCause {
    /// NAV: OPERATION_FAILED.
    OperationFailed,
    /// NAV is being maintained: HTTP 503 or 527, MAINTENANCE_MODE, SERVICE_UNAVAILABLE.
    Maintenance,
    /// No answer within the time, ours or that of NAV's edge (HTTP 504).
    Timeout,
    /// No connection, or it was reset.
    Unreachable,
    /// An answer that is not what the interface defines: HTML, empty, too large, cut off.
    UnreadableAnswer,
    /// Nothing was asked: the caller's own limit of requests leaves no room.
    Paced,
    /// INVALID_REQUEST_SIGNATURE within two hours of a clock change in Hungary, when NAV is known to refuse
    /// sound signatures (nav-gov-hu/Online-Invoice issues 837 and 1044).
    SignatureAtClockChange,
}

impl RetryCause {
    /// A stable code: NAV's own where it has one.
    pub fn code(self) -> &'static str {
        match self {
            Self::OperationFailed => "OPERATION_FAILED",
            Self::Maintenance => "MAINTENANCE",
            Self::Timeout => "TIMEOUT",
            Self::Unreachable => "UNREACHABLE",
            Self::UnreadableAnswer => "UNREADABLE_ANSWER",
            Self::Paced => "PACED",
            Self::SignatureAtClockChange => "INVALID_REQUEST_SIGNATURE",
        }
    }
}

/// What the owner must look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StopReason {
    /// Login or password is wrong, or the user was deleted or locked.
    InvalidSecurityUser,
    /// The user lacks the permission for this query.
    Forbidden,
    /// The user belongs to another taxpayer than the tax number.
    InvalidUserRelation,
    /// The taxpayer is not registered with NAV Online Számla.
    NotRegisteredCustomer,
    /// The tax number is not of an existing taxpayer.
    InvalidCustomer,
    /// The signing key is wrong.
    InvalidRequestSignature,
}

impl StopReason {
    /// NAV's errorCode.
    pub fn code(self) -> &'static str {
        match self {
            Self::InvalidSecurityUser => "INVALID_SECURITY_USER",
            Self::Forbidden => "FORBIDDEN",
            Self::InvalidUserRelation => "INVALID_USER_RELATION",
            Self::NotRegisteredCustomer => "NOT_REGISTERED_CUSTOMER",
            Self::InvalidCustomer => "INVALID_CUSTOMER",
            Self::InvalidRequestSignature => "INVALID_REQUEST_SIGNATURE",
        }
    }
}

impl Error {
    /// A stable machine code: NAV's errorCode, or TIMEOUT, UNREACHABLE, UNREADABLE_ANSWER, MAINTENANCE,
    /// NOT_FOUND, INVALID_FIELD, HTTP_404.
    pub fn code(&self) -> &str {
        match self {
            Self::RetryNow { code, .. } | Self::Refused { code, .. } => code,
            Self::RetryLater { cause, .. } => cause.code(),
            Self::StopAndTellOwner { reason, .. } => reason.code(),
            Self::NotFound => "NOT_FOUND",
        }
    }

    /// The decision for an errorCode of NAV (specification 3.2), for a call signed at `called_at`.
    pub(crate) fn decide(code: &str, message: String, called_at: Timestamp) -> Self {
        let stop = |reason| Self::StopAndTellOwner { reason, message: message.clone() };
        let later = |cause| Self::RetryLater { cause, message: message.clone() };
        match code {
            "REQUEST_ID_NOT_UNIQUE" => Self::RetryNow { code: code.to_owned(), message },
            "OPERATION_FAILED" => later(RetryCause::OperationFailed),
            "MAINTENANCE_MODE" | "SERVICE_UNAVAILABLE" => later(RetryCause::Maintenance),
            "INVALID_REQUEST_SIGNATURE" if near_clock_change(called_at) => {
                later(RetryCause::SignatureAtClockChange)
            }
            "INVALID_REQUEST_SIGNATURE" => stop(StopReason::InvalidRequestSignature),
            "INVALID_SECURITY_USER" => stop(StopReason::InvalidSecurityUser),
            "FORBIDDEN" => stop(StopReason::Forbidden),
            "INVALID_USER_RELATION" => stop(StopReason::InvalidUserRelation),
            "NOT_REGISTERED_CUSTOMER" => stop(StopReason::NotRegisteredCustomer),
            "INVALID_CUSTOMER" => stop(StopReason::InvalidCustomer),
            _ => Self::Refused { code: code.to_owned(), message },
        }
    }

    /// The decision for an answer that carries no errorCode.
    pub(crate) fn from_status(status: u16, seen: impl fmt::Display) -> Self {
        let message = format!("HTTP {status}, {seen}");
        let cause = match status {
            404 => {
                return Self::Refused { code: "HTTP_404".to_owned(), message };
            }
            503 | 527 => RetryCause::Maintenance,
            504 => RetryCause::Timeout,
            _ => RetryCause::UnreadableAnswer,
        };
        Self::RetryLater { cause, message }
    }

    pub(crate) fn unreadable(message: impl fmt::Display) -> Self {
        Self::RetryLater { cause: RetryCause::UnreadableAnswer, message: message.to_string() }
    }
}

impl From<InvalidField> for Error {
    fn from(field: InvalidField) -> Self {
        Self::Refused { code: "INVALID_FIELD".to_owned(), message: field.to_string() }
    }
}

impl From<reqwest::Error> for Error {
    fn from(error: reqwest::Error) -> Self {
        let cause = if error.is_timeout() { RetryCause::Timeout } else { RetryCause::Unreachable };
        let error = error.without_url();
        // The outermost error only says that sending failed; the innermost says why.
        let mut innermost: &dyn std::error::Error = &error;
        while let Some(source) = innermost.source() {
            innermost = source;
        }
        Self::RetryLater { cause, message: innermost.to_string() }
    }
}

/// Whether Hungary's clocks change at most two hours before or after `time`.
fn near_clock_change(time: Timestamp) -> bool {
    let hours = SignedDuration::from_hours(2);
    // `following` leaves its own instant out.
    let just_before = time.checked_sub(hours + SignedDuration::from_nanos(1));
    let (Ok(from), Ok(to)) = (just_before, time.checked_add(hours)) else {
        return false;
    };
    const HUNGARY: TimeZone = jiff::tz::get!("Europe/Budapest");
    HUNGARY.following(from).next().is_some_and(|change| change.timestamp() <= to)
}
