//! What stays of deleted workspaces, and their deletion anew where a restored backup brought them back.

use axum::{Json, extract::State};
use domain::{
    deletion::{DeletionRecord, DeletionRequest, DeletionState},
    ids::WorkspaceId,
    workspace::Workspace,
};
use lambda::{
    access::{Access, Caller},
    http::{Parameters, WorkspacePlace},
    problem::{Problem, ProblemDocument},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::App;

/// A page of what stays of deleted workspaces.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeletionRecords {
    /// By workspace.
    records: Vec<DeletionRecord>,
    /// Where to go on, if more follow.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<WorkspaceId>,
}

/// Where a replay goes on.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ReplayFrom {
    /// Where the previous part ended.
    cursor: Option<WorkspaceId>,
}

/// What a replay began.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct Replayed {
    /// Workspaces that a restored backup had brought back, and that are being deleted again.
    deletions: usize,
    /// Where to go on, if more follow.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<WorkspaceId>,
}

/// List what stays of deleted workspaces
///
/// For support only.
#[utoipa::path(
    get, path = "/support/deletion-records",
    operation_id = "listDeletionRecords", tag = "support",
    params(WorkspacePlace),
    responses(
        (status = 200, description = "A page", body = DeletionRecords),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Parameters(place): Parameters<WorkspacePlace>,
) -> Result<Json<DeletionRecords>, Problem> {
    access.require_support(&caller).await?;
    let (after, limit) = place.page()?;
    let page = app.store.deletion_records(&after, limit).await?;
    let next_cursor = page.next_after().map(|last| last.workspace);
    Ok(Json(DeletionRecords { records: page.items, next_cursor }))
}

/// Delete again what a restored backup brought back
///
/// The records of deletions are also kept in the bucket, which a restored table does not touch. A hundred of
/// them are gone through at once; it can be repeated at will. For support only, after every restore, before
/// anybody else is let in.
#[utoipa::path(
    post, path = "/support/deletions/replay",
    operation_id = "replayDeletions", tag = "support",
    params(ReplayFrom),
    responses(
        (status = 200, description = "What was begun", body = Replayed),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn replay(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Parameters(from): Parameters<ReplayFrom>,
) -> Result<Json<Replayed>, Problem> {
    access.require_support(&caller).await?;
    let (workspaces, more) = app.files.deletion_records(from.cursor).await?;
    let mut replayed = Replayed { next_cursor: workspaces.last().copied().filter(|_| more), deletions: 0 };
    for workspace in workspaces {
        replayed.deletions += usize::from(delete_again(&app, workspace).await?);
    }
    Ok(Json(replayed))
}

/// Whether there was anything to delete again.
async fn delete_again(app: &App, id: WorkspaceId) -> Result<bool, Problem> {
    // The backup was made in the middle of the deletion, or this is a repeated request.
    let request = app.store.deletion(id).await?;
    if request.is_some_and(|request| request.state != DeletionState::Requested) {
        app.store.announce_deletion(id, app.ids.next(), &app.outbox).await?;
        return Ok(true);
    }
    let Some(workspace) = app.store.workspace(id).await? else { return Ok(false) };
    let Some(record) = app.files.deletion_record(id).await? else { return Ok(false) };
    app.store.replay_deletion(&anew(workspace, record), &app.outbox).await?;
    Ok(true)
}

/// The deletion as it was, but that nobody is told again.
fn anew(workspace: Workspace, record: DeletionRecord) -> DeletionRequest {
    let (by, at) = (record.decided_by, record.decided_at);
    DeletionRequest {
        workspace: workspace.id,
        company: workspace.name,
        package: record.package,
        country: workspace.country,
        tax_number: workspace.tax_number,
        office: workspace.office,
        by,
        email: None,
        language: workspace.country.language(),
        at: record.requested_at,
        reason: String::new(),
        waiver: record.waiver,
        state: DeletionState::Deleting { by, at, reason: record.reason },
    }
}
