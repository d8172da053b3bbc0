//! The messages of the queue: that a file has arrived, from S3, and that an import goes on, from the outbox.

use std::convert::Infallible;

use aws_lambda_events::{
    s3::S3Event,
    sqs::{SqsBatchResponse, SqsEvent},
};
use domain::{
    exchange::ImportState,
    ids::{JobId, WorkspaceId},
    messages::ImportMessage,
};
use lambda::batch::one_by_one;
use serde::Deserialize;
use store::files::uploaded;

use crate::{App, ImportError, check, commit, undo};

/// Handles a batch and names the messages to deliver again.
pub async fn handle(app: &App, event: SqsEvent) -> Result<SqsBatchResponse, Infallible> {
    Ok(one_by_one(&event, |body| work(app, body)).await)
}

/// What S3 sends when a queue is set up.
#[derive(Deserialize)]
struct S3TestEvent {
    #[serde(rename = "Event")]
    event: String,
}

async fn work(app: &App, body: &str) -> Result<(), ImportError> {
    if let Ok(message) = serde_json::from_str::<ImportMessage>(body) {
        return go_on(app, &message).await;
    }
    // S3 tries out every queue that it is to tell of uploads.
    if serde_json::from_str::<S3TestEvent>(body).is_ok_and(|test| test.event == "s3:TestEvent") {
        return Ok(());
    }
    // A message that cannot be read ends in the dead-letter queue, where a person sees it.
    let event: S3Event = serde_json::from_str(body).map_err(std::io::Error::from)?;
    for (workspace, import) in event.records.iter().filter_map(place) {
        arrived(app, workspace, import).await?;
    }
    Ok(())
}

fn place(record: &aws_lambda_events::s3::S3EventRecord) -> Option<(WorkspaceId, JobId)> {
    uploaded(record.s3.object.key.as_deref()?)
}

/// A file was put to its place: it is checked, unless its import is past that.
async fn arrived(app: &App, workspace: WorkspaceId, import: JobId) -> Result<(), ImportError> {
    match app.store.import(workspace, import).await? {
        Some(import) if import.state.takes_a_file() => check::arrived(app, workspace, import).await,
        _ => Ok(()),
    }
}

/// Goes on with an import from its checkpoint.
async fn go_on(app: &App, message: &ImportMessage) -> Result<(), ImportError> {
    let workspace = message.workspace;
    let Some(import) = app.store.import(workspace, message.import).await? else { return Ok(()) };
    match import.state {
        ImportState::Committing => commit::go_on(app, workspace, import).await,
        ImportState::Undoing => undo::go_on(app, workspace, import).await,
        _ => Ok(()),
    }
}
