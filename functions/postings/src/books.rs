//! What postings are made by: the company, its rules and its chart of accounts.

use domain::{
    chart::Chart,
    ids::WorkspaceId,
    invoice::{InboxInvoice, InvoiceId},
    posting::PostingRules,
    reconciliation::begun_month,
    record::Recorded,
    workspace::Workspace,
};
use jiff::{ToSpan as _, civil::Date};
use lambda::{problem::Problem, records};

use crate::App;

/// The company's books, as far as postings are concerned.
pub struct Books {
    /// The company.
    pub company: Workspace,
    /// Its rules.
    pub rules: Recorded<PostingRules>,
    /// Its chart of accounts.
    pub chart: Chart,
}

impl Books {
    /// Reads them.
    pub async fn read(app: &App, workspace: WorkspaceId) -> Result<Self, Problem> {
        let company = records::company(&app.store, workspace).await?;
        let rules = app.store.posting_rules(&company).await?;
        let chart = app.store.chart(&company).await?;
        Ok(Self { company, rules, chart })
    }

    /// The month of that name, last month where there is none; its first day.
    pub fn month(&self, app: &App, name: Option<&str>) -> Result<Date, Problem> {
        let today = app.clock.now().to_zoned(self.company.country.time_zone()).date();
        let month = match name {
            None => Some(today.first_of_month().saturating_sub(1.month())),
            Some(name) => begun_month(name, today),
        };
        month.ok_or_else(|| Problem::field("month", "month-range"))
    }
}

/// The invoice of that id.
pub async fn find(app: &App, workspace: WorkspaceId, id: &str) -> Result<InboxInvoice, Problem> {
    let id = InvoiceId::parse(id).ok_or_else(Problem::not_found)?;
    app.store.invoice(workspace, &id).await?.ok_or_else(Problem::not_found)
}
