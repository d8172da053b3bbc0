//! Documents get their numbers: as the next of their series, without gaps, or as another program gave them.

use std::time::Duration;

use axum::{extract::State, http::StatusCode};
use domain::{
    access::Action,
    country::Country,
    document::{Buyer, Document},
    ids::WorkspaceId,
    partner::Partner,
    record::{Actor, ChangeAction, RecordId, RecordKind, Recorded},
    series::Series,
    workspace::Workspace,
    wrong::Wrong,
};
use jiff::{SignedDuration, Timestamp, civil::Date};
use lambda::{
    access::{Access, Caller},
    http::{Body, IfMatch, Named, Tagged},
    problem::{Problem, ProblemDocument},
};
use serde::Deserialize;
use store::{
    StoreError,
    outbound::{Issue, IssuedFile, Step},
};
use utoipa::ToSchema;

use super::fatturapa;
use crate::{
    App,
    register::{self, Making},
    series,
};

/// How long, and how often, a document waits for others to get their numbers.
const PATIENCE: SignedDuration = SignedDuration::from_secs(12);
const ATTEMPTS: u32 = 500;
/// The longest pause between two attempts, in milliseconds.
const PAUSE: u64 = 200;

/// Issue a draft
///
/// It gets the next number of its series, names its customer as that is now, and stays as it is from then on.
/// A repeated request answers with the issued document.
#[utoipa::path(
    post, path = "/workspaces/{workspace}/documents/{document}/issue",
    operation_id = "issueDocument", tag = "documents",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("document" = RecordId, Path, description = "The document"),
        ("If-Match" = String, Header, description = "The version of the draft that was seen"),
    ),
    responses(
        (status = 200, description = "The issued document", body = Recorded<Document>),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn issue(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, document)): Named<(WorkspaceId, String)>,
    IfMatch(version): IfMatch,
) -> Result<Tagged<Document>, Problem> {
    access.require(&caller, workspace, Action::IssueDocuments).await?;
    let company = issuing(&app, workspace).await?;
    let by = app.actor(&caller);
    let mut patience = Patience::new(by.at);
    loop {
        let draft = register::find::<Document>(&app, workspace, &document).await?;
        // The draft became the issued document in one change.
        if !draft.data.is_draft() {
            let next = app.store.change_of(workspace, RecordKind::Document, &draft.id, version + 1).await?;
            let by_this = next.is_some_and(|change| change.action == ChangeAction::Issued);
            let issued = Problem::new(StatusCode::CONFLICT, "document-issued");
            return by_this.then_some(Tagged(StatusCode::OK, draft)).ok_or(issued);
        }
        if draft.version != version {
            return Err(register::outdated());
        }
        let numbered = number(&app, &company, draft.data.clone()).await?;
        let document = draft.changed(by.at, numbered.document);
        let base = corrected(&app, workspace, &document).await?;
        let (series, file) = (Some(numbered.series), numbered.file);
        let issue = Issue { document, draft: Some(draft), series, base, request: None, file };
        if let Some(issued) = attempt(&app, workspace, issue, by).await? {
            return Ok(Tagged(StatusCode::OK, issued));
        }
        patience.pause(&app).await?;
    }
}

/// A cancellation.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Cancel {
    /// The date of issue of the cancellation document; today where absent.
    issue_date: Option<Date>,
    /// A text that it shows, up to 2,000 characters.
    #[schema(example = "Ordered twice")]
    text: Option<String>,
}

