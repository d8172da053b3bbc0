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
    package::{Feature, Package},
    workspace::Workspace,
};
use lambda::batch::{Source, Worked, one_by_one};
use store::{
    Store, StoreError,
    files::{self, Files},
    outbox::Outbox,
    vault::Vault,
};
use thiserror::Error;

/// How much a step removes.
#[derive(Clone, Copy, Debug)]
pub struct StepLimits {
    /// Items of a workspace, about.
    pub items: usize,
}

/// The limits.
pub const STEP: StepLimits = StepLimits { items: 5_000 };

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
    /// How much a step removes.
    pub limits: StepLimits,
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
        Some(request) if request.state == DeletionState::Requested => Ok(()),
        Some(request) => step(app, &request).await,
        None => match app.store.deletion_record(workspace).await? {
            Some(record) => look_again(app, record).await,
            None => Ok(()),
        },
    }
}

/// Removes what a step can; if that was all, the deletion is done.
async fn step(app: &App, request: &DeletionRequest) -> Result<(), DeletionError> {
    match remove(app, request.workspace, request.package).await? {
        Removed { more: true, .. } => again(app, request.workspace).await,
        Removed { more: false, .. } => finish(app, request).await,
    }
}

/// What a step removed.
#[derive(Default)]
struct Removed {
    items: usize,
    /// Whether more may be there.
    more: bool,
}

/// Removes what a step can of a workspace, and of the demo that goes with it.
async fn remove(app: &App, workspace: WorkspaceId, package: Option<Package>) -> Result<Removed, StoreError> {
    let has_demo = package.is_some_and(|package| package.has(Feature::DemoWorkspace));
    let demo = has_demo.then(|| WorkspaceId::demo_of(workspace));
    let mut removed = Removed::default();
    for workspace in [workspace].into_iter().chain(demo) {
        let items = app.store.remove_items(workspace, app.limits.items).await?;
        let files = app.files.remove(workspace).await?;
        removed.items += items;
        removed.more |= items >= app.limits.items || files >= Files::REMOVED_AT_ONCE;
    }
    Ok(removed)
}

async fn again(app: &App, workspace: WorkspaceId) -> Result<(), DeletionError> {
    Ok(app.store.announce_deletion(workspace, app.ids.next(), &app.outbox).await?)
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
    // Where a backup from the middle of the deletion was restored, the owner may have been told.
    let mail = match mail {
        Some(mail) if app.store.mail(&mail.id).await?.is_none() => Some(mail),
        _ => None,
    };
    match app.store.finish_deletion(request, &hash, &record, mail.as_ref(), &app.outbox).await {
        Err(StoreError::Conflict) if app.store.deletion(request.workspace).await?.is_none() => Ok(()),
        other => Ok(other?),
    }
}

/// Whatever was at work on the workspace when it was closed may have written behind the deletion.
async fn look_again(app: &App, record: DeletionRecord) -> Result<(), DeletionError> {
    let removed = remove(app, record.workspace, record.package).await?;
    if removed.items > 0 {
        let (workspace, items) = (record.workspace, removed.items);
        tracing::warn!(%workspace, items, "something was written behind a deletion, and is removed");
    }
    if removed.more { again(app, record.workspace).await } else { Ok(()) }
}
