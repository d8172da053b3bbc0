//! What became of the rows of an import, where that is to be told.

use axum::{Json, extract::State};
use domain::{
    access::Action,
    exchange::{Outcome, RowOutcome},
    ids::{JobId, WorkspaceId},
    record::RecordId,
};
use lambda::{
    access::{Access, Caller},
    http::{Accepted, Named, Parameters},
    problem::{Problem, ProblemDocument},
    texts,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{App, find};

/// Pages as they were written that one answer holds: of each at most 100 rows.
const PAGES: i32 = 5;

/// Which rows.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// Only those of which this became.
    #[param(inline)]
    outcome: Option<Outcome>,
    /// Where the previous page ended.
    cursor: Option<u32>,
}

/// A row that could not be written, or that was to be taken back.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ImportedRow)]
pub struct Row {
    /// The row's number on its sheet.
    #[schema(example = 17)]
    row: u32,
    /// What the record is called.
    #[schema(example = "KŐRIS INGATLANHASZNOSÍTÓ KFT.")]
    name: String,
    /// The record.
    record: RecordId,
    /// What became of it.
    outcome: Outcome,
    /// Names the reason where it was not done; stable.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "record-in-use")]
    code: Option<String>,
    /// The reason, in the language of `Accept-Language`.
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
}

/// A page of rows.
#[derive(Debug, Serialize, ToSchema)]
pub struct Rows {
    /// In the order of the file: first those that the commit could not write, then those of the undoing.
    rows: Vec<Row>,
    /// Ask with this cursor for what follows; absent at the end. A page may be short, even empty, and have
    /// one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<u32>,
}

/// List what became of the rows of an import
///
/// Rows that the commit could not write because somebody else changed the books meanwhile, and of an undoing
/// every row: reversed, kept, or failed.
#[utoipa::path(
    get, path = "/workspaces/{workspace}/imports/{import}/rows",
    operation_id = "listImportedRows", tag = "workbooks",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("import" = JobId, Path, description = "The import"),
        Filter,
    ),
    responses(
        (status = 200, description = "A page", body = Rows),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Accepted(language): Accepted,
    Named((workspace, import)): Named<(WorkspaceId, JobId)>,
    Parameters(filter): Parameters<Filter>,
) -> Result<Json<Rows>, Problem> {
    access.require(&caller, workspace, Action::ReadBooks).await?;
    let import = find(&app, workspace, import).await?;
    let behind = filter.cursor.unwrap_or_default();
    let pages = app.store.imported_rows(workspace, import.id, behind, PAGES).await?;
    let next_cursor = pages.next_after().map(|(sequence, _)| *sequence);
    let rows = pages.items.into_iter().flat_map(|(_, rows)| rows);
    let wanted = rows.filter(|row| filter.outcome.is_none_or(|outcome| row.outcome == outcome));
    let row = |RowOutcome { row, name, record, outcome, reason }| {
        let (code, message) = reason
            .map(|reason| {
                let message = texts::told(language, &reason.code, &reason.arguments);
                (reason.code, message)
            })
            .unzip();
        Row { row, name, record, outcome, code, message }
    };
    Ok(Json(Rows { rows: wanted.map(row).collect(), next_cursor }))
}
