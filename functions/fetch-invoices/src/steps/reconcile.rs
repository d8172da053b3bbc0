//! The reconciliation of a month: some days after the other, in each direction, NAV's list against the inbox,
//! and the sums of the documents by VAT key.

use std::collections::BTreeMap;

use domain::{
    fetch::{Step, Task},
    invoice::{Amounts, Direction, InboxInvoice, InvoiceId, ListPlace, Reading},
    reconciliation::{Days, Difference, Reconciliation},
};
use futures::{StreamExt as _, TryStreamExt as _, stream};
use nav::{DigestRow, Limits, Payload, Window, invoice::VatSums};

use super::go_on;
use crate::{FetchError, done_by_another, page::latest, record, session::Session};

/// Invoices read from the inbox at once.
const READ_AT_ONCE: i32 = 200;
/// Documents read from the bucket at the same time.
const DOCUMENTS_AT_ONCE: usize = 8;

/// Compares days until the month ends or the budget runs out.
pub async fn work(session: &Session<'_>, step: &Step, mut month: Reconciliation) -> Result<(), FetchError> {
    while let Some(days) = month.left {
        if session.requests_left() == 0 {
            return go_on(session, step, Task::Reconcile(Box::new(month))).await;
        }
        let Some(rows) = list(session, &month, &days).await? else {
            if days.count > 1 {
                month.left = Some(days.halved());
            } else {
                month.skipped.push(days.from);
                month.left = month.after(&days);
            }
            continue;
        };
        compare(session, &mut month, &days, rows).await?;
        month.left = month.after(&days);
        month.failing_since = None;
    }
    month.finished_at = Some(session.app.clock.now());
    let (store, workspace) = (&session.app.store, session.connection.workspace);
    Ok(done_by_another(store.finish_reconciliation(workspace, &month, step).await)?)
}

/// What NAV lists of these days; nothing where it is too much at once.
async fn list(
    session: &Session<'_>,
    month: &Reconciliation,
    days: &Days,
) -> Result<Option<Vec<DigestRow>>, FetchError> {
    let mut rows = Vec::new();
    for page in 1.. {
        if session.requests_left() == 0 {
            return Ok(None);
        }
        let window = Window::Issued { from: days.from, to: month.last(days) };
        let answer = session.digest(days.direction, window, page).await?;
        if answer.available_page > session.app.limits.reconcile_pages && days.count > 1 {
            return Ok(None);
        }
        rows.extend(answer.rows);
        if page >= answer.available_page {
            break;
        }
    }
    Ok(Some(rows))
}

/// Adds both sides of these days to the month.
async fn compare(
    session: &Session<'_>,
    month: &mut Reconciliation,
    days: &Days,
    rows: Vec<DigestRow>,
) -> Result<(), FetchError> {
    let (direction, company) = (days.direction, &session.connection.tax_number);
    let start = session.connection.progress(direction).start;
    let own = |row: &DigestRow| {
        row.invoice_issue_date >= start && record::other_member(company, direction, row).is_none()
    };
    let rows = latest(direction, rows.into_iter().filter(own).collect());
    let held = read(session, month, days).await?;
    add_nav(session, month, direction, &rows, &held);
    add_inbox(session, month, &rows, &held);
    add_documents(session, month, &held).await
}

/// The company's own invoices of these days in the inbox.
async fn read(
    session: &Session<'_>,
    month: &Reconciliation,
    days: &Days,
) -> Result<BTreeMap<InvoiceId, InboxInvoice>, FetchError> {
    let (store, workspace) = (&session.app.store, session.connection.workspace);
    let mut held = BTreeMap::new();
    let from = days.from.max(session.connection.progress(days.direction).start);
    if from > month.last(days) {
        return Ok(held);
    }
    let (from, mut before) = (ListPlace::before(from), ListPlace::behind(month.last(days)));
    loop {
        let page = store.invoices(workspace, &from, &before, READ_AT_ONCE).await?;
        let last = page.invoices.last().map(ListPlace::of);
        let own = page
            .invoices
            .into_iter()
            .filter(|invoice| invoice.direction == days.direction && invoice.other_member.is_none());
        held.extend(own.map(|invoice| (invoice.id.clone(), invoice)));
        match last {
            Some(last) if page.more => before = last,
            _ => return Ok(held),
        }
    }
}

