//! An operator has connections tried again: stopped ones are polled, steps are due, and refused documents are
//! asked for. Whatever is repeated finds less to do.

use axum::{Json, extract::State};
use domain::{
    connection::{ConnectionState, NavConnection},
    fetch::Step,
    ids::WorkspaceId,
    invoice::{InboxInvoice, Reading, RefusedDocument},
};
use lambda::{
    access::{Access, Caller},
    http::{Named, Parameters},
    problem::{Problem, ProblemDocument},
};
use serde::{Deserialize, Serialize};
use store::StoreError;
use utoipa::{IntoParams, ToSchema};

use crate::{
    App,
    connect::{SAVE_ATTEMPTS, save},
    operator::workspaces,
};

/// Connections looked at in one request, which API Gateway ends after 30 s.
const CONNECTIONS_AT_ONCE: usize = 100;
/// Steps and documents of one connection that are retried in one request, of each kind; no further connection
/// is begun beyond.
const AT_ONCE: usize = 200;

/// What was set going again.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct Retried {
    /// Stopped connections that are polled again.
    connections: usize,
    /// Waiting steps that are due now.
    steps: usize,
    /// Refused documents that are asked for again.
    documents: usize,
    /// More remains: call again, with this cursor where all connections are meant. Absent once all is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<WorkspaceId>,
}

/// Where to go on.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct RetryFrom {
    /// Where the previous call ended.
    cursor: Option<WorkspaceId>,
}

/// Try a connection again
///
/// A connection that NAV refused is polled again with the settings that it has; if NAV refuses it once more,
/// it stops once more. Its waiting steps become due, and refused documents are asked for again. For operators
/// of the deployment only.
#[utoipa::path(
    post, path = "/operator/connections/{workspace}/retry",
    operation_id = "retryConnection", tag = "operations",
    params(("workspace" = WorkspaceId, Path, description = "Whose connection")),
    responses(
        (status = 200, description = "What was set going again", body = Retried),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn one(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<String>,
) -> Result<Json<Retried>, Problem> {
    access.require_operator(&caller).await?;
    let workspace = workspace.parse().map_err(|_| Problem::not_found())?;
    let connection = app.store.nav_connection(workspace).await?;
    connection.filter(NavConnection::is_in_use).ok_or_else(Problem::not_found)?;
    tracing::info!(operator = %caller.account, %workspace, "a connection is tried again");
    let mut retried = Retried::default();
    retry(&app, workspace, &mut retried).await?;
    Ok(Json(retried))
}

/// Try all connections again
///
/// Works some of them and tells where to go on. For operators of the deployment only.
#[utoipa::path(
    post, path = "/operator/retry",
    operation_id = "retryConnections", tag = "operations",
    params(RetryFrom),
    responses(
        (status = 200, description = "What was set going again", body = Retried),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn all(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Parameters(from): Parameters<RetryFrom>,
) -> Result<Json<Retried>, Problem> {
    access.require_operator(&caller).await?;
    tracing::info!(operator = %caller.account, cursor = ?from.cursor, "all connections are tried again");
    let ids = workspaces(&app, None, from.cursor).await?;
    let mut retried = Retried::default();
    for (index, workspace) in ids.into_iter().enumerate() {
        if index == CONNECTIONS_AT_ONCE || retried.steps + retried.documents >= AT_ONCE {
            retried.next_cursor.get_or_insert(workspace);
        }
        if retried.next_cursor.is_some() {
            break;
        }
        retry(&app, workspace, &mut retried).await?;
    }
    Ok(Json(retried))
}

async fn retry(app: &App, workspace: WorkspaceId, retried: &mut Retried) -> Result<(), Problem> {
    let Some(connection) = reactivated(app, workspace, retried).await? else { return Ok(()) };
    let refused = app.store.refused_documents_of(workspace).await?;
    for document in refused.iter().take(AT_ONCE) {
        retried.documents += usize::from(ask_again(app, document).await?);
    }
    let now = app.clock.now();
    let steps = if connection.may_have_steps() { app.store.steps(workspace).await? } else { Vec::new() };
    let waiting: Vec<Step> = steps.into_iter().filter(|step| step.due_at > now).collect();
    for step in waiting.iter().take(AT_ONCE) {
        let due = Step { due_at: now, ..step.clone() };
        retried.steps += usize::from(first(app.store.postpone_step(workspace, &due).await)?);
    }
    if refused.len() > AT_ONCE || waiting.len() > AT_ONCE {
        retried.next_cursor = Some(workspace);
    }
    Ok(())
}

/// The connection, polled again where it was stopped; none where the owner removed it.
async fn reactivated(
    app: &App,
    workspace: WorkspaceId,
    retried: &mut Retried,
) -> Result<Option<NavConnection>, Problem> {
    for _ in 0..SAVE_ATTEMPTS {
        let saved = app.store.nav_connection(workspace).await?.filter(NavConnection::is_in_use);
        let Some(saved) = saved else { return Ok(None) };
        if saved.state == ConnectionState::Active {
            return Ok(Some(saved));
        }
        let (version, state) = (saved.version + 1, ConnectionState::Active);
        let again = NavConnection { version, state, failure: None, ..saved.clone() };
        match save(app, again, Some(&saved), None).await {
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
            Ok(connection) => {
                retried.connections += 1;
                return Ok(Some(connection));
            }
        }
    }
    Err(Problem::conflict())
}

/// Begins the step that asks for a refused document, at the next tick; false says that this is done already.
async fn ask_again(app: &App, refused: &RefusedDocument) -> Result<bool, StoreError> {
    let invoice = app.store.invoice(refused.workspace, &refused.invoice).await?;
    let Some(invoice) = invoice else { return Ok(false) };
    let Reading::Refused { code, .. } = &invoice.reading else { return Ok(false) };
    let reading = Reading::Awaited { code: code.clone() };
    let awaited = InboxInvoice { reading, ..invoice.clone() };
    let now = app.clock.now();
    let step = Step { due_at: now, ..Step::document(invoice.id.clone(), now) };
    first(app.store.put_invoice(refused.workspace, Some(&invoice), &awaited, &[step]).await)
}

/// Whether a write was made, or somebody else was first.
fn first(written: Result<(), StoreError>) -> Result<bool, StoreError> {
    match written {
        Ok(()) => Ok(true),
        Err(StoreError::Conflict) => Ok(false),
        Err(error) => Err(error),
    }
}
