//! The postings of a month.

use axum::{Json, extract::State};
use domain::{
    access::Action,
    ids::WorkspaceId,
    invoice::{InboxInvoice, ListPlace},
    language::Language,
    posting::{Outcome, Poster},
    reconciliation::month_name,
};
use lambda::{
    access::{Access, Caller},
    http::{Accepted, Named, Parameters, limit},
    problem::{Problem, ProblemDocument},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    App,
    books::Books,
    cursor::Cursor,
    month::{Place, stretch},
    view::{DifferenceView, InvoiceName, NotPostedView, PostedLineView},
};

/// Rows on a page, at most.
const MOST: usize = 200;
/// Rows on a page where the caller does not say.
const USUAL: usize = 100;
/// Invoices looked at for one page: a filter that few rows pass ends its page early, with a cursor.
const LOOKED_AT: usize = 300;

/// Which postings.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// The month of the dates of issue, such as 2026-10; last month where absent.
    month: Option<String>,
    /// With true, only what is posted, and lines that come to nothing; with false, only what is not posted,
    /// and where lines and invoices differ.
    covered: Option<bool>,
    /// Where the previous page ended.
    cursor: Option<String>,
    /// How many rows at most, 1 to 200; 100 where absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
}

/// A row: a line, an invoice that is not posted at all, or a difference between an invoice and its lines.
#[derive(Debug, Serialize, ToSchema)]
pub struct PostingRow {
    /// The invoice.
    invoice: InvoiceName,
    /// A line of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<PostedLineView>,
    /// Why the invoice is not posted at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_posted: Option<NotPostedView>,
    /// Where its lines do not come to what it states.
    #[serde(skip_serializing_if = "Option::is_none")]
    difference: Option<DifferenceView>,
    #[serde(skip)]
    covered: bool,
}

/// A page of postings.
#[derive(Debug, Serialize, ToSchema)]
pub struct Postings {
    /// The month.
    #[schema(example = "2026-10")]
    month: String,
    /// The latest date of issue first; an invoice's lines in its document's order.
    rows: Vec<PostingRow>,
    /// Ask with this cursor for what follows; absent at the end. A page may be short, even empty, and have
    /// one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

/// List the postings of a month
///
/// With `covered=false`, what no rule covers, and why.
#[utoipa::path(
    get, path = "/workspaces/{workspace}/postings",
    operation_id = "listPostings", tag = "postings",
    params(("workspace" = WorkspaceId, Path, description = "The workspace"), Filter),
    responses(
        (status = 200, description = "A page", body = Postings),
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
) -> Result<Json<Postings>, Problem> {
    access.require(&caller, workspace, Action::ReadBooks).await?;
    let most = limit(filter.limit, USUAL, MOST)?;
    let books = Books::read(&app, workspace).await?;
    let month = books.month(&app, filter.month.as_deref())?;
    let cursor = filter.cursor.as_deref().map(Cursor::parse).transpose()?;
    let mut page = Page { rows: Vec::new(), most, covered: filter.covered, language };
    let mut place = Place::end_of(month, app.clock.now());
    if let Some(cursor) = &cursor {
        place = place.up_to(cursor.bound());
    }
    let poster = Poster::new(&books.rules.data, &books.chart);
    let next = page.fill(&app, workspace, &poster, (place, cursor)).await?;
    let next_cursor = next.map(|cursor| cursor.name());
    Ok(Json(Postings { month: month_name(month), rows: page.rows, next_cursor }))
}

struct Page {
    rows: Vec<PostingRow>,
    most: usize,
    covered: Option<bool>,
    language: Language,
}

impl Page {
    /// Adds rows until there is no room, and tells where the next page begins.
    async fn fill(
        &mut self,
        app: &App,
        workspace: WorkspaceId,
        poster: &Poster<'_>,
        (mut place, cursor): (Place, Option<Cursor>),
    ) -> Result<Option<Cursor>, Problem> {
        let mut looked_at = 0;
        loop {
            let work = |invoice| async move { Ok(lines::post(&app.documents, &invoice, poster).await?) };
            let stretch = stretch(app, workspace, &mut place, work).await?;
            looked_at += stretch.invoices.len();
            let mut last = None;
            for (invoice, outcome) in stretch.invoices {
                let at = ListPlace::of(&invoice);
                let shown = cursor.as_ref().map_or(0, |cursor| cursor.shown(&at));
                if let Some(rows) = self.add(&invoice, outcome, shown) {
                    return Ok(Some(Cursor { invoice: at, rows: Some(rows) }));
                }
                last = Some(at);
            }
            match last {
                Some(invoice) if stretch.more && (stretch.late || looked_at >= LOOKED_AT) => {
                    return Ok(Some(Cursor { invoice, rows: None }));
                }
                Some(_) if stretch.more => {}
                _ => return Ok(None),
            }
        }
    }

    /// Adds the rows of an invoice behind those that were shown; where there is no room for all, how many of
    /// the invoice's rows are done with.
    fn add(&mut self, invoice: &InboxInvoice, outcome: Outcome, shown: usize) -> Option<usize> {
        let rows = rows(invoice, outcome, self.language).into_iter().enumerate().skip(shown);
        for (place, row) in rows {
            if self.covered.is_some_and(|covered| covered != row.covered) {
                continue;
            }
            if self.rows.len() == self.most {
                return Some(place);
            }
            self.rows.push(row);
        }
        None
    }
}

fn rows(invoice: &InboxInvoice, outcome: Outcome, language: Language) -> Vec<PostingRow> {
    let name = InvoiceName::of(invoice);
    let blank = || PostingRow {
        invoice: name.clone(),
        line: None,
        not_posted: None,
        difference: None,
        covered: false,
    };
    let posting = match outcome {
        Outcome::Posted(posting) => posting,
        Outcome::NotPosted(reason) => {
            return vec![PostingRow { not_posted: Some(NotPostedView::new(reason, language)), ..blank() }];
        }
    };
    let lines = posting.lines.into_iter().map(|line| {
        let covered = line.is_covered();
        PostingRow { line: Some(PostedLineView::new(line, language)), covered, ..blank() }
    });
    let differences = posting.differences.into_iter().map(|difference| PostingRow {
        difference: Some(DifferenceView::new(difference, language)),
        ..blank()
    });
    lines.chain(differences).collect()
}
