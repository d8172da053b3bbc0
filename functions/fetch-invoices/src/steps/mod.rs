//! Steps: work beside the polling. Each message works one part and writes the checkpoint together with the
//! message for the next part.

mod chain;
mod document;
mod pages;
mod recheck;
mod reconcile;

use domain::{
    connection::NavConnection,
    fetch::{Step, Task, is_recheck_due, month_to_reconcile, today},
    ids::WorkspaceId,
};
use futures::{FutureExt as _, future::BoxFuture};
use nav::{Error, RetryCause};
use store::StoreError;

use crate::{
    App, FetchError,
    connection::stop,
    done_by_another,
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

/// Begins what a connection does once a day and once a month.
pub async fn begin_periodic_steps(app: &App, connection: &NavConnection) -> Result<(), StoreError> {
    let now = app.clock.now();
    if is_recheck_due(connection, now) {
        let (day, step) = (today(now), Step::recheck(now, &app.limits));
        match app.store.begin_recheck(connection, day, &step, &app.outbox).await {
            Err(StoreError::Conflict) => done_by_another(app.store.skip_recheck(connection, day).await)?,
            other => other?,
        }
    }
    if let Some(month) = month_to_reconcile(connection, now, &app.limits) {
        let step = Step::reconcile(month, now);
        done_by_another(app.store.begin_monthly_reconciliation(connection, month, &step).await)?;
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
    if !connection.is_polled() {
        // The first tick after the owner has connected again announces it.
        let waiting = Step { due_at: app.clock.now(), ..step };
        return Ok(done_by_another(app.store.postpone_step(workspace, &waiting).await)?);
    }
    let credentials = credentials(app, &connection).await?;
    let session =
        Session::begin(app, &connection, &credentials, app.limits.step_requests, step.task.failing_since());
    let worked = work(&session, &step).await;
    match worked {
        Err(FetchError::Nav(error @ Error::StopAndTellOwner { .. })) => {
            Ok(stop(app, &connection, &error).await?)
        }
        Err(FetchError::Nav(error)) => wait_for_nav(&session, &step, step.task.clone(), &error).await,
        other => other,
    }
}

/// Works the step's task. Each kind is boxed: together they would fill the stack.
fn work<'w>(session: &'w Session<'_>, step: &'w Step) -> BoxFuture<'w, Result<(), FetchError>> {
    match step.task.clone() {
        Task::Pages(span) => pages::work(session, step, span).boxed(),
        Task::Document { invoice, attempts } => document::work(session, step, invoice, attempts).boxed(),
        Task::Chain { modification, attempts } => chain::work(session, step, modification, attempts).boxed(),
        Task::Recheck(recheck) => recheck::work(session, step, recheck).boxed(),
        Task::Reconcile(month) => reconcile::work(session, step, *month).boxed(),
    }
}

/// Leaves the rest of a step to a later tick, because NAV fails; with half the window, where it did not
/// answer in time.
async fn wait_for_nav(
    session: &Session<'_>,
    step: &Step,
    task: Task,
    error: &Error,
) -> Result<(), FetchError> {
    let (now, workspace) = (session.app.clock.now(), session.connection.workspace);
    match nav_is_failing(error) {
        true => tracing::warn!(%error, %workspace, step = step.id, "a step waits for NAV"),
        false => tracing::error!(%error, %workspace, step = step.id, "NAV refuses what a step asks"),
    }
    let in_time = !matches!(error, Error::RetryLater { cause: RetryCause::Timeout, .. });
    let task = match task {
        Task::Pages(span) => Task::Pages(span.failed(in_time, now)),
        Task::Recheck(recheck) => Task::Recheck(recheck.failed(in_time, now)),
        Task::Reconcile(month) => Task::Reconcile(Box::new(month.failed(in_time, now))),
        other => other,
    };
    // The next tick is soon enough where NAV fails; what it refuses is a matter for a person, not for haste.
    let due_at = if nav_is_failing(error) { now } else { now + session.app.limits.step_patience };
    let waiting = Step { due_at, task, ..step.clone() };
    Ok(done_by_another(session.app.store.postpone_step(workspace, &waiting).await)?)
}

/// Goes on with a step in another message.
async fn go_on(session: &Session<'_>, step: &Step, task: Task) -> Result<(), FetchError> {
    let (app, workspace) = (session.app, session.connection.workspace);
    let due_at = app.clock.now() + app.limits.step_patience;
    let next = Step { sequence: step.sequence + 1, due_at, task, ..step.clone() };
    Ok(done_by_another(app.store.advance_step(workspace, step, &next, &app.outbox).await)?)
}

async fn finish(session: &Session<'_>, step: &Step) -> Result<(), FetchError> {
    Ok(done_by_another(session.app.store.finish_step(session.connection.workspace, step).await)?)
}
