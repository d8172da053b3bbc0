//! What Számlázz.hu is still to be asked for, and what it did not hand out.

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    access::Action,
    ids::WorkspaceId,
    szamlazz::{AgentQuery, AgentTask, QueryCause, QueryState},
};
use jiff::Timestamp;
use lambda::{
    access::{Access, Caller},
    http::{Named, Parameters, limit},
    problem::{Problem, ProblemDocument},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::App;

/// Bytes of a number, at most.
const NUMBER: usize = 200;

/// A document that Számlázz.hu is asked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuestionView {
    /// The document's number.
    number: String,
    /// Why it is asked for.
    cause: CauseView,
    /// How often the request was sent; five times are allowed.
    sends: u32,
    /// When it will be sent next; absent where it was given up.
    #[serde(skip_serializing_if = "Option::is_none")]
    due_at: Option<Timestamp>,
    /// What Számlázz.hu said last, where it was given up.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
}

/// Why a document is asked for.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum CauseView {
    /// Its image is missing.
    Image,
    /// A payment was announced.
    Payment,
}

impl From<AgentQuery> for QuestionView {
    fn from(query: AgentQuery) -> Self {
        let (due_at, code) = match query.state {
            QueryState::Waiting => (Some(query.due_at), None),
            QueryState::GivenUp { code, .. } => (None, Some(code)),
        };
        let cause = match query.cause {
            QueryCause::Image { .. } => CauseView::Image,
            QueryCause::Payment => CauseView::Payment,
        };
        Self { number: query.number, cause, sends: query.sends, due_at, code }
    }
}

/// Which part of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct QuestionPage {
    /// With true, only what was given up.
    #[serde(default)]
    given_up: bool,
    /// Where the previous page ended.
    cursor: Option<String>,
    /// How many are looked at, 1 to 100; 50 where absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

/// A page of the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Questions {
    /// By number.
    questions: Vec<QuestionView>,
    /// Ask with this cursor for what follows; absent at the end. A page may be short, even empty, and have
    /// one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

/// List what Számlázz.hu is asked for
#[utoipa::path(
    get, path = "/workspaces/{workspace}/szamlazz-questions",
    operation_id = "listSzamlazzQuestions", tag = "invoices",
    params(("workspace" = WorkspaceId, Path, description = "The workspace"), QuestionPage),
    responses(
        (status = 200, description = "A page", body = Questions),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
    Parameters(part): Parameters<QuestionPage>,
) -> Result<Json<Questions>, Problem> {
    access.require(&caller, workspace, Action::ReadInvoices).await?;
    let limit = limit(part.limit, 50, 100)? as i32;
    let page = app.store.agent_tasks(workspace, part.cursor.as_deref().unwrap_or_default(), limit).await?;
    let next_cursor = page.next_after().map(AgentTask::name);
    let queries = page.items.into_iter().filter_map(|task| match task {
        AgentTask::Query(query) => Some(query),
        AgentTask::Check(_) | AgentTask::Sweep(_) => None,
    });
    let questions = queries.map(QuestionView::from).filter(|query| !part.given_up || query.code.is_some());
    Ok(Json(Questions { questions: questions.collect(), next_cursor }))
}

/// The document that is to be asked for again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskAgain {
    /// Its number.
    #[schema(example = "E-LP-2026-17")]
    number: String,
}

/// Ask Számlázz.hu again
///
/// For a document that it did not hand out however often it may be asked: a person has looked. The question
/// is sent with the next tick.
#[utoipa::path(
    post, path = "/workspaces/{workspace}/szamlazz-questions",
    operation_id = "askSzamlazzAgain", tag = "invoices",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    request_body = AskAgain,
    responses(
        (status = 202, description = "It will be asked", body = QuestionView),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn ask_again(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
    lambda::http::Body(AskAgain { number }): lambda::http::Body<AskAgain>,
) -> Result<(StatusCode, Json<QuestionView>), Problem> {
    access.require(&caller, workspace, Action::ProcessInvoices).await?;
    if number.is_empty() || number.len() > NUMBER {
        return Err(Problem::not_found());
    }
    let connection = app.store.szamlazz_connection(workspace).await?;
    if connection.is_none_or(|connection| connection.asked_agent().is_none()) {
        return Err(Problem::new(StatusCode::CONFLICT, "szamlazz-agent-needed"));
    }
    let known = app.store.agent_query(workspace, &number).await?;
    let given_up = known.filter(|query| query.state != QueryState::Waiting).ok_or_else(Problem::not_found)?;
    let again = AgentQuery::new(given_up.number, given_up.cause, app.clock.now());
    let task = AgentTask::Query(again.clone());
    app.store.add_agent_task(workspace, &task).await?;
    Ok((StatusCode::ACCEPTED, Json(again.into())))
}
