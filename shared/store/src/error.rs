//! Errors as decisions.

use aws_sdk_dynamodb::{
    error::{DisplayErrorContext, ProvideErrorMetadata, SdkError},
    operation::transact_write_items::TransactWriteItemsError,
};
use thiserror::Error;

/// What to do when the store does not do as asked.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The condition of a write did not hold: somebody else, or an earlier attempt, was there first. Read
    /// again and decide.
    #[error("a condition did not hold")]
    Conflict,
    /// Another transaction was at work on the same item at that moment, or too many were: try again soon.
    #[error("too many transactions were at work")]
    Busy,
    /// The service did not answer as it should: try again later.
    #[error("{service} is unavailable: {reason}")]
    Unavailable {
        /// Which service.
        service: &'static str,
        /// What it said.
        reason: String,
    },
    /// What is stored cannot be read: a programming error or foul play, for a person to look at.
    #[error("stored data cannot be read: {0}")]
    Corrupt(String),
}

impl StoreError {
    /// Whether it passes by itself.
    pub fn passes(&self) -> bool {
        matches!(self, Self::Busy | Self::Unavailable { .. })
    }

    /// An error of a service other than DynamoDB.
    pub(crate) fn unavailable<E, R>(service: &'static str, error: SdkError<E, R>) -> Self
    where
        E: std::error::Error + 'static,
        R: std::fmt::Debug,
    {
        Self::Unavailable { service, reason: DisplayErrorContext(error).to_string() }
    }
}

impl<E, R> From<SdkError<E, R>> for StoreError
where
    E: ProvideErrorMetadata + std::error::Error + 'static,
    R: std::fmt::Debug,
{
    fn from(error: SdkError<E, R>) -> Self {
        match error.code() {
            Some("ConditionalCheckFailedException") => Self::Conflict,
            Some("TransactionConflictException") => Self::Busy,
            Some("ValidationException") => Self::Corrupt(DisplayErrorContext(error).to_string()),
            _ => Self::unavailable("DynamoDB", error),
        }
    }
}

/// A write that somebody else did first is done.
pub fn done_by_another(result: Result<(), StoreError>) -> Result<(), StoreError> {
    match result {
        Err(StoreError::Conflict) => Ok(()),
        other => other,
    }
}

/// Reasons for which a transaction is cancelled that pass by themselves. The SDK does not look at them.
const BUSY: [&str; 3] = ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"];

/// A transaction that was cancelled because a condition failed is a conflict; one that met another
/// transaction, or a bound of its table, is to be tried again.
pub(crate) fn transaction_error<R: std::fmt::Debug>(
    error: SdkError<TransactWriteItemsError, R>,
) -> StoreError {
    if let Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) = error.as_service_error() {
        let codes = || cancelled.cancellation_reasons().iter().filter_map(|reason| reason.code());
        if codes().any(|code| code == "ConditionalCheckFailed") {
            return StoreError::Conflict;
        }
        if codes().any(|code| BUSY.contains(&code)) {
            return StoreError::Busy;
        }
    }
    StoreError::unavailable("DynamoDB", error)
}

impl From<serde_dynamo::Error> for StoreError {
    fn from(error: serde_dynamo::Error) -> Self {
        Self::Corrupt(error.to_string())
    }
}
