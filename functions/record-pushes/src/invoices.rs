//! Invoices, and what is pushed like one.

use domain::{
    ids::WorkspaceId,
    invoice::InboxInvoice,
    szamlazz::{
        AgentQuery, AgentTask, PushedInvoice, PushedObject, QueryCause, Standing, Surroundings,
        SzamlazzDocument, SzamlazzPart, Unmatched, decide,
    },
};
use jiff::Timestamp;
use lambda::batch::Worked;
use store::{
    StoreError,
    szamlazz::{InvoiceChange, Recording},
};

use crate::{App, RecordError};

/// How often a document is recorded anew when somebody else changes its invoice at the same moment.
const ATTEMPTS: u32 = 4;

/// Records the state of a document, unless a later one is here.
pub async fn record(
    app: &App,
    workspace: WorkspaceId,
    object: &PushedObject,
    pushed: PushedInvoice,
) -> Result<Worked, RecordError> {
    for _ in 0..ATTEMPTS {
        match try_to_record(app, workspace, object, &pushed).await {
            Err(RecordError::Store(StoreError::Conflict)) => {}
            other => return other.map(|()| Worked::Done),
        }
    }
    Ok(Worked::Later)
}

async fn try_to_record(
    app: &App,
    workspace: WorkspaceId,
    object: &PushedObject,
    pushed: &PushedInvoice,
) -> Result<(), RecordError> {
    let name = SzamlazzDocument::name(pushed.stream, pushed.id);
    let around = app.store.recording(workspace, &name, &pushed.invoice.id).await?;
    let Some(company) = around.company.as_ref().map(|company| company.tax_number.clone()) else {
        return Ok(());
    };
    if !is_wanted(&around, object, pushed) {
        return Ok(());
    }
    let there = around.invoice.as_ref();
    let standing = decide(pushed, &Surroundings { company: &company, nav: around.nav.as_ref(), there });
    let now = app.clock.now();
    let later = later_state(pushed, standing, there, now);
    let left = left_behind(app, workspace, &around, pushed, standing).await?;
    let document = SzamlazzDocument {
        stream: pushed.stream,
        id: pushed.id,
        invoice: is_in_an_invoice(standing, there, pushed.id).then(|| pushed.invoice.id.clone()),
        standing,
        object: object.clone(),
        since: around.document.as_ref().map_or(now, |document| document.since),
    };
    let unmatched = unmatched(pushed, &document, name);
    let mut task = image_wanted(&around, pushed, &later, standing, object, now);
    if task.is_some() && app.store.agent_query(workspace, &later.number).await?.is_some() {
        task = None;
    }
    let change = change(standing, there, &later, object);
    let store = &app.store;
    let write =
        store.record_document(workspace, &document, change, left.as_ref(), unmatched.as_ref(), task.as_ref());
    Ok(write.await?)
}

/// Whether this is a later state, of a document that is to be recorded.
fn is_wanted(around: &Recording, object: &PushedObject, pushed: &PushedInvoice) -> bool {
    let Some(connection) = &around.connection else { return false };
    match &around.document {
        // Also the same bytes: what was told between them may come later, and what they stand beside changes.
        Some(known) => known.object < *object,
        None => object.is_answer() || pushed.invoice.issue_date >= connection.starts.of(pushed.stream),
    }
}

fn part_of(invoice: &InboxInvoice) -> Option<&SzamlazzPart> {
    invoice.szamlazz.as_ref()
}

/// The invoice as this document makes it.
fn later_state(
    pushed: &PushedInvoice,
    standing: Standing,
    there: Option<&InboxInvoice>,
    now: Timestamp,
) -> InboxInvoice {
    let mut later = pushed.invoice.clone();
    let part = later.szamlazz.take().map(|part| part.after(there.and_then(part_of)));
    let awaits_nav = standing == Standing::AwaitsNav;
    later.szamlazz = part.map(|part| SzamlazzPart { awaits_nav, ..part });
    if let Some(there) = there {
        later.status = there.status;
        later.withdrawn_at = there.withdrawn_at;
    }
    if standing == Standing::Deleted {
        later.withdrawn_at = later.withdrawn_at.or(Some(now));
    }
    later
}

