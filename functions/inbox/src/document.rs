//! The document of an invoice: the XML as NAV has it.

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    access::Action,
    ids::WorkspaceId,
    invoice::{InboxInvoice, InvoiceId},
};
use jiff::Timestamp;
use lambda::{
    access::{Access, Caller},
    http::Named,
    problem::{Problem, ProblemDocument},
};
use lines::LinesError;
use serde::Serialize;
use store::documents::{DownloadLink, Form};
use utoipa::ToSchema;

use crate::{App, read::find};

/// A link to a document.
#[derive(Debug, Serialize, ToSchema)]
pub struct DocumentLink {
    /// Whoever has this address can download the document until it expires.
    url: String,
    /// When it expires.
    expires_at: Timestamp,
}

impl DocumentLink {
    /// A link that was made now.
    pub fn new(link: DownloadLink, now: Timestamp) -> Self {
        Self { url: link.url, expires_at: now + link.lifetime }
    }
}

/// Make a link to an invoice's XML
///
/// The link works for 15 minutes, without signing in.
#[utoipa::path(
    post, path = "/workspaces/{workspace}/invoices/{invoice}/xml",
    operation_id = "linkInvoiceXml", tag = "invoices",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("invoice" = InvoiceId, Path, description = "The invoice"),
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
    Named((workspace, invoice)): Named<(WorkspaceId, String)>,
) -> Result<Json<DocumentLink>, Problem> {
    access.require(&caller, workspace, Action::ReadInvoices).await?;
    let invoice = find(&app, workspace, &invoice).await?;
    let xml = document(&app, &invoice).await?;
    let link = app.documents.link(workspace, invoice.id.as_str(), Form::Xml, xml).await?;
    Ok(Json(DocumentLink::new(link, app.clock.now())))
}

/// The document's XML, unpacked.
async fn document(app: &App, invoice: &InboxInvoice) -> Result<Vec<u8>, Problem> {
    lines::nav::xml(&app.documents, invoice).await.map_err(|error| match error {
        LinesError::Awaited => Problem::not_found(),
        LinesError::Refused => Problem::new(StatusCode::CONFLICT, "document-refused"),
        LinesError::Store(error) => error.into(),
    })
}
