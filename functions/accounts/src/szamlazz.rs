//! The connection to Számlázz.hu, as the owner sees and sets it.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header::HOST},
};
use domain::{
    access::Action,
    ids::WorkspaceId,
    language::Language,
    szamlazz::{AgentState, StartDates, SzamlazzConnection},
};
use jiff::Timestamp;
use lambda::{
    access::{Access, Caller},
    http::{Accepted, Body, Named},
    problem::{Problem, ProblemDocument},
    texts,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{App, szamlazz_connect as connect};

/// What the owner sets.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SzamlazzSettings {
    /// The Agent key; the saved one stays where absent.
    #[schema(example = "4a7d2b9c4e5f6a1b3c5d7e9f0a2b4c6d8e0f1a3b5c")]
    pub agent_key: Option<String>,
    /// From which day on each stream is recorded.
    pub starts: StartDates,
}

/// The state of the connection. The keys are shown to nobody.
#[derive(Debug, Serialize, ToSchema)]
pub struct SzamlazzConnectionView {
    /// From which day on each stream is recorded.
    starts: StartDates,
    /// How the Agent is asked for images and payments; absent without a key.
    #[serde(skip_serializing_if = "Option::is_none")]
    agent: Option<AgentView>,
    /// The link that pushes; absent where none was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<LinkView>,
    /// The address to enter at Számlázz.hu for announcements of payments (IPN).
    #[schema(example = "https://a1b2c3.execute-api.eu-central-1.amazonaws.com/hooks/szamlazz/payments/5f2d")]
    payment_address: String,
    /// When the connection was first made.
    connected_at: Timestamp,
}

/// How the Agent is asked.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgentView {
    /// Whether it is asked, or waits for the owner.
    state: AskedState,
    /// What stands in the way, in the caller's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    /// When the key was saved, or since when it is refused.
    since: Timestamp,
}

/// Whether the Agent is asked.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum AskedState {
    /// Whenever something is missing.
    Active,
    /// Not until the owner saves a key that works.
    Stopped,
}

/// The link that pushes.
#[derive(Debug, Serialize, ToSchema)]
pub struct LinkView {
    /// When it was made.
    since: Timestamp,
}

/// A link that was just made.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewLink {
    /// The key to enter at Számlázz.hu. It is shown this once.
    #[schema(example = "0191b3a000007000800000000000c1f3abcde")]
    key: String,
    /// The address that Számlázz.hu pushes to.
    #[schema(example = "https://a1b2c3.execute-api.eu-central-1.amazonaws.com/hooks/szamlazz")]
    address: String,
}

fn view(connection: SzamlazzConnection, address: &str, language: Language) -> SzamlazzConnectionView {
    let agent = connection.agent.map(|agent| match agent.state {
        AgentState::Active => AgentView { state: AskedState::Active, text: None, since: agent.since },
        AgentState::Stopped { code, at } => {
            let text = texts::text(language, "szamlazz-key-refused", &[("code", code)]);
            AgentView { state: AskedState::Stopped, text, since: at }
        }
    });
    SzamlazzConnectionView {
        starts: connection.starts,
        agent,
        link: connection.link.map(|link| LinkView { since: link.since }),
        payment_address: format!("{address}/payments/{}", connection.payment_address),
        connected_at: connection.connected_at,
    }
}

/// Where our hooks are: at the address that the deployment names, or where the caller found us.
fn hooks(app: &App, headers: &HeaderMap) -> String {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let address = app.api_address.clone().unwrap_or_else(|| format!("https://{host}"));
    format!("{}/hooks/szamlazz", address.trim_end_matches('/'))
}

/// Read the connection to Számlázz.hu
#[utoipa::path(
    get, path = "/workspaces/{workspace}/connections/szamlazz",
    operation_id = "getSzamlazzConnection", tag = "connections",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    responses(
        (status = 200, description = "The connection", body = SzamlazzConnectionView),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn read(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Accepted(language): Accepted,
    headers: HeaderMap,
    Named(workspace): Named<WorkspaceId>,
) -> Result<Json<SzamlazzConnectionView>, Problem> {
    access.require(&caller, workspace, Action::ReadConnection).await?;
    let connection = app.store.szamlazz_connection(workspace).await?;
    let connection = connection.filter(SzamlazzConnection::is_in_use).ok_or_else(Problem::not_found)?;
    Ok(Json(view(connection, &hooks(&app, &headers), language)))
}

/// Set the connection to Számlázz.hu
///
/// Számlázz.hu is asked with a new Agent key first, for at most 20 seconds; it is saved only if it works.
/// Then the images of invoices that are here already are asked for, those issued since the stream's start.
#[utoipa::path(
    put, path = "/workspaces/{workspace}/connections/szamlazz",
    operation_id = "putSzamlazzConnection", tag = "connections",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    request_body = SzamlazzSettings,
    responses(
        (status = 200, description = "The connection works and is saved", body = SzamlazzConnectionView),
        (status = "default", description = "A problem; nothing was saved", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn set(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Accepted(language): Accepted,
    headers: HeaderMap,
    Named(workspace): Named<WorkspaceId>,
    Body(settings): Body<SzamlazzSettings>,
) -> Result<Json<SzamlazzConnectionView>, Problem> {
    access.require(&caller, workspace, Action::ManageConnection).await?;
    let connection = connect::connect(&app, workspace, caller.account, settings).await?;
    Ok(Json(view(connection, &hooks(&app, &headers), language)))
}

/// Remove the connection to Számlázz.hu
///
/// The Agent key is forgotten, and whatever is still pushed ends the link at Számlázz.hu. Invoices stay.
#[utoipa::path(
    delete, path = "/workspaces/{workspace}/connections/szamlazz",
    operation_id = "deleteSzamlazzConnection", tag = "connections",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    responses(
        (status = 204, description = "The connection is gone"),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn remove(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
) -> Result<StatusCode, Problem> {
    access.require(&caller, workspace, Action::RemoveConnection).await?;
    connect::remove(&app, workspace, caller.account).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Make a link by which Számlázz.hu pushes
///
/// The key ends in this system's postfix, by which Számlázz.hu knows where to push; it is shown this once. A
/// new one takes the place of the one before: then everything is pushed again.
#[utoipa::path(
    post, path = "/workspaces/{workspace}/connections/szamlazz/link",
    operation_id = "createSzamlazzLink", tag = "connections",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    responses(
        (status = 201, description = "The link", body = NewLink),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn make_link(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    headers: HeaderMap,
    Named(workspace): Named<WorkspaceId>,
) -> Result<(StatusCode, Json<NewLink>), Problem> {
    access.require(&caller, workspace, Action::ManageConnection).await?;
    let key = connect::make_link(&app, workspace, caller.account).await?;
    Ok((StatusCode::CREATED, Json(NewLink { key, address: hooks(&app, &headers) })))
}

/// Remove the link by which Számlázz.hu pushes
///
/// The next push ends it at Számlázz.hu, which mails the owner of the account there.
#[utoipa::path(
    delete, path = "/workspaces/{workspace}/connections/szamlazz/link",
    operation_id = "deleteSzamlazzLink", tag = "connections",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    responses(
        (status = 204, description = "The link is gone"),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn remove_link(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
) -> Result<StatusCode, Problem> {
    access.require(&caller, workspace, Action::RemoveConnection).await?;
    connect::remove_link(&app, workspace, caller.account).await?;
    Ok(StatusCode::NO_CONTENT)
}