fn change<'a>(
    standing: Standing,
    there: Option<&'a InboxInvoice>,
    later: &'a InboxInvoice,
    object: &PushedObject,
) -> InvoiceChange<'a> {
    // Another document of the same supplier and number may have told more since.
    let is_past = there.and_then(part_of).is_some_and(|part| part.object >= *object);
    match (standing, there, &later.szamlazz) {
        _ if is_past => InvoiceChange::None,
        (Standing::Attached, Some(earlier), Some(part)) => InvoiceChange::Attach { earlier, part },
        (Standing::Source | Standing::AwaitsNav, None, _) => InvoiceChange::New(later),
        (Standing::Source | Standing::AwaitsNav, Some(earlier), _) => {
            InvoiceChange::Replace { earlier, later }
        }
        (Standing::Deleted, Some(earlier), Some(part)) if stays_withdrawn(earlier, part.id) => {
            InvoiceChange::Replace { earlier, later }
        }
        _ => InvoiceChange::None,
    }
}

/// What a list shows by this document alone does not vanish when it is deleted at Számlázz.hu.
fn stays_withdrawn(there: &InboxInvoice, document: i64) -> bool {
    let is_its = part_of(there).is_some_and(|part| part.id == document);
    is_its && there.report.is_none() && there.is_listed()
}

fn is_in_an_invoice(standing: Standing, there: Option<&InboxInvoice>, document: i64) -> bool {
    match standing {
        Standing::Attached | Standing::Source | Standing::AwaitsNav => true,
        Standing::Deleted => there.is_some_and(|there| stays_withdrawn(there, document)),
        Standing::NoInvoice | Standing::OtherCompany => false,
    }
}

/// The invoice that the document was part of and is no more: its number changed, or it was deleted.
async fn left_behind(
    app: &App,
    workspace: WorkspaceId,
    around: &Recording,
    pushed: &PushedInvoice,
    standing: Standing,
) -> Result<Option<InboxInvoice>, StoreError> {
    let Some(former) = around.document.as_ref().and_then(|document| document.invoice.as_ref()) else {
        return Ok(None);
    };
    if *former == pushed.invoice.id && is_in_an_invoice(standing, around.invoice.as_ref(), pushed.id) {
        return Ok(None);
    }
    let invoice = match &around.invoice {
        Some(there) if there.id == *former => Some(there.clone()),
        _ => app.store.invoice(workspace, former).await?,
    };
    Ok(invoice.filter(|invoice| part_of(invoice).is_some_and(|part| part.id == pushed.id)))
}

fn unmatched(pushed: &PushedInvoice, document: &SzamlazzDocument, name: String) -> Option<Unmatched> {
    let invoice = &pushed.invoice;
    let reason = pushed.reason(document.standing)?;
    Some(Unmatched {
        number: Some(invoice.number.clone()),
        kind: Some(pushed.kind),
        issue_date: Some(invoice.issue_date),
        partner: invoice.other_party().clone(),
        gross: invoice.amounts.gross,
        currency: invoice.currency.clone(),
        invoice: document.invoice.clone(),
        ..Unmatched::new(name, reason, document.object.clone(), document.since)
    })
}

/// A question for the image that the link did not bring, once. Only what the company issued can be asked for.
fn image_wanted(
    around: &Recording,
    pushed: &PushedInvoice,
    later: &InboxInvoice,
    standing: Standing,
    object: &PushedObject,
    now: Timestamp,
) -> Option<AgentTask> {
    use domain::szamlazz::Stream;
    let asked = around.connection.as_ref().is_some_and(|connection| connection.asked_agent().is_some());
    let first = around.document.is_none() && !object.is_answer();
    let stands = matches!(standing, Standing::Attached | Standing::Source | Standing::AwaitsNav);
    let missing = pushed.stream == Stream::Outgoing && !later.has_image();
    (asked && first && stands && missing).then(|| {
        let cause = QueryCause::Image { invoice: later.id.clone() };
        AgentTask::Query(AgentQuery::new(&later.number, cause, now))
    })
}
