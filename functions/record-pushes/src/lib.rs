//! Records what Számlázz.hu told of: what its link pushed and its Agent answered, each an object whose
//! creation is the message. Every delivery is the whole state of a document, and the latest one stands.

mod invoices;
mod money;

use std::convert::Infallible;

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent};
use domain::{
    clock::Clock,
    ids::WorkspaceId,
    szamlazz::{PushedObject, Reason, Unmatched},
};
use lambda::{
    batch::{Source, Worked, one_by_one},
    created::{NoStorageEvent, objects_created},
};
use store::{Store, StoreError, error::done_by_another, files::Files};
use szamlazz::Push;
use thiserror::Error;

/// What the function works with.
#[derive(Clone)]
pub struct App {
    /// Where invoices are.
    pub store: Store,
    /// Where pushes are.
    pub files: Files,
    /// Where its messages come from.
    pub queue: Source,
    /// The time.
    pub clock: Clock,
}

/// Why a push was not recorded: it is tried again.
#[derive(Debug, Error)]
pub enum RecordError {
    /// Our own side failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The message cannot be read: it ends in the dead-letter queue, where a person sees it.
    #[error(transparent)]
    Unreadable(#[from] NoStorageEvent),
}

/// Handles a batch and names the messages to deliver again.
pub async fn handle(app: &App, event: SqsEvent) -> Result<SqsBatchResponse, Infallible> {
    Ok(one_by_one(&app.queue, &event, |body| work(app, body)).await)
}

async fn work(app: &App, body: &str) -> Result<Worked, RecordError> {
    let mut worked = Worked::Done;
    for object in objects_created(body)? {
        let Some((workspace, object)) = PushedObject::read(&object.key) else { continue };
        if record(app, workspace, object).await? == Worked::Later {
            worked = Worked::Later;
        }
    }
    Ok(worked)
}

async fn record(app: &App, workspace: WorkspaceId, object: PushedObject) -> Result<Worked, RecordError> {
    // The workspace was deleted meanwhile.
    let Some(body) = app.files.whole(&object.0).await? else { return Ok(Worked::Done) };
    match Push::read(&body) {
        Ok(Push::Invoice(invoice)) => {
            invoices::record(app, workspace, &object, invoice.at(&object, body.len() as u64)).await
        }
        Ok(Push::Bank(transaction)) => money::transaction(app, workspace, &object, &transaction).await,
        Ok(Push::Receipts(receipts)) => money::receipts(app, workspace, &object, receipts).await,
        Err(_) => {
            let name = format!("unreadable-{}", object.digest());
            let unmatched = Unmatched::new(name, Reason::Unreadable, object, app.clock.now());
            done_by_another(app.store.list_unmatched(workspace, &unmatched).await)?;
            Ok(Worked::Done)
        }
    }
}
