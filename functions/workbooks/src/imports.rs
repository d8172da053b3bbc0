//! Imports: asked for, with an address to which the file is put; then looked at.

use std::time::Duration;

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    access::Action,
    exchange::{
        Commit, CommitMode, Counts, DecimalMark, FormulaRule, Import, ImportState, TextEncoding, Undo,
        WorkbookKind,
    },
    ids::{AccountId, JobId, WorkspaceId},
    language::Language,
    wrong,
};
use jiff::{SignedDuration, Timestamp};
use lambda::{
    access::{Access, Caller},
    http::{Accepted, Body, IdempotencyKey, Named, Parameters},
    problem::{Problem, ProblemDocument},
};
use serde::{Deserialize, Serialize};
use store::{StoreError, files};
use utoipa::ToSchema;

use crate::{
    App,
    exports::Part,
    find,
    view::{self, FileLink, JobFailure, JobProgress},
};

/// Characters of a file's name.
const FILE_NAME: usize = 255;

/// A file that is to be imported.
#[derive(Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NewImport {
    /// Which records it holds.
    kind: WorkbookKind,
    /// Its name, up to 255 characters.
    #[schema(example = "partners.xlsx")]
    file_name: String,
    /// Its size in bytes: exactly as many are taken.
    #[schema(example = 24_576, minimum = 1)]
    bytes: u64,
    /// What is done with cells that hold a formula.
    #[serde(default)]
    formulas: FormulaRule,
    /// The encoding of a .csv; it is found out where absent.
    encoding: Option<TextEncoding>,
    /// What stands before the decimals of numbers that are texts. Where absent, a number has to show it:
    /// 1.234 and 1,234 are refused.
    decimal_mark: Option<DecimalMark>,
    /// The language of the copy in which problems are marked; that of `Accept-Language` where absent.
    language: Option<Language>,
}

/// Where a file is put.
#[derive(Debug, Serialize, ToSchema)]
pub struct Upload {
    /// Put the file to this address, without other headers than its length.
    #[schema(example = "https://bucket.s3.eu-central-1.amazonaws.com/uploads/...")]
    url: String,
    /// When the address expires.
    expires_at: Timestamp,
}

/// An import.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Import)]
pub struct ImportView {
    /// Its name.
    id: JobId,
    /// Which records the file holds.
    kind: WorkbookKind,
    /// The file's name.
    #[schema(example = "partners.xlsx")]
    file_name: String,
    /// How far it is.
    state: ImportState,
    /// Who asked for it.
    asked_by: AccountId,
    /// When.
    asked_at: Timestamp,
    /// Rows read so far, while the file is checked.
    rows_read: u32,
    /// What the rows come to, by the dry run.
    #[serde(skip_serializing_if = "Option::is_none")]
    counts: Option<Counts>,
    /// Problems and warnings that the dry run found.
    #[serde(skip_serializing_if = "Option::is_none")]
    problems: Option<u32>,
    /// Whoever commits gives it back.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015")]
    token: Option<String>,
    /// Whether the books or the file changed since a dry run that somebody tried to commit: look at this one.
    overtaken: bool,
    /// Why the file as a whole is refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<JobFailure>,
    /// The copy of the file in which the problems are marked, as long as it is kept; in lists absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    refused_copy: Option<FileLink>,
    /// Where the file is put, as long as it is awaited; in lists absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    upload: Option<Upload>,
    /// How far the commit or the undoing is.
    #[serde(skip_serializing_if = "Option::is_none")]
    progress: Option<JobProgress>,
    /// The commit.
    #[serde(skip_serializing_if = "Option::is_none")]
    commit: Option<CommitView>,
    /// The undoing.
    #[serde(skip_serializing_if = "Option::is_none")]
    undo: Option<UndoView>,
}

/// A commit.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Commit)]
pub struct CommitView {
    mode: CommitMode,
    by: AccountId,
    at: Timestamp,
    /// When all rows were written.
    #[serde(skip_serializing_if = "Option::is_none")]
    ended_at: Option<Timestamp>,
    /// Records made.
    new: u32,
    /// Records changed.
    changed: u32,
    /// Rows that somebody else made needless meanwhile.
    unchanged: u32,
    /// Rows that could not be written because somebody else changed the books meanwhile.
    failed: u32,
}

