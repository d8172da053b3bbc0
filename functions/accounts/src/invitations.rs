//! Invitations into a workspace, as its owners see them.

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    access::{Action, Role},
    audit::{AuditAction, AuditEntry},
    email::EmailAddress,
    ids::WorkspaceId,
    invitation::{Invitation, PEOPLE},
    language::Language,
    mail::{Mail, MailTemplate},
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

use crate::{
    App,
    members::{room_for_member, room_for_owner},
    sign_up,
};

/// Who is invited.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewInvitation {
    /// The person's e-mail address. An address without an account gets one, and a mail about that, too.
    #[schema(example = "bela@example.com")]
    email: String,
    /// What the person is to be.
    role: Role,
    /// The language of the mail; the request's own where absent.
    language: Option<Language>,
}

/// An invitation.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitationView {
    /// Into which workspace.
    workspace: WorkspaceId,
    /// The name of its company.
    company: String,
    /// Who is invited.
    #[schema(example = "bela@example.com")]
    email: String,
    /// As what.
    role: Role,
    /// Who invites.
    #[schema(example = "anna@example.com")]
    by: String,
    /// When.
    at: Timestamp,
    /// Until when it can be accepted.
    expires_at: Timestamp,
}

/// Invitations.
#[derive(Debug, Serialize, ToSchema)]
pub struct Invitations {
    /// Newest first.
    pub(crate) invitations: Vec<InvitationView>,
}

impl From<Invitation> for InvitationView {
    fn from(invitation: Invitation) -> Self {
        Self {
            expires_at: invitation.expires_at(),
            workspace: invitation.workspace,
            company: invitation.company,
            email: invitation.email.as_str().to_owned(),
            role: invitation.role,
            by: invitation.by_email.as_str().to_owned(),
            at: invitation.at,
        }
    }
}

/// Invite somebody
///
/// The person is mailed, and becomes a member by accepting within 14 days. Inviting the same address again
/// takes the earlier invitation's place; the address is mailed again after ten minutes at the earliest.
#[utoipa::path(
    post, path = "/workspaces/{workspace}/invitations",
    operation_id = "invite", tag = "people",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    request_body = NewInvitation,
    responses(
        (status = 201, description = "The invitation", body = InvitationView),
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
    Body(request): Body<NewInvitation>,
) -> Result<(StatusCode, Json<InvitationView>), Problem> {
    let inviting = access.require(&caller, workspace, Action::ManageMembers).await?;
    let email = sign_up::email(&request.email)?;
    check(&app, workspace, &email, request.role).await?;
    let before = app.store.invitation(workspace, &email).await?;
    let now = app.clock.now();
    let is_mailed =
        before.as_ref().is_some_and(|there| now.duration_since(there.mailed_at) < Invitation::BETWEEN);
    if let Some(there) =
        before.as_ref().filter(|there| is_mailed && !there.gone && there.role == request.role)
    {
        return Ok((StatusCode::CREATED, Json(there.clone().into())));
    }
    let wanted =
        Wanted { email, role: request.role, language: request.language.unwrap_or(accepted), is_mailed };
    let invitation = invitation(&app, &inviting, wanted, before.as_ref()).await?;
    let subject = format!("{} {}", invitation.email.as_str(), invitation.role.name());
    let entry = AuditEntry::new(inviting.account, now, AuditAction::Invited, subject);
    let mail = (!is_mailed).then(|| mail(&invitation));
    let announced = (&app.outbox, app.ids.next());
    match app.store.invite(&invitation, before.as_ref(), &entry, mail.as_ref(), announced).await {
        Ok(()) => Ok((StatusCode::CREATED, Json(invitation.into()))),
        // The same request at the same time, or the first attempt of this one.
        Err(StoreError::Conflict) => match app.store.invitation(workspace, &invitation.email).await? {
            Some(there) if there.role == request.role && !there.gone => {
                Ok((StatusCode::CREATED, Json(there.into())))
            }
            _ => Err(Problem::conflict()),
        },
        Err(error) => Err(error.into()),
    }
}

