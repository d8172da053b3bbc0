//! Notices to the people of a workspace.

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    access::Action,
    ids::WorkspaceId,
    language::Language,
    notice::{Notice, NoticeCode},
};
use jiff::Timestamp;
use lambda::{
    access::{Access, Caller},
    http::{Accepted, Named},
    problem::{Problem, ProblemDocument},
    texts,
};
use serde::Serialize;
use store::StoreError;
use utoipa::ToSchema;

use crate::App;

/// A notice.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticeView {
    /// The notice.
    #[schema(example = "nav-connection-stopped-3")]
    id: String,
    /// What it is about; stable.
    #[schema(example = "nav-connection-stopped")]
    code: String,
    /// What happened and what to do, in the caller's language.
    text: String,
    /// When it happened.
    at: Timestamp,
    /// When somebody marked it as read.
    #[serde(skip_serializing_if = "Option::is_none")]
    read_at: Option<Timestamp>,
}

/// The notices.
#[derive(Debug, Serialize, ToSchema)]
pub struct Notices {
    /// Newest first.
    notices: Vec<NoticeView>,
}

fn view(notice: Notice, language: Language) -> NoticeView {
    let reason = match notice.code {
        NoticeCode::NavConnectionStopped => texts::nav_reason(language, &notice.reason),
        NoticeCode::InvoiceWithdrawn
        | NoticeCode::OwnInvoiceWithdrawn
        | NoticeCode::LicenceEnds
        | NoticeCode::AgentStopped
        | NoticeCode::DocumentNotFetched => notice.reason,
    };
    let code = notice.code.name();
    let text = texts::text(language, &format!("notice-{code}"), &[("reason", reason)]).unwrap_or_default();
    NoticeView { id: notice.id, code: code.into(), text, at: notice.at, read_at: notice.read_at }
}

/// List the notices
#[utoipa::path(
    get, path = "/workspaces/{workspace}/notices",
    operation_id = "listNotices", tag = "notices",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    responses(
        (status = 200, description = "The notices", body = Notices),
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
) -> Result<Json<Notices>, Problem> {
    access.require(&caller, workspace, Action::ReadNotices).await?;
    let notices = app.store.notices(workspace).await?;
    Ok(Json(Notices { notices: notices.into_iter().map(|notice| view(notice, language)).collect() }))
}

/// Mark a notice as read
#[utoipa::path(
    post, path = "/workspaces/{workspace}/notices/{notice}/read",
    operation_id = "readNotice", tag = "notices",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("notice" = String, Path, description = "The notice"),
    ),
    responses(
        (status = 204, description = "It is marked"),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn mark_as_read(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, notice)): Named<(WorkspaceId, String)>,
) -> Result<StatusCode, Problem> {
    access.require(&caller, workspace, Action::ManageNotices).await?;
    match app.store.read_notice(workspace, &notice, app.clock.now()).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(StoreError::Conflict) => Err(Problem::not_found()),
        Err(error) => Err(error.into()),
    }
}
