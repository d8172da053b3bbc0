//! The connection to NAV, as the owner sees and sets it.

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    access::Action,
    audit::{AuditAction, AuditEntry},
    connection::{ConnectionState, NavConnection},
    fetch::{Step, Task},
    ids::WorkspaceId,
    invoice::Direction,
    language::Language,
    reconciliation::month_name,
};
use jiff::{Timestamp, civil::Date};
use lambda::{
    access::{Access, Caller},
    http::{Accepted, Body, Named},
    problem::{Problem, ProblemDocument},
    texts,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{App, connect};

/// Pieces of work that are shown of a connection.
const MOST_SHOWN: usize = 100;

/// The technical user that NAV knows, and from when on invoices shall arrive.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NavSettings {
    /// The technical user's login name, 6 to 15 letters and digits.
    #[schema(example = "lwilsmn0uqdxe6u")]
    pub login: String,
    /// Its password; the saved one stays where absent.
    #[schema(example = "9fT2kLw8Qz")]
    pub password: Option<String>,
    /// Its signing key (XML aláírókulcs); the saved one stays where absent.
    #[schema(example = "1a-2b3c-4d5e6f708192a3b4CDEFGHJK")]
    pub sign_key: Option<String>,
    /// Its exchange key (XML cserekulcs), 16 characters. Reading invoices needs none.
    #[schema(example = "3a7d2b9c4e5f6a1b")]
    pub exchange_key: Option<String>,
    /// Inbound invoices issued on or after this date arrive.
    pub inbound_from: Date,
    /// Outbound invoices issued on or after this date arrive.
    pub outbound_from: Date,
}

/// The state of the connection. The secrets are shown to nobody.
#[derive(Debug, Serialize, ToSchema)]
pub struct NavConnectionView {
    /// The technical user's login name.
    login: String,
    /// Whether NAV is asked every 3 minutes, or waits for the owner.
    state: PollingState,
    /// What stands in the way, if anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<PollingProblem>,
    /// Inbound invoices issued on or after this date arrive.
    inbound_from: Date,
    /// Outbound invoices issued on or after this date arrive.
    outbound_from: Date,
    /// Work that goes on beside the polling, such as fetching the past: the first 100 pieces, long ones
    /// first.
    under_way: Vec<UnderWay>,
    /// How many pieces of work there are.
    under_way_count: usize,
    /// When the connection was first made.
    connected_at: Timestamp,
}

/// Whether NAV is asked.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum PollingState {
    /// Every 3 minutes.
    Active,
    /// Not until the owner saves the connection again.
    Stopped,
}

/// What stands in the way of polling.
#[derive(Debug, Serialize, ToSchema)]
pub struct PollingProblem {
    /// NAV's error code, or ours.
    #[schema(example = "INVALID_SECURITY_USER")]
    code: String,
    /// What it means and what to do, in the caller's language.
    text: String,
    /// Since when.
    since: Timestamp,
}

/// Work beside the polling.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase", tag = "what")]
pub enum UnderWay {
    /// A span of NAV's records is fetched.
    Span {
        /// In which direction.
        direction: Direction,
        /// The beginning of the span.
        from: Timestamp,
        /// Everything before this moment is done.
        reached: Timestamp,
        /// The end of the span.
        to: Timestamp,
        /// How many invoices came into the inbox by it so far.
        invoices: u32,
        /// When it will be done, if the rest takes as long as what is done took.
        #[serde(skip_serializing_if = "Option::is_none")]
        expected_at: Option<Timestamp>,
        /// Since when NAV fails at this work, while it does.
        #[serde(skip_serializing_if = "Option::is_none")]
        failing_since: Option<Timestamp>,
    },
    /// A document that NAV could not hand out is asked for again.
    Document {
        /// The invoice.
        invoice: String,
        /// How often it was asked for.
        attempts: u32,
    },
    /// NAV is asked for the whole chain that a correction belongs to.
    Chain {
        /// The correction.
        invoice: String,
    },
    /// What NAV stored in the last 35 days is looked at again, as every day.
    Recheck {
        /// The beginning of those days.
        from: Timestamp,
        /// Since when NAV fails at this work, while it does.
        #[serde(skip_serializing_if = "Option::is_none")]
        failing_since: Option<Timestamp>,
    },
    /// A month is reconciled with NAV.
    Reconciliation {
        /// The month.
        #[schema(example = "2026-10")]
        month: String,
        /// Since when NAV fails at this work, while it does.
        #[serde(skip_serializing_if = "Option::is_none")]
        failing_since: Option<Timestamp>,
    },
}

