//! The monthly reconciliation with NAV, to read, to download and to ask for.

use axum::{
    Json,
    extract::State,
    http::{
        StatusCode,
        header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::IntoResponse,
};
use domain::{
    access::Action,
    fetch::{Step, today},
    ids::WorkspaceId,
    reconciliation::{Differences, Group, Reconciliation, begun_month, month_name, parse_month},
};
use jiff::{Timestamp, civil::Date};
use lambda::{
    access::{Access, Caller},
    http::{Accepted, Body, Named},
    problem::{Problem, ProblemDocument},
};
use serde::{Deserialize, Serialize};
use store::StoreError;
use utoipa::ToSchema;

use crate::{App, reconciliation_csv::csv};

/// The reconciliation of a month.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReconciliationView {
    /// The month of the dates of issue.
    #[schema(example = "2026-10")]
    month: String,
    /// When NAV was asked.
    made_at: Timestamp,
    /// Whether NAV and the inbox agree, and every document could be read.
    agrees: bool,
    /// The sums, by direction and currency.
    groups: Vec<Group>,
    /// Days on which NAV lists more than could be compared.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    skipped: Vec<Date>,
    /// What NAV lists and the inbox does not have.
    not_here: Differences,
    /// What the inbox has and NAV does not list.
    not_at_nav: Differences,
}

/// The reconciliations of a workspace.
#[derive(Debug, Serialize, ToSchema)]
pub struct Reconciliations {
    /// The latest month first.
    reconciliations: Vec<ReconciliationView>,
}

/// The month to reconcile.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WantedMonth {
    /// A month that has begun.
    #[schema(example = "2026-10")]
    month: String,
}

impl From<Reconciliation> for ReconciliationView {
    fn from(month: Reconciliation) -> Self {
        Self {
            month: month_name(month.month),
            made_at: month.finished_at.unwrap_or(month.begun_at),
            agrees: month.agrees(),
            groups: month.groups,
            skipped: month.skipped,
            not_here: month.not_here,
            not_at_nav: month.not_at_nav,
        }
    }
}

/// List the monthly reconciliations with NAV
#[utoipa::path(
    get, path = "/workspaces/{workspace}/reconciliations",
    operation_id = "listReconciliations", tag = "reconciliations",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    responses(
        (status = 200, description = "The reconciliations", body = Reconciliations),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
) -> Result<Json<Reconciliations>, Problem> {
    access.require(&caller, workspace, Action::ReadInvoices).await?;
    let months = app.store.reconciliations(workspace).await?;
    Ok(Json(Reconciliations { reconciliations: months.into_iter().map(Into::into).collect() }))
}

/// Read a month's reconciliation with NAV
#[utoipa::path(
    get, path = "/workspaces/{workspace}/reconciliations/{month}",
    operation_id = "getReconciliation", tag = "reconciliations",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("month" = String, Path, description = "The month, such as 2026-10"),
    ),
    responses(
        (status = 200, description = "The reconciliation", body = ReconciliationView),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn read(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, month)): Named<(WorkspaceId, String)>,
) -> Result<Json<ReconciliationView>, Problem> {
    access.require(&caller, workspace, Action::ReadInvoices).await?;
    Ok(Json(find(&app, workspace, &month).await?.into()))
}

/// Download a month's reconciliation with NAV
///
/// CSV with semicolons, in the language of `Accept-Language`, as spreadsheets open it.
#[utoipa::path(
    get, path = "/workspaces/{workspace}/reconciliations/{month}/csv",
    operation_id = "downloadReconciliation", tag = "reconciliations",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("month" = String, Path, description = "The month, such as 2026-10"),
    ),
    responses(
        (status = 200, description = "The reconciliation", body = String,
            content_type = "application/octet-stream"),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn download(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Accepted(language): Accepted,
    Named((workspace, month)): Named<(WorkspaceId, String)>,
) -> Result<impl IntoResponse, Problem> {
    access.require(&caller, workspace, Action::ReadInvoices).await?;
    let month = find(&app, workspace, &month).await?;
    let name = format!("attachment; filename=\"nav-{}.csv\"", month_name(month.month));
    // As text/csv, lambda_http would take away the mark by which spreadsheets know UTF-8.
    let headers = [(CONTENT_TYPE, "application/octet-stream".to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((headers, csv(&month, language)?))
}

/// Reconcile a month with NAV
///
/// It begins with the next tick, within 3 minutes, and shows under the connection until it is done. A month
/// is reconciled by itself on the 6th of the next one.
#[utoipa::path(
    post, path = "/workspaces/{workspace}/reconciliations",
    operation_id = "requestReconciliation", tag = "reconciliations",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    request_body = WantedMonth,
    responses(
        (status = 202, description = "It will be made", body = WantedMonth),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn request(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
    Body(wanted): Body<WantedMonth>,
) -> Result<(StatusCode, Json<WantedMonth>), Problem> {
    access.require(&caller, workspace, Action::RequestReconciliation).await?;
    let now = app.clock.now();
    let month = begun_month(&wanted.month, today(now));
    let month = month.ok_or_else(|| Problem::field("month", "month-range"))?;
    let connection = app.store.nav_connection(workspace).await?;
    let is_polled = connection.is_some_and(|connection| connection.is_polled());
    if !is_polled {
        return Err(Problem::new(StatusCode::CONFLICT, "connection-needed"));
    }
    match app.store.begin_later(workspace, &Step::reconcile(month, now)).await {
        // It is under way already.
        Ok(()) | Err(StoreError::Conflict) => Ok((StatusCode::ACCEPTED, Json(wanted))),
        Err(error) => Err(error.into()),
    }
}

async fn find(app: &App, workspace: WorkspaceId, month: &str) -> Result<Reconciliation, Problem> {
    let month = parse_month(month).ok_or_else(Problem::not_found)?;
    app.store.reconciliation(workspace, month).await?.ok_or_else(Problem::not_found)
}
