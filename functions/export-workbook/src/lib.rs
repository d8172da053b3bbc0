//! Writes Excel files of partners, products, the chart of accounts and what invoices are posted to, for
//! people to download.
//!
//! An export is one step: its records are gathered in a temporary file, sorted, written as a workbook and put
//! to S3. It changes nothing in the books; one that was interrupted begins anew.

mod gather;
mod left_out;
mod postings;
mod write;

use std::{convert::Infallible, io};

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent};
use domain::{
    clock::Clock,
    exchange::{ExchangeLimits, Export, ExportKind, ExportState, Failure},
    ids::WorkspaceId,
    messages::ExportMessage,
    partner::Partner,
    product::Product,
};
use lambda::batch::{Source, Worked, one_by_one};
use store::{Store, StoreError, documents::Documents, error::done_by_another, files::Files};
use thiserror::Error;
use workbook::account::Account;

/// What the function works with.
#[derive(Clone)]
pub struct App {
    /// The books, and how far exports are.
    pub store: Store,
    /// Where its messages come from.
    pub queue: Source,
    /// Where the documents of invoices are.
    pub documents: Documents,
    /// Where files go.
    pub files: Files,
    /// The time.
    pub clock: Clock,
    /// Every bound.
    pub limits: ExchangeLimits,
}

/// Why an export did not come to its end: it is tried again.
#[derive(Debug, Error)]
pub enum ExportError {
    /// Our own side failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The local disk failed.
    #[error("a temporary file: {0}")]
    Disk(#[from] io::Error),
    /// The message cannot be read.
    #[error("not a message about an export: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// The workbook could not be written.
    #[error("the workbook: {0}")]
    Workbook(#[from] workbook::write::WriteError),
    /// The writing broke off.
    #[error("the writing broke off: {0}")]
    Writing(#[from] tokio::task::JoinError),
}

/// Handles a batch and names the messages to deliver again.
pub async fn handle(app: &App, event: SqsEvent) -> Result<SqsBatchResponse, Infallible> {
    let work = |body| async move { work(app, body).await.map(|()| Worked::Done) };
    Ok(one_by_one(&app.queue, &event, work).await)
}

async fn work(app: &App, body: &str) -> Result<(), ExportError> {
    let ExportMessage { workspace, export } = serde_json::from_str(body)?;
    let Some(export) = app.store.export(workspace, export).await? else { return Ok(()) };
    if matches!(export.state, ExportState::Ready | ExportState::Failed) {
        return Ok(());
    }
    let Some(company) = app.store.workspace(workspace).await? else { return Ok(()) };
    let begun = Export {
        state: ExportState::Writing,
        attempts: export.attempts + 1,
        begun_at: Some(app.clock.now()),
        rows: 0,
        written: 0,
        counted_at: None,
        ..export
    };
    if begun.attempts > app.limits.attempts {
        return failed(app, workspace, begun, "export-breaks-off").await;
    }
    save(app, workspace, &begun).await?;
    let written = match begun.kind {
        ExportKind::Partners => write::export::<Partner>(app, &company, begun.clone()).await,
        ExportKind::Products => write::export::<Product>(app, &company, begun.clone()).await,
        ExportKind::LedgerAccounts => write::export::<Account>(app, &company, begun.clone()).await,
        ExportKind::PostingList => postings::export(app, &company, begun.clone()).await,
    };
    if matches!(&written, Err(ExportError::Store(error)) if error.passes())
        && let Err(error) = give_back(app, workspace, &begun).await
    {
        tracing::warn!(%error, "an attempt may count that was none of the writing's");
    }
    written
}

/// A service failed, not the writing: the attempt does not count, unless the export is done after all.
async fn give_back(app: &App, workspace: WorkspaceId, begun: &Export) -> Result<(), ExportError> {
    match app.store.export(workspace, begun.id).await? {
        Some(now) if (now.state, now.attempts) == (ExportState::Writing, begun.attempts) => {
            save(app, workspace, &Export { attempts: begun.attempts - 1, ..now }).await
        }
        _ => Ok(()),
    }
}

async fn failed(app: &App, workspace: WorkspaceId, export: Export, code: &str) -> Result<(), ExportError> {
    let (state, ended_at) = (ExportState::Failed, Some(app.clock.now()));
    let failed = Export { state, ended_at, failure: Some(Failure::of(code)), ..export };
    save(app, workspace, &failed).await
}

/// Writes how far an export is; one that was deleted meanwhile stays so.
async fn save(app: &App, workspace: WorkspaceId, export: &Export) -> Result<(), ExportError> {
    Ok(done_by_another(app.store.save_export(workspace, export).await)?)
}
