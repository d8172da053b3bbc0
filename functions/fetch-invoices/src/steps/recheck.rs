//! The daily recheck: what NAV stored in the last 35 days and the inbox lacks is taken in, and of each
//! invoice NAV is asked whether it still counts as valid.

use domain::{
    fetch::{Recheck, RecheckPart, Span, Step, Task},
    invoice::{Direction, InboxInvoice, ListPlace, Reading},
    notice::{Notice, NoticeCode},
};
use futures::{StreamExt as _, stream};
use jiff::Timestamp;
use nav::Error;

use super::{
    finish, go_on,
    pages::{Worked, work_span},
    wait_for_nav,
};
use crate::{
    FetchError, done_by_another,
    session::{Session, nav_is_failing},
};

/// Invoices read from the inbox at once.
const READ_AT_ONCE: i32 = 200;

/// Works a part of the recheck.
pub async fn work(session: &Session<'_>, step: &Step, recheck: Recheck) -> Result<(), FetchError> {
    match recheck.part.clone() {
        RecheckPart::List(span) => list(session, step, recheck, span).await,
        RecheckPart::Check { before, .. } => check(session, step, recheck, before).await,
    }
}

async fn list(session: &Session<'_>, step: &Step, recheck: Recheck, span: Span) -> Result<(), FetchError> {
    let direction = span.direction;
    let task = |part| Task::Recheck(Recheck { part, ..recheck.clone() });
    match work_span(session, span).await? {
        Worked::Done => {
            let next = recheck.after_listing(direction, session.app.clock.now());
            match next.part.clone() {
                RecheckPart::List(span) => Box::pin(list(session, step, next, span)).await,
                RecheckPart::Check { before, .. } => check(session, step, next, before).await,
            }
        }
        Worked::UpTo(span) => go_on(session, step, task(RecheckPart::List(span))).await,
        Worked::Failed(span, error) => {
            wait_for_nav(session, step, task(RecheckPart::List(span)), &error).await
        }
    }
}

/// Asks of the invoices before a place, the latest date of issue first.
async fn check(
    session: &Session<'_>,
    step: &Step,
    recheck: Recheck,
    mut before: ListPlace,
) -> Result<(), FetchError> {
    let (app, workspace) = (session.app, session.connection.workspace);
    let reported_from = recheck.window.from;
    let from = ListPlace::before(recheck.issued_from(&app.limits));
    let task = |before| {
        Task::Recheck(Recheck { part: RecheckPart::Check { before, failing_since: None }, ..recheck.clone() })
    };
    loop {
        let page = app.store.invoices(workspace, &from, &before, READ_AT_ONCE).await?;
        let checks: Vec<_> =
            page.invoices.iter().map(|invoice| check_one(session, invoice, reported_from)).collect();
        let mut checks = stream::iter(checks).buffered(app.limits.documents_in_flight);
        for invoice in &page.invoices {
            let Some(checked) = checks.next().await else { break };
            match checked {
                Ok(true) => before = ListPlace::of(invoice),
                Ok(false) => return go_on(session, step, task(before)).await,
                Err(FetchError::Nav(error)) if nav_is_failing(&error) => {
                    return wait_for_nav(session, step, task(before), &error).await;
                }
                Err(error) => return Err(error),
            }
        }
        if !page.more {
            return finish(session, step).await;
        }
    }
}

/// Asks NAV whether it counts an invoice as valid, if that was reported since. An awaited one has a step of
/// its own. False says that the budget or the time ran out before.
async fn check_one(
    session: &Session<'_>,
    invoice: &InboxInvoice,
    reported_from: Timestamp,
) -> Result<bool, FetchError> {
    // What Számlázz.hu alone told of, NAV may not know yet.
    let reported = invoice.report.as_ref().is_some_and(|report| report.at >= reported_from);
    if !reported || matches!(invoice.reading, Reading::Awaited { .. }) {
        return Ok(true);
    }
    if session.requests_left() == 0 {
        return Ok(false);
    }
    let valid = match session.is_valid(&session.question_of(invoice)).await {
        Ok(valid) => valid,
        // More than one valid report of the same number, or a question that NAV does not take: nothing says
        // that the invoice is not valid.
        Err(error @ (Error::Refused { .. } | Error::NotFound)) => {
            tracing::warn!(%error, invoice = %invoice.id, "NAV does not say whether an invoice is valid");
            return Ok(true);
        }
        Err(error) => return Err(error.into()),
    };
    let (store, workspace) = (&session.app.store, session.connection.workspace);
    if valid == invoice.withdrawn_at.is_none() {
        return Ok(true);
    }
    let notice = (!valid).then(|| notice(invoice, session.app.clock.now()));
    done_by_another(store.set_withdrawn(workspace, invoice, notice.as_ref()).await)?;
    Ok(true)
}

fn notice(invoice: &InboxInvoice, at: Timestamp) -> Notice {
    let code = match invoice.direction {
        Direction::Inbound => NoticeCode::InvoiceWithdrawn,
        Direction::Outbound => NoticeCode::OwnInvoiceWithdrawn,
    };
    let id = format!("{}-{}", code.name(), invoice.id);
    Notice { id, code, reason: invoice.number.clone(), at, read_at: None }
}
