//! Undoing an import.

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    access::Action,
    exchange::{Import, ImportState, Undo},
    ids::{JobId, WorkspaceId},
};
use jiff::SignedDuration;
use lambda::{
    access::{Access, Caller},
    http::{Accepted, Named},
    problem::{Problem, ProblemDocument},
};
use store::{StoreError, imports::Then};

use crate::{
    App,
    commit::{go_on, locked},
    find,
    imports::ImportView,
};

/// Undo an import
///
/// Each record that the import made is deleted, and each that it changed is as it was before; a record that
/// somebody changed since stays as it is, and one that is in use cannot be deleted. What became of each row
/// is listed by name. An import can be undone for 60 days. A repeated request changes nothing; it gives an
/// undoing that stands still a push.
#[utoipa::path(
    post, path = "/workspaces/{workspace}/imports/{import}/undo",
    operation_id = "undoImport", tag = "workbooks",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("import" = JobId, Path, description = "The import"),
    ),
    responses(
        (status = 202, description = "The import, which is being undone", body = ImportView),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn undo(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Accepted(language): Accepted,
    Named((workspace, import)): Named<(WorkspaceId, JobId)>,
) -> Result<(StatusCode, Json<ImportView>), Problem> {
    access.require(&caller, workspace, Action::ImportBooks).await?;
    let (import, now) = (find(&app, workspace, import).await?, app.clock.now());
    let answer = |import: &Import| (StatusCode::ACCEPTED, Json(ImportView::new(import, language, now)));
    if import.undo.is_some() {
        go_on(&app, workspace, &import).await?;
        return Ok(answer(&import));
    }
    if import.state != ImportState::Committed {
        return Err(Problem::new(StatusCode::CONFLICT, "import-not-committed"));
    }
    let days = app.limits.undo_days;
    let committed = import.commit.as_ref().map_or(import.asked_at, |commit| commit.at);
    if now.duration_since(committed) > SignedDuration::from_hours(24 * days) {
        return Err(Problem::new(StatusCode::CONFLICT, "import-too-old").with("days", days));
    }
    let (undo, sequence) = (Some(Undo::new(caller.account, now)), import.sequence + 1);
    let next = Import { state: ImportState::Undoing, undo, sequence, ..import.clone() };
    match app.store.save_import(workspace, &import, &next, Then::Lock(&app.outbox)).await {
        Ok(()) => Ok(answer(&next)),
        Err(StoreError::Conflict) => {
            let there = find(&app, workspace, import.id).await?;
            match there.undo.is_some() {
                true => Ok(answer(&there)),
                false => Err(locked(&app, workspace, &there).await?),
            }
        }
        Err(error) => Err(error.into()),
    }
}
