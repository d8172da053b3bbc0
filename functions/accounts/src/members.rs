//! Who works in a workspace.

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    access::{Action, Role},
    audit::{AuditAction, AuditEntry},
    ids::{AccountId, WorkspaceId},
    invitation::PEOPLE,
    workspace::Membership,
};
use jiff::Timestamp;
use lambda::{
    access::{Access, Caller},
    http::{Body, Named},
    problem::{Problem, ProblemDocument},
};
use serde::{Deserialize, Serialize};
use store::StoreError;
use utoipa::ToSchema;

use crate::App;

/// What a member may do from now on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRole {
    /// The role.
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

/// List the members
#[utoipa::path(
    get, path = "/workspaces/{workspace}/members",
    operation_id = "listMembers", tag = "people",
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

/// Change a member's role
///
/// The last owner stays one.
#[utoipa::path(
    put, path = "/workspaces/{workspace}/members/{account}",
    operation_id = "changeRole", tag = "people",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("account" = AccountId, Path, description = "The member"),
    ),
    request_body = NewRole,
    responses(
        (status = 200, description = "The member", body = Member),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn change_role(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, account)): Named<(WorkspaceId, AccountId)>,
    Body(NewRole { role }): Body<NewRole>,
) -> Result<Json<Member>, Problem> {
    access.require(&caller, workspace, Action::ManageMembers).await?;
    let members = app.store.members(workspace).await?;
    let member = members.iter().find(|member| member.account == account).ok_or_else(Problem::not_found)?;
    let keeps_an_owner = match role {
        Role::Owner => {
            room_for_owner(&members, Some(account))?;
            None
        }
        _ => Some(another_owner(&members, account)?),
    };
    let changed = Membership { role, ..member.clone() };
    let subject = format!("{} {}", member.email.as_str(), role.name());
    let entry = AuditEntry::new(caller.account, app.clock.now(), AuditAction::RoleChanged, subject);
    match app.store.change_role(&changed, keeps_an_owner, &entry).await {
        Ok(()) => Ok(Json(changed.into())),
        Err(StoreError::Conflict) => Err(gone_or_last(&app, workspace, account).await?),
        Err(error) => Err(error.into()),
    }
}

/// A workspace takes so many.
pub fn room_for_member(members: &[Membership]) -> Result<(), Problem> {
    if members.len() >= PEOPLE.members {
        return Err(Problem::new(StatusCode::CONFLICT, "members-most").with("most", PEOPLE.members));
    }
    Ok(())
}

/// Each owner is mailed together with what concerns the workspace, so there is a bound.
pub fn room_for_owner(members: &[Membership], account: Option<AccountId>) -> Result<(), Problem> {
    let others =
        members.iter().filter(|member| member.role == Role::Owner && Some(member.account) != account);
    if others.count() >= PEOPLE.owners {
        return Err(Problem::new(StatusCode::CONFLICT, "owners-most").with("most", PEOPLE.owners));
    }
    Ok(())
}

/// Remove a member, or leave
///
/// An owner removes anybody; everybody removes oneself. The last owner cannot go. Whoever leaves an office
/// leaves its demo, too, but not the workspaces of its companies: each has members of its own.
#[utoipa::path(
    delete, path = "/workspaces/{workspace}/members/{account}",
    operation_id = "removeMember", tag = "people",
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
    let (needed, done) = match account == caller.account {
        true => (Action::Leave, AuditAction::Left),
        false => (Action::ManageMembers, AuditAction::MemberRemoved),
    };
    access.require(&caller, workspace, needed).await?;
    let members = app.store.members(workspace).await?;
    let member = members.iter().find(|member| member.account == account).ok_or_else(Problem::not_found)?;
    let owner = another_owner(&members, account)?;
    let entry = AuditEntry::new(caller.account, app.clock.now(), done, member.email.as_str());
    match app.store.remove_member(workspace, account, owner, &entry).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(StoreError::Conflict) => Err(gone_or_last(&app, workspace, account).await?),
        Err(error) => Err(error.into()),
    }
}

/// An owner besides this account.
fn another_owner(members: &[Membership], account: AccountId) -> Result<AccountId, Problem> {
    let mut owners = members.iter().filter(|member| member.role == Role::Owner && member.account != account);
    owners.next().map(|owner| owner.account).ok_or_else(last_owner)
}

/// Why a member was not changed: somebody else removed it, or the other owner.
async fn gone_or_last(app: &App, workspace: WorkspaceId, account: AccountId) -> Result<Problem, StoreError> {
    let members = app.store.members(workspace).await?;
    if !members.iter().any(|member| member.account == account) {
        return Ok(Problem::not_found());
    }
    Ok(another_owner(&members, account).err().unwrap_or_else(Problem::conflict))
}

fn last_owner() -> Problem {
    Problem::new(StatusCode::CONFLICT, "last-owner")
}
