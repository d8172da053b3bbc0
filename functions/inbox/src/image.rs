//! The image of an invoice: the PDF as Számlázz.hu has it.

use axum::{Json, extract::State, http::StatusCode};
use domain::{access::Action, ids::WorkspaceId, invoice::InvoiceId};
use lambda::{
    access::{Access, Caller},
    http::Named,
    problem::{Problem, ProblemDocument},
};
use store::{StoreError, documents::Form};

use crate::{App, document::DocumentLink, read::find};

/// Make a link to an invoice's image
///
/// A PDF. The link works for 15 minutes, without signing in.
#[utoipa::path(
    post, path = "/workspaces/{workspace}/invoices/{invoice}/pdf",
    operation_id = "linkInvoicePdf", tag = "invoices",
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
    let image = invoice.szamlazz.as_ref().and_then(|part| part.image.as_ref());
    let image = image.ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, "image-missing"))?;
    let broken = |reason: &str| StoreError::Corrupt(format!("{}: {reason}", image.0));
    let xml = app.files.whole(&image.0).await?.ok_or_else(|| broken("it is gone"))?;
    let pdf = szamlazz::image(&xml).map_err(|error| broken(&error.to_string()))?;
    let pdf = pdf.ok_or_else(|| broken("it holds no image"))?;
    let link = app.documents.link(workspace, invoice.id.as_str(), Form::Pdf, pdf).await?;
    Ok(Json(DocumentLink::new(link, app.clock.now())))
}
