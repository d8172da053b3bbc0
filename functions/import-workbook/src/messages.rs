//! The messages of the queue: that a file has arrived, from S3, and that an import goes on, from the outbox.

use std::convert::Infallible;

use aws_lambda_events::{
    s3::{S3Event, S3Object},
    sqs::{SqsBatchResponse, SqsEvent},
};
use domain::{
    exchange::ImportState,
    ids::{JobId, WorkspaceId},
    messages::ImportMessage,
};
use lambda::batch::{Worked, one_by_one};
use serde::Deserialize;
use store::files::uploaded;

use crate::{App, ImportError, check, commit, undo};

/// Handles a batch and names the messages to deliver again.
pub async fn handle(app: &App, event: SqsEvent) -> Result<SqsBatchResponse, Infallible> {
    Ok(one_by_one(&app.queue, &event, |body| work(app, body)).await)
}

/// What S3 sends when a queue is set up.
#[derive(Deserialize)]
struct S3TestEvent {
    #[serde(rename = "Event")]
    event: String,
}

async fn work(app: &App, body: &str) -> Result<Worked, ImportError> {
    if let Ok(message) = serde_json::from_str::<ImportMessage>(body) {
        return go_on(app, &message).await;
    }
    // S3 tries out every queue that it is to tell of uploads.
    if serde_json::from_str::<S3TestEvent>(body).is_ok_and(|test| test.event == "s3:TestEvent") {
        return Ok(Worked::Done);
    }
    // A message that cannot be read ends in the dead-letter queue, where a person sees it.
    let event: S3Event = serde_json::from_str(body).map_err(std::io::Error::from)?;
    let mut worked = Worked::Done;
    for S3Object { key, sequencer, e_tag, .. } in event.records.into_iter().map(|record| record.s3.object) {
        let Some((workspace, import)) = key.as_deref().and_then(uploaded) else { continue };
        let upload = sequencer.or(e_tag).unwrap_or_default();
        if arrived(app, workspace, import, upload).await? == Worked::Later {
            worked = Worked::Later;
        }
    }
    Ok(worked)
}

/// A file was put to its place: it is checked, unless its import is past that.
async fn arrived(
    app: &App,
    workspace: WorkspaceId,
    import: JobId,
    upload: String,
) -> Result<Worked, ImportError> {
    let Some(import) = app.store.import(workspace, import).await? else { return Ok(Worked::Done) };
    let is_known = import.upload.as_ref() == Some(&upload);
    match import.state {
        ImportState::Checked | ImportState::Refused if is_known => Ok(Worked::Done),
        state if state.takes_a_file() => check::arrived(app, workspace, import, upload).await,
        // It is not decided yet whether the import goes on with the file that lay there before.
        ImportState::Committing if !import.is_confirmed() => Ok(Worked::Later),
        _ => Ok(Worked::Done),
    }
}

/// Goes on with an import from its checkpoint.
async fn go_on(app: &App, message: &ImportMessage) -> Result<Worked, ImportError> {
    let workspace = message.workspace;
    let import = app.store.import(workspace, message.import).await?;
    match import {
        Some(import) if import.state == ImportState::Committing => {
            commit::go_on(app, workspace, import).await
        }
        Some(import) if import.state == ImportState::Undoing => undo::go_on(app, workspace, import).await,
        _ => Ok(Worked::Done),
    }
}
