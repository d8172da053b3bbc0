//! Workspaces: companies register through one of two doors, and offices add theirs.

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    access::{Action, Role},
    address::Address,
    audit::{AuditAction, AuditEntry},
    country::Country,
    identifier::IdentifierKind,
    ids::WorkspaceId,
    package::Package,
    workspace::{Account, Connecting, Registration, Workspace},
};
use lambda::{
    access::{Access, Caller},
    http::{Body, IdempotencyKey, Named},
    problem::{Problem, ProblemDocument},
};
use serde::{Deserialize, Serialize};
use store::{StoreError, error::done_by_another, registrations::Taxpayer};
use utoipa::ToSchema;

use crate::{App, szamlazz_connect};

/// Longest company name, in characters (NAV's `name`).
const NAME_LENGTH: usize = 512;
/// How often a registration is tried when the company becomes known at the same moment.
pub const ATTEMPTS: u32 = 5;

/// A company.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCompany {
    /// The company's name, 1 to 512 characters.
    #[schema(example = "Minta Kereskedelmi Kft.")]
    name: String,
    /// Whose rules its books follow, Hungary's where absent. It cannot be changed later.
    #[serde(default)]
    country: Country,
    /// The company's tax number in its country: adószám, Y-tunnus, Partita IVA or NIP.
    #[schema(example = "12892312-2-41")]
    tax_number: String,
    /// The company's seat.
    address: Address,
}

/// A company that registers.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWorkspace {
    /// The door, which fixes the package. It cannot be changed later.
    package: Package,
    /// The company's name, 1 to 512 characters.
    #[schema(example = "Minta Kereskedelmi Kft.")]
    name: String,
    /// Whose rules its books follow, Hungary's where absent. It cannot be changed later.
    #[serde(default)]
    country: Country,
    /// The company's tax number in its country: adószám, Y-tunnus, Partita IVA or NIP.
    #[schema(example = "12892312-2-41")]
    tax_number: String,
    /// The company's seat.
    address: Address,
    /// The key of the company's Számlázz.hu account, where it registers with that: it is tried first, and
    /// connected unless the company was registered before.
    #[schema(example = "4a7d2b9c4e5f6a1b3c5d7e9f0a2b4c6d8e0f1a3b5c")]
    szamlazz_agent_key: Option<String>,
}

/// A workspace and the caller's role in it.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorkspaceView {
    #[serde(flatten)]
    pub(crate) workspace: Workspace,
    /// What the caller may do.
    pub(crate) role: Role,
}

/// The caller's workspaces.
#[derive(Debug, Serialize, ToSchema)]
pub struct Workspaces {
    /// By name.
    workspaces: Vec<WorkspaceView>,
}

