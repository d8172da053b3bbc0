//! One invoice in full, as its document states it.

use axum::{Json, extract::State};
use domain::{
    access::Action,
    ids::WorkspaceId,
    invoice::{InboxInvoice, InvoiceId},
    szamlazz::{BankTransaction, CreditEntry},
};
use lambda::{
    access::{Access, Caller},
    http::{Accepted, Named, Parameters},
    line_page::LinePage,
    problem::{Problem, ProblemDocument},
};
use lines::LinesError;
use nav::invoice::Invoice;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    App,
    items::{ItemView, bank_transactions, items},
    view::InvoiceView,
};

/// An invoice with what its document states, the lines apart.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvoiceInFull {
    #[serde(flatten)]
    invoice: InvoiceView,
    /// Header, parties and VAT summary under NAV's names; absent while the document is awaited or refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<Invoice>,
    /// How many lines there are to page through.
    line_count: usize,
    /// Payments, as Számlázz.hu has them.
    payments: Vec<CreditEntry>,
    /// The bank transactions that these payments name.
    bank_transactions: Vec<BankTransaction>,
}

/// Some lines of an invoice.
#[derive(Debug, Serialize, ToSchema)]
pub struct Lines {
    /// In the document's order, under NAV's names.
    lines: Vec<nav::invoice::Line>,
    /// The same of an invoice that NAV has not told of, as Számlázz.hu has them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    items: Vec<ItemView>,
    /// Ask with this cursor for what follows; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<usize>,
}

/// Read an invoice
#[utoipa::path(
    get, path = "/workspaces/{workspace}/invoices/{invoice}",
    operation_id = "getInvoice", tag = "invoices",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("invoice" = InvoiceId, Path, description = "The invoice"),
    ),
    responses(
        (status = 200, description = "The invoice", body = InvoiceInFull),
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
) -> Result<Json<InvoiceInFull>, Problem> {
    access.require(&caller, workspace, Action::ReadInvoices).await?;
    let invoice = find(&app, workspace, &invoice).await?;
    let mut document = parsed(&app, &invoice).await?;
    let line_count = match &document {
        Some(document) => document.lines().len(),
        None => items(&app, &invoice).await?.len(),
    };
    if let Some(document) = &mut document {
        document.invoice_lines = None;
    }
    let payments = invoice.szamlazz.as_ref().map(|part| part.credit_entries.clone()).unwrap_or_default();
    let bank_transactions = bank_transactions(&app, workspace, &payments).await?;
    let invoice = InvoiceView::new(invoice, language);
    Ok(Json(InvoiceInFull { invoice, document, line_count, payments, bank_transactions }))
}

/// Read an invoice's lines
#[utoipa::path(
    get, path = "/workspaces/{workspace}/invoices/{invoice}/lines",
    operation_id = "listInvoiceLines", tag = "invoices",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("invoice" = InvoiceId, Path, description = "The invoice"),
        LinePage,
    ),
    responses(
        (status = 200, description = "A page of lines", body = Lines),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn lines(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, invoice)): Named<(WorkspaceId, String)>,
    Parameters(page): Parameters<LinePage>,
) -> Result<Json<Lines>, Problem> {
    access.require(&caller, workspace, Action::ReadInvoices).await?;
    let page = page.checked()?;
    let invoice = find(&app, workspace, &invoice).await?;
    let Some(document) = parsed(&app, &invoice).await? else {
        let (items, next_cursor) = page.of(items(&app, &invoice).await?);
        return Ok(Json(Lines { lines: Vec::new(), items, next_cursor }));
    };
    let (lines, next_cursor) = page.of(document.invoice_lines.map(|lines| lines.lines).unwrap_or_default());
    Ok(Json(Lines { lines, items: Vec::new(), next_cursor }))
}

/// The invoice of that id.
pub async fn find(app: &App, workspace: WorkspaceId, id: &str) -> Result<InboxInvoice, Problem> {
    let id = InvoiceId::parse(id).ok_or_else(Problem::not_found)?;
    app.store.invoice(workspace, &id).await?.ok_or_else(Problem::not_found)
}

/// What the document states of this invoice, if it was read when it came.
pub async fn parsed(app: &App, invoice: &InboxInvoice) -> Result<Option<Invoice>, Problem> {
    if lines::szamlazz::is_source(invoice) {
        return Ok(None);
    }
    match lines::nav::invoice(&app.documents, invoice).await {
        Ok(document) => Ok(Some(document)),
        Err(LinesError::Awaited | LinesError::Refused) => Ok(None),
        Err(LinesError::Store(error)) => Err(error.into()),
    }
}
