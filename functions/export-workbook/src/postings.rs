//! The posting list of a month: each day's invoices read, posted by the rules as they are, and put into a
//! temporary file, row by row.

use std::{
    fs::File,
    sync::atomic::{AtomicU32, Ordering},
};

use domain::{
    exchange::Export,
    invoice::{InboxInvoice, ListPlace},
    language::Language,
    posting::{Outcome, PostedLine, Poster, Posting, PostingDifference},
    workspace::Workspace,
};
use futures::stream::{self, StreamExt as _, TryStreamExt as _};
use jiff::{ToSpan as _, civil::Date};
use lambda::texts;
use workbook::{
    Spool, WORKBOOK,
    posting_list::{EntryRow, OpenRow, PostingListWriter, Row, RowInvoice},
};

use crate::{App, ExportError, failed, write};

/// Invoices listed at once.
const LISTED_AT_ONCE: i32 = 200;
/// Documents read at once.
const READ_AT_ONCE: usize = 8;

/// Rows in a temporary file, with their places.
struct Gathered {
    language: Language,
    rows: Spool<Row>,
    places: Vec<u64>,
}

/// Writes the posting list of an export that has begun, and puts it where it can be downloaded.
pub async fn export(app: &App, company: &Workspace, export: Export) -> Result<(), ExportError> {
    let count = AtomicU32::new(0);
    let gathering = gather(app, company, &export, &count);
    let Some(gathered) = write::found(app, company, &export, (&count, gathering)).await? else {
        return failed(app, company.id, export, "export-too-large").await;
    };
    let rows = gathered.places.len() as u32;
    write::finish(app, company, export, rows, move |export, count| written(gathered, export, count)).await
}

/// The rows of the month; none where they are more than fit into a file.
async fn gather(
    app: &App,
    company: &Workspace,
    export: &Export,
    count: &AtomicU32,
) -> Result<Option<Gathered>, ExportError> {
    let rules = app.store.posting_rules(company).await?;
    let chart = app.store.chart(company).await?;
    let poster = Poster::new(&rules.data, &chart);
    let mut gathered = Gathered { language: export.language, rows: Spool::new()?, places: Vec::new() };
    let month = export.month.unwrap_or(export.asked_at.to_zoned(company.country.time_zone()).date());
    for day in month.first_of_month().series(1.day()).take(month.days_in_month() as usize) {
        let invoices = issued_on(app, company, day).await?;
        let posted = invoices.iter().map(|invoice| lines::post(&app.documents, invoice, &poster));
        let mut posted = stream::iter(posted.collect::<Vec<_>>()).buffered(READ_AT_ONCE);
        for invoice in &invoices {
            let Some(outcome) = posted.try_next().await? else { break };
            gathered.add(invoice, outcome)?;
            count.store(gathered.places.len() as u32, Ordering::Relaxed);
            if gathered.places.len() > WORKBOOK.rows as usize {
                return Ok(None);
            }
        }
    }
    Ok(Some(gathered))
}

/// The invoices of a day, in the order of their places.
async fn issued_on(app: &App, company: &Workspace, day: Date) -> Result<Vec<InboxInvoice>, ExportError> {
    let (from, mut before) = (ListPlace::before(day), ListPlace::behind(day));
    let mut invoices = Vec::new();
    loop {
        let page = app.store.invoices(company.id, &from, &before, LISTED_AT_ONCE).await?;
        let last = page.invoices.last().map(ListPlace::of);
        invoices.extend(page.invoices);
        match last {
            Some(last) if page.more => before = last,
            _ => break,
        }
    }
    invoices.reverse();
    Ok(invoices)
}

fn written(mut gathered: Gathered, export: &Export, count: &AtomicU32) -> Result<File, ExportError> {
    let made_at = export.begun_at.unwrap_or(export.asked_at);
    let mut writer = PostingListWriter::new(export.language, made_at, &texts::named)?;
    for place in gathered.places {
        writer.row(&gathered.rows.at(place)?)?;
        count.fetch_add(1, Ordering::Relaxed);
    }
    let mut file = tempfile::tempfile()?;
    writer.finish(&mut file)?;
    Ok(file)
}

impl Gathered {
    fn add(&mut self, invoice: &InboxInvoice, outcome: Outcome) -> Result<(), ExportError> {
        let of = row_invoice(invoice);
        match outcome {
            Outcome::Posted(posting) => self.posted(&of, posting),
            Outcome::NotPosted(reason) => {
                let reason = texts::named(self.language, reason.text());
                let net = invoice.amounts_huf.net;
                let (text, vat_key) = (String::new(), String::new());
                self.push(&Row::Open(OpenRow { invoice: of, line: None, text, net, vat_key, reason }))
            }
        }
    }

    fn posted(&mut self, of: &RowInvoice, posting: Posting) -> Result<(), ExportError> {
        for line in posting.lines {
            self.line(of, line)?;
        }
        posting.differences.iter().try_for_each(|difference| self.difference(of, difference))
    }

    fn line(&mut self, of: &RowInvoice, line: PostedLine) -> Result<(), ExportError> {
        if let Some(uncovered) = line.uncovered {
            let account = uncovered.account.map(|account| account.to_string()).unwrap_or_default();
            let reason = texts::told(self.language, uncovered.reason.text(), &[("account", account)]);
            let PostedLine { line, text, net, vat_key, .. } = line;
            let invoice = of.clone();
            return self.push(&Row::Open(OpenRow { invoice, line: Some(line), text, net, vat_key, reason }));
        }
        for entry in line.entries {
            let row = EntryRow {
                invoice: of.clone(),
                supplied_on: line.supplied_on,
                line: line.line,
                text: line.text.clone(),
                account: entry.account,
                counter_account: entry.counter_account,
                debit: entry.debit,
                credit: entry.credit,
                vat_key: line.vat_key.clone(),
                cost_centre: line.cost_centre.clone().filter(|_| entry.base),
                amount: entry.amount,
                rule: line.rule.as_ref().map(|rule| rule.name.clone()).unwrap_or_default(),
            };
            self.push(&Row::Entry(row))?;
        }
        Ok(())
    }

    fn difference(&mut self, of: &RowInvoice, difference: &PostingDifference) -> Result<(), ExportError> {
        let reason = texts::told(self.language, difference.of.text(), &difference.arguments());
        let (text, vat_key) = (String::new(), String::new());
        // What it is by is in the reason: of VAT or gross it would be no net amount.
        let (invoice, net) = (of.clone(), None);
        self.push(&Row::Open(OpenRow { invoice, line: None, text, net, vat_key, reason }))
    }

    fn push(&mut self, row: &Row) -> Result<(), ExportError> {
        self.places.push(self.rows.push(row)?);
        Ok(())
    }
}

fn row_invoice(invoice: &InboxInvoice) -> RowInvoice {
    let partner = invoice.other_party();
    RowInvoice {
        issue_date: invoice.issue_date,
        number: invoice.number.clone(),
        direction: invoice.direction,
        partner: partner.name.clone(),
        tax_number: partner.tax_number.clone(),
        currency: invoice.currency.clone(),
    }
}
