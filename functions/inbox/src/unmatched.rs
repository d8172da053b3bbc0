//! Documents of Számlázz.hu that found no record of NAV, are not the company's, or cannot be read.

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    access::Action,
    ids::WorkspaceId,
    invoice::{InboxInvoice, InvoiceId, Party},
    language::Language,
    szamlazz::{DocumentKind, Reason, SzamlazzLimits, SzamlazzPart, Unmatched},
};
use jiff::{Timestamp, civil::Date};
use lambda::{
    access::{Access, Caller},
    http::{Accepted, Named, Parameters, limit},
    problem::{Problem, ProblemDocument},
    texts,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use store::{StoreError, documents::Form};
use utoipa::{IntoParams, ToSchema};

use crate::{App, document::DocumentLink, view::InvoiceView};

/// A document without a place in the inbox.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnmatchedView {
    /// Its name.
    #[schema(example = "outgoing-123456")]
    id: String,
    /// Its number, if it could be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    /// What kind of document it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<DocumentKind>,
    /// Date of issue.
    #[serde(skip_serializing_if = "Option::is_none")]
    issue_date: Option<Date>,
    /// The other party.
    partner: Party,
    /// Its total.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "12700")]
    gross: Option<Decimal>,
    /// The currency of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<String>,
    /// Why it has no place; stable.
    reason: Reason,
    /// The same and what to do, in the caller's language.
    text: String,
    /// Since when it has been here.
    since: Timestamp,
    /// Whether it can be taken over into the inbox by its own data.
    can_be_taken_over: bool,
}

impl UnmatchedView {
    fn new(unmatched: Unmatched, language: Language) -> Self {
        Self {
            text: texts::named(language, &format!("unmatched-{}", unmatched.reason.name())),
            can_be_taken_over: unmatched.invoice.is_some(),
            id: unmatched.name,
            number: unmatched.number,
            kind: unmatched.kind,
            issue_date: unmatched.issue_date,
            partner: unmatched.partner,
            gross: unmatched.gross,
            currency: unmatched.currency,
            reason: unmatched.reason,
            since: unmatched.since,
        }
    }
}

/// Which part of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct UnmatchedPage {
    /// With true, also what NAV may still tell of, because it is here for less than a day.
    #[serde(default)]
    waiting: bool,
    /// Where the previous page ended.
    cursor: Option<String>,
    /// How many are looked at, 1 to 100; 50 where absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

/// A page of the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnmatchedDocuments {
    /// By name.
    documents: Vec<UnmatchedView>,
    /// Ask with this cursor for what follows; absent at the end. A page may be short, even empty, and have
    /// one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

/// List what found no place in the inbox
///
/// Where NAV is the source of invoices, Számlázz.hu brings their images only. What NAV has not told of within
/// a day is listed here with the reason; so is what another company issued, and what cannot be read. Requests
/// for payment and delivery notes are no invoices, and never listed.
#[utoipa::path(
    get, path = "/workspaces/{workspace}/unmatched-documents",
    operation_id = "listUnmatchedDocuments", tag = "invoices",
    params(("workspace" = WorkspaceId, Path, description = "The workspace"), UnmatchedPage),
    responses(
        (status = 200, description = "A page", body = UnmatchedDocuments),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Accepted(language): Accepted,
    Named(workspace): Named<WorkspaceId>,
    Parameters(part): Parameters<UnmatchedPage>,
) -> Result<Json<UnmatchedDocuments>, Problem> {
    access.require(&caller, workspace, Action::ReadInvoices).await?;
    let limit = limit(part.limit, 50, 100)? as i32;
    let page = app.store.unmatched(workspace, part.cursor.as_deref().unwrap_or_default(), limit).await?;
    let next_cursor = page.next_after().map(|last| last.name.clone());
    let told = app.clock.now() - SzamlazzLimits::default().unmatched_after;
    let is_told =
        |unmatched: &Unmatched| part.waiting || !unmatched.reason.may_pass() || unmatched.since <= told;
    let documents = page.items.into_iter().filter(is_told);
    let documents = documents.map(|unmatched| UnmatchedView::new(unmatched, language)).collect();
    Ok(Json(UnmatchedDocuments { documents, next_cursor }))
}

/// Take a document over into the inbox
///
/// By its own data, without waiting for NAV any longer: a supplier abroad, for example, reports nothing
/// there. Should NAV tell of it after all, its record completes the invoice.
#[utoipa::path(
    post, path = "/workspaces/{workspace}/unmatched-documents/{unmatched}/take-over",
    operation_id = "takeOverUnmatchedDocument", tag = "invoices",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("unmatched" = String, Path, description = "The document"),
    ),
    responses(
        (status = 200, description = "The invoice", body = InvoiceView),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn take_over(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Accepted(language): Accepted,
    Named((workspace, document)): Named<(WorkspaceId, String)>,
) -> Result<Json<InvoiceView>, Problem> {
    access.require(&caller, workspace, Action::ProcessInvoices).await?;
    let unmatched = find(&app, workspace, &document).await?;
    let no_invoice = || Problem::new(StatusCode::CONFLICT, "unmatched-no-invoice");
    let invoice = unmatched.invoice.clone().ok_or_else(no_invoice)?;
    let earlier = waiting(&app, workspace, &invoice).await?;
    let part = earlier.szamlazz.clone().map(|part| SzamlazzPart { awaits_nav: false, ..part });
    let later = InboxInvoice { szamlazz: part, ..earlier.clone() };
    app.store.take_unmatched(workspace, &unmatched, &earlier, &later).await?;
    Ok(Json(InvoiceView::new(later, language)))
}

async fn waiting(app: &App, workspace: WorkspaceId, invoice: &InvoiceId) -> Result<InboxInvoice, Problem> {
    let there = app.store.invoice(workspace, invoice).await?;
    there.filter(InboxInvoice::awaits_nav).ok_or_else(Problem::conflict)
}

/// Make a link to a document without a place
///
/// Its XML as Számlázz.hu sent it. The link works for 15 minutes, without signing in.
#[utoipa::path(
    post, path = "/workspaces/{workspace}/unmatched-documents/{unmatched}/xml",
    operation_id = "linkUnmatchedDocument", tag = "invoices",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("unmatched" = String, Path, description = "The document"),
    ),
    responses(
        (status = 200, description = "The link", body = DocumentLink),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn link(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, document)): Named<(WorkspaceId, String)>,
) -> Result<Json<DocumentLink>, Problem> {
    access.require(&caller, workspace, Action::ReadInvoices).await?;
    let unmatched = find(&app, workspace, &document).await?;
    let gone = || StoreError::Corrupt(format!("{} is gone", unmatched.object.0));
    let xml = app.files.whole(&unmatched.object.0).await?.ok_or_else(gone)?;
    let link = app.documents.link(workspace, &unmatched.name, Form::Xml, xml).await?;
    Ok(Json(DocumentLink::new(link, app.clock.now())))
}

async fn find(app: &App, workspace: WorkspaceId, document: &str) -> Result<Unmatched, Problem> {
    // DynamoDB takes no empty key.
    if document.is_empty() || document.len() > 100 {
        return Err(Problem::not_found());
    }
    app.store.unmatched_document(workspace, document).await?.ok_or_else(Problem::not_found)
}
