//! An invoice's chain of corrections as one story: its documents in order, and what they come to.

use axum::{Json, extract::State};
use domain::{
    access::Action,
    chain::{Chain, Member},
    ids::WorkspaceId,
    invoice::{InboxInvoice, InvoiceId},
    language::Language,
};
use futures::{StreamExt as _, TryStreamExt as _, stream};
use jiff::Timestamp;
use lambda::{
    access::{Access, Caller},
    http::{Accepted, Named, Parameters},
    line_page::LinePage,
    problem::{Problem, ProblemDocument},
};
use nav::invoice::{
    Invoice, VatSums,
    chain::{ChainLine, ChainOutcome, ChainProblem, ChainTotals, outcome},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    App,
    read::{find, parsed},
    view::InvoiceView,
};

/// Documents of a chain that are read, at most. Longer chains show their documents, not what they come to.
const MOST_READ: usize = 200;
/// Documents read from the bucket at the same time.
const READ_AT_ONCE: usize = 8;

/// A chain of corrections.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChainView {
    /// The number of the original, to which all corrections refer.
    #[schema(example = "2026/00123")]
    original_number: String,
    /// Whether the original is among the documents: an issuer may correct what was never reported.
    has_original: bool,
    /// The original, then each correction and cancellation in its place. Amounts of corrections are
    /// differences.
    documents: Vec<InvoiceView>,
    /// Documents that NAV tells of and does not hand out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    missing: Vec<MissingDocument>,
    /// When NAV was asked for the chain; absent before that, or where there is no correction.
    #[serde(skip_serializing_if = "Option::is_none")]
    learned_at: Option<Timestamp>,
    /// What the chain comes to: its sums by VAT key, without what was withdrawn at NAV.
    vat_summary: Vec<VatSums>,
    /// What the chain comes to: its totals.
    totals: ChainTotals,
    /// The invoice's currency, ISO 4217.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "HUF")]
    currency: Option<String>,
    /// How many resulting lines there are to page through.
    line_count: usize,
    /// What does not fit together.
    problems: Vec<ChainProblem>,
    /// The documents that are not counted in: their content is awaited or refused, or they were withdrawn;
    /// all of a chain of more than 200.
    not_counted: Vec<InvoiceId>,
}

/// A document that NAV tells of and does not hand out.
#[derive(Debug, Serialize, ToSchema)]
pub struct MissingDocument {
    /// Its number.
    #[schema(example = "2026/00124")]
    number: String,
    /// Its place in a batch document.
    #[serde(skip_serializing_if = "Option::is_none")]
    batch_index: Option<u32>,
    /// What NAV or the reader said.
    #[schema(example = "NOT_FOUND")]
    code: String,
}

/// Some resulting lines of a chain.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChainLines {
    /// By their number in the chain. A line's document is its place among the documents that are counted in.
    lines: Vec<ChainLine>,
    /// The documents that are counted in, in order.
    documents: Vec<InvoiceId>,
    /// Ask with this cursor for what follows; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<usize>,
}

/// Read an invoice's chain of corrections
///
/// Any invoice of a chain can be named.
#[utoipa::path(
    get, path = "/workspaces/{workspace}/invoices/{invoice}/chain",
    operation_id = "getInvoiceChain", tag = "invoices",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("invoice" = InvoiceId, Path, description = "The invoice"),
    ),
    responses(
        (status = 200, description = "The chain", body = ChainView),
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
) -> Result<Json<ChainView>, Problem> {
    access.require(&caller, workspace, Action::ReadInvoices).await?;
    Ok(Json(Story::read(&app, workspace, &invoice).await?.view(language)))
}

/// Read the resulting lines of a chain of corrections
#[utoipa::path(
    get, path = "/workspaces/{workspace}/invoices/{invoice}/chain/lines",
    operation_id = "listInvoiceChainLines", tag = "invoices",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("invoice" = InvoiceId, Path, description = "The invoice"),
        LinePage,
    ),
    responses(
        (status = 200, description = "A page of lines", body = ChainLines),
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
) -> Result<Json<ChainLines>, Problem> {
    access.require(&caller, workspace, Action::ReadInvoices).await?;
    let page = page.checked()?;
    let story = Story::read(&app, workspace, &invoice).await?;
    let (lines, next_cursor) = page.of(story.outcome.lines);
    Ok(Json(ChainLines { lines, documents: story.counted, next_cursor }))
}

