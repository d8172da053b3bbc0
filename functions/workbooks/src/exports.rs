//! Exports: asked for, looked at, downloaded.

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    access::Action,
    exchange::{Export, ExportKind, ExportState},
    fetch::today,
    ids::{AccountId, JobId, WorkspaceId},
    language::Language,
    reconciliation::{begun_month, month_name},
};
use jiff::{Timestamp, civil::Date};
use lambda::{
    access::{Access, Caller},
    http::{Accepted, Body, IdempotencyKey, Named, Parameters},
    problem::{Problem, ProblemDocument},
    texts,
};
use serde::{Deserialize, Serialize};
use store::{StoreError, files};
use utoipa::{IntoParams, ToSchema};

use crate::{
    App,
    view::{self, FileLink, JobFailure, JobProgress},
};

/// What is to be exported.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct NewExport {
    /// Which records, or a posting list.
    kind: ExportKind,
    /// The language of the headings; that of `Accept-Language` where absent.
    language: Option<Language>,
    /// Of a posting list, the month of the dates of issue; of nothing else.
    #[serde(default)]
    #[schema(example = "2026-10")]
    month: Option<String>,
}

/// An export.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Export)]
pub struct ExportView {
    /// Its name.
    id: JobId,
    /// Which records, or a posting list.
    kind: ExportKind,
    /// The month of a posting list.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "2026-10")]
    month: Option<String>,
    /// The language of the headings.
    language: Language,
    /// How far it is.
    state: ExportState,
    /// Records found so far; as soon as the file is being written, all of its rows.
    rows: u32,
    /// How far the writing is, once the records are found; then the file is packed and stored.
    #[serde(skip_serializing_if = "Option::is_none")]
    progress: Option<JobProgress>,
    /// Who asked for it.
    asked_by: AccountId,
    /// When.
    asked_at: Timestamp,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    ended_at: Option<Timestamp>,
    /// Bytes of the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
    /// The file, while it is ready; in lists absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<FileLink>,
    /// Why it came to nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<JobFailure>,
}

impl ExportView {
    fn new(app: &App, export: &Export, language: Language) -> Self {
        let now = app.clock.now();
        Self {
            id: export.id,
            kind: export.kind,
            month: export.month.map(month_name),
            language: export.language,
            state: export.state_at(now, app.limits.export_days),
            rows: export.rows,
            progress: progress(export, now),
            asked_by: export.asked_by,
            asked_at: export.asked_at,
            ended_at: export.ended_at,
            bytes: export.bytes,
            file: None,
            failure: export.failure.as_ref().map(|failure| JobFailure::new(failure, language)),
        }
    }
}

fn progress(export: &Export, now: Timestamp) -> Option<JobProgress> {
    let since = export.counted_at.filter(|_| export.state == ExportState::Writing)?;
    Some(JobProgress::new(export.written, export.rows, since, now))
}

/// Which part of a list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Where the previous page ended.
    pub cursor: Option<String>,
    /// How many at most, 1 to 100; 50 where absent.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<usize>,
}

