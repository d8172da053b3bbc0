//! An office's companies, each with a workspace of its own, and the office's demo.

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    access::{Action, Role},
    audit::{AuditAction, AuditEntry},
    ids::WorkspaceId,
    invitation::PEOPLE,
    workspace::{Account, Membership, Registration, Workspace, WorkspaceKind},
};
use lambda::{
    access::{Access, Caller},
    http::{Body, IdempotencyKey, Named},
    problem::{Problem, ProblemDocument},
};
use serde::Serialize;
use store::StoreError;
use utoipa::ToSchema;

use crate::{
    App, demo,
    members::{room_for_member, room_for_owner},
    workspaces::{ATTEMPTS, NewCompany, WorkspaceView, checked, id, key_used, looked_up, same},
};

/// The companies of an office.
#[derive(Debug, Serialize, ToSchema)]
pub struct Companies {
    /// By name.
    companies: Vec<Workspace>,
}

/// Add a company to an office
///
/// It gets a workspace of its own, which the office's licence covers; the caller owns it. An office has a
/// company once.
#[utoipa::path(
    post, path = "/workspaces/{workspace}/companies",
    operation_id = "addCompany", tag = "workspaces",
    params(
        ("workspace" = WorkspaceId, Path, description = "The office"),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 255 characters of your choice"),
    ),
    request_body = NewCompany,
    responses(
        (status = 201, description = "The company's workspace", body = WorkspaceView),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn add(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(office): Named<WorkspaceId>,
    IdempotencyKey(key): IdempotencyKey,
    Body(request): Body<NewCompany>,
) -> Result<(StatusCode, Json<WorkspaceView>), Problem> {
    access.require(&caller, office, Action::ManageCompanies).await?;
    let account = access.account(&caller).await?;
    office_of(&app, office).await?;
    has_room(&app, office).await?;
    let workspace = checked(request, id(&app, &account, key.as_deref()), &app)?;
    if workspace.id == office {
        return Err(key_used());
    }
    for _ in 0..ATTEMPTS {
        if let Some(workspace) = add_to(&app, office, &account, &workspace).await? {
            return Ok((StatusCode::CREATED, Json(WorkspaceView { workspace, role: Role::Owner })));
        }
    }
    Err(Problem::conflict())
}

/// Adds the company; none says that it became known at the same moment, and is to be looked at again.
async fn add_to(
    app: &App,
    office: WorkspaceId,
    account: &Account,
    workspace: &Workspace,
) -> Result<Option<Workspace>, Problem> {
    let (taxpayer, workspace) = looked_up(app, workspace).await?;
    let registration = Registration::of_office(office, workspace, account);
    match app.store.add_company(office, &registration, &taxpayer).await {
        Ok(()) => return Ok(Some(registration.workspace)),
        Err(StoreError::Conflict | StoreError::Busy) => {}
        Err(error) => return Err(error.into()),
    }
    let wanted = &registration.workspace;
    if let Some(there) = app.store.workspace(wanted.id).await? {
        return same(wanted, there).map(Some);
    }
    if app.store.is_deleted(wanted.id).await? {
        return Err(key_used());
    }
    if app.store.deletion(office).await?.is_some() {
        return Err(Problem::new(StatusCode::CONFLICT, "office-to-be-deleted"));
    }
    if app.store.has_company(office, &wanted.taxpayer()).await? {
        Err(Problem::new(StatusCode::CONFLICT, "company-in-office"))
    } else {
        Ok(None)
    }
}

/// A company of an office has no companies of its own.
async fn office_of(app: &App, office: WorkspaceId) -> Result<Workspace, Problem> {
    let profile = app.store.workspace(office).await?.ok_or_else(Problem::not_found)?;
    if profile.office.is_some() {
        return Err(Problem::new(StatusCode::CONFLICT, "company-no-office"));
    }
    Ok(profile)
}

/// An office takes so many companies.
async fn has_room(app: &App, office: WorkspaceId) -> Result<(), Problem> {
    if app.store.count_companies(office).await? >= PEOPLE.companies {
        let problem = Problem::new(StatusCode::CONFLICT, "companies-most");
        return Err(problem.with("most", PEOPLE.companies));
    }
    Ok(())
}

/// List the companies of an office
#[utoipa::path(
    get, path = "/workspaces/{workspace}/companies",
    operation_id = "listCompanies", tag = "workspaces",
    params(("workspace" = WorkspaceId, Path, description = "The office")),
    responses(
        (status = 200, description = "The companies", body = Companies),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(office): Named<WorkspaceId>,
) -> Result<Json<Companies>, Problem> {
    access.require(&caller, office, Action::ReadCompanies).await?;
    Ok(Json(Companies { companies: app.store.companies(office).await? }))
}

/// Join a company of an office
///
/// An owner of the office becomes an owner of the company's workspace, whoever added the company.
#[utoipa::path(
    post, path = "/workspaces/{workspace}/companies/{company}/join",
    operation_id = "joinCompany", tag = "workspaces",
    params(
        ("workspace" = WorkspaceId, Path, description = "The office"),
        ("company" = WorkspaceId, Path, description = "The company's workspace"),
    ),
    responses(
        (status = 200, description = "The company's workspace", body = WorkspaceView),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn join_company(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((office, company)): Named<(WorkspaceId, WorkspaceId)>,
) -> Result<Json<WorkspaceView>, Problem> {
    access.require(&caller, office, Action::ManageCompanies).await?;
    let account = access.account(&caller).await?;
    let workspace = app.store.company_of(office, company).await?.ok_or_else(Problem::not_found)?;
    let members = app.store.members(company).await?;
    let own = members.iter().find(|member| member.account == account.id);
    if own.is_some_and(|member| member.role == Role::Owner) {
        return Ok(Json(WorkspaceView { workspace, role: Role::Owner }));
    }
    room_for_owner(&members, Some(account.id))?;
    room_for_member(&members)?;
    let now = app.clock.now();
    let member = Membership::new(company, &account, Role::Owner, now);
    let entry = AuditEntry::new(account.id, now, AuditAction::Joined, Role::Owner.name());
    app.store.join_company(&member, &entry).await?;
    Ok(Json(WorkspaceView { workspace, role: Role::Owner }))
}

/// Open the demo of an office
///
/// A workspace with sample data and guided steps, apart from live data: nothing of it is billed or connected.
/// An office has one; everybody of the office who opens it owns it.
#[utoipa::path(
    post, path = "/workspaces/{workspace}/demo",
    operation_id = "openDemo", tag = "workspaces",
    params(("workspace" = WorkspaceId, Path, description = "The office")),
    responses(
        (status = 200, description = "The demo", body = WorkspaceView),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn open_demo(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(office): Named<WorkspaceId>,
) -> Result<Json<WorkspaceView>, Problem> {
    access.require(&caller, office, Action::OpenDemo).await?;
    let account = access.account(&caller).await?;
    let profile = office_of(&app, office).await?;
    let demo = demo_of(&app, &profile, &account);
    match app.store.add_demo(office, &demo).await {
        Ok(()) => {}
        Err(StoreError::Conflict) => join(&app, &demo).await?,
        Err(error) => return Err(error.into()),
    }
    if !demo::is_filled(&app, demo.workspace.id).await? {
        demo::fill(&app, &demo.workspace, account.id).await?;
    }
    let workspace = app.store.workspace(demo.workspace.id).await?.ok_or_else(Problem::not_found)?;
    Ok(Json(WorkspaceView { workspace, role: Role::Owner }))
}

fn demo_of(app: &App, office: &Workspace, account: &Account) -> Registration {
    let demo = Workspace {
        id: WorkspaceId::demo_of(office.id),
        kind: WorkspaceKind::Demo,
        name: demo::name(office.country.language()),
        connecting: Default::default(),
        created_at: app.clock.now(),
        ..office.clone()
    };
    Registration::of_office(office.id, demo, account)
}

/// Lets somebody else of the office into the demo that is there.
async fn join(app: &App, demo: &Registration) -> Result<(), Problem> {
    if app.store.workspace(demo.workspace.id).await?.is_none() {
        return Err(Problem::not_found());
    }
    Ok(app.store.join_demo(&demo.owner).await?)
}
