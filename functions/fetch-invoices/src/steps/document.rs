//! A document that NAV could not hand out is asked for again. After the last attempt the invoice counts as
//! refused.

use domain::{
    fetch::{Step, Task, document_delay},
    invoice::{InboxInvoice, InvoiceId, Reading},
};
use nav::{Error, RetryCause};
use store::documents::Pack;

use super::finish;
use crate::{
    FetchError, done_by_another,
    record::{self, Reader},
    session::{Session, nav_is_failing},
};

/// Asks again for the document.
pub async fn work(
    session: &Session<'_>,
    step: &Step,
    id: InvoiceId,
    attempts: u32,
) -> Result<(), FetchError> {
    let (app, workspace) = (session.app, session.connection.workspace);
    let invoice = app.store.invoice(workspace, &id).await?;
    let Some(awaited) = invoice.filter(|invoice| matches!(invoice.reading, Reading::Awaited { .. })) else {
        return finish(session, step).await;
    };
    let mut pack = Pack::new(workspace);
    let (settled, place) = match session.document(&session.question_of(&awaited)).await {
        Err(error @ Error::StopAndTellOwner { .. }) => return Err(error.into()),
        Err(error) => {
            if is_worth_asking(session, &error, attempts) {
                let paced = matches!(error, Error::RetryLater { cause: RetryCause::Paced, .. });
                return postpone(session, step, &id, attempts + u32::from(!paced)).await;
            }
            (record::refuse(awaited.clone(), error.code(), app.clock.now()), None)
        }
        Ok(data) => {
            let settled = match record::read(&data.payload, awaited.batch_index) {
                Reader::AskAgain(_) if attempts < app.limits.document_attempts => {
                    return postpone(session, step, &id, attempts + 1).await;
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

fn is_worth_asking(session: &Session<'_>, error: &Error, attempts: u32) -> bool {
    let limits = &session.app.limits;
    let outage = nav_is_failing(error);
    attempts < if outage { limits.document_attempts_in_outage } else { limits.document_attempts }
}

async fn postpone(
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
