//! Asks Számlázz.hu's Agent for what is missing: images, and documents whose payments changed. It has no list
//! to ask for, so each question names a document. What it answers is stored like a push; record-pushes does
//! the rest.

mod images;
mod questions;

use std::convert::Infallible;

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent};
use domain::{
    clock::Clock,
    ids::WorkspaceId,
    messages::AgentMessage,
    szamlazz::{AgentQuery, AgentTask, SzamlazzLimits},
};
use jiff::Timestamp;
use lambda::batch::{Source, Worked, one_by_one};
use store::{Store, StoreError, error::done_by_another, files::Files, vault::Vault};
use thiserror::Error;

/// What the function works with.
#[derive(Clone)]
pub struct App {
    /// Where tasks and invoices are.
    pub store: Store,
    /// Where answers go.
    pub files: Files,
    /// Opens Agent keys.
    pub vault: Vault,
    /// Where its messages come from.
    pub queue: Source,
    /// Számlázz.hu.
    pub agent: szamlazz::Agent,
    /// The time.
    pub clock: Clock,
    /// Every bound.
    pub limits: SzamlazzLimits,
}

/// Why work did not come to its end: it is tried again.
#[derive(Debug, Error)]
pub enum QueryError {
    /// Our own side failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The message cannot be read: it ends in the dead-letter queue, where a person sees it.
    #[error("not a message about the Agent: {0}")]
    Unreadable(#[from] serde_json::Error),
}

/// Tasks that are read at once.
const READ_AT_ONCE: i32 = 1_000;

/// Handles a batch and names the messages to deliver again.
pub async fn handle(app: &App, event: SqsEvent) -> Result<SqsBatchResponse, Infallible> {
    Ok(one_by_one(&app.queue, &event, |body| work(app, body)).await)
}

async fn work(app: &App, body: &str) -> Result<Worked, QueryError> {
    let AgentMessage { workspace } = serde_json::from_str(body)?;
    // Whoever comes late finds nothing that is due.
    let Some(work) = app.store.agent_work_of(workspace).await? else { return Ok(Worked::Done) };
    let connection = app.store.szamlazz_connection(workspace).await?;
    let agent =
        connection.as_ref().and_then(|connection| connection.asked_agent().map(|agent| (connection, agent)));
    if let Some((connection, agent)) = agent {
        let deadline = app.clock.now() + app.limits.deadline;
        let due = due(app, workspace).await?;
        let queries = prepare(app, workspace, due, deadline).await?;
        questions::ask(app, connection, agent, (queries, deadline)).await?;
    }
    // A key that works begins with a task of its own, which lists the workspace again.
    let next = if agent.is_some() { next_due(app, workspace).await? } else { None };
    done_by_another(app.store.settle_agent_work(&work, next).await)?;
    Ok(Worked::Done)
}

/// What is due.
async fn due(app: &App, workspace: WorkspaceId) -> Result<Vec<AgentTask>, StoreError> {
    let now = app.clock.now();
    let mut due = tasks(app, workspace).await?;
    due.retain(|task| task.due_at().is_some_and(|at| at <= now));
    Ok(due)
}

/// When the first of what is left is due.
async fn next_due(app: &App, workspace: WorkspaceId) -> Result<Option<Timestamp>, StoreError> {
    Ok(tasks(app, workspace).await?.iter().filter_map(AgentTask::due_at).min())
}

async fn tasks(app: &App, workspace: WorkspaceId) -> Result<Vec<AgentTask>, StoreError> {
    let (mut tasks, mut after) = (Vec::new(), String::new());
    loop {
        let page = app.store.agent_tasks(workspace, &after, READ_AT_ONCE).await?;
        let next = page.next_after().map(AgentTask::name);
        tasks.extend(page.items);
        match next {
            Some(name) => after = name,
            None => return Ok(tasks),
        }
    }
}

/// Looks for missing images until the deadline, and answers with the questions that were due.
async fn prepare(
    app: &App,
    workspace: WorkspaceId,
    due: Vec<AgentTask>,
    deadline: Timestamp,
) -> Result<Vec<AgentQuery>, StoreError> {
    let mut queries = Vec::new();
    for task in due {
        match task {
            AgentTask::Check(_) | AgentTask::Sweep(_) if app.clock.now() > deadline => {}
            AgentTask::Query(query) => queries.push(query),
            AgentTask::Check(check) => images::check(app, workspace, check).await?,
            AgentTask::Sweep(sweep) => images::sweep(app, workspace, sweep).await?,
        }
    }
    Ok(queries)
}
