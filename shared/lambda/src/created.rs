//! What S3 tells a queue of objects that were created.

use aws_lambda_events::s3::{S3Event, S3Object};
use serde::Deserialize;
use thiserror::Error;

/// A message that S3 did not send.
#[derive(Debug, Error)]
#[error("not an event of S3: {0}")]
pub struct NoStorageEvent(#[from] serde_json::Error);

/// An object that was created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Created {
    /// Its name.
    pub key: String,
    /// S3's order of the writes to it, where S3 says one.
    pub sequencer: Option<String>,
}

/// What S3 sends when a queue is set up.
#[derive(Deserialize)]
struct S3TestEvent {
    #[serde(rename = "Event")]
    event: String,
}

/// The objects that a message tells of; none of the message by which S3 tries out a queue.
///
/// # Errors
/// [`NoStorageEvent`] where S3 did not send it.
pub fn objects_created(body: &str) -> Result<Vec<Created>, NoStorageEvent> {
    if serde_json::from_str::<S3TestEvent>(body).is_ok_and(|test| test.event == "s3:TestEvent") {
        return Ok(Vec::new());
    }
    let event: S3Event = serde_json::from_str(body)?;
    let objects = event.records.into_iter().map(|record| record.s3.object);
    let created = |S3Object { key, sequencer, .. }| Some(Created { key: key?, sequencer });
    Ok(objects.filter_map(created).collect())
}
