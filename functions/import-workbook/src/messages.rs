//! The messages of the queue: that a file has arrived, from S3, and that an import goes on, from the outbox.

use std::{cmp::Ordering, convert::Infallible};

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent};
use domain::{
    exchange::ImportState,
    ids::{JobId, WorkspaceId},
    messages::ImportMessage,
};
use lambda::{
    batch::{Worked, one_by_one},
    created::{Created, objects_created},
};
use store::files::uploaded;

use crate::{App, ImportError, check, commit, undo};

/// Handles a batch and names the messages to deliver again.
pub async fn handle(app: &App, event: SqsEvent) -> Result<SqsBatchResponse, Infallible> {
    Ok(one_by_one(&app.queue, &event, |body| work(app, body)).await)
}

async fn work(app: &App, body: &str) -> Result<Worked, ImportError> {
    if let Ok(message) = serde_json::from_str::<ImportMessage>(body) {
        return go_on(app, &message).await;
    }
    // A message that cannot be read ends in the dead-letter queue, where a person sees it.
    let mut worked = Worked::Done;
    for Created { key, sequencer } in objects_created(body).map_err(std::io::Error::other)? {
        let Some((workspace, import)) = uploaded(&key) else { continue };
        if arrived(app, workspace, import, sequencer).await? == Worked::Later {
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
    upload: Option<String>,
) -> Result<Worked, ImportError> {
    let Some(import) = app.store.import(workspace, import).await? else { return Ok(Worked::Done) };
    let age = age(upload.as_deref(), import.upload.as_deref());
    match import.state {
        // S3 tells in no order: a later file took its place, and its reading has begun.
        state if state.takes_a_file() && age == Some(Ordering::Less) => Ok(Worked::Done),
        ImportState::Checked | ImportState::Refused if age == Some(Ordering::Equal) => Ok(Worked::Done),
        state if state.takes_a_file() => check::arrived(app, workspace, import, upload).await,
        // It is not decided yet whether the import goes on with the file that lay there before.
        ImportState::Committing if !import.is_confirmed() => Ok(Worked::Later),
        _ => Ok(Worked::Done),
    }
}

/// How an upload stands to the last one, by S3's sequencers: hexadecimal numbers of which the shorter one is
/// to be filled with zeros on its right.
fn age(upload: Option<&str>, last: Option<&str>) -> Option<Ordering> {
    let (upload, last) = (upload?, last?);
    let length = upload.len().max(last.len());
    let filled = |number: &str| format!("{number:0<length$}").to_ascii_uppercase();
    Some(filled(upload).cmp(&filled(last)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uploads_are_in_the_order_of_their_sequencers() {
        let last = Some("0055AED6DCD90281E5");
        assert_eq!(age(Some("0055aed6dcd90281e5"), last), Some(Ordering::Equal));
        assert_eq!(age(Some("0055AED6DCD90281E4FF"), last), Some(Ordering::Less));
        assert_eq!(age(Some("0055AED6DCD90281E501"), last), Some(Ordering::Greater));
        assert_eq!((age(None, last), age(last, None)), (None, None));
    }
}
