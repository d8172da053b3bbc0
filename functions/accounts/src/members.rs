//! Who works in a workspace.

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    access::{Action, Role},
    ids::{AccountId, WorkspaceId},
    workspace::Membership,
};
use jiff::Timestamp;
use lambda::{
    access::{Access, Caller},
    http::{Accepted, Body, Named},
    problem::{Problem, ProblemDocument},
};
use serde::{Deserialize, Serialize};
use store::StoreError;
use utoipa::ToSchema;

use crate::{App, sign_up};

/// Who is to work here.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMember {
    /// The person's e-mail address. An address without an account gets one, and a mail.
    #[schema(example = "bela@example.com")]
    email: String,
    /// What the person may do.
    role: Role,
}

/// A member.
#[derive(Debug, Serialize, ToSchema)]
pub struct Member {
    /// The account.
    account: AccountId,
    /// The e-mail address.
    #[schema(example = "bela@example.com")]
    email: String,
    /// What the member may do.
    role: Role,
    /// Since when.
    added_at: Timestamp,
}

/// The members.
#[derive(Debug, Serialize, ToSchema)]
pub struct Members {
    /// In no order.
    members: Vec<Member>,
}

impl From<Membership> for Member {
    fn from(membership: Membership) -> Self {
        Self {
            account: membership.account,
            email: membership.email.as_str().to_owned(),
            role: membership.role,
            added_at: membership.added_at,
        }
    }
}

/// Add a member, or change its role
#[utoipa::path(
    post, path = "/workspaces/{workspace}/members",
    operation_id = "addMember", tag = "workspaces",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    request_body = NewMember,
    responses(
        (status = 201, description = "The member", body = Member),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn add(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Accepted(language): Accepted,
    Named(workspace): Named<WorkspaceId>,
    Body(request): Body<NewMember>,
) -> Result<(StatusCode, Json<Member>), Problem> {
    access.require(&caller, workspace, Action::ManageMembers).await?;
    let email = sign_up::email(&request.email)?;
    let account = sign_up::account_of(&app, email.clone(), language).await?;
    let membership = Membership { workspace, account, email, role: request.role, added_at: app.clock.now() };
    let keeps_an_owner = match request.role {
        Role::Owner => None,
        _ => Some(another_owner(&app, workspace, account).await?),
    };
    app.store.put_member(&membership, keeps_an_owner).await?;
    Ok((StatusCode::CREATED, Json(membership.into())))
}

/// List the members
#[utoipa::path(
    get, path = "/workspaces/{workspace}/members",
    operation_id = "listMembers", tag = "workspaces",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    responses(
        (status = 200, description = "The members", body = Members),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
) -> Result<Json<Members>, Problem> {
    access.require(&caller, workspace, Action::ReadWorkspace).await?;
    let members = app.store.members(workspace).await?;
    Ok(Json(Members { members: members.into_iter().map(Member::from).collect() }))
}

/// Remove a member
///
/// The last owner cannot go.
#[utoipa::path(
    delete, path = "/workspaces/{workspace}/members/{account}",
    operation_id = "removeMember", tag = "workspaces",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("account" = AccountId, Path, description = "The member"),
    ),
    responses(
        (status = 204, description = "The member is out, at once"),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn remove(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, account)): Named<(WorkspaceId, AccountId)>,
) -> Result<StatusCode, Problem> {
    access.require(&caller, workspace, Action::ManageMembers).await?;
    let owner = another_owner(&app, workspace, account).await?;
    match app.store.remove_member(workspace, account, owner).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(StoreError::Conflict) => Err(last_owner()),
        Err(error) => Err(error.into()),
    }
}

/// An owner besides this account.
async fn another_owner(app: &App, workspace: WorkspaceId, account: AccountId) -> Result<AccountId, Problem> {
    let members = app.store.members(workspace).await?;
    let mut owners =
        members.into_iter().filter(|member| member.role == Role::Owner && member.account != account);
    owners.next().map(|owner| owner.account).ok_or_else(last_owner)
}

fn last_owner() -> Problem {
    Problem::new(StatusCode::CONFLICT, "last-owner")
}
