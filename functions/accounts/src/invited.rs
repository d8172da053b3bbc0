//! Invitations as the invited person sees them.

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    access::Role,
    audit::{AuditAction, AuditEntry},
    ids::WorkspaceId,
    invitation::Invitation,
    workspace::{Account, Membership},
};
use lambda::{
    access::{Access, Caller},
    http::Named,
    problem::{Problem, ProblemDocument},
};
use store::StoreError;

use crate::{
    App,
    invitations::{InvitationView, Invitations},
    members::{room_for_member, room_for_owner},
    workspaces::WorkspaceView,
};

/// List the own invitations
///
/// Those that can still be accepted.
#[utoipa::path(
    get, path = "/invitations",
    operation_id = "listOwnInvitations", tag = "people",
    responses(
        (status = 200, description = "The invitations", body = Invitations),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
) -> Result<Json<Invitations>, Problem> {
    let account = access.account(&caller).await?;
    let mut invitations = app.store.invitations_of(&account.email).await?;
    invitations.retain(|invitation| invitation.is_open(app.clock.now()));
    invitations.sort_by_key(|invitation| std::cmp::Reverse(invitation.at));
    let invitations = invitations.into_iter().map(InvitationView::from);
    Ok(Json(Invitations { invitations: invitations.collect() }))
}

/// Accept an invitation
#[utoipa::path(
    post, path = "/invitations/{workspace}/accept",
    operation_id = "acceptInvitation", tag = "people",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    responses(
        (status = 200, description = "The workspace, and what the caller may do", body = WorkspaceView),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn accept(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
) -> Result<Json<WorkspaceView>, Problem> {
    let account = access.account(&caller).await?;
    let role = match app.store.invitation(workspace, &account.email).await? {
        Some(invitation) if !invitation.gone => join(&app, &account, &invitation).await?,
        _ => own_role(&app, &account, workspace).await?,
    };
    let workspace = app.store.workspace(workspace).await?.ok_or_else(Problem::not_found)?;
    Ok(Json(WorkspaceView { workspace, role }))
}

async fn join(app: &App, account: &Account, invitation: &Invitation) -> Result<Role, Problem> {
    let now = app.clock.now();
    if !invitation.is_open(now) {
        return Err(Problem::new(StatusCode::GONE, "invitation-expired"));
    }
    let members = app.store.members(invitation.workspace).await?;
    room_for_member(&members)?;
    if invitation.role == Role::Owner {
        room_for_owner(&members, Some(account.id))?;
    }
    let membership = Membership::new(invitation.workspace, account, invitation.role, now);
    let entry = AuditEntry::new(account.id, now, AuditAction::Joined, invitation.role.name());
    match app.store.accept(invitation, &membership, &entry).await {
        Ok(()) => Ok(invitation.role),
        Err(StoreError::Conflict) => own_role(app, account, invitation.workspace).await,
        Err(error) => Err(error.into()),
    }
}

/// The role of somebody who is a member already: the invitation was accepted before.
async fn own_role(app: &App, account: &Account, workspace: WorkspaceId) -> Result<Role, Problem> {
    let standing = app.store.standing(account.id, workspace).await?;
    let membership = standing.membership.filter(|_| standing.licence.is_some());
    membership.map(|membership| membership.role).ok_or_else(Problem::not_found)
}

/// Decline an invitation
#[utoipa::path(
    delete, path = "/invitations/{workspace}",
    operation_id = "declineInvitation", tag = "people",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    responses(
        (status = 204, description = "It is gone"),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn decline(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
) -> Result<StatusCode, Problem> {
    let account = access.account(&caller).await?;
    let invitation = app.store.invitation(workspace, &account.email).await?;
    let invitation = invitation.filter(|there| !there.gone).ok_or_else(Problem::not_found)?;
    let now = app.clock.now();
    let entry = AuditEntry::new(account.id, now, AuditAction::InvitationDeclined, account.email.as_str());
    app.store.end_invitation(&invitation, &entry).await?;
    Ok(StatusCode::NO_CONTENT)
}