/// Register a company
///
/// The caller becomes the owner of its workspace, and a trial of 30 days begins: the caller's address is
/// confirmed, since nobody else gets an access token. A company registers once at each door. With the header
/// `Idempotency-Key`, a repeated request makes no second workspace.
#[utoipa::path(
    post, path = "/workspaces",
    operation_id = "createWorkspace", tag = "workspaces",
    params(
        ("Idempotency-Key" = Option<String>, Header, description = "At most 255 characters of your choice"),
    ),
    request_body = NewWorkspace,
    responses(
        (status = 201, description = "The workspace", body = WorkspaceView),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn create(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    IdempotencyKey(key): IdempotencyKey,
    Body(request): Body<NewWorkspace>,
) -> Result<(StatusCode, Json<WorkspaceView>), Problem> {
    let account = access.account(&caller).await?;
    let id = id(&app, &account, key.as_deref());
    let NewWorkspace { package, name, country, tax_number, address, szamlazz_agent_key } = request;
    let workspace = checked(NewCompany { name, country, tax_number, address }, id, &app)?;
    let agent = szamlazz_connect::tried_at_the_door(&app, &workspace, szamlazz_agent_key).await?;
    for _ in 0..ATTEMPTS {
        if let Some(workspace) = register(&app, &account, package, &workspace).await? {
            szamlazz_connect::at_the_door(&app, &workspace, account.id, agent).await?;
            return Ok((StatusCode::CREATED, Json(WorkspaceView { workspace, role: Role::Owner })));
        }
    }
    Err(Problem::conflict())
}

/// Under an idempotency key always the same one.
pub fn id(app: &App, account: &Account, key: Option<&str>) -> WorkspaceId {
    match key {
        Some(key) => WorkspaceId::for_request(account.id, key),
        None => WorkspaceId(app.ids.next()),
    }
}

/// What was entered, as a workspace.
pub fn checked(request: NewCompany, id: WorkspaceId, app: &App) -> Result<Workspace, Problem> {
    let name = request.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > NAME_LENGTH {
        return Err(Problem::field("name", "name-length"));
    }
    let tax_number = IdentifierKind::tax_number_of(request.country)
        .check(&request.tax_number)
        .map_err(|error| Problem::field("tax_number", error.code()))?;
    request.address.check("address")?;
    let taxpayer = (request.country, tax_number);
    Ok(Workspace::new(id, name, taxpayer, request.address, app.clock.now()))
}

/// Registers the company; none says that it became known at the same moment, and is to be looked at again.
async fn register(
    app: &App,
    account: &Account,
    package: Package,
    workspace: &Workspace,
) -> Result<Option<Workspace>, Problem> {
    let (taxpayer, workspace) = looked_up(app, workspace).await?;
    let registration = Registration::new(package, workspace.clone(), account);
    match app.store.register(&registration, package, &taxpayer).await {
        Ok(()) => return Ok(Some(workspace)),
        // Busy says that others are at the same door at this moment: one of them comes first.
        Err(StoreError::Conflict | StoreError::Busy) => {}
        Err(error) => return Err(error.into()),
    }
    if let Some(there) = app.store.workspace(workspace.id).await? {
        let licence = app.store.licence(there.id).await?;
        let is_of_the_door = licence.is_some_and(|licence| licence.package == package);
        return if is_of_the_door { same(&workspace, there).map(Some) } else { Err(key_used()) };
    }
    if app.store.is_deleted(workspace.id).await? {
        return Err(key_used());
    }
    let now = app.store.taxpayer(taxpayer.hash.clone()).await?;
    refusal(&now, package, account).map_or(Ok(None), Err)
}

/// The idempotency key was that of another request.
pub fn key_used() -> Problem {
    Problem::new(StatusCode::CONFLICT, "problem-idempotency")
}

/// What is known of the company's taxpayer, and the workspace with what follows from that.
pub async fn looked_up(app: &App, workspace: &Workspace) -> Result<(Taxpayer, Workspace), Problem> {
    let taxpayer = app.store.taxpayer(app.vault.keyed_hash(&workspace.taxpayer()).await?).await?;
    let connecting = if taxpayer.known { Connecting::PrepareFirst } else { Connecting::Free };
    Ok((taxpayer, Workspace { connecting, ..workspace.clone() }))
}

/// Why a company cannot register, if it cannot.
fn refusal(taxpayer: &Taxpayer, package: Package, account: &Account) -> Option<Problem> {
    if taxpayer.at(package).is_some() {
        return Some(Problem::new(StatusCode::CONFLICT, "company-registered"));
    }
    let elsewhere = taxpayer.at(package.other()).is_some_and(|claim| claim.account == account.id);
    elsewhere.then(|| Problem::new(StatusCode::CONFLICT, "company-registered-elsewhere"))
}

/// What is there, if a repeated request asks for the same.
pub fn same(wanted: &Workspace, there: Workspace) -> Result<Workspace, Problem> {
    let same =
        Workspace { created_at: there.created_at, connecting: there.connecting, ..wanted.clone() } == there;
    same.then_some(there).ok_or_else(key_used)
}

/// List the own workspaces
#[utoipa::path(
    get, path = "/workspaces",
    operation_id = "listWorkspaces", tag = "workspaces",
    responses(
        (status = 200, description = "The workspaces", body = Workspaces),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
) -> Result<Json<Workspaces>, Problem> {
    let account = access.account(&caller).await?;
    let workspaces = app.store.workspaces_of(account.id).await?;
    let workspaces =
        workspaces.into_iter().map(|(workspace, role)| WorkspaceView { workspace, role }).collect();
    Ok(Json(Workspaces { workspaces }))
}

/// Read a workspace
#[utoipa::path(
    get, path = "/workspaces/{workspace}",
    operation_id = "getWorkspace", tag = "workspaces",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    responses(
        (status = 200, description = "The workspace", body = WorkspaceView),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn read(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
) -> Result<Json<WorkspaceView>, Problem> {
    let membership = access.require(&caller, workspace, Action::ReadWorkspace).await?;
    let workspace = app.store.workspace(workspace).await?.ok_or_else(Problem::not_found)?;
    Ok(Json(WorkspaceView { workspace, role: membership.role }))
}

/// End the preparation
///
/// A company that was registered before starts with master data and chart of accounts, and nothing connects
/// by itself. This says that they are ready: from now on sources of invoices can be connected.
#[utoipa::path(
    post, path = "/workspaces/{workspace}/preparation/end",
    operation_id = "endPreparation", tag = "workspaces",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    responses(
        (status = 200, description = "The workspace", body = WorkspaceView),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn end_preparation(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
) -> Result<Json<WorkspaceView>, Problem> {
    let membership = access.require(&caller, workspace, Action::ManageConnection).await?;
    let entry = AuditEntry::new(membership.account, app.clock.now(), AuditAction::Prepared, "");
    done_by_another(app.store.end_preparation(workspace, &entry).await)?;
    let workspace = app.store.workspace(workspace).await?.ok_or_else(Problem::not_found)?;
    Ok(Json(WorkspaceView { workspace, role: membership.role }))
}
