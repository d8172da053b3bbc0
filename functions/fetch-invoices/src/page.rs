//! NAV's digest: pages are listed, and what is new on them comes into the inbox.

use std::{
    collections::{BTreeMap, HashMap},
    ops::RangeInclusive,
};

use domain::{
    connection::Sighting,
    fetch::Window,
    invoice::{Direction, InvoiceId},
};
use futures::{StreamExt as _, TryStreamExt as _, stream};
use nav::{DigestRow, Error, InvoiceData, RetryCause};
use store::invoices::Known;
use tokio::sync::SemaphorePermit;

use crate::{
    FetchError,
    batch::Batch,
    record,
    session::{Session, nav_is_failing},
};

/// Reports of NAV's digest, each once, by fingerprint.
#[derive(Default)]
pub struct Listing(BTreeMap<[u8; 16], DigestRow>);

/// What became of the reports of a listing.
pub struct Taken {
    /// Whether all were dealt with; if not, the budget or the time ran out.
    pub finished: bool,
    /// How many of them the inbox did not have.
    pub brought: usize,
}

/// A row whose document is wanted.
pub struct Wanted {
    /// The row.
    pub row: DigestRow,
    /// Whether the inbox has an earlier report of the same invoice.
    pub replaces: bool,
}

impl Listing {
    /// Adds a page of what NAV stored in a window, less what was issued before invoices arrive. Answers with
    /// the number of the last page, as NAV counts now.
    pub async fn add_page(
        &mut self,
        session: &Session<'_>,
        direction: Direction,
        window: Window,
        page: u32,
    ) -> Result<u32, Error> {
        self.add_pages(session, direction, window, page..=page).await
    }

    /// Adds several pages, asked for at once. Answers as the last of them does.
    pub async fn add_pages(
        &mut self,
        session: &Session<'_>,
        direction: Direction,
        window: Window,
        pages: RangeInclusive<u32>,
    ) -> Result<u32, Error> {
        let window = nav::Window::Inserted { from: window.from, to: window.to };
        let start = session.connection.progress(direction).start;
        let mut available = 0;
        let pages: Vec<_> = pages.map(|page| session.digest(direction, window.clone(), page)).collect();
        let mut digests = stream::iter(pages).buffered(session.app.limits.documents_in_flight);
        while let Some(digest) = digests.try_next().await? {
            let rows = digest.rows.into_iter().filter(|row| row.invoice_issue_date >= start);
            self.0.extend(rows.map(|row| (fingerprint(direction, &row), row)));
            available = digest.available_page;
        }
        Ok(available)
    }

    /// The reports with the moment NAV stored them.
    pub fn sightings(&self) -> Vec<Sighting> {
        self.0.iter().map(|(fingerprint, row)| (row.ins_date, *fingerprint)).collect()
    }

    /// The rows that `wanted` names.
    pub fn rows(self, wanted: impl Fn(&[u8; 16]) -> bool) -> Vec<DigestRow> {
        self.0.into_iter().filter(|(fingerprint, _)| wanted(fingerprint)).map(|(_, row)| row).collect()
    }
}

fn fingerprint(direction: Direction, row: &DigestRow) -> [u8; 16] {
    let report = record::report(row);
    record::identity(direction, row).report(&report.transaction, report.index)
}

/// Takes in what the inbox does not have of these rows.
pub async fn take_in(
    session: &Session<'_>,
    direction: Direction,
    rows: Vec<DigestRow>,
) -> Result<Taken, FetchError> {
    let wanted = wanted(session, direction, rows).await?;
    let brought = wanted.len();
    let finished = fetch_all(session, direction, wanted).await?;
    Ok(Taken { finished, brought })
}

/// Of several reports of one invoice the latest.
pub fn latest(direction: Direction, rows: Vec<DigestRow>) -> BTreeMap<InvoiceId, DigestRow> {
    let mut latest: BTreeMap<InvoiceId, DigestRow> = BTreeMap::new();
    for row in rows {
        let id = record::identity(direction, &row).id();
        if latest.get(&id).is_none_or(|other| other.ins_date < row.ins_date) {
            latest.insert(id, row);
        }
    }
    latest
}

/// The rows that the inbox does not have, or has from an earlier report, or holds for a chain only.
async fn wanted(
    session: &Session<'_>,
    direction: Direction,
    rows: Vec<DigestRow>,
) -> Result<Vec<Wanted>, FetchError> {
    let latest = latest(direction, rows);
    if latest.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<InvoiceId> = latest.keys().cloned().collect();
    let known: HashMap<InvoiceId, Known> =
        session.app.store.known_invoices(session.connection.workspace, &ids).await?;
    let wanted = latest.into_iter().filter_map(|(id, row)| match known.get(&id) {
        None => Some(Wanted { row, replaces: false }),
        Some(known) if known.before_start || known.reported_at() < Some(row.ins_date) => {
            Some(Wanted { row, replaces: true })
        }
        Some(_) => None,
    });
    Ok(wanted.collect())
}

/// Fetches the documents and writes the invoices. False says that the budget or the time ran out before.
async fn fetch_all(
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
    let question =
        session.question(direction, &row.invoice_number, row.batch_index, &row.supplier_tax_number);
    match session.document(&question).await {
        Err(Error::RetryLater { cause: RetryCause::Paced, .. }) => None,
        answer => Some((wanted, answer, permit)),
    }
}
