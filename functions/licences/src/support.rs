//! Requests for deletion as support sees them: only support deletes (rule R0-04).

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    audit::{AuditAction, AuditEntry},
    country::Country,
    deletion::{DeletionRecord, DeletionRequest, DeletionState, Waiver},
    ids::{AccountId, WorkspaceId},
    mail::{Mail, MailTemplate},
    package::Package,
    workspace::Workspace,
    wrong,
};
use jiff::Timestamp;
use lambda::{
    access::{Access, Caller},
    http::{Body, Named, Parameters, limit},
    problem::{Problem, ProblemDocument},
};
use serde::{Deserialize, Serialize};
use store::error::done_by_another;
use utoipa::{IntoParams, ToSchema};

use crate::{App, deletion::REASON};

/// Entries on a page, at most.
const MOST: usize = 100;
/// Entries on a page where the caller does not say.
const USUAL: usize = 50;

/// Where a list goes on.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Where the previous page ended.
    cursor: Option<WorkspaceId>,
    /// How many at most, 1 to 100; 50 where absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

/// A request as support sees it.
#[derive(Debug, Serialize, ToSchema)]
pub struct QueuedDeletion {
    /// Which workspace.
    workspace: WorkspaceId,
    /// The company's name.
    company: String,
    /// Its package; absent for a company of an office.
    #[serde(skip_serializing_if = "Option::is_none")]
    package: Option<Package>,
    /// The country of its tax number.
    country: Country,
    /// Its tax number.
    tax_number: String,
    /// Who asked; absent where a restored backup had brought the workspace back.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "anna@example.com")]
    by: Option<String>,
    /// When.
    at: Timestamp,
    /// Why.
    reason: String,
    /// What is lost knowingly.
    waiver: Waiver,
    /// Whether it is being deleted.
    deleting: bool,
}

/// A page of requests.
#[derive(Debug, Serialize, ToSchema)]
pub struct QueuedDeletions {
    /// By workspace.
    deletions: Vec<QueuedDeletion>,
    /// Where to go on, if more follow.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<WorkspaceId>,
}

/// A page of what stays of deleted workspaces.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeletionRecords {
    /// By workspace.
    records: Vec<DeletionRecord>,
    /// Where to go on, if more follow.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<WorkspaceId>,
}

/// Support's decision.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Why, 1 to 500 characters. The reason of a deletion stays for good: it names nobody.
    #[schema(example = "Asked for by the owner, wrong package")]
    reason: String,
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

impl From<DeletionRequest> for QueuedDeletion {
    fn from(request: DeletionRequest) -> Self {
        Self {
            workspace: request.workspace,
            company: request.company,
            package: request.package,
            country: request.country,
            tax_number: request.tax_number,
            by: request.email.map(|email| email.as_str().to_owned()),
            at: request.at,
            reason: request.reason,
            waiver: request.waiver,
            deleting: request.state != DeletionState::Requested,
        }
    }
}

/// List requests for deletion
///
/// For support only.
#[utoipa::path(
    get, path = "/support/deletions",
    operation_id = "listDeletions", tag = "support",
    params(Place),
    responses(
        (status = 200, description = "A page", body = QueuedDeletions),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Parameters(place): Parameters<Place>,
) -> Result<Json<QueuedDeletions>, Problem> {
    access.require_support(&caller).await?;
    let limit = limit(place.limit, USUAL, MOST)?;
    let after = place.cursor.map(|cursor| cursor.to_string()).unwrap_or_default();
    let page = app.store.deletions(&after, limit as i32).await?;
    let next_cursor = page.items.last().filter(|_| page.more).map(|last| last.workspace);
    let deletions = page.items.into_iter().map(QueuedDeletion::from).collect();
    Ok(Json(QueuedDeletions { deletions, next_cursor }))
}