/// Cancel an invoice
///
/// Issues a document that takes back what is left of the invoice after its corrections. A repeated request
/// answers with that document.
#[utoipa::path(
    post, path = "/workspaces/{workspace}/documents/{document}/cancel",
    operation_id = "cancelDocument", tag = "documents",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("document" = RecordId, Path, description = "The invoice"),
        ("If-Match" = String, Header, description = "The version of the invoice that was seen"),
    ),
    request_body = Cancel,
    responses(
        (status = 201, description = "The cancellation document", body = Recorded<Document>),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn cancel(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, document)): Named<(WorkspaceId, String)>,
    IfMatch(version): IfMatch,
    Body(cancel): Body<Cancel>,
) -> Result<Tagged<Document>, Problem> {
    access.require(&caller, workspace, Action::IssueDocuments).await?;
    let company = issuing(&app, workspace).await?;
    domain::wrong::optional("text", cancel.text.as_deref(), domain::limits::BOOKS.document_text)?;
    let by = app.actor(&caller);
    let issue_date = cancel.issue_date.unwrap_or_else(|| app.today_in(company.country));
    let mut patience = Patience::new(by.at);
    loop {
        let base = register::find::<Document>(&app, workspace, &document).await?;
        // What is left is taken back once, so the invoice names its cancellation.
        let id = RecordId::digest([b"cancellation", base.id.as_str().as_bytes()]);
        if let Some(done) = app.store.record::<Document>(workspace, &id).await? {
            return Ok(Tagged(StatusCode::CREATED, done));
        }
        if base.version != version {
            return Err(register::outdated());
        }
        let whole = whole(&app, workspace, &base.data).await?;
        let draft = Document { text: cancel.text.clone(), ..whole.cancellation(base.id.clone(), issue_date) };
        let numbered = number(&app, &company, draft).await?;
        let document = Recorded::new(id, by.at, numbered.document);
        register::fits(&document.data)?;
        let base = corrected(&app, workspace, &document).await?;
        let (series, file) = (Some(numbered.series), numbered.file);
        let issue = Issue { document, draft: None, series, base, request: None, file };
        if let Some(issued) = attempt(&app, workspace, issue, by).await? {
            return Ok(Tagged(StatusCode::CREATED, issued));
        }
        patience.pause(&app).await?;
    }
}

/// Keeps a document as another program issued it.
pub async fn record(
    app: &App,
    company: &Workspace,
    making: Making,
    document: Document,
    number: String,
) -> Result<Tagged<Document>, Problem> {
    let (workspace, by) = (making.workspace, making.by);
    register::fits(&document)?;
    let mut patience = Patience::new(by.at);
    loop {
        let buyer = buyer(&partner(app, workspace, &document.partner).await?);
        let issued = document.clone().issued(number.clone(), buyer, company.country);
        let document = Recorded::new(making.id.clone(), by.at, issued);
        let base = corrected(app, workspace, &document).await?;
        let request = Some(making.request.clone());
        let issue = Issue { document, draft: None, series: None, base, request, file: None };
        let issued = match attempt(app, workspace, issue, by).await? {
            Some(issued) => Some(issued),
            None => making.done(app).await?,
        };
        if let Some(issued) = issued {
            return Ok(Tagged(StatusCode::CREATED, issued));
        }
        patience.pause(app).await?;
    }
}

/// The company, if it issues documents here.
async fn issuing(app: &App, workspace: WorkspaceId) -> Result<Workspace, Problem> {
    let company = register::company(app, workspace).await?;
    match company.country {
        Country::Hu => Err(Problem::new(StatusCode::CONFLICT, "document-issue-elsewhere")),
        Country::Fi | Country::It | Country::Pl => Ok(company),
    }
}

/// A document with its number, and what that makes of the series.
struct Numbered {
    document: Document,
    series: Step<Series>,
    /// The file that the law wants, as it will stay.
    file: Option<IssuedFile>,
}

async fn number(app: &App, company: &Workspace, draft: Document) -> Result<Numbered, Problem> {
    if draft.issue_date > app.today_in(company.country) {
        return Err(Wrong::new("issue_date", "issue-date-future").into());
    }
    let id = domain::series::id(draft.kind, draft.issue_date.year());
    let before = series::of(app, company, id).await?;
    let (number, after) = before.data.give(draft.issue_date)?;
    let partner = partner(app, company.id, &draft.partner).await?;
    let draft = Document { sequence: Some(after.last), ..draft };
    let document = draft.issued(number, buyer(&partner), company.country);
    // What cannot be written as the file that the law wants must not be issued.
    let file = match company.country {
        Country::It => Some(fatturapa::file(app, company, &partner, &document).await?),
        Country::Fi | Country::Hu | Country::Pl => None,
    };
    Ok(Numbered { document, series: Step { before, after }, file })
}

