//! The series of document numbers.

use axum::{Json, extract::State};
use domain::{
    access::Action,
    document::DocumentKind,
    ids::WorkspaceId,
    record::{RecordId, Recorded},
    series::{self, Series, SeriesChange},
    workspace::Workspace,
};
use lambda::{
    access::{Access, Caller},
    http::{Body, IfMatch, Named, Tagged},
    problem::{Problem, ProblemDocument},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{App, register};

/// The series of numbers.
#[derive(Debug, Serialize, ToSchema)]
pub struct AllSeries {
    /// By kind and year.
    series: Vec<Recorded<Series>>,
}

/// List the series of numbers
///
/// `INVOICE.2026` and `CORRECTION.2026` are the series of a year. Those of this year are listed even where
/// nobody used or set them; they have version 0 then.
#[utoipa::path(
    get, path = "/workspaces/{workspace}/series",
    operation_id = "listSeries", tag = "documents",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    responses(
        (status = 200, description = "The series", body = AllSeries),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
) -> Result<Json<AllSeries>, Problem> {
    access.require(&caller, workspace, Action::ReadBooks).await?;
    let company = register::company(&app, workspace).await?;
    let mut series: Vec<Recorded<Series>> = app.store.all_records(workspace).await?;
    for kind in [DocumentKind::Invoice, DocumentKind::Corrective] {
        let this_year = series::id(kind, app.today_in(company.country).year());
        if series.iter().all(|series| series.id != this_year) {
            series.push(of(&app, &company, this_year).await?);
        }
    }
    series.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(Json(AllSeries { series }))
}

/// Change a series of numbers
///
/// Its look, and the next number: never one that was given out. Whoever issued elsewhere goes on from there.
/// A series that nobody used or set has version 0.
#[utoipa::path(
    put, path = "/workspaces/{workspace}/series/{series}",
    operation_id = "changeSeries", tag = "documents",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("series" = RecordId, Path, description = "The series", example = "INVOICE.2026"),
        ("If-Match" = String, Header, description = "The version that was seen, as `ETag` gave it"),
    ),
    request_body = SeriesChange,
    responses(
        (status = 200, description = "The series as it is now", body = Recorded<Series>),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn change(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, series)): Named<(WorkspaceId, String)>,
    IfMatch(version): IfMatch,
    Body(entered): Body<SeriesChange>,
) -> Result<Tagged<Series>, Problem> {
    access.require(&caller, workspace, Action::IssueDocuments).await?;
    let company = register::company(&app, workspace).await?;
    let id = RecordId::parse(&series).ok_or_else(Problem::not_found)?;
    let before = register::of_version(of(&app, &company, id).await?, version)?;
    let after = before.data.changed(entered)?;
    register::change(&app, workspace, &before, after, app.actor(&caller)).await
}

/// The series, as its country has it where nobody used or set it.
pub async fn of(app: &App, company: &Workspace, id: RecordId) -> Result<Recorded<Series>, Problem> {
    let (kind, _) = series::year_of(&id).ok_or_else(Problem::not_found)?;
    if let Some(series) = app.store.record(company.id, &id).await? {
        return Ok(series);
    }
    let usual = Series::usual(company.country, kind);
    Ok(Recorded { version: 0, ..Recorded::new(id, company.created_at, usual) })
}
