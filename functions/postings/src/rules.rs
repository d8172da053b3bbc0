//! The rules themselves.

use axum::{extract::State, http::StatusCode};
use domain::{
    access::Action,
    ids::WorkspaceId,
    posting::PostingRules,
    record::{Actor, Recorded},
};
use lambda::{
    access::{Access, Caller},
    http::{Body, IfMatch, Named, Tagged},
    problem::{Problem, ProblemDocument},
    records::{self, company},
};
use store::StoreError;

use crate::App;

/// Read the posting rules
///
/// They have version 0 until somebody sets them: then there are none, and the accounts are 454, 311, 466 and
/// 467.
#[utoipa::path(
    get, path = "/workspaces/{workspace}/posting-rules",
    operation_id = "getPostingRules", tag = "postings",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    responses(
        (status = 200, description = "The rules; `ETag` is their version", body = Recorded<PostingRules>),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn read(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
) -> Result<Tagged<PostingRules>, Problem> {
    access.require(&caller, workspace, Action::ReadBooks).await?;
    let company = company(&app.store, workspace).await?;
    Ok(Tagged(StatusCode::OK, app.store.posting_rules(&company).await?))
}

/// Change the posting rules
///
/// All rules are sent, in their order, and in `If-Match` the version that they replace. Every account has to
/// be in the chart of accounts and take entries. Each change is kept under `/changes/posting-rules/POSTING`.
#[utoipa::path(
    put, path = "/workspaces/{workspace}/posting-rules",
    operation_id = "changePostingRules", tag = "postings",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("If-Match" = String, Header, description = "The version that was seen, as `ETag` gave it"),
    ),
    request_body = PostingRules,
    responses(
        (status = 200, description = "The rules as they are now", body = Recorded<PostingRules>),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn change(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
    IfMatch(version): IfMatch,
    Body(data): Body<PostingRules>,
) -> Result<Tagged<PostingRules>, Problem> {
    access.require(&caller, workspace, Action::ManagePostingRules).await?;
    let company = company(&app.store, workspace).await?;
    let before = records::of_version(app.store.posting_rules(&company).await?, version)?;
    let data = data.checked(company.country)?;
    records::fits(&data)?;
    let accounts = data.named_accounts().into_iter().map(|(field, account)| (field, Some(account)));
    records::name_accounts(&app.store, &company, &accounts.collect::<Vec<_>>()).await?;
    let by = Actor::person(caller.account, app.clock.now());
    match app.store.change_record(workspace, &before, data.clone(), by).await {
        Ok(after) => Ok(Tagged(StatusCode::OK, after)),
        Err(StoreError::Conflict) => Err(records::outdated()),
        Err(error) => Err(error.into()),
    }
}
