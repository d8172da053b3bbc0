//! The posting of one invoice.

use axum::{Json, extract::State};
use domain::{
    access::Action,
    ids::WorkspaceId,
    invoice::InvoiceId,
    language::Language,
    posting::{Outcome, Poster},
};
use lambda::{
    access::{Access, Caller},
    http::{Accepted, Named, Parameters},
    line_page::{CheckedPage, LinePage},
    problem::{Problem, ProblemDocument},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    App,
    books::{Books, find},
    view::{DifferenceView, InvoiceName, NotPostedView, PostedLineView},
};

/// What an invoice is posted to.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvoicePosting {
    /// Which invoice.
    invoice: InvoiceName,
    /// The version of the rules by which it is posted.
    rules_version: u32,
    /// Why it is not posted at all, if it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_posted: Option<NotPostedView>,
    /// What is debited in all, in forints.
    #[schema(example = "127000")]
    debit: String,
    /// What is credited in all: the same.
    #[schema(example = "127000")]
    credit: String,
    /// Where the lines do not come to what the invoice states.
    differences: Vec<DifferenceView>,
    /// How many lines there are to page through.
    line_count: usize,
    /// In the document's order.
    lines: Vec<PostedLineView>,
    /// Ask with this cursor for what follows; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<usize>,
}

/// Read an invoice's posting
///
/// By the rules as they are: nothing of it is stored. Debits equal credits, line by line.
#[utoipa::path(
    get, path = "/workspaces/{workspace}/invoices/{invoice}/posting",
    operation_id = "getInvoicePosting", tag = "postings",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("invoice" = InvoiceId, Path, description = "The invoice"),
        LinePage,
    ),
    responses(
        (status = 200, description = "The posting", body = InvoicePosting),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn read(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Accepted(language): Accepted,
    Named((workspace, invoice)): Named<(WorkspaceId, String)>,
    Parameters(page): Parameters<LinePage>,
) -> Result<Json<InvoicePosting>, Problem> {
    access.require(&caller, workspace, Action::ReadBooks).await?;
    let page = page.checked()?;
    let invoice = find(&app, workspace, &invoice).await?;
    let books = Books::read(&app, workspace).await?;
    let poster = Poster::new(&books.rules.data, &books.chart);
    let outcome = lines::post(&app.documents, &invoice, &poster).await?;
    let name = InvoiceName::of(&invoice);
    Ok(Json(view(name, books.rules.version, outcome, &page, language)))
}

fn view(
    invoice: InvoiceName,
    rules_version: u32,
    outcome: Outcome,
    page: &CheckedPage,
    language: Language,
) -> InvoicePosting {
    let blank = InvoicePosting {
        invoice,
        rules_version,
        not_posted: None,
        debit: "0".into(),
        credit: "0".into(),
        differences: Vec::new(),
        line_count: 0,
        lines: Vec::new(),
        next_cursor: None,
    };
    let posting = match outcome {
        Outcome::Posted(posting) => posting,
        Outcome::NotPosted(reason) => {
            return InvoicePosting { not_posted: Some(NotPostedView::new(reason, language)), ..blank };
        }
    };
    let line_count = posting.lines.len();
    let (lines, next_cursor) = page.of(posting.lines);
    let differences = posting.differences.into_iter();
    InvoicePosting {
        debit: posting.debit.to_string(),
        credit: posting.credit.to_string(),
        differences: differences.map(|difference| DifferenceView::new(difference, language)).collect(),
        line_count,
        lines: lines.into_iter().map(|line| PostedLineView::new(line, language)).collect(),
        next_cursor,
        ..blank
    }
}
