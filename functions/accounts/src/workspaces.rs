//! Workspaces.

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    access::{Action, Role},
    address::Address,
    country::Country,
    identifier::IdentifierKind,
    ids::WorkspaceId,
    workspace::{Account, Membership, Workspace},
};
use lambda::{
    access::{Access, Caller},
    http::{Body, IdempotencyKey, Named},
    problem::{Problem, ProblemDocument},
};
use serde::{Deserialize, Serialize};
use store::StoreError;
use utoipa::ToSchema;

use crate::App;

/// Longest company name, in characters (NAV's `name`).
const NAME_LENGTH: usize = 512;

/// A company that wants a workspace.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWorkspace {
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

/// A workspace and the caller's role in it.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorkspaceView {
    #[serde(flatten)]
    workspace: Workspace,
    /// What the caller may do.
    role: Role,
}

/// The caller's workspaces.
#[derive(Debug, Serialize, ToSchema)]
pub struct Workspaces {
    /// By name.
    workspaces: Vec<WorkspaceView>,
}

/// Create a workspace
///
/// The caller becomes its owner. With the header `Idempotency-Key`, a repeated request makes no second one.
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
    let id = match key {
        Some(key) => WorkspaceId::for_request(account.id, &key),
        None => WorkspaceId(app.ids.next()),
    };
    let workspace = create_workspace(&app, &account, checked(request, id, &app)?).await?;
    Ok((StatusCode::CREATED, Json(WorkspaceView { workspace, role: Role::Owner })))
}

fn checked(request: NewWorkspace, id: WorkspaceId, app: &App) -> Result<Workspace, Problem> {
    let name = request.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > NAME_LENGTH {
        return Err(Problem::field("name", "name-length"));
    }
    let tax_number = IdentifierKind::tax_number_of(request.country)
        .check(&request.tax_number)
        .map_err(|error| Problem::field("tax_number", error.code()))?;
    request.address.check("address")?;
    Ok(Workspace {
        id,
        name,
        country: request.country,
        tax_number,
        address: request.address,
        created_at: app.clock.now(),
    })
}

async fn create_workspace(app: &App, account: &Account, workspace: Workspace) -> Result<Workspace, Problem> {
    let owner = Membership {
        workspace: workspace.id,
        account: account.id,
        email: account.email.clone(),
        role: Role::Owner,
        added_at: workspace.created_at,
    };
    match app.store.create_workspace(&workspace, &owner).await {
        Ok(()) => return Ok(workspace),
        Err(StoreError::Conflict) => {}
        Err(error) => return Err(error.into()),
    }
    let there = app.store.workspace(workspace.id).await?.ok_or_else(Problem::conflict)?;
    let same = Workspace { created_at: there.created_at, ..workspace } == there;
    same.then_some(there).ok_or_else(|| Problem::new(StatusCode::CONFLICT, "problem-idempotency"))
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