/// A chain as the inbox has it.
struct Story {
    original_number: String,
    base: InvoiceId,
    documents: Vec<InboxInvoice>,
    chain: Option<Chain>,
    /// The documents that `outcome` counts, in order.
    counted: Vec<InvoiceId>,
    outcome: ChainOutcome,
}

impl Story {
    async fn read(app: &App, workspace: WorkspaceId, invoice: &str) -> Result<Self, Problem> {
        let asked = find(app, workspace, invoice).await?;
        let base = asked.chain_base();
        let chain = app.store.chain(workspace, &base).await?;
        let members = chain.iter().flat_map(|chain| &chain.members);
        let mut ids: Vec<InvoiceId> = members.map(|member| member.invoice.clone()).collect();
        ids.extend([base.clone(), asked.id.clone()]);
        ids.sort_unstable();
        ids.dedup();
        let mut documents = app.store.invoices_of(workspace, &ids).await?;
        documents.sort_by_key(|document| {
            let reported = document.report.as_ref().map(|report| report.at);
            (document.id != base, document.modification_index, reported, document.id.clone())
        });
        let (counted, outcome) = resulting(app, &documents).await?;
        let original_number = asked.original_number.unwrap_or(asked.number);
        Ok(Self { original_number, base, documents, chain, counted, outcome })
    }

    fn view(self, language: Language) -> ChainView {
        let here = |member: &Member| self.documents.iter().any(|document| document.id == member.invoice);
        let missing = self.chain.iter().flat_map(|chain| &chain.members).filter(|member| !here(member));
        let missing = missing.filter_map(|member| {
            let code = member.missing.clone()?;
            Some(MissingDocument { number: member.number.clone(), batch_index: member.batch_index, code })
        });
        let is_counted = |id: &InvoiceId| self.counted.contains(id);
        let first = self.documents.iter().find(|document| is_counted(&document.id));
        ChainView {
            has_original: self.documents.iter().any(|document| document.id == self.base),
            missing: missing.collect(),
            learned_at: self.chain.as_ref().map(|chain| chain.learned_at),
            vat_summary: self.outcome.vat_summary,
            totals: self.outcome.totals,
            currency: first.and_then(|document| document.currency.clone()),
            line_count: self.outcome.lines.len(),
            problems: self.outcome.problems,
            not_counted: self
                .documents
                .iter()
                .map(|document| &document.id)
                .filter(|id| !is_counted(id))
                .cloned()
                .collect(),
            original_number: self.original_number,
            documents: self
                .documents
                .into_iter()
                .map(|document| InvoiceView::new(document, language))
                .collect(),
        }
    }
}

/// What the documents come to, and which of them count.
async fn resulting(app: &App, documents: &[InboxInvoice]) -> Result<(Vec<InvoiceId>, ChainOutcome), Problem> {
    if documents.len() > MOST_READ {
        return Ok((Vec::new(), outcome(&[])));
    }
    let contents: Vec<_> = documents.iter().map(|document| content(app, document)).collect();
    let read: Vec<_> = stream::iter(contents).buffered(READ_AT_ONCE).try_collect().await?;
    let (counted, invoices): (Vec<_>, Vec<_>) = read.into_iter().flatten().unzip();
    let outcome = outcome(&invoices.iter().collect::<Vec<_>>());
    Ok((counted, outcome))
}

/// What a document of the chain states, if it counts: it was read, and NAV has not withdrawn it.
async fn content(app: &App, document: &InboxInvoice) -> Result<Option<(InvoiceId, Invoice)>, Problem> {
    if document.withdrawn_at.is_some() {
        return Ok(None);
    }
    Ok(parsed(app, document).await?.map(|invoice| (document.id.clone(), invoice)))
}
