//! The list of invoices.

use axum::{Json, extract::State};
use domain::{
    access::Action,
    ids::WorkspaceId,
    invoice::{InboxInvoice, ListPlace},
};
use jiff::civil::Date;
use lambda::{
    access::{Access, Caller},
    http::{Accepted, Named, Parameters, limit},
    problem::{Problem, ProblemDocument},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{App, filter::Filter, view::InvoiceView};

/// Invoices on a page, at most.
const MOST: usize = 100;
/// Invoices on a page where the caller does not say.
const USUAL: usize = 50;
/// Invoices looked at for one page: a filter that few pass ends its page early, with a cursor.
const LOOKED_AT: usize = 1_000;
/// Invoices read at once while filtering.
const READ_AT_ONCE: usize = 200;

/// A page of the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Invoices {
    /// Newest date of issue first.
    invoices: Vec<InvoiceView>,
    /// Ask with this cursor for what follows; absent at the end. A page may be short, even empty, and have
    /// one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<ListPlace>,
}

/// List the invoices
#[utoipa::path(
    get, path = "/workspaces/{workspace}/invoices",
    operation_id = "listInvoices", tag = "invoices",
    params(("workspace" = WorkspaceId, Path, description = "The workspace"), Filter),
    responses(
        (status = 200, description = "A page", body = Invoices),
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
    Parameters(filter): Parameters<Filter>,
) -> Result<Json<Invoices>, Problem> {
    access.require(&caller, workspace, Action::ReadInvoices).await?;
    let (invoices, next_cursor) = page(&app, workspace, &filter).await?;
    let invoices = invoices.into_iter().map(|invoice| InvoiceView::new(invoice, language)).collect();
    Ok(Json(Invoices { invoices, next_cursor }))
}

async fn page(
    app: &App,
    workspace: WorkspaceId,
    filter: &Filter,
) -> Result<(Vec<InboxInvoice>, Option<ListPlace>), Problem> {
    let limit = limit(filter.limit, USUAL, MOST)?;
    let (from, mut before) = bounds(filter)?;
    if from > before {
        return Ok((Vec::new(), None));
    }
    let (mut found, mut looked_at) = (Vec::new(), 0);
    loop {
        let page = app.store.invoices(workspace, &from, &before, READ_AT_ONCE as i32).await?;
        looked_at += READ_AT_ONCE;
        let mut last = None;
        let mut rest = page.invoices.into_iter();
        for invoice in rest.by_ref() {
            last = Some(ListPlace::of(&invoice));
            if filter.passes(&invoice) {
                found.push(invoice);
            }
            if found.len() == limit {
                break;
            }
        }
        let more = page.more || rest.next().is_some();
        match last {
            Some(last) if more && (found.len() == limit || looked_at >= LOOKED_AT) => {
                return Ok((found, Some(last)));
            }
            Some(last) if more => before = last,
            _ => return Ok((found, None)),
        }
    }
}

/// The places between which the period and the cursor lie.
fn bounds(filter: &Filter) -> Result<(ListPlace, ListPlace), Problem> {
    if let (Some(from), Some(to)) = (filter.issued_from, filter.issued_to)
        && from > to
    {
        return Err(Problem::field("issued_to", "period-order"));
    }
    let from = ListPlace::before(filter.issued_from.unwrap_or(Date::ZERO));
    let end = ListPlace::behind(filter.issued_to.unwrap_or(Date::MAX));
    let before = match &filter.cursor {
        None => end,
        Some(cursor) => {
            let cursor =
                ListPlace::parse(cursor).ok_or_else(|| Problem::field("cursor", "cursor-invalid"))?;
            end.min(cursor)
        }
    };
    Ok((from, before))
}
