//! One page of NAV's digest: what is new on it comes into the inbox.

use std::collections::{BTreeMap, HashMap};

use domain::{
    fetch::{Step, Window},
    invoice::{Direction, InboxInvoice, InvoiceId, Report},
};
use futures::{StreamExt as _, TryStreamExt as _, stream};
use jiff::Timestamp;
use nav::{DigestRow, Error, InvoiceData};
use store::documents::Pack;

use crate::{
    FetchError, done_by_another,
    record::{self, Reader},
    session::Session,
};

/// Writes under way at the same time for one connection.
const WRITES_IN_FLIGHT: usize = 8;

/// What became of a page.
pub struct Page {
    /// The last page of the window, as NAV counts now.
    pub available: u32,
    /// Whether everything on the page was dealt with; if not, the budget or the time ran out.
    pub finished: bool,
    /// Whether the page held reports that the connection had not remembered as seen.
    pub unseen: bool,
    /// The reports on it, with the moment NAV stored them.
    pub reports: Vec<(Timestamp, [u8; 16])>,
}

/// A row whose document is wanted.
struct Wanted {
    row: DigestRow,
    /// The report that is in the inbox already, where NAV has a later one of the same invoice.
    replaces: bool,
}

/// Fetches a page and what is new on it.
pub async fn work_page(
    session: &Session<'_>,
    direction: Direction,
    window: Window,
    page: u32,
) -> Result<Page, FetchError> {
    let digest = session.digest(direction, window, page).await?;
    let available = digest.available_page;
    let progress = session.connection.progress(direction);
    let rows = digest.rows.into_iter().filter(|row| row.invoice_issue_date >= progress.start);
    let rows: BTreeMap<[u8; 16], DigestRow> = rows.map(|row| (fingerprint(direction, &row), row)).collect();
    let reports = rows.iter().map(|(fingerprint, row)| (row.ins_date, *fingerprint)).collect();
    let unseen = rows.into_iter().filter(|(fingerprint, _)| !progress.seen.contains(fingerprint));
    let unseen: Vec<DigestRow> = unseen.map(|(_, row)| row).collect();
    let mut page = Page { available, finished: true, unseen: !unseen.is_empty(), reports };
    if page.unseen {
        let wanted = wanted(session, direction, unseen).await?;
        page.finished = take_in(session, direction, wanted).await?;
    }
    Ok(page)
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
async fn take_in(session: &Session<'_>, direction: Direction, wanted: Vec<Wanted>) -> Result<bool, FetchError> {
    let count = wanted.len();
    let fetched: Vec<(Wanted, Result<InvoiceData, Error>)> = stream::iter(wanted)
        .map(|wanted| fetch(session, direction, wanted))
        .buffer_unordered(session.app.limits.documents_in_flight)
        .filter_map(std::future::ready)
        .collect()
        .await;
    let finished = fetched.len() == count;
    let failures = fetched.iter().filter_map(|(_, answer)| answer.as_ref().err());
    let stopping = failures.clone().find(|error| matches!(error, Error::StopAndTellOwner { .. }));
    let too_many = failures.clone().nth(session.app.limits.awaited_in_page);
    let failure = stopping.or(too_many).cloned();
    let (arrived, failed): (Vec<_>, Vec<_>) = fetched.into_iter().partition(|(_, answer)| answer.is_ok());
    write(session, direction, arrived).await?;
    match failure {
        Some(failure) => Err(failure.into()),
        None => write(session, direction, failed).await.map(|()| finished),
    }
}

/// Asks for one document; nothing where the budget or the time ran out.
async fn fetch(
    session: &Session<'_>,
    direction: Direction,
    wanted: Wanted,
) -> Option<(Wanted, Result<InvoiceData, Error>)> {
    if session.requests_left() == 0 {
        return None;
    }
    let row = &wanted.row;
    let answer = session.document(direction, &row.invoice_number, row.batch_index, &row.supplier_tax_number).await;
    Some((wanted, answer))
}

/// Packs the documents into one object, then writes the invoices that refer to it.
async fn write(
    session: &Session<'_>,
    direction: Direction,
    fetched: Vec<(Wanted, Result<InvoiceData, Error>)>,
) -> Result<(), FetchError> {
    let mut pack = Pack::new(session.connection.workspace);
    let mut read = Vec::with_capacity(fetched.len());
    for (wanted, answer) in fetched {
        let (reader, place) = match answer {
            Err(error) => (Err(error.code().to_owned()), None),
            Ok(data) => match record::read(&data.payload, wanted.row.batch_index) {
                Reader::AskAgain(code) => (Err(code.to_owned()), None),
                reader => (Ok(reader), Some(pack.add(&data.payload.bytes, data.payload.gzip))),
            },
        };
        read.push((wanted, reader, place));
    }
    let stored = session.app.documents.store(pack).await?;
    let invoices = read.into_iter().map(|(wanted, reader, place)| {
        let document = place.and_then(|place| stored.locate(place));
        let known = record::from_digest(direction, &wanted.row, reader.as_ref().err().map_or("", String::as_str));
        let invoice = match reader {
            Ok(Reader::Read(stated)) => record::complete(known, *stated, document),
            Ok(Reader::Refuse(code) | Reader::AskAgain(code)) => record::refuse(known, code, document),
            Err(_) => known,
        };
        (invoice, wanted.replaces)
    });
    let writes = invoices.map(|(invoice, replaces)| add(session, invoice, replaces));
    stream::iter(writes).buffer_unordered(WRITES_IN_FLIGHT).try_collect::<()>().await
}

/// Adds one invoice: new, awaited with the step that asks again, or in place of an earlier report.
async fn add(session: &Session<'_>, invoice: InboxInvoice, replaces: bool) -> Result<(), FetchError> {
    let (store, workspace) = (&session.app.store, session.connection.workspace);
    if replaces {
        return replace(session, invoice).await;
    }
    match &invoice.reading {
        domain::invoice::Reading::Awaited { .. } => {
            let step = Step::document(invoice.id.clone(), session.app.clock.now());
            Ok(store.add_awaited_invoice(workspace, &invoice, &step).await?)
        }
        _ => Ok(store.add_invoice(workspace, &invoice).await?),
    }
}

/// Puts a later report in place of the earlier one. While its document cannot be had, the earlier one stays,
/// and the next poll sees the later one again.
async fn replace(session: &Session<'_>, later: InboxInvoice) -> Result<(), FetchError> {
    let (store, workspace) = (&session.app.store, session.connection.workspace);
    let Some(earlier) = store.invoice(workspace, &later.id).await? else { return Ok(()) };
    if earlier.report.at >= later.report.at {
        return Ok(());
    }
    let later = later.superseding(earlier.clone());
    Ok(done_by_another(store.replace_invoice(workspace, &earlier, &later).await)?)
}