/// The customer.
pub async fn partner(app: &App, workspace: WorkspaceId, id: &RecordId) -> Result<Partner, Problem> {
    let partner = app.store.record::<Partner>(workspace, id).await?;
    Ok(partner.ok_or_else(|| Wrong::new("partner", "partner-unknown"))?.data)
}

/// The customer as a document names it.
fn buyer(partner: &Partner) -> Buyer {
    Buyer {
        name: partner.name.clone(),
        tax_number: partner.tax_number.clone().or_else(|| partner.eu_vat_number.clone()),
        address: partner.address.clone(),
    }
}

/// The invoice that a document refers to.
pub async fn base(app: &App, workspace: WorkspaceId, id: &RecordId) -> Result<Recorded<Document>, Problem> {
    let base = app.store.record::<Document>(workspace, id).await?;
    Ok(base.ok_or_else(|| Wrong::new("base", "document-base"))?)
}

/// What a document makes of the invoice that it corrects.
async fn corrected(
    app: &App,
    workspace: WorkspaceId,
    document: &Recorded<Document>,
) -> Result<Option<Step<Document>>, Problem> {
    let Some(id) = &document.data.base else { return Ok(None) };
    let before = base(app, workspace, id).await?;
    let after = before.data.clone().with_correction(document.id.clone(), &document.data)?;
    Ok(Some(Step { before, after }))
}

/// An invoice with its corrections: what is left of it.
async fn whole(app: &App, workspace: WorkspaceId, invoice: &Document) -> Result<Document, Problem> {
    let mut whole = invoice.clone();
    for id in &invoice.corrections {
        let correction = base(app, workspace, id).await?.data;
        whole.lines.extend(correction.lines);
        whole.vat_summary.extend(correction.vat_summary);
        whole.totals = whole.totals.plus(correction.totals);
    }
    Ok(whole)
}

/// Tries once; nothing where somebody was faster. A number that another document has is refused.
async fn attempt(
    app: &App,
    workspace: WorkspaceId,
    issue: Issue,
    by: Actor,
) -> Result<Option<Recorded<Document>>, Problem> {
    match app.store.issue(workspace, &issue, by).await {
        Ok(()) => Ok(Some(issue.document)),
        Err(StoreError::Conflict | StoreError::Busy) => match is_taken(app, workspace, &issue).await? {
            true => Err(Problem::new(StatusCode::CONFLICT, "document-number-taken")
                .with("number", issue.document.data.number.unwrap_or_default())
                .in_field(Some("number".to_owned()))),
            false => Ok(None),
        },
        Err(error) => Err(error.into()),
    }
}

/// Whether another document has the number for good, rather than for the moment: the series still gives it.
async fn is_taken(app: &App, workspace: WorkspaceId, issue: &Issue) -> Result<bool, Problem> {
    let number = issue.document.data.number.as_deref().unwrap_or_default().trim().to_lowercase();
    let bearers = app.store.named::<Document>(workspace, "number", &number).await?;
    if bearers.iter().all(|bearer| *bearer == issue.document.id) {
        return Ok(false);
    }
    // Read behind the names: whoever had the number by then has moved the series, too.
    if let Some(series) = &issue.series {
        let now = app.store.record::<Series>(workspace, &series.before.id).await?;
        if now.map_or(0, |now| now.version) != series.before.version {
            return Ok(false);
        }
    }
    Ok(true)
}

/// How much longer a document waits for its number.
struct Patience {
    began: Timestamp,
    attempts: u32,
}

impl Patience {
    fn new(began: Timestamp) -> Self {
        Self { began, attempts: ATTEMPTS }
    }

    /// Waits a moment while others issue documents of the same series; gives up when that took too long.
    async fn pause(&mut self, app: &App) -> Result<(), Problem> {
        self.attempts -= 1;
        if self.attempts == 0 || app.clock.now().duration_since(self.began) > PATIENCE {
            return Err(Problem::new(StatusCode::SERVICE_UNAVAILABLE, "document-busy"));
        }
        let pause = app.ids.next().as_u128() as u64 % PAUSE;
        tokio::time::sleep(Duration::from_millis(pause)).await;
        Ok(())
    }
}
