//! Documents are listed and read.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header::ACCEPT},
    response::{IntoResponse as _, Response},
};
use domain::{
    access::Action,
    document::{Document, DocumentKind, DocumentStatus},
    ids::WorkspaceId,
    record::{RecordId, Recorded},
};
use jiff::civil::Date;
use lambda::{
    access::{Access, Caller},
    http::{Named, Parameters, Tagged},
    problem::{Problem, ProblemDocument},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::fatturapa;
use crate::{App, register};

/// Which documents.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// Issued on or after this date.
    issued_from: Option<Date>,
    /// Issued on or before this date.
    issued_to: Option<Date>,
    /// Only of this customer.
    partner: Option<RecordId>,
    /// Only of this kind.
    #[param(inline)]
    kind: Option<DocumentKind>,
    /// Only of this status.
    #[param(inline)]
    status: Option<DocumentStatus>,
    /// With true, only what was due before today and is open.
    overdue: Option<bool>,
    /// A part of the number, the buyer's name, the buyer's order or the reference.
    text: Option<String>,
    /// Where the previous page ended.
    cursor: Option<String>,
    /// How many at most, 1 to 100; 50 where absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

impl Filter {
    fn passes(&self, document: &Document, today: Date) -> bool {
        let overdue = document.status == DocumentStatus::Issued
            && document.due_date < today
            && document.settlement.open.is_sign_positive()
            && !document.settlement.open.is_zero();
        self.partner.as_ref().is_none_or(|partner| *partner == document.partner)
            && self.kind.is_none_or(|kind| kind == document.kind)
            && self.status.is_none_or(|status| status == document.status)
            && self.overdue.is_none_or(|wanted| wanted == overdue)
            && self.text.as_deref().is_none_or(|text| mentions(document, text))
    }
}

fn mentions(document: &Document, text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let buyer = document.buyer.as_ref().map(|buyer| &buyer.name);
    let places = [
        document.number.as_ref(),
        buyer,
        document.order_reference.as_ref(),
        document.reference.as_ref(),
        document.rf_reference.as_ref(),
    ];
    places.into_iter().flatten().any(|place| place.to_lowercase().contains(&text))
}

/// A page of the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Documents {
    /// The latest date of issue first.
    documents: Vec<Recorded<Document>>,
    /// Ask with this cursor for what follows; absent at the end. A page may be short, even empty, and have
    /// one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

/// List the documents
///
/// A change may take a moment to show.
#[utoipa::path(
    get, path = "/workspaces/{workspace}/documents",
    operation_id = "listDocuments", tag = "documents",
    params(("workspace" = WorkspaceId, Path, description = "The workspace"), Filter),
    responses(
        (status = 200, description = "A page", body = Documents),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
    Parameters(filter): Parameters<Filter>,
) -> Result<Json<Documents>, Problem> {
    access.require(&caller, workspace, Action::ReadBooks).await?;
    let range = register::period(filter.issued_from, filter.issued_to, filter.cursor.clone())?;
    let today = app.today_in(register::company(&app, workspace).await?.country);
    let passes = |document: &Recorded<Document>| filter.passes(&document.data, today);
    let page = register::page(&app, workspace, range, filter.limit, passes).await?;
    Ok(Json(Documents { documents: page.items, next_cursor: page.next }))
}

/// Read a document
///
/// With `Accept: application/xml`, a document that was issued here in Italy comes as FatturaPA: the file that
/// SdI takes, which is sent by whoever the company sends through. Its name tells the company's files apart.
#[utoipa::path(
    get, path = "/workspaces/{workspace}/documents/{document}",
    operation_id = "getDocument", tag = "documents",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("document" = RecordId, Path, description = "The document"),
        ("Accept" = Option<String>, Header, description = "`application/xml` for FatturaPA"),
    ),
    responses(
        (status = 200, description = "The document; `ETag` is its version", content(
            (Recorded<Document> = "application/json"),
            (String = "application/xml"),
        )),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn read(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, document)): Named<(WorkspaceId, String)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    access.require(&caller, workspace, Action::ReadBooks).await?;
    let document = register::find::<Document>(&app, workspace, &document).await?;
    if wants_xml(&headers) {
        return fatturapa::of(&app, workspace, &document.id).await;
    }
    Ok(Tagged(StatusCode::OK, document).into_response())
}

/// Whether a caller names XML, and does not name JSON before it.
fn wants_xml(headers: &HeaderMap) -> bool {
    let lists = headers.get_all(ACCEPT).iter().filter_map(|accepted| accepted.to_str().ok());
    let mut types = lists.flat_map(|list| list.split(',')).filter_map(|range| range.split(';').next());
    let is = |range: &str, format: &str| range.trim().eq_ignore_ascii_case(format);
    let first = types.find(|range| is(range, "application/xml") || is(range, "application/json"));
    first.is_some_and(|range| is(range, "application/xml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_is_for_who_names_it_first() {
        let wants = |accepted: &str| wants_xml(&HeaderMap::from_iter([(ACCEPT, accepted.parse().unwrap())]));
        for xml in ["application/xml", "Application/XML;q=0.9, */*;q=0.1", "text/html,application/xml"] {
            assert!(wants(xml), "{xml}");
        }
        for json in ["", "*/*", "text/xml", "application/json", "application/json, application/xml"] {
            assert!(!wants(json), "{json}");
        }
        assert!(!wants_xml(&HeaderMap::new()));
    }
}
