//! What an operator sees: every connection and every refused document, whatever the workspace.

use std::collections::{BTreeSet, HashMap};

use axum::{Json, extract::State};
use domain::{
    connection::{ConnectionState, Failure, NavConnection},
    ids::WorkspaceId,
    invoice::{InvoiceId, RefusedDocument},
};
use futures::future::try_join_all;
use jiff::Timestamp;
use lambda::{
    access::{Access, Caller},
    http::{Parameters, limit},
    problem::{Problem, ProblemDocument},
};
use serde::{Deserialize, Serialize};
use store::StoreError;
use utoipa::{IntoParams, ToSchema};

use crate::App;

/// Entries on a page, at most.
const MOST: usize = 100;
/// Entries on a page where the caller does not say.
const USUAL: usize = 50;
/// Connections read at once while looking for those of a state.
const READ_AT_ONCE: usize = 100;
/// Connections looked at for one page.
const LOOKED_AT: usize = 2_000;

/// How the polling of a connection goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum OperatedState {
    /// NAV answers.
    Active,
    /// NAV is asked every 3 minutes, and fails.
    Failing,
    /// NAV refuses the technical user and is not asked.
    Stopped,
}

/// Which connections.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct WhichConnections {
    /// Those in this state only.
    #[param(inline)]
    state: Option<OperatedState>,
    /// Where the previous page ended.
    cursor: Option<WorkspaceId>,
    /// How many at most, 1 to 100; 50 where absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

/// A connection as operators see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct OperatedConnection {
    /// Whose connection.
    workspace: WorkspaceId,
    /// The company's tax number at NAV, 8 digits.
    #[schema(example = "12892312")]
    tax_number: String,
    /// How the polling goes.
    state: OperatedState,
    /// NAV's error code, or ours, while it does not go well.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "INVALID_SECURITY_USER")]
    problem: Option<String>,
    /// Since when it does not go well.
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<Timestamp>,
    /// When polling last went well: of an active connection the last polling, else before `since`. Absent
    /// until the first polling.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_success: Option<Timestamp>,
    /// Inbound reports up to this moment have been dealt with.
    inbound_watermark: Timestamp,
    /// Outbound reports up to this moment have been dealt with.
    outbound_watermark: Timestamp,
    /// Work beside the polling that is not done.
    backlog: Backlog,
    /// Documents that were refused.
    refused_documents: usize,
}

/// Work beside the polling that is not done.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct Backlog {
    /// How many steps.
    steps: usize,
    /// When the step that is longest due is, or was, due.
    #[serde(skip_serializing_if = "Option::is_none")]
    oldest_due: Option<Timestamp>,
}

/// A page of connections.
#[derive(Debug, Serialize, ToSchema)]
pub struct OperatedConnections {
    /// By workspace.
    connections: Vec<OperatedConnection>,
    /// Ask with this cursor for what follows; absent at the end. A page may be short, even empty, and have
    /// one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<WorkspaceId>,
}

