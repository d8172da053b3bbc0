//! Deletes a workspace that support closed: every item, object version and delete marker, in steps, each a
//! message. What is deleted is found anew in each step, so a step can be repeated or cut off at will.

use std::convert::Infallible;

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent};
use domain::{
    clock::{Clock, Ids},
    deletion::{DeletionRecord, DeletionRequest, DeletionState},
    ids::WorkspaceId,
    mail::{Mail, MailTemplate},
    messages::DeletionMessage,
    package::Feature,
    workspace::Workspace,
};
use lambda::batch::{Source, Worked, one_by_one};
use store::{
    Store, StoreError,
    error::done_by_another,
    files::{self, Files},
    outbox::Outbox,
    vault::Vault,
};
use thiserror::Error;

/// Items that a step removes, about.
const ITEMS: usize = 5_000;

/// What the function works with.
#[derive(Clone)]
pub struct App {
    /// Where the workspace is.
    pub store: Store,
    /// Hashes tax numbers.
    pub vault: Vault,
    /// Where its messages come from.
    pub queue: Source,
    /// Announces steps and mails.
    pub outbox: Outbox,
    /// Where the workspace's files are.
    pub files: Files,
    /// The time.
    pub clock: Clock,
    /// Fresh identifiers.
    pub ids: Ids,
}

/// Why a step did not come to its end: it is tried again.
#[derive(Debug, Error)]
pub enum DeletionError {
    /// Our own side failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The message, or the record to be kept, cannot be read or written.
    #[error("not a message about a deletion: {0}")]
    Unreadable(#[from] serde_json::Error),
}

/// Handles a batch and names the messages to deliver again.
pub async fn handle(app: &App, event: SqsEvent) -> Result<SqsBatchResponse, Infallible> {
    let work = |body| async move { work(app, body).await.map(|()| Worked::Done) };
    Ok(one_by_one(&app.queue, &event, work).await)
}

async fn work(app: &App, body: &str) -> Result<(), DeletionError> {
    let DeletionMessage { workspace } = serde_json::from_str(body)?;
    match app.store.deletion(workspace).await? {
        Some(request) => match request.state.clone() {
            DeletionState::Requested => Ok(()),
            DeletionState::Deleting { .. } => step(app, &request).await,
        },
        None if app.store.deletion_record(workspace).await?.is_some() => look_again(app, workspace).await,
        None => Ok(()),
    }
}

/// Removes what a step can; if that was all, the deletion is done.
async fn step(app: &App, request: &DeletionRequest) -> Result<(), DeletionError> {
    let workspace = request.workspace;
    let mut removed = app.store.remove_items(workspace, ITEMS).await?;
    if request.package.is_some_and(|package| package.has(Feature::DemoWorkspace)) {
        removed = removed.max(app.store.remove_items(WorkspaceId::demo_of(workspace), ITEMS).await?);
    }
    let more_files = remove_files(app, workspace).await?;
    if removed >= ITEMS || more_files {
        return again(app, workspace).await;
    }
    finish(app, request).await
}

/// Removes files; true says that more may be there.
async fn remove_files(app: &App, workspace: WorkspaceId) -> Result<bool, StoreError> {
    Ok(app.files.remove(workspace).await? >= Files::REMOVED_AT_ONCE)
}

async fn again(app: &App, workspace: WorkspaceId) -> Result<(), DeletionError> {
    let cause = app.ids.next().simple().to_string();
    Ok(app.store.announce_deletion(workspace, &cause, &app.outbox).await?)
}

/// Keeps what stays, frees the door, and has the owner told.
async fn finish(app: &App, request: &DeletionRequest) -> Result<(), DeletionError> {
    let DeletionState::Deleting { by, at, reason } = request.state.clone() else { return Ok(()) };
    let record = DeletionRecord {
        workspace: request.workspace,
        package: request.package,
        requested_at: request.at,
        decided_at: at,
        decided_by: by,
        reason,
        waiver: request.waiver,
        deleted_at: app.clock.now(),
    };
    let (place, copy) = (files::deletion_record(request.workspace), serde_json::to_vec(&record)?);
    app.files.write(&place, copy, "application/json").await?;
    let taxpayer = Workspace::taxpayer_of(request.country, &request.tax_number);
    let hash = app.vault.keyed_hash(&taxpayer).await?;
    let mail = request.email.as_ref().map(|to| {
        let cause = format!("deleted-{}", request.workspace);
        Mail::new(&cause, to, request.language, MailTemplate::Deleted, record.deleted_at)
            .with("company", &request.company)
    });
    let finished = app.store.finish_deletion(request, &hash, &record, mail.as_ref(), &app.outbox).await;
    Ok(done_by_another(finished)?)
}

/// Whatever was at work on the workspace when it was closed may have written behind the deletion.
async fn look_again(app: &App, workspace: WorkspaceId) -> Result<(), DeletionError> {
    let items = app.store.remove_items(workspace, ITEMS).await?;
    let more_files = remove_files(app, workspace).await?;
    if items > 0 {
        tracing::warn!(%workspace, items, "something was written behind a deletion, and is removed");
    }
    if items >= ITEMS || more_files {
        return again(app, workspace).await;
    }
    Ok(())
}