/// An invitation before it is one.
struct Wanted {
    email: EmailAddress,
    role: Role,
    language: Language,
    /// Whether the address was mailed just now.
    is_mailed: bool,
}

async fn check(app: &App, workspace: WorkspaceId, email: &EmailAddress, role: Role) -> Result<(), Problem> {
    let members = app.store.members(workspace).await?;
    if members.iter().any(|member| member.email == *email) {
        return Err(Problem::new(StatusCode::CONFLICT, "member-already").in_field(Some("email".into())));
    }
    room_for_member(&members)?;
    if role == Role::Owner {
        room_for_owner(&members, None)?;
    }
    let invitations = app.store.invitations(workspace).await?;
    let others = || invitations.iter().filter(|invitation| invitation.email != *email);
    let open = others().filter(|invitation| !invitation.gone).count();
    if open >= PEOPLE.invitations || others().count() >= PEOPLE.invited {
        return Err(Problem::new(StatusCode::CONFLICT, "invitations-most").with("most", PEOPLE.invitations));
    }
    Ok(())
}

async fn invitation(
    app: &App,
    inviting: &Membership,
    Wanted { email, role, language, is_mailed }: Wanted,
    before: Option<&Invitation>,
) -> Result<Invitation, Problem> {
    let workspace = app.store.workspace(inviting.workspace).await?.ok_or_else(Problem::not_found)?;
    let at = app.clock.now();
    Ok(Invitation {
        workspace: workspace.id,
        company: workspace.name,
        email,
        role,
        language,
        by: inviting.account,
        by_email: inviting.email.clone(),
        at,
        mailed_at: before.filter(|_| is_mailed).map_or(at, |before| before.mailed_at),
        gone: false,
        sequence: before.map_or(1, |before| before.sequence + 1),
    })
}

fn mail(invitation: &Invitation) -> Mail {
    let Invitation { workspace, email, language, at, .. } = invitation;
    let cause = format!("invitation-{workspace}-{}", at.as_millisecond());
    Mail::new(&cause, email, *language, MailTemplate::Invitation, *at)
        .with("company", &invitation.company)
        .with("by", invitation.by_email.as_str())
        .with("role", invitation.role.name())
        .with("days", Invitation::LIFETIME.as_hours() / 24)
}

/// List the invitations into a workspace
#[utoipa::path(
    get, path = "/workspaces/{workspace}/invitations",
    operation_id = "listInvitations", tag = "people",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
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
    Named(workspace): Named<WorkspaceId>,
) -> Result<Json<Invitations>, Problem> {
    access.require(&caller, workspace, Action::ManageMembers).await?;
    let invitations = app.store.invitations(workspace).await?.into_iter();
    let there = invitations.filter(|invitation| !invitation.gone).map(InvitationView::from);
    Ok(Json(Invitations { invitations: there.collect() }))
}

/// Withdraw an invitation
#[utoipa::path(
    delete, path = "/workspaces/{workspace}/invitations/{email}",
    operation_id = "withdrawInvitation", tag = "people",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("email" = String, Path, description = "The address that was invited"),
    ),
    responses(
        (status = 204, description = "It can be accepted no more"),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn withdraw(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, email)): Named<(WorkspaceId, String)>,
) -> Result<StatusCode, Problem> {
    access.require(&caller, workspace, Action::ManageMembers).await?;
    let email = EmailAddress::parse(&email).map_err(|_| Problem::not_found())?;
    let invitation = app.store.invitation(workspace, &email).await?;
    let invitation = invitation.filter(|there| !there.gone).ok_or_else(Problem::not_found)?;
    let now = app.clock.now();
    let entry =
        AuditEntry::new(caller.account, now, AuditAction::InvitationWithdrawn, invitation.email.as_str());
    app.store.end_invitation(&invitation, &entry).await?;
    Ok(StatusCode::NO_CONTENT)
}
