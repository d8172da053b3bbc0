//! Documents are drafted, and those of other programs recorded.

use axum::{extract::State, http::StatusCode};
use domain::{
    access::Action,
    country::Country,
    document::{Document, NewDocument},
    ids::WorkspaceId,
    partner::{Partner, PaymentTerms},
    record::{RecordId, RecordKind, Recorded},
    workspace::Workspace,
    wrong::Wrong,
};
use lambda::{
    access::{Access, Caller},
    http::{Body, IdempotencyKey, IfMatch, Named, Tagged},
    problem::{Problem, ProblemDocument},
};
use store::records::Used;

use super::issue;
use crate::{
    App,
    register::{self, Making},
    settings,
};

/// Draft or record a document
///
/// Without a number it is a draft, which is issued by itself. With a number it is kept as another program
/// issued it; in Hungary every document is. With the header `Idempotency-Key`, a repeated request makes no
/// second one.
#[utoipa::path(
    post, path = "/workspaces/{workspace}/documents",
    operation_id = "createDocument", tag = "documents",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 255 characters of your choice"),
    ),
    request_body = NewDocument,
    responses(
        (status = 201, description = "The document", body = Recorded<Document>),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn create(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
    IdempotencyKey(key): IdempotencyKey,
    Body(entered): Body<NewDocument>,
) -> Result<Tagged<Document>, Problem> {
    access.require(&caller, workspace, Action::IssueDocuments).await?;
    let by = app.actor(&caller);
    let making = Making::new(&app, workspace, by, RecordKind::Document, (key, &entered))?;
    if let Some(there) = making.done::<Document>(&app).await? {
        return Ok(Tagged(StatusCode::CREATED, there));
    }
    let company = register::company(&app, workspace).await?;
    if company.country == Country::Hu && entered.number.is_none() {
        return Err(Wrong::new("number", "document-number-hungary").into());
    }
    let document = drafted(&app, &company, &entered).await?;
    match entered.number {
        Some(number) => issue::record(&app, &company, making, document, number).await,
        None => register::create(&app, making, document).await,
    }
}

/// Change a draft
///
/// The whole document is sent, and in `If-Match` the version that it replaces. What was issued cannot be
/// changed.
#[utoipa::path(
    put, path = "/workspaces/{workspace}/documents/{document}",
    operation_id = "changeDocument", tag = "documents",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("document" = RecordId, Path, description = "The document"),
        ("If-Match" = String, Header, description = "The version that was seen, as `ETag` gave it"),
    ),
    request_body = NewDocument,
    responses(
        (status = 200, description = "The document as it is now", body = Recorded<Document>),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn change(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, document)): Named<(WorkspaceId, String)>,
    IfMatch(version): IfMatch,
    Body(entered): Body<NewDocument>,
) -> Result<Tagged<Document>, Problem> {
    access.require(&caller, workspace, Action::IssueDocuments).await?;
    let before = draft(&app, workspace, &document, version).await?;
    let company = register::company(&app, workspace).await?;
    if entered.number.is_some() {
        return Err(Wrong::new("number", "document-number-draft").into());
    }
    let data = drafted(&app, &company, &entered).await?;
    register::change(&app, workspace, &before, data, app.actor(&caller)).await
}

/// Delete a draft
///
/// What was issued cannot be deleted; cancel it.
#[utoipa::path(
    delete, path = "/workspaces/{workspace}/documents/{document}",
    operation_id = "deleteDocument", tag = "documents",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("document" = RecordId, Path, description = "The document"),
        ("If-Match" = String, Header, description = "The version that was seen, as `ETag` gave it"),
    ),
    responses(
        (status = 204, description = "It is gone"),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn remove(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, document)): Named<(WorkspaceId, String)>,
    IfMatch(version): IfMatch,
) -> Result<StatusCode, Problem> {
    access.require(&caller, workspace, Action::IssueDocuments).await?;
    let before = draft(&app, workspace, &document, version).await?;
    register::remove(&app, workspace, &before, app.actor(&caller)).await
}

/// The draft of that version.
async fn draft(
    app: &App,
    workspace: WorkspaceId,
    id: &str,
    version: u32,
) -> Result<Recorded<Document>, Problem> {
    let document = register::seen::<Document>(app, workspace, id, version).await?;
    if !document.data.is_draft() {
        return Err(Problem::new(StatusCode::CONFLICT, "document-issued"));
    }
    Ok(document)
}

/// The draft of what was entered, with everything that it names in use from now on.
async fn drafted(app: &App, company: &Workspace, entered: &NewDocument) -> Result<Document, Problem> {
    let partner = customer(app, company.id, &entered.partner).await?;
    let terms = match partner.data.payment_terms {
        Some(terms) => terms,
        None => PaymentTerms::of_days(settings::of(app, company.id).await?.data.invoicing.payment_days),
    };
    let document = entered.drafted(company.country, &partner.data, terms)?;
    if let Some(base) = &document.base {
        let base = issue::base(app, company.id, base).await?;
        base.data.with_correction(base.id, &document)?;
    }
    in_use(app, company, &document).await?;
    Ok(document)
}

async fn customer(app: &App, workspace: WorkspaceId, id: &RecordId) -> Result<Recorded<Partner>, Problem> {
    let partner = app.store.record::<Partner>(workspace, id).await?;
    let partner = partner.ok_or_else(|| Wrong::new("partner", "partner-unknown"))?;
    if !partner.data.customer {
        return Err(Wrong::new("partner", "partner-no-customer").into());
    }
    Ok(partner)
}

/// Notes that partner, products and ledger accounts of a document are in use.
async fn in_use(app: &App, company: &Workspace, document: &Document) -> Result<(), Problem> {
    let mut fields = vec!["partner".to_owned()];
    let mut used = vec![Used::stored(RecordKind::Partner, &document.partner)];
    for (place, line) in document.lines.iter().enumerate() {
        if let Some(product) = &line.product {
            fields.push(format!("lines[{place}].product"));
            used.push(Used::stored(RecordKind::Product, product));
        }
    }
    if let Some(place) = app.store.mark_used(company.id, &used).await?.missing() {
        let code = if place == 0 { "partner-unknown" } else { "product-unknown" };
        return Err(Wrong::new(fields[place].clone(), code).into());
    }
    let accounts = document.lines.iter().enumerate();
    let accounts = accounts
        .map(|(place, line)| (format!("lines[{place}].ledger_account"), line.ledger_account.as_ref()));
    register::post_to(app, company, &accounts.collect::<Vec<_>>()).await
}
