//! Committing an import whose dry run somebody has seen.

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    access::Action,
    exchange::{Commit, CommitMode, Import, ImportState},
    ids::{JobId, WorkspaceId},
};
use lambda::{
    access::{Access, Caller},
    http::{Accepted, Body, Named},
    problem::{Problem, ProblemDocument},
};
use serde::{Deserialize, Serialize};
use store::{StoreError, error::done_by_another, imports::Then};
use utoipa::ToSchema;

use crate::{App, find, imports::ImportView};

/// What is committed.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct NewCommit {
    /// The token of the dry run that was seen.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015")]
    token: String,
    /// Which rows.
    mode: CommitMode,
}

/// Commit an import
///
/// The books are compared once more with the dry run of that token: where they changed, nothing is written,
/// and the import is `checked` anew. Then the rows are written, to the end; meanwhile lists of such records
/// name the import. A repeated request with the same token and mode changes nothing; it gives an import that
/// stands still a push.
#[utoipa::path(
    post, path = "/workspaces/{workspace}/imports/{import}/commit",
    operation_id = "commitImport", tag = "workbooks",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("import" = JobId, Path, description = "The import"),
    ),
    request_body = NewCommit,
    responses(
        (status = 202, description = "The import, which is being committed", body = ImportView),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn commit(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Accepted(language): Accepted,
    Named((workspace, import)): Named<(WorkspaceId, JobId)>,
    Body(NewCommit { token, mode }): Body<NewCommit>,
) -> Result<(StatusCode, Json<ImportView>), Problem> {
    access.require(&caller, workspace, Action::ImportBooks).await?;
    let (import, now) = (find(&app, workspace, import).await?, app.clock.now());
    let answer = |import: &Import| (StatusCode::ACCEPTED, Json(ImportView::new(import, language, now)));
    if is_under_way(&import, &token, mode) {
        go_on(&app, workspace, &import).await?;
        return Ok(answer(&import));
    }
    allowed(&import, &token, mode)?;
    let commit = Some(Commit::new(mode, caller.account, now));
    let sequence = import.sequence + 1;
    let next =
        Import { state: ImportState::Committing, commit, overtaken: false, sequence, ..import.clone() };
    match app.store.save_import(workspace, &import, &next, Then::Lock(&app.outbox)).await {
        Ok(()) => Ok(answer(&next)),
        Err(StoreError::Conflict) => {
            let there = find(&app, workspace, import.id).await?;
            match is_under_way(&there, &token, mode) {
                true => Ok(answer(&there)),
                false => Err(locked(&app, workspace, &there).await?),
            }
        }
        Err(error) => Err(error.into()),
    }
}

/// Whether an earlier request did the same.
fn is_under_way(import: &Import, token: &str, mode: CommitMode) -> bool {
    let seen = import.check.as_ref().is_some_and(|check| check.token == token);
    seen && import.commit.as_ref().is_some_and(|commit| commit.mode == mode)
}

fn allowed(import: &Import, token: &str, mode: CommitMode) -> Result<(), Problem> {
    let conflict = |code: &str| Problem::new(StatusCode::CONFLICT, code);
    if import.state != ImportState::Checked {
        return Err(conflict("import-not-checked"));
    }
    let check = import.check.as_ref().ok_or_else(|| conflict("import-not-checked"))?;
    if check.token != token {
        return Err(conflict("import-token").in_field(Some("token".into())));
    }
    if mode == CommitMode::AllOrNothing && check.counts.refused > 0 {
        let refused = check.counts.refused;
        return Err(conflict("import-rows-refused").in_field(Some("mode".into())).with("refused", refused));
    }
    Ok(())
}

/// Announces an import that is under way once more: whoever asks again may have waited for a lost message.
pub async fn go_on(app: &App, workspace: WorkspaceId, import: &Import) -> Result<(), StoreError> {
    if !matches!(import.state, ImportState::Committing | ImportState::Undoing) {
        return Ok(());
    }
    // Where it is of another sequence by now, it went on by itself.
    done_by_another(app.store.announce_import(workspace, import, &app.outbox).await)
}

/// Why an import could not be begun or undone.
pub async fn locked(app: &App, workspace: WorkspaceId, import: &Import) -> Result<Problem, StoreError> {
    Ok(match app.store.import_at_work(workspace, import.kind).await? {
        Some(other) if other != import.id => {
            let other = app.store.import(workspace, other).await?.map(|import| import.file_name);
            Problem::new(StatusCode::CONFLICT, "import-at-work").with("file", other.unwrap_or_default())
        }
        _ => Problem::conflict(),
    })
}