/// An undoing.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Undo)]
pub struct UndoView {
    by: AccountId,
    at: Timestamp,
    /// When all rows were dealt with.
    #[serde(skip_serializing_if = "Option::is_none")]
    ended_at: Option<Timestamp>,
    /// Records that are as they were before.
    reversed: u32,
    /// Records that a person changed since, and that stay.
    kept: u32,
    /// Records that could not be taken back.
    failed: u32,
    /// Rows that the import never wrote.
    skipped: u32,
}

impl From<&Commit> for CommitView {
    fn from(commit: &Commit) -> Self {
        let Commit { mode, by, at, ended_at, new, changed, unchanged, failed, .. } = *commit;
        Self { mode, by, at, ended_at, new, changed, unchanged, failed }
    }
}

impl From<&Undo> for UndoView {
    fn from(undo: &Undo) -> Self {
        let Undo { by, at, ended_at, reversed, kept, failed, skipped, .. } = *undo;
        Self { by, at, ended_at, reversed, kept, failed, skipped }
    }
}

impl ImportView {
    /// In a language, without links.
    pub fn new(import: &Import, language: Language, now: Timestamp) -> Self {
        let check = import.check.as_ref();
        Self {
            id: import.id,
            kind: import.kind,
            file_name: import.file_name.clone(),
            state: import.state,
            asked_by: import.asked_by,
            asked_at: import.asked_at,
            rows_read: import.rows_read,
            counts: check.map(|check| check.counts),
            problems: check.map(|check| check.problems),
            token: check.map(|check| check.token.clone()),
            overtaken: import.overtaken,
            failure: import.failure.as_ref().map(|failure| JobFailure::new(failure, language)),
            refused_copy: None,
            upload: None,
            progress: progress(import, now),
            commit: import.commit.as_ref().map(CommitView::from),
            undo: import.undo.as_ref().map(UndoView::from),
        }
    }
}

fn progress(import: &Import, now: Timestamp) -> Option<JobProgress> {
    let rows = import.check.as_ref()?.counts.writes();
    match (import.state, &import.commit, &import.undo) {
        (ImportState::Committing, Some(commit), _) => {
            Some(JobProgress::new(commit.done(), rows, commit.at, now))
        }
        (ImportState::Undoing, _, Some(undo)) => Some(JobProgress::new(undo.done(), rows, undo.at, now)),
        _ => None,
    }
}

/// A page of imports.
#[derive(Debug, Serialize, ToSchema)]
pub struct Imports {
    /// The newest first.
    imports: Vec<ImportView>,
    /// Ask with this cursor for what follows; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

/// List the imports
#[utoipa::path(
    get, path = "/workspaces/{workspace}/imports",
    operation_id = "listImports", tag = "workbooks",
    params(("workspace" = WorkspaceId, Path, description = "The workspace"), Part),
    responses(
        (status = 200, description = "A page", body = Imports),
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
) -> Result<Json<Imports>, Problem> {
    access.require(&caller, workspace, Action::ReadBooks).await?;
    let all = app.store.imports(workspace).await?;
    let id = |import: &Import| import.id.to_string();
    let (page, next_cursor) = view::page(all, id, part.cursor.as_deref(), part.limit)?;
    let now = app.clock.now();
    let imports = page.iter().map(|import| ImportView::new(import, language, now)).collect();
    Ok(Json(Imports { imports, next_cursor }))
}

/// Import an Excel file
///
/// Put the file to the address in the answer: .xlsx, .xls, .xlsb, .ods or .csv. It is then checked, which
/// changes nothing; ask for the import until it is `checked`, and commit it with its token. With the header
/// `Idempotency-Key`, a repeated request makes no second one.
#[utoipa::path(
    post, path = "/workspaces/{workspace}/imports",
    operation_id = "createImport", tag = "workbooks",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 255 characters of your choice"),
    ),
    request_body = NewImport,
    responses(
        (status = 201, description = "The import, which awaits its file", body = ImportView),
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
    Body(new): Body<NewImport>,
) -> Result<(StatusCode, Json<ImportView>), Problem> {
    access.require(&caller, workspace, Action::ImportBooks).await?;
    wrong::text("file_name", &new.file_name, FILE_NAME)?;
    if !(1..=app.limits.file_bytes).contains(&new.bytes) {
        let megabytes = app.limits.file_bytes / 1024 / 1024;
        return Err(Problem::field("bytes", "workbook-too-large-file").with("most", megabytes));
    }
    let id = app.job(workspace, &caller, "import", key.as_deref());
    let asked = Import {
        file_bytes: new.bytes,
        formulas: new.formulas,
        encoding: new.encoding,
        decimal_mark: new.decimal_mark,
        language: new.language.unwrap_or(accepted),
        ..Import::new(id, new.kind, new.file_name.clone(), caller.account, app.clock.now())
    };
    let import = match app.store.add_import(workspace, &asked).await {
        Ok(()) => asked,
        Err(StoreError::Conflict) => there(&app, workspace, id, &new).await?,
        Err(error) => return Err(error.into()),
    };
    Ok((StatusCode::CREATED, Json(with_links(&app, workspace, &import, accepted).await?)))
}

