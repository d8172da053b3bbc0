//! Requests for deletion as support sees them: only support deletes (rule R0-04).

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    audit::{AuditAction, AuditEntry},
    country::Country,
    deletion::{DeletionRequest, DeletionState, Waiver},
    ids::WorkspaceId,
    mail::{Mail, MailTemplate},
    package::Package,
    wrong,
};
use jiff::Timestamp;
use lambda::{
    access::{Access, Caller},
    http::{Body, Named, Parameters, WorkspacePlace},
    problem::{Problem, ProblemDocument},
};
use serde::{Deserialize, Serialize};
use store::StoreError;
use utoipa::ToSchema;

use crate::{
    App,
    deletion::{REASON, belongings},
};

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

/// Support's decision.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Why, 1 to 500 characters. The reason of a deletion stays for good: it names nobody.
    #[schema(example = "Asked for by the owner, wrong package")]
    reason: String,
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
    params(WorkspacePlace),
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
    Parameters(place): Parameters<WorkspacePlace>,
) -> Result<Json<QueuedDeletions>, Problem> {
    access.require_support(&caller).await?;
    let (after, limit) = place.page()?;
    let page = app.store.deletions(&after, limit).await?;
    let next_cursor = page.next_after().map(|last| last.workspace);
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
    if request.state != DeletionState::Requested {
        // Its message may be lost, as after a restore.
        app.store.announce_deletion(request.workspace, app.ids.next(), &app.outbox).await?;
        return Ok((StatusCode::ACCEPTED, Json(request.into())));
    }
    is_as_requested(&app, &request).await?;
    let (by, at) = (support.id, app.clock.now());
    let deleting = DeletionRequest { state: DeletionState::Deleting { by, at, reason }, ..request };
    match app.store.begin_deletion(&deleting, &app.outbox).await {
        Ok(()) => {}
        // Somebody else of support was first, or the owner withdrew it.
        Err(StoreError::Conflict) => {
            let now = find(&app, &workspace).await?;
            let begun = now.state != DeletionState::Requested;
            return if begun {
                Ok((StatusCode::ACCEPTED, Json(now.into())))
            } else {
                Err(Problem::conflict())
            };
        }
        Err(error) => return Err(error.into()),
    }
    tracing::info!(support = %by, workspace = %deleting.workspace, "a workspace is being deleted");
    Ok((StatusCode::ACCEPTED, Json(deleting.into())))
}

/// What came after the request was not given up with it.
async fn is_as_requested(app: &App, request: &DeletionRequest) -> Result<(), Problem> {
    let there = belongings(app, request.workspace).await?;
    let waived = (request.waiver.cash_vouchers, request.waiver.bank_vouchers);
    if there.companies > 0 || waived != (there.cash, there.bank) {
        return Err(Problem::new(StatusCode::CONFLICT, "deletion-outdated"));
    }
    Ok(())
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
