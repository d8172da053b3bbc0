//! Steps: the past, what a poll had no time for, and documents that NAV could not hand out. Each message
//! works one part and writes the checkpoint together with the message for the next part.

use domain::{
    connection::{ConnectionState, NavConnection},
    fetch::{Span, Step, Task, document_delay},
    ids::WorkspaceId,
    invoice::{InboxInvoice, InvoiceId, Reading},
};
use nav::{Error, RetryCause};
use store::{StoreError, documents::Pack};

use crate::{
    App, FetchError,
    connection::stop,
    done_by_another,
    page::work_page,
    record::{self, Reader},
    session::{Session, credentials, nav_is_failing},
};

/// Steps of one workspace that a tick announces, at most.
const ANNOUNCED_AT_ONCE: usize = 20;

/// Announces the steps whose time has come, or whose message was lost, the longest due first.
pub async fn announce_due_steps(app: &App, connection: &NavConnection) -> Result<(), StoreError> {
    let (now, workspace) = (app.clock.now(), connection.workspace);
    let mut steps = app.store.steps(workspace).await?;
    if steps.is_empty() {
        return done_by_another(app.store.settle_steps(connection).await);
    }
    steps.sort_by_key(|step| step.due_at);
    for step in steps.into_iter().filter(|step| step.due_at <= now).take(ANNOUNCED_AT_ONCE) {
        let next =
            Step { sequence: step.sequence + 1, due_at: now + app.limits.step_patience, ..step.clone() };
        done_by_another(app.store.advance_step(workspace, &step, &next, &app.outbox).await)?;
    }
    Ok(())
}

/// Works one part of a step. A message that is out of date finds nothing to do.
pub async fn work_step(
    app: &App,
    workspace: WorkspaceId,
    step: &str,
    sequence: u32,
) -> Result<(), FetchError> {
    let Some(connection) = app.store.nav_connection(workspace).await? else { return Ok(()) };
    let Some(step) = app.store.step(workspace, step).await? else { return Ok(()) };
    if step.sequence != sequence {
        return Ok(());
    }
    if connection.state != ConnectionState::Active {
        // The first tick after the owner has connected again announces it.
        let waiting = Step { due_at: app.clock.now(), ..step };
        return Ok(done_by_another(app.store.postpone_step(workspace, &waiting).await)?);
    }
    let credentials = credentials(app, &connection).await?;
    let failing_since = match &step.task {
        Task::Pages(span) => span.failing_since,
        Task::Document { .. } => None,
    };
    let session = Session::begin(app, &connection, &credentials, failing_since);
    let worked = match step.task.clone() {
        Task::Pages(span) => work_pages(&session, &step, span).await,
        Task::Document { invoice, attempts } => work_document(&session, &step, &invoice, attempts).await,
    };
    match worked {
        Err(FetchError::Nav(error)) => Ok(stop(app, &connection, &error).await?),
        other => other,
    }
}

/// Works pages until the span ends, the budget runs out or NAV fails, and writes how far it came. The only
/// error of NAV that is returned is the one that stops the connection.
async fn work_pages(session: &Session<'_>, step: &Step, mut span: Span) -> Result<(), FetchError> {
    let (app, workspace) = (session.app, session.connection.workspace);
    while session.requests_left() > 0 {
        match work_page(session, span.direction, span.window(&app.limits), span.page).await {
            Ok(page) => {
                span.brought |= page.brought;
                if !page.finished {
                    break;
                }
                match span.after(page.available, &app.limits) {
                    Some(next) => span = next,
                    None => return Ok(done_by_another(app.store.finish_step(workspace, step).await)?),
                }
            }
            Err(FetchError::Nav(error)) if !matches!(error, Error::StopAndTellOwner { .. }) => {
                tracing::warn!(%error, %workspace, step = step.id, "a step waits for NAV");
                let in_time = !matches!(error, Error::RetryLater { cause: RetryCause::Timeout, .. });
                let task = Task::Pages(span.failed(in_time, app.clock.now()));
                let waiting = Step { due_at: app.clock.now(), task, ..step.clone() };
                return Ok(done_by_another(app.store.postpone_step(workspace, &waiting).await)?);
            }
            Err(error) => return Err(error),
        }
    }
    let (due_at, task) = (app.clock.now() + app.limits.step_patience, Task::Pages(span));
    let next = Step { sequence: step.sequence + 1, due_at, task, ..step.clone() };
    Ok(done_by_another(app.store.advance_step(workspace, step, &next, &app.outbox).await)?)
}

/// Asks again for a document. After the last attempt the invoice counts as refused.
async fn work_document(
    session: &Session<'_>,
    step: &Step,
    id: &InvoiceId,
    attempts: u32,
) -> Result<(), FetchError> {
    let (app, workspace) = (session.app, session.connection.workspace);
    let invoice = app.store.invoice(workspace, id).await?;
    let Some(awaited) = invoice.filter(|invoice| matches!(invoice.reading, Reading::Awaited { .. })) else {
        return Ok(done_by_another(app.store.finish_step(workspace, step).await)?);
    };
    let supplier = awaited.supplier_core().unwrap_or_default();
    let answer = session.document(awaited.direction, &awaited.number, awaited.batch_index, supplier).await;
    let mut pack = Pack::new(workspace);
    let (settled, place) = match answer {
        Err(error @ Error::StopAndTellOwner { .. }) => return Err(error.into()),
        Err(error) => {
            let limits = &app.limits;
            let outage = nav_is_failing(&error);
            let most = if outage { limits.document_attempts_in_outage } else { limits.document_attempts };
            if attempts < most {
                return postpone_document(session, step, id, attempts + 1).await;
            }
            (record::refuse(awaited.clone(), error.code(), app.clock.now()), None)
        }
        Ok(data) => {
            let settled = match record::read(&data.payload, awaited.batch_index) {
                Reader::AskAgain(_) if attempts < app.limits.document_attempts => {
                    return postpone_document(session, step, id, attempts + 1).await;
                }
                Reader::Read(stated) => record::complete(awaited.clone(), *stated),
                Reader::Refuse(code) | Reader::AskAgain(code) => {
                    record::refuse(awaited.clone(), code, app.clock.now())
                }
            };
            (settled, Some(pack.add(&data.payload.bytes, data.payload.gzip)))
        }
    };
    let stored = app.documents.store(pack).await?;
    // Bytes that were refused before are kept.
    let document = place.and_then(|place| stored.locate(place)).or_else(|| awaited.document.clone());
    let settled = InboxInvoice { document, ..settled };
    Ok(done_by_another(app.store.settle_invoice(workspace, &awaited, &settled, step).await)?)
}

async fn postpone_document(
    session: &Session<'_>,
    step: &Step,
    id: &InvoiceId,
    attempts: u32,
) -> Result<(), FetchError> {
    let (app, workspace) = (session.app, session.connection.workspace);
    let due_at = app.clock.now() + document_delay(attempts);
    let task = Task::Document { invoice: id.clone(), attempts };
    let waiting = Step { due_at, task, ..step.clone() };
    Ok(done_by_another(app.store.postpone_step(workspace, &waiting).await)?)
}