/// The import that an earlier request with the same key made.
async fn there(
    app: &App,
    workspace: WorkspaceId,
    import: JobId,
    asked: &NewImport,
) -> Result<Import, Problem> {
    let there = find(app, workspace, import).await?;
    let wish = NewImport {
        kind: there.kind,
        file_name: there.file_name.clone(),
        bytes: there.file_bytes,
        formulas: there.formulas,
        encoding: there.encoding,
        decimal_mark: there.decimal_mark,
        // That of `Accept-Language` is none of the wishes.
        language: asked.language.and(Some(there.language)),
    };
    match wish == *asked {
        true => Ok(there),
        false => Err(Problem::new(StatusCode::CONFLICT, "problem-idempotency")),
    }
}

/// Read an import
///
/// As long as its file is awaited, with an address for it; where rows are refused, with a link to the copy of
/// the file in which they are marked.
#[utoipa::path(
    get, path = "/workspaces/{workspace}/imports/{import}",
    operation_id = "getImport", tag = "workbooks",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("import" = JobId, Path, description = "The import"),
    ),
    responses(
        (status = 200, description = "The import", body = ImportView),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn read(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Accepted(language): Accepted,
    Named((workspace, import)): Named<(WorkspaceId, JobId)>,
) -> Result<Json<ImportView>, Problem> {
    let role = access.require(&caller, workspace, Action::ReadBooks).await?.role;
    let import = find(&app, workspace, import).await?;
    let mut view = with_links(&app, workspace, &import, language).await?;
    if !role.allows(Action::ImportBooks) {
        view.upload = None;
    }
    Ok(Json(view))
}

async fn with_links(
    app: &App,
    workspace: WorkspaceId,
    import: &Import,
    language: Language,
) -> Result<ImportView, Problem> {
    let now = app.clock.now();
    let mut view = ImportView::new(import, language, now);
    if import.state == ImportState::AwaitingFile {
        let seconds = app.limits.upload_seconds;
        let place = files::upload(workspace, import.id);
        let url = app.files.upload_link(&place, import.file_bytes, Duration::from_secs(seconds)).await?;
        let expires_at = now + SignedDuration::from_secs(seconds as i64);
        view.upload = Some(Upload { url, expires_at });
    }
    let days = app.limits.result_days;
    if let Some(check) = import.check.as_ref().filter(|check| check.marked && check.is_kept(now, days)) {
        let name = format!(
            "{}.xlsx",
            import.file_name.rsplit_once('.').map_or(&*import.file_name, |(stem, _)| stem)
        );
        let link = app.files.download_link(&files::result(&check.results, "copy"), &name).await?;
        view.refused_copy = Some(FileLink::new(link, now));
    }
    Ok(view)
}
