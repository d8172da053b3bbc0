//! One page of NAV's digest: what is new on it comes into the inbox.

use std::collections::{BTreeMap, HashMap};

use domain::{
    fetch::Window,
    invoice::{Direction, InvoiceId, Report},
};
use futures::{StreamExt as _, stream};
use jiff::Timestamp;
use nav::{DigestRow, Error, InvoiceData};
use tokio::sync::SemaphorePermit;

use crate::{
    FetchError,
    batch::Batch,
    record,
    session::{Session, nav_is_failing},
};

/// What became of a page.
pub struct Page {
    /// The last page of the window, as NAV counts now.
    pub available: u32,
    /// Whether everything on the page was dealt with; if not, the budget or the time ran out.
    pub finished: bool,
    /// Whether the page held what the inbox did not have.
    pub brought: bool,
    /// The reports on it, with the moment NAV stored them.
    pub reports: Vec<(Timestamp, [u8; 16])>,
}

/// A row whose document is wanted.
pub struct Wanted {
    /// The row.
    pub row: DigestRow,
    /// Whether the inbox has an earlier report of the same invoice.
    pub replaces: bool,
}

/// Fetches a page and what is new on it.
pub async fn work_page(
    session: &Session<'_>,
    direction: Direction,
    window: Window,
    page: u32,
) -> Result<Page, FetchError> {
    let digest = session.digest(direction, window, page).await?;
    let progress = session.connection.progress(direction);
    let rows = digest.rows.into_iter().filter(|row| row.invoice_issue_date >= progress.start);
    let rows: BTreeMap<[u8; 16], DigestRow> = rows.map(|row| (fingerprint(direction, &row), row)).collect();
    let reports = rows.iter().map(|(fingerprint, row)| (row.ins_date, *fingerprint)).collect();
    let unseen = rows.into_iter().filter(|(fingerprint, _)| !progress.seen.contains(fingerprint));
    let wanted = wanted(session, direction, unseen.map(|(_, row)| row).collect()).await?;
    let brought = !wanted.is_empty();
    let finished = take_in(session, direction, wanted).await?;
    Ok(Page { available: digest.available_page, finished, brought, reports })
}

fn fingerprint(direction: Direction, row: &DigestRow) -> [u8; 16] {
    let report = record::report(row);
    record::identity(direction, row).report(&report.transaction, report.index)
}

/// The rows that the inbox does not have, or has from an earlier report; of several reports the latest.
async fn wanted(
    session: &Session<'_>,
    direction: Direction,
    rows: Vec<DigestRow>,
) -> Result<Vec<Wanted>, FetchError> {
    let mut latest: BTreeMap<InvoiceId, DigestRow> = BTreeMap::new();
    for row in rows {
        let id = record::identity(direction, &row).id();
        if latest.get(&id).is_none_or(|other| other.ins_date < row.ins_date) {
            latest.insert(id, row);
        }
    }
    if latest.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<InvoiceId> = latest.keys().cloned().collect();
    let known: HashMap<InvoiceId, Report> =
        session.app.store.known_invoices(session.connection.workspace, &ids).await?;
    let wanted = latest.into_iter().filter_map(|(id, row)| match known.get(&id) {
        None => Some(Wanted { row, replaces: false }),
        Some(report) if report.at < row.ins_date => Some(Wanted { row, replaces: true }),
        Some(_) => None,
    });
    Ok(wanted.collect())
}

/// Fetches the documents and writes the invoices. False says that the budget or the time ran out before.
async fn take_in(
    session: &Session<'_>,
    direction: Direction,
    wanted: Vec<Wanted>,
) -> Result<bool, FetchError> {
    let mut answers = stream::iter(wanted)
        .map(|wanted| fetch(session, direction, wanted))
        .buffer_unordered(session.app.limits.documents_in_flight);
    let mut batch = Batch::new(session, direction);
    let (mut finished, mut failed) = (true, Vec::new());
    while let Some(answer) = answers.next().await {
        match answer {
            None => finished = false,
            Some((wanted, Err(error), _)) => failed.push((wanted, error)),
            Some((wanted, Ok(data), _permit)) => batch.add(wanted, data).await?,
        }
    }
    batch.write().await?;
    if let Some(error) = failure_of_the_poll(session, &failed) {
        return Err(error.into());
    }
    for (wanted, error) in failed {
        batch.expect_later(wanted, error.code()).await?;
    }
    Ok(finished)
}

/// The error that makes the whole poll fail: the one that stops the connection, or one of many that say that
/// NAV is failing. Where that lasts although NAV goes on listing, it is the documents after all.
fn failure_of_the_poll(session: &Session<'_>, failed: &[(Wanted, Error)]) -> Option<Error> {
    let errors = || failed.iter().map(|(_, error)| error);
    if let Some(stop) = errors().find(|error| matches!(error, Error::StopAndTellOwner { .. })) {
        return Some(stop.clone());
    }
    let limits = &session.app.limits;
    let failing = session.failing_since.map(|since| session.app.clock.now().duration_since(since));
    let lasts = failing.is_some_and(|failing| failing > limits.failing);
    errors().filter(|error| nav_is_failing(error)).nth(limits.awaited_in_page).filter(|_| !lasts).cloned()
}

/// A document, and the permit to hold it.
type Held<'a> = (Wanted, Result<InvoiceData, Error>, Option<SemaphorePermit<'a>>);

/// Asks for one document once the process may hold one more; nothing where the budget or the time ran out.
async fn fetch<'a>(session: &Session<'a>, direction: Direction, wanted: Wanted) -> Option<Held<'a>> {
    // Only a closed semaphore gives no permit, and nobody closes this one.
    let permit = session.app.permits.acquire().await.ok();
    if session.requests_left() == 0 {
        return None;
    }
    let row = &wanted.row;
    let answer =
        session.document(direction, &row.invoice_number, row.batch_index, &row.supplier_tax_number).await;
    Some((wanted, answer, permit))
}