/// List the connections of all workspaces
///
/// For operators of the deployment only.
#[utoipa::path(
    get, path = "/operator/connections",
    operation_id = "listOperatedConnections", tag = "operations",
    params(WhichConnections),
    responses(
        (status = 200, description = "A page", body = OperatedConnections),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn connections(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Parameters(which): Parameters<WhichConnections>,
) -> Result<Json<OperatedConnections>, Problem> {
    access.require_operator(&caller).await?;
    let limit = limit(which.limit, USUAL, MOST)?;
    let ids = workspaces(&app, which.state, which.cursor).await?;
    let (found, next_cursor) = find(&app, &ids, which.state, limit).await?;
    let heartbeats = app.store.heartbeats().await?.into_iter();
    let polled: HashMap<String, Timestamp> = heartbeats.map(|beat| (beat.slice, beat.polled_at)).collect();
    let connections = try_join_all(found.into_iter().map(|connection| view(&app, connection, &polled)));
    Ok(Json(OperatedConnections { connections: connections.await?, next_cursor }))
}

/// The workspaces, from `from` on, whose connections may be in that state; in any, where none is named.
pub async fn workspaces(
    app: &App,
    state: Option<OperatedState>,
    from: Option<WorkspaceId>,
) -> Result<Vec<WorkspaceId>, StoreError> {
    let mut ids = BTreeSet::new();
    if state != Some(OperatedState::Stopped) {
        for shard in 0..app.limits.shards {
            ids.extend(app.store.slices(shard).await?.into_iter().flat_map(|slice| slice.workspaces));
        }
    }
    if state.is_none_or(|state| state == OperatedState::Stopped) {
        ids.extend(app.store.stopped_connections().await?);
    }
    let ids = from.map(|from| ids.split_off(&from)).unwrap_or(ids);
    Ok(ids.into_iter().collect())
}

/// The first connections in that state, and the workspace to go on with.
async fn find(
    app: &App,
    ids: &[WorkspaceId],
    state: Option<OperatedState>,
    limit: usize,
) -> Result<(Vec<NavConnection>, Option<WorkspaceId>), StoreError> {
    let mut found = Vec::new();
    let (now, later) = ids.split_at(ids.len().min(LOOKED_AT));
    for batch in now.chunks(READ_AT_ONCE) {
        let mut connections = app.store.nav_connections(batch).await?;
        connections.sort_by_key(|connection| connection.workspace);
        for connection in connections {
            let is = state_of(&connection);
            if is.is_none() || (state.is_some() && is != state) {
                continue;
            }
            if found.len() == limit {
                return Ok((found, Some(connection.workspace)));
            }
            found.push(connection);
        }
    }
    Ok((found, later.first().copied()))
}

/// How a connection does; none once it is removed.
fn state_of(connection: &NavConnection) -> Option<OperatedState> {
    match (&connection.state, &connection.failure) {
        (ConnectionState::Active, None) => Some(OperatedState::Active),
        (ConnectionState::Active, Some(_)) => Some(OperatedState::Failing),
        (ConnectionState::Stopped { .. }, _) => Some(OperatedState::Stopped),
        (ConnectionState::Removed, _) => None,
    }
}

async fn view(
    app: &App,
    connection: NavConnection,
    polled: &HashMap<String, Timestamp>,
) -> Result<OperatedConnection, StoreError> {
    let workspace = connection.workspace;
    let steps = if connection.may_have_steps() { app.store.steps(workspace).await? } else { Vec::new() };
    let backlog = Backlog { steps: steps.len(), oldest_due: steps.into_iter().map(|step| step.due_at).min() };
    let refused_documents = app.store.refused_documents_of(workspace).await?.len();
    let state = state_of(&connection).unwrap_or(OperatedState::Stopped);
    let (problem, since) = match (connection.state, connection.failure) {
        (ConnectionState::Stopped { code, at }, _) => (Some(code), Some(at)),
        (_, Some(Failure { code, since })) => (Some(code), Some(since)),
        (_, None) => (None, None),
    };
    let beat = connection.slice.and_then(|slice| polled.get(&slice.to_string()).copied());
    Ok(OperatedConnection {
        workspace,
        tax_number: connection.tax_number,
        state,
        problem,
        since,
        last_success: since.or(beat),
        inbound_watermark: connection.inbound.watermark,
        outbound_watermark: connection.outbound.watermark,
        backlog,
        refused_documents,
    })
}

/// Which refused documents.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct WhichDocuments {
    /// Where the previous page ended.
    cursor: Option<String>,
    /// How many at most, 1 to 100; 50 where absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

/// A page of refused documents.
#[derive(Debug, Serialize, ToSchema)]
pub struct RefusedDocuments {
    /// By workspace and invoice.
    documents: Vec<RefusedDocument>,
    /// Ask with this cursor for what follows; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

/// List the refused documents of all workspaces
///
/// For operators of the deployment only.
#[utoipa::path(
    get, path = "/operator/refused-documents",
    operation_id = "listRefusedDocuments", tag = "operations",
    params(WhichDocuments),
    responses(
        (status = 200, description = "A page", body = RefusedDocuments),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn refused_documents(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Parameters(which): Parameters<WhichDocuments>,
) -> Result<Json<RefusedDocuments>, Problem> {
    access.require_operator(&caller).await?;
    let limit = limit(which.limit, USUAL, MOST)?;
    let wrong = || Problem::field("cursor", "cursor-invalid");
    let after = which.cursor.as_deref().map(|text| place(text).ok_or_else(wrong)).transpose()?;
    let after = after.as_ref().map(|(workspace, invoice)| (*workspace, invoice));
    let page = app.store.refused_documents(after, limit as i32).await?;
    let last = page.next_after();
    let next_cursor = last.map(|last| format!("{}-{}", last.workspace, last.invoice));
    Ok(Json(RefusedDocuments { documents: page.items, next_cursor }))
}

/// The place that a cursor names: workspace and invoice.
fn place(cursor: &str) -> Option<(WorkspaceId, InvoiceId)> {
    const WORKSPACE: usize = 36;
    let (workspace, invoice) = cursor.split_at_checked(WORKSPACE)?;
    Some((workspace.parse().ok()?, InvoiceId::parse(invoice.strip_prefix('-')?)?))
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn a_cursor_names_workspace_and_invoice() {
        let workspace = "0191b3a0-0000-7000-8000-000000000001";
        let invoice = format!("inbound-{}", "0".repeat(32));
        let (of, id) = place(&format!("{workspace}-{invoice}")).unwrap();
        assert_eq!((of.to_string().as_str(), id.as_str()), (workspace, invoice.as_str()));
        for wrong in ["", workspace, "x", &format!("{workspace}#{invoice}"), &format!("{workspace}-x")] {
            assert!(place(wrong).is_none(), "{wrong}");
        }
    }
}
