//! Invoices whose image is missing.

use std::collections::BTreeMap;

use domain::{
    ids::WorkspaceId,
    invoice::{Direction, InboxInvoice, InvoiceId, ListPlace},
    szamlazz::{AgentQuery, AgentTask, ImageCheck, ImageSweep, QueryCause},
};
use store::{StoreError, error::done_by_another};

use crate::App;

/// Looks which of some invoices have no image although the link had time to bring it.
pub async fn check(app: &App, workspace: WorkspaceId, check: ImageCheck) -> Result<(), StoreError> {
    let invoices = app.store.invoices_of(workspace, &check.invoices).await?;
    let others = questions(app, workspace, invoices).await?;
    // Somebody else is at it where one of them is there already: the next tick looks again.
    done_by_another(app.store.replace_agent_task(workspace, &AgentTask::Check(check), &others).await)
}

/// Goes through some of the invoices that were here before the key was.
pub async fn sweep(app: &App, workspace: WorkspaceId, sweep: ImageSweep) -> Result<(), StoreError> {
    let at_once = app.limits.checked_at_once as i32;
    let page = app.store.invoices(workspace, &sweep.from, &sweep.before, at_once).await?;
    let before = page.invoices.last().map(ListPlace::of).filter(|_| page.more);
    let mut others = questions(app, workspace, page.invoices).await?;
    others.extend(before.map(|before| AgentTask::Sweep(ImageSweep { before, ..sweep.clone() })));
    done_by_another(app.store.replace_agent_task(workspace, &AgentTask::Sweep(sweep), &others).await)
}

/// A question for each that the company issued and that has no image, unless it is there.
async fn questions(
    app: &App,
    workspace: WorkspaceId,
    invoices: Vec<InboxInvoice>,
) -> Result<Vec<AgentTask>, StoreError> {
    let wanted = invoices.into_iter();
    let wanted = wanted.filter(|invoice| invoice.direction == Direction::Outbound && !invoice.has_image());
    // The invoices of one batch document bear the same number.
    let mut wanted: BTreeMap<String, InvoiceId> =
        wanted.map(|invoice| (invoice.number, invoice.id)).collect();
    let numbers: Vec<&str> = wanted.keys().map(String::as_str).collect();
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let known = app.store.known_agent_queries(workspace, &numbers).await?;
    wanted.retain(|number, _| !known.contains(number));
    let now = app.clock.now();
    let questions = wanted.into_iter().map(|(number, invoice)| {
        AgentTask::Query(AgentQuery::new(number, QueryCause::Image { invoice }, now))
    });
    Ok(questions.collect())
}
