//! Why a line is posted as it is.

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    access::Action,
    ids::WorkspaceId,
    invoice::InvoiceId,
    language::Language,
    posting::{InvoiceFacts, PassedOver, Poster, RuleName},
};
use lambda::{
    access::{Access, Caller},
    http::{Accepted, Named},
    problem::{Problem, ProblemDocument},
    texts,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    App,
    books::{Books, find},
    view::PostedLineView,
};

/// Why a line is posted as it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct LineWhy {
    /// The line with what it is posted to.
    line: PostedLineView,
    /// The rule that decided, also where what it says cannot be posted; absent where none did.
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<RuleName>,
    /// That, or why the line is not posted, in words, in the caller's language.
    explanation: String,
    /// The rules that come before it, in order, each with the first condition that does not hold.
    passed_over: Vec<PassedOverView>,
    /// The version of the rules.
    rules_version: u32,
}

/// A rule that did not decide.
#[derive(Debug, Serialize, ToSchema)]
pub struct PassedOverView {
    #[serde(flatten)]
    over: PassedOver,
    /// Why, in the caller's language.
    explanation: String,
}

impl PassedOverView {
    fn new(over: PassedOver, language: Language) -> Self {
        let arguments = [("wanted", over.wanted.clone()), ("found", over.found.clone())];
        Self { explanation: texts::told(language, over.text(), &arguments), over }
    }
}

/// Read why a line is posted as it is
///
/// Names the rule that decided, and of each rule before it the first condition that does not hold.
#[utoipa::path(
    get, path = "/workspaces/{workspace}/invoices/{invoice}/posting/{line}/why",
    operation_id = "getPostingReason", tag = "postings",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("invoice" = InvoiceId, Path, description = "The invoice"),
        ("line" = u64, Path, description = "The line's number within the document"),
    ),
    responses(
        (status = 200, description = "Why", body = LineWhy),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn read(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Accepted(language): Accepted,
    Named((workspace, invoice, line)): Named<(WorkspaceId, String, u64)>,
) -> Result<Json<LineWhy>, Problem> {
    access.require(&caller, workspace, Action::ReadBooks).await?;
    let invoice = find(&app, workspace, &invoice).await?;
    let lines = lines::lines_to_post(&app.documents, &invoice).await?;
    let lines = lines.map_err(|reason| Problem::new(StatusCode::CONFLICT, reason.text()))?;
    let line = lines.into_iter().find(|there| there.number == line).ok_or_else(Problem::not_found)?;
    let books = Books::read(&app, workspace).await?;
    let poster = Poster::new(&books.rules.data, &books.chart);
    let facts = InvoiceFacts::from(&invoice);
    let passed_over = poster.why(&facts, &line).passed_over.into_iter();
    let posted = poster.post(&facts, &[line]).lines.into_iter().next().ok_or_else(Problem::not_found)?;
    let line = PostedLineView::new(posted, language);
    Ok(Json(LineWhy {
        rule: line.rule().cloned(),
        explanation: line.reason(language),
        line,
        passed_over: passed_over.map(|over| PassedOverView::new(over, language)).collect(),
        rules_version: books.rules.version,
    }))
}
