//! The company's settings.

use axum::{extract::State, http::StatusCode};
use domain::{
    access::Action,
    ids::WorkspaceId,
    record::Recorded,
    settings::{self, Register, Settings},
    wrong::Wrong,
};
use lambda::{
    access::{Access, Caller},
    http::{Body, IfMatch, Named, Tagged},
    problem::{Problem, ProblemDocument},
};
use store::StoreError;

use crate::{App, register};

/// Read the company's settings
///
/// They have version 0 until somebody sets them.
#[utoipa::path(
    get, path = "/workspaces/{workspace}/settings",
    operation_id = "getSettings", tag = "settings",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    responses(
        (status = 200, description = "The settings; `ETag` is their version", body = Recorded<Settings>),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn read(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
) -> Result<Tagged<Settings>, Problem> {
    access.require(&caller, workspace, Action::ReadBooks).await?;
    Ok(Tagged(StatusCode::OK, of(&app, workspace).await?))
}

/// The settings of a workspace, those of a new one where nobody set any.
pub async fn of(app: &App, workspace: WorkspaceId) -> Result<Recorded<Settings>, Problem> {
    if let Some(settings) = app.store.record(workspace, &settings::id()).await? {
        return Ok(settings);
    }
    let made_at = register::company(app, workspace).await?.created_at;
    Ok(Recorded { version: 0, ..Recorded::new(settings::id(), made_at, Settings::default()) })
}

/// Change the company's settings
///
/// All settings are sent, and in `If-Match` the version that they replace. A register that vouchers were
/// keyed for stays, with its code, kind, currency and opening balance.
#[utoipa::path(
    put, path = "/workspaces/{workspace}/settings",
    operation_id = "changeSettings", tag = "settings",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("If-Match" = String, Header, description = "The version that was seen, as `ETag` gave it"),
    ),
    request_body = Settings,
    responses(
        (status = 200, description = "The settings as they are now", body = Recorded<Settings>),
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
    Body(data): Body<Settings>,
) -> Result<Tagged<Settings>, Problem> {
    access.require(&caller, workspace, Action::ManageSettings).await?;
    let before = register::of_version(of(&app, workspace).await?, version)?;
    let data = Settings { logo: before.data.logo.clone(), ..data.checked()? };
    let company = register::company(&app, workspace).await?;
    let accounts = data.registers.iter().enumerate().map(|(place, register)| {
        (format!("registers[{place}].ledger_account"), register.ledger_account.as_ref())
    });
    register::name_accounts(&app, &company, &accounts.collect::<Vec<_>>()).await?;
    register::fits(&data)?;
    match app.store.change_settings(workspace, &before, data.clone(), app.actor(&caller)).await {
        Ok(after) => Ok(Tagged(StatusCode::OK, after)),
        Err(StoreError::Conflict) => Err(refusal(&app, workspace, &before.data, &data).await?),
        Err(error) => Err(error.into()),
    }
}

/// Why settings were not changed: a register that vouchers were keyed for keeps what its cashbook stands on.
async fn refusal(
    app: &App,
    workspace: WorkspaceId,
    before: &Settings,
    after: &Settings,
) -> Result<Problem, StoreError> {
    for register in before.registers_gone(after) {
        if app.store.has_vouchers(workspace, &register.code).await? {
            let used = Problem::new(StatusCode::CONFLICT, "register-in-use");
            return Ok(used.with("register", &register.code).in_field(Some("registers".to_owned())));
        }
    }
    Ok(register::outdated())
}

/// The register of that code.
pub fn register<'s>(settings: &'s Settings, code: &str) -> Result<&'s Register, Wrong> {
    settings.register(code).ok_or_else(|| Wrong::new("register", "register-unknown"))
}