/// A page of exports.
#[derive(Debug, Serialize, ToSchema)]
pub struct Exports {
    /// The newest first.
    exports: Vec<ExportView>,
    /// Ask with this cursor for what follows; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

/// List the exports
#[utoipa::path(
    get, path = "/workspaces/{workspace}/exports",
    operation_id = "listExports", tag = "workbooks",
    params(("workspace" = WorkspaceId, Path, description = "The workspace"), Part),
    responses(
        (status = 200, description = "A page", body = Exports),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Accepted(language): Accepted,
    Named(workspace): Named<WorkspaceId>,
    Parameters(part): Parameters<Part>,
) -> Result<Json<Exports>, Problem> {
    access.require(&caller, workspace, Action::ReadBooks).await?;
    let all = app.store.exports(workspace).await?;
    let id = |export: &Export| export.id.to_string();
    let (page, next_cursor) = view::page(all, id, part.cursor.as_deref(), part.limit)?;
    let exports = page.iter().map(|export| ExportView::new(&app, export, language)).collect();
    Ok(Json(Exports { exports, next_cursor }))
}

/// Export to Excel
///
/// A posting list holds every entry that the invoices of a month are posted to, and what is not posted, by
/// the rules at the time. The file is written beside this; ask for the export until it is ready. With the
/// header `Idempotency-Key`, a repeated request makes no second one. Files are kept for a week; then an
/// export is `expired`.
#[utoipa::path(
    post, path = "/workspaces/{workspace}/exports",
    operation_id = "createExport", tag = "workbooks",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 255 characters of your choice"),
    ),
    request_body = NewExport,
    responses(
        (status = 202, description = "The export", body = ExportView),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn create(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Accepted(accepted): Accepted,
    Named(workspace): Named<WorkspaceId>,
    IdempotencyKey(key): IdempotencyKey,
    Body(NewExport { kind, language, month }): Body<NewExport>,
) -> Result<(StatusCode, Json<ExportView>), Problem> {
    access.require(&caller, workspace, Action::ReadBooks).await?;
    let id = app.job(workspace, &caller, "export", key.as_deref());
    let now = app.clock.now();
    let month = month_of(kind, month.as_deref(), now)?;
    let export = Export::new(id, kind, language.unwrap_or(accepted), caller.account, now).of_month(month);
    let export = match app.store.add_export(workspace, &export, &app.outbox).await {
        Ok(()) => export,
        Err(StoreError::Conflict) => there(&app, workspace, &export, language).await?,
        Err(error) => return Err(error.into()),
    };
    Ok((StatusCode::ACCEPTED, Json(ExportView::new(&app, &export, accepted))))
}

/// The month of which an export is asked for: of a posting list one that has begun, of nothing else.
fn month_of(kind: ExportKind, month: Option<&str>, now: Timestamp) -> Result<Option<Date>, Problem> {
    match (kind, month) {
        (ExportKind::PostingList, month) => {
            let month = month.and_then(|name| begun_month(name, today(now)));
            month.map(Some).ok_or_else(|| Problem::field("month", "month-range"))
        }
        (_, None) => Ok(None),
        (_, Some(_)) => Err(Problem::field("month", "export-month-only")),
    }
}

/// The export that an earlier request with the same key made.
async fn there(
    app: &App,
    workspace: WorkspaceId,
    asked: &Export,
    language: Option<Language>,
) -> Result<Export, Problem> {
    let there = app.store.export(workspace, asked.id).await?.ok_or_else(Problem::conflict)?;
    let is_alike = (there.kind, there.month) == (asked.kind, asked.month);
    match is_alike && language.is_none_or(|language| language == there.language) {
        true => Ok(there),
        false => Err(Problem::new(StatusCode::CONFLICT, "problem-idempotency")),
    }
}

/// Read an export
///
/// Once it is ready, with a link that downloads the file for 15 minutes.
#[utoipa::path(
    get, path = "/workspaces/{workspace}/exports/{export}",
    operation_id = "getExport", tag = "workbooks",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("export" = JobId, Path, description = "The export"),
    ),
    responses(
        (status = 200, description = "The export", body = ExportView),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn read(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Accepted(language): Accepted,
    Named((workspace, export)): Named<(WorkspaceId, JobId)>,
) -> Result<Json<ExportView>, Problem> {
    access.require(&caller, workspace, Action::ReadBooks).await?;
    let export = app.store.export(workspace, export).await?.ok_or_else(Problem::not_found)?;
    let mut view = ExportView::new(&app, &export, language);
    if view.state == ExportState::Ready {
        let name = file_name(&export);
        let link = app.files.download_link(&files::export(workspace, export.id), &name).await?;
        view.file = Some(FileLink::new(link, app.clock.now()));
    }
    Ok(Json(view))
}

/// The file's name: what it holds and of which month, or else of which day.
fn file_name(export: &Export) -> String {
    let title = texts::named(export.language, export.kind.title());
    let day = || export.asked_at.strftime("%Y-%m-%d").to_string();
    format!("{title} {}.xlsx", export.month.map_or_else(day, month_name))
}
