//! The problems that a dry run found.

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    access::Action,
    exchange::Problem as Found,
    ids::{JobId, WorkspaceId},
    language::Language,
};
use lambda::{
    access::{Access, Caller},
    http::{Accepted, Named, Parameters},
    problem::{Problem, ProblemDocument},
    texts,
};
use serde::Serialize;
use store::{StoreError, files};
use utoipa::ToSchema;

use crate::{App, exports::Part, find};

/// Bytes of problems that are read for a page.
const BYTES: u64 = 256 * 1024;

/// A problem of a file.
#[derive(Debug, Serialize, ToSchema)]
pub struct CellProblem {
    /// The sheet.
    #[schema(example = "Partners")]
    sheet: String,
    /// The cell with its sheet; empty where the file as a whole is meant.
    #[schema(example = "Partners!D17")]
    cell: String,
    /// Names the problem; stable.
    #[schema(example = "tax-number-check-digit")]
    code: String,
    /// What the cell holds.
    #[schema(example = "13104574-2-42")]
    found: String,
    /// What it should hold.
    #[schema(example = "number as text")]
    expected: String,
    /// What is wrong and what to do next.
    message: String,
    /// What the column is.
    #[schema(example = "The national tax number; partners are also found by it.")]
    hint: String,
    /// Whether the row is taken nevertheless.
    warning: bool,
}

impl CellProblem {
    fn new(kept: Found, language: Language) -> Self {
        let named = |name: String| texts::text(language, &name, &[]).unwrap_or(name);
        Self {
            message: texts::told(language, &kept.code, &kept.arguments),
            sheet: kept.sheet,
            cell: kept.cell,
            code: kept.code.into_owned(),
            found: kept.found,
            expected: named(kept.expected),
            hint: named(kept.hint),
            warning: kept.warning,
        }
    }
}

/// A page of problems.
#[derive(Debug, Serialize, ToSchema)]
pub struct CellProblems {
    /// In the order of the rows; those of the file as a whole at the end.
    problems: Vec<CellProblem>,
    /// Ask with this cursor for what follows; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
    /// How many more there are that are not listed: mend these first. Absent where all are.
    #[serde(skip_serializing_if = "Option::is_none")]
    unlisted: Option<u32>,
}

/// List the problems of an import
///
/// All that the last dry run found, up to 100,000, in the language of `Accept-Language`. They are kept for 70
/// days.
#[utoipa::path(
    get, path = "/workspaces/{workspace}/imports/{import}/problems",
    operation_id = "listImportProblems", tag = "workbooks",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("import" = JobId, Path, description = "The import"),
        Part,
    ),
    responses(
        (status = 200, description = "A page", body = CellProblems),
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
    Parameters(part): Parameters<Part>,
) -> Result<Json<CellProblems>, Problem> {
    access.require(&caller, workspace, Action::ReadBooks).await?;
    let limit = lambda::http::limit(part.limit, 50, 100)?;
    let import = find(&app, workspace, import).await?;
    let Some(check) = import.check.filter(|check| check.problems > 0) else {
        return Ok(Json(CellProblems { problems: Vec::new(), next_cursor: None, unlisted: None }));
    };
    let days = app.limits.result_days;
    if !check.is_kept(app.clock.now(), days) {
        return Err(Problem::new(StatusCode::GONE, "import-results-gone").with("days", days));
    }
    let wrong = || Problem::field("cursor", "cursor-invalid");
    let from: u64 = part.cursor.as_deref().map_or(Ok(0), str::parse).map_err(|_| wrong())?;
    let read = app.files.read(&files::result(&check.results, "problems"), from, BYTES).await?;
    let (mut problems, mut place) = (Vec::new(), from);
    for line in read.split_inclusive(|byte| *byte == b'\n').filter(|line| line.ends_with(b"\n")).take(limit) {
        let kept: Found = serde_json::from_slice(line).map_err(|_| match from {
            0 => Problem::from(StoreError::Corrupt("a problem of an import".into())),
            _ => wrong(),
        })?;
        place += line.len() as u64;
        problems.push(CellProblem::new(kept, language));
    }
    let more = place < from + read.len() as u64 || read.len() as u64 == BYTES;
    let unlisted = check.problems.checked_sub(check.listed).filter(|left| *left > 0);
    Ok(Json(CellProblems { problems, next_cursor: more.then(|| place.to_string()), unlisted }))
}
