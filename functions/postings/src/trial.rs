//! Rules tried on a month's invoices before they are switched on.

use axum::{Json, extract::State};
use domain::{
    access::Action,
    ids::WorkspaceId,
    invoice::{InboxInvoice, ListPlace},
    language::Language,
    posting::{Coverage, InvoiceFacts, Poster, Posting, PostingRule, PostingRules, changes},
    reconciliation::month_name,
};
use lambda::{
    access::{Access, Caller},
    http::{Accepted, Body, Named, limit},
    problem::{Problem, ProblemDocument},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    App,
    books::Books,
    month::{Place, stretch},
    tried::tried,
    view::{InvoiceName, PostedLineView},
};

/// Invoices on a page, at most.
const MOST: usize = 200;
/// Invoices on a page where the caller does not say.
const USUAL: usize = 50;
/// Changed lines that are shown of an invoice.
const SHOWN: usize = 20;
/// Changed lines behind which a page ends early, with a cursor: a function answers with 6 MB at most.
const SHOWN_IN_ALL: usize = 300;

/// What is tried: all rules, or one.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = PostingTrial)]
pub struct Trial {
    /// Rules in place of all that there are.
    #[serde(default)]
    rules: Option<PostingRules>,
    /// One rule, tried as if it were switched on; in place of the one of its identifier, if there is one.
    #[serde(default)]
    rule: Option<PostingRule>,
    /// Where the one rule is put, from 0; where absent, where it is, or else at the end.
    #[serde(default)]
    #[schema(example = 0)]
    place: Option<usize>,
    /// The month of the dates of issue; last month where absent.
    #[serde(default)]
    #[schema(example = "2026-10")]
    month: Option<String>,
    /// Where the previous page ended.
    #[serde(default)]
    cursor: Option<ListPlace>,
    /// How many invoices are looked at at most, 1 to 200; 50 where absent. A page may be shorter, and have a
    /// cursor.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 200)]
    limit: Option<usize>,
}

/// What the tried rules would post otherwise.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PostingTrialOutcome)]
pub struct TrialOutcome {
    /// The month.
    #[schema(example = "2026-10")]
    month: String,
    /// The version of the rules as they are.
    rules_version: u32,
    /// Invoices that this page looked at.
    looked_at: usize,
    /// How many of them are not posted at all, whatever the rules.
    not_posted: usize,
    /// Their lines by the rules as they are.
    before: Coverage,
    /// Their lines by the tried rules.
    after: Coverage,
    /// Those with lines that would be posted otherwise, the latest date of issue first.
    invoices: Vec<ChangedInvoice>,
    /// Ask with this cursor for what follows; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<ListPlace>,
}

/// An invoice that would be posted otherwise.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangedInvoice {
    /// Which.
    invoice: InvoiceName,
    /// How many of its lines would be.
    changed: usize,
    /// The first 20 of them.
    lines: Vec<LineChangeView>,
}

/// A line that would be posted otherwise.
#[derive(Debug, Serialize, ToSchema)]
pub struct LineChangeView {
    /// By the rules as they are.
    before: PostedLineView,
    /// By the tried rules.
    after: PostedLineView,
}

/// Try posting rules
///
/// On the invoices of a month; nothing is changed by it.
#[utoipa::path(
    post, path = "/workspaces/{workspace}/posting-rules/trial",
    operation_id = "tryPostingRules", tag = "postings",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    request_body = Trial,
    responses(
        (status = 200, description = "What would be posted otherwise", body = TrialOutcome),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn try_out(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Accepted(language): Accepted,
    Named(workspace): Named<WorkspaceId>,
    Body(trial): Body<Trial>,
) -> Result<Json<TrialOutcome>, Problem> {
    access.require(&caller, workspace, Action::ManagePostingRules).await?;
    let most = limit(trial.limit, USUAL, MOST)?;
    let books = Books::read(&app, workspace).await?;
    let month = books.month(&app, trial.month.as_deref())?;
    let mut place = Place::end_of(month, app.clock.now());
    if let Some(cursor) = &trial.cursor {
        let cursor = ListPlace::parse(cursor.as_str());
        place = place.up_to(cursor.ok_or_else(|| Problem::field("cursor", "cursor-invalid"))?);
    }
    let tried = tried(&books, (trial.rules, trial.rule), trial.place)?;
    let posters = [&books.rules.data, &tried].map(|rules| Poster::new(rules, &books.chart));
    let mut outcome = TrialOutcome {
        month: month_name(month),
        rules_version: books.rules.version,
        looked_at: 0,
        not_posted: 0,
        before: Coverage::default(),
        after: Coverage::default(),
        invoices: Vec::new(),
        next_cursor: None,
    };
    let next = outcome.fill(&app, workspace, &posters, (place, most), language).await?;
    Ok(Json(TrialOutcome { next_cursor: next, ..outcome }))
}

/// An invoice by the rules as they are and by the tried ones; none where it is not posted at all.
async fn both(
    app: &App,
    posters: &[Poster<'_>; 2],
    invoice: InboxInvoice,
) -> Result<Option<[Posting; 2]>, Problem> {
    let lines = lines::lines_to_post(&app.documents, &invoice).await?;
    let facts = InvoiceFacts::from(&invoice);
    Ok(lines.ok().map(|lines| [0, 1].map(|place: usize| posters[place].post(&facts, &lines))))
}

impl TrialOutcome {
    /// Adds invoices until there is no room or no time, and tells behind which one the next page begins.
    async fn fill(
        &mut self,
        app: &App,
        workspace: WorkspaceId,
        posters: &[Poster<'_>; 2],
        (mut place, most): (Place, usize),
        language: Language,
    ) -> Result<Option<ListPlace>, Problem> {
        let mut shown = 0;
        loop {
            let work = |invoice| async move { both(app, posters, invoice).await };
            let stretch = stretch(app, workspace, &mut place, work).await?;
            let mut invoices = stretch.invoices.into_iter().peekable();
            while let Some((invoice, postings)) = invoices.next() {
                shown += self.add(&invoice, postings, language);
                let left = invoices.peek().is_some();
                let is_full = self.looked_at == most || shown >= SHOWN_IN_ALL;
                if is_full || (stretch.late && !left) {
                    return Ok((left || stretch.more).then(|| ListPlace::of(&invoice)));
                }
            }
            if !stretch.more {
                return Ok(None);
            }
        }
    }

    /// Adds an invoice, and tells how many of its lines are shown.
    fn add(&mut self, invoice: &InboxInvoice, postings: Option<[Posting; 2]>, language: Language) -> usize {
        self.looked_at += 1;
        let Some([before, after]) = postings else {
            self.not_posted += 1;
            return 0;
        };
        self.before.add(&before);
        self.after.add(&after);
        let changed = changes(before, after);
        if changed.is_empty() {
            return 0;
        }
        let count = changed.len();
        let view = |line| PostedLineView::new(line, language);
        let lines = changed.into_iter().take(SHOWN);
        let lines = lines.map(|line| LineChangeView { before: view(line.before), after: view(line.after) });
        let invoice = InvoiceName::of(invoice);
        self.invoices.push(ChangedInvoice { invoice, changed: count, lines: lines.collect() });
        count.min(SHOWN)
    }
}