impl UnderWay {
    fn new(step: Step, now: Timestamp) -> Self {
        let failing_since = step.task.failing_since();
        match step.task {
            Task::Pages(span) => Self::Span {
                direction: span.direction,
                from: span.begin,
                reached: span.left.from,
                to: span.left.to,
                invoices: span.taken,
                expected_at: span.expected_end(now),
                failing_since,
            },
            Task::Document { invoice, attempts } => Self::Document { invoice: invoice.to_string(), attempts },
            Task::Chain { modification, .. } => Self::Chain { invoice: modification.to_string() },
            Task::Recheck(recheck) => Self::Recheck { from: recheck.window.from, failing_since },
            Task::Reconcile(month) => Self::Reconciliation { month: month_name(month.month), failing_since },
        }
    }
}

/// The connection in the caller's language.
fn view(
    connection: NavConnection,
    mut steps: Vec<Step>,
    now: Timestamp,
    language: Language,
) -> NavConnectionView {
    let problem =
        |code: String, since| PollingProblem { text: texts::nav_reason(language, &code), code, since };
    let (state, problem) = match (connection.state, connection.failure) {
        (ConnectionState::Stopped { code, at }, _) => (PollingState::Stopped, Some(problem(code, at))),
        (ConnectionState::Active, Some(failure)) => {
            (PollingState::Active, Some(problem(failure.code, failure.since)))
        }
        (ConnectionState::Active, None) | (ConnectionState::Removed, _) => (PollingState::Active, None),
    };
    let count = steps.len();
    steps.sort_by_key(|step| matches!(step.task, Task::Document { .. } | Task::Chain { .. }));
    let under_way = steps.into_iter().take(MOST_SHOWN).map(|step| UnderWay::new(step, now));
    NavConnectionView {
        login: connection.login,
        state,
        problem,
        inbound_from: connection.inbound.start,
        outbound_from: connection.outbound.start,
        under_way: under_way.collect(),
        under_way_count: count,
        connected_at: connection.connected_at,
    }
}

/// Read the connection to NAV
#[utoipa::path(
    get, path = "/workspaces/{workspace}/connections/nav",
    operation_id = "getNavConnection", tag = "connections",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    responses(
        (status = 200, description = "The connection", body = NavConnectionView),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn read(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Accepted(language): Accepted,
    Named(workspace): Named<WorkspaceId>,
) -> Result<Json<NavConnectionView>, Problem> {
    access.require(&caller, workspace, Action::ReadConnection).await?;
    let connection = app.store.nav_connection(workspace).await?;
    let connection = connection.filter(NavConnection::is_in_use).ok_or_else(Problem::not_found)?;
    let steps = app.store.steps(workspace).await?;
    Ok(Json(view(connection, steps, app.clock.now(), language)))
}

/// Set the connection to NAV
///
/// NAV is asked with these credentials first, for at most 20 seconds; they are saved only if it answers.
#[utoipa::path(
    put, path = "/workspaces/{workspace}/connections/nav",
    operation_id = "putNavConnection", tag = "connections",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    request_body = NavSettings,
    responses(
        (status = 200, description = "The connection works and is saved", body = NavConnectionView),
        (status = "default", description = "A problem; nothing was saved", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn set(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Accepted(language): Accepted,
    Named(workspace): Named<WorkspaceId>,
    Body(settings): Body<NavSettings>,
) -> Result<Json<NavConnectionView>, Problem> {
    access.require(&caller, workspace, Action::ManageConnection).await?;
    let connection = connect::connect(&app, workspace, caller.account, settings).await?;
    let steps = app.store.steps(workspace).await?;
    Ok(Json(view(connection, steps, app.clock.now(), language)))
}

/// Remove the connection to NAV
///
/// Its secrets are forgotten and nothing arrives any more; the invoices stay.
#[utoipa::path(
    delete, path = "/workspaces/{workspace}/connections/nav",
    operation_id = "deleteNavConnection", tag = "connections",
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
    let connection = app.store.nav_connection(workspace).await?;
    let connection = connection.filter(NavConnection::is_in_use).ok_or_else(Problem::not_found)?;
    let entry = AuditEntry::new(caller.account, app.clock.now(), AuditAction::Disconnected, "NAV");
    app.store.remove_connection(&connection, &entry).await?;
    Ok(StatusCode::NO_CONTENT)
}
