//! What people did with an invoice.

use axum::{extract::State, http::StatusCode};
use domain::{
    access::Action,
    ids::WorkspaceId,
    invoice::{InvoiceId, Status},
};
use lambda::{
    access::{Access, Caller},
    http::{Body, Named},
    problem::{Problem, ProblemDocument},
};
use serde::Deserialize;
use store::StoreError;
use utoipa::ToSchema;

use crate::App;

/// The status that an invoice is to have.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewStatus {
    /// New or processed.
    status: Status,
}

/// Mark an invoice as processed, or as new again
#[utoipa::path(
    put, path = "/workspaces/{workspace}/invoices/{invoice}/status",
    operation_id = "putInvoiceStatus", tag = "invoices",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("invoice" = InvoiceId, Path, description = "The invoice"),
    ),
    request_body = NewStatus,
    responses(
        (status = 204, description = "It is marked"),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn set(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, invoice)): Named<(WorkspaceId, String)>,
    Body(request): Body<NewStatus>,
) -> Result<StatusCode, Problem> {
    access.require(&caller, workspace, Action::ProcessInvoices).await?;
    let id = InvoiceId::parse(&invoice).ok_or_else(Problem::not_found)?;
    match app.store.set_invoice_status(workspace, &id, request.status).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(StoreError::Conflict) => Err(Problem::not_found()),
        Err(error) => Err(error.into()),
    }
}