/// Delete a workspace
///
/// As its owner asked. It is closed at once; everything of it is removed within minutes, and then the owner
/// is told by e-mail. For support only.
#[utoipa::path(
    post, path = "/support/deletions/{workspace}",
    operation_id = "deleteWorkspace", tag = "support",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    request_body = Decision,
    responses(
        (status = 202, description = "It is being deleted", body = QueuedDeletion),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn delete(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<String>,
    Body(Decision { reason }): Body<Decision>,
) -> Result<(StatusCode, Json<QueuedDeletion>), Problem> {
    let support = access.require_support(&caller).await?;
    wrong::text("reason", &reason, REASON)?;
    let request = find(&app, &workspace).await?;
    if request.state == DeletionState::Requested {
        let (by, at) = (support.id, app.clock.now());
        let state = DeletionState::Deleting { by, at, reason };
        let deleting = DeletionRequest { state, ..request.clone() };
        done_by_another(app.store.begin_deletion(&deleting, &app.outbox).await)?;
        tracing::info!(support = %by, workspace = %request.workspace, "a workspace is being deleted");
    }
    Ok((StatusCode::ACCEPTED, Json(find(&app, &workspace).await?.into())))
}

async fn find(app: &App, workspace: &str) -> Result<DeletionRequest, Problem> {
    let workspace = workspace.parse().map_err(|_| Problem::not_found())?;
    app.store.deletion(workspace).await?.ok_or_else(Problem::not_found)
}

/// Refuse to delete a workspace
///
/// Its owner is told why by e-mail. For support only.
#[utoipa::path(
    post, path = "/support/deletions/{workspace}/refusal",
    operation_id = "refuseDeletion", tag = "support",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    request_body = Decision,
    responses(
        (status = 204, description = "The workspace stays"),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn refuse(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<String>,
    Body(Decision { reason }): Body<Decision>,
) -> Result<StatusCode, Problem> {
    let support = access.require_support(&caller).await?;
    wrong::text("reason", &reason, REASON)?;
    let request = find(&app, &workspace).await?;
    let now = app.clock.now();
    let entry = AuditEntry::new(support.id, now, AuditAction::DeletionRefused, &reason);
    let cause = format!("deletion-refused-{}-{}", request.workspace, request.at.as_millisecond());
    let mail = |to| {
        Mail::new(&cause, to, request.language, MailTemplate::DeletionRefused, now)
            .with("company", &request.company)
            .with("reason", &reason)
    };
    let mails: Vec<Mail> = request.email.iter().map(mail).collect();
    app.store.remove_deletion(&request, &entry, &mails, &app.outbox).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// List what stays of deleted workspaces
///
/// For support only.
#[utoipa::path(
    get, path = "/support/deletion-records",
    operation_id = "listDeletionRecords", tag = "support",
    params(Place),
    responses(
        (status = 200, description = "A page", body = DeletionRecords),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn records(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Parameters(place): Parameters<Place>,
) -> Result<Json<DeletionRecords>, Problem> {
    access.require_support(&caller).await?;
    let limit = limit(place.limit, USUAL, MOST)?;
    let after = place.cursor.map(|cursor| cursor.to_string()).unwrap_or_default();
    let page = app.store.deletion_records(&after, limit as i32).await?;
    let next_cursor = page.items.last().filter(|_| page.more).map(|last| last.workspace);
    Ok(Json(DeletionRecords { records: page.items, next_cursor }))
}

/// Delete again what a restored backup brought back
///
/// The records of deletions are also kept in the bucket, which a restored table does not touch. For support
/// only, after every restore, before anybody else is let in.
#[utoipa::path(
    post, path = "/support/deletions/replay",
    operation_id = "replayDeletions", tag = "support",
    params(Place),
    responses(
        (status = 200, description = "What was begun, of a hundred records", body = Replayed),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn replay(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Parameters(place): Parameters<Place>,
) -> Result<Json<Replayed>, Problem> {
    let support = access.require_support(&caller).await?;
    let (workspaces, more) = app.files.deletion_records(place.cursor).await?;
    let mut replayed = Replayed { next_cursor: workspaces.last().copied().filter(|_| more), deletions: 0 };
    for id in workspaces {
        if let Some(workspace) = app.store.workspace(id).await? {
            let again = again(&app, workspace, support.id).await?;
            app.store.replay_deletion(&again, &app.outbox).await?;
            replayed.deletions += 1;
        }
    }
    Ok(Json(replayed))
}

/// The deletion of a workspace that is there again.
async fn again(app: &App, workspace: Workspace, by: AccountId) -> Result<DeletionRequest, Problem> {
    let licence = app.store.licence(workspace.id).await?;
    let at = app.clock.now();
    let reason = "a restored backup had brought it back".to_owned();
    Ok(DeletionRequest {
        workspace: workspace.id,
        company: workspace.name,
        package: licence.map(|licence| licence.package),
        country: workspace.country,
        tax_number: workspace.tax_number,
        office: workspace.office,
        by,
        email: None,
        language: workspace.country.language(),
        at,
        reason: reason.clone(),
        waiver: Waiver::default(),
        state: DeletionState::Deleting { by, at, reason },
    })
}