fn add_nav(
    session: &Session<'_>,
    month: &mut Reconciliation,
    direction: Direction,
    rows: &BTreeMap<InvoiceId, DigestRow>,
    held: &BTreeMap<InvoiceId, InboxInvoice>,
) {
    for (id, row) in rows {
        // NAV goes on listing what was annulled (nav-gov-hu/Online-Invoice issue 333).
        if held.get(id).is_some_and(|invoice| invoice.withdrawn_at.is_some()) {
            continue;
        }
        let amounts = Amounts { net: row.invoice_net_amount, vat: row.invoice_vat_amount, gross: None };
        let currency = row.currency.as_deref();
        let currency = currency.or_else(|| held.get(id).and_then(|invoice| invoice.currency.as_deref()));
        month.group(direction, currency).nav.add(&amounts);
        if !held.contains_key(id) {
            let difference = Difference {
                direction,
                number: row.invoice_number.clone(),
                supplier: row.supplier_tax_number.clone(),
                issue_date: row.invoice_issue_date,
            };
            month.not_here.add(difference, session.app.limits.differences);
        }
    }
}

fn add_inbox(
    session: &Session<'_>,
    month: &mut Reconciliation,
    rows: &BTreeMap<InvoiceId, DigestRow>,
    held: &BTreeMap<InvoiceId, InboxInvoice>,
) {
    for (id, invoice) in held {
        let group = month.group(invoice.direction, invoice.currency.as_deref());
        if invoice.withdrawn_at.is_some() {
            group.withdrawn += 1;
            continue;
        }
        group.inbox.add(&invoice.amounts);
        group.unread += u32::from(invoice.reading != Reading::Complete);
        if !rows.contains_key(id) {
            let difference = Difference {
                direction: invoice.direction,
                number: invoice.number.clone(),
                supplier: invoice.supplier.tax_number.clone().unwrap_or_default(),
                issue_date: invoice.issue_date,
            };
            month.not_at_nav.add(difference, session.app.limits.differences);
        }
    }
}

/// Adds what the documents sum up by VAT key.
async fn add_documents(
    session: &Session<'_>,
    month: &mut Reconciliation,
    held: &BTreeMap<InvoiceId, InboxInvoice>,
) -> Result<(), FetchError> {
    let counted = |invoice: &&InboxInvoice| {
        invoice.withdrawn_at.is_none() && invoice.reading == Reading::Complete && invoice.document.is_some()
    };
    let read: Vec<_> = held.values().filter(counted).map(|invoice| sums(session, invoice)).collect();
    let sums: Vec<_> = stream::iter(read).buffer_unordered(DOCUMENTS_AT_ONCE).try_collect().await?;
    for (invoice, sums) in sums {
        let group = month.group(invoice.direction, invoice.currency.as_deref());
        let Some(sums) = sums else {
            group.unread += 1;
            continue;
        };
        for sum in sums {
            let key = group.key(&sum.key);
            key.net += sum.net.unwrap_or_default();
            key.vat += sum.vat.unwrap_or_default();
            key.simplified_gross += sum.simplified_gross.unwrap_or_default();
        }
    }
    Ok(())
}

/// The sums of an invoice's document by VAT key; none where the document cannot be read any more.
async fn sums<'i>(
    session: &Session<'_>,
    invoice: &'i InboxInvoice,
) -> Result<(&'i InboxInvoice, Option<Vec<VatSums>>), FetchError> {
    let Some(place) = &invoice.document else { return Ok((invoice, None)) };
    let payload = Payload { bytes: session.app.documents.read(place).await?, gzip: place.gzip };
    let read = payload.document(&Limits::default());
    let document =
        read.inspect_err(|error| tracing::error!(%error, invoice = %invoice.id, "unreadable")).ok();
    let sums = document
        .and_then(|document| document.into_invoice(invoice.batch_index))
        .map(|stated| stated.invoice_summary.by_vat_key());
    Ok((invoice, sums))
}
