//! A correction or cancellation came: what NAV tells of the whole chain is learned, and what the inbox lacks
//! of it is fetched. So the chain can be told even where its original lies before the start date.

use domain::{
    chain::{Chain, Member},
    fetch::{Step, Task, document_delay},
    invoice::{Amounts, InboxInvoice, InvoiceId, InvoiceIdentity, Party, Reading, Report, Status},
};
use jiff::civil::Date;
use nav::{ChainElement, DigestRow, Error, Window, codes::InvoiceOperation};
use store::{StoreError, documents::Pack};

use super::{finish, go_on};
use crate::{
    FetchError, images,
    record::{self, Reader},
    session::Session,
};

/// Pages of a chain, at most; 100 documents each.
const MOST_PAGES: u32 = 5;

/// How often NAV is asked for a chain in which it does not hand out a document; about three hours.
const MOST_ATTEMPTS: u32 = 6;
/// How often an original is written anew when somebody else writes it at the same moment.
const WRITE_ATTEMPTS: u32 = 3;

/// A document of the chain, as NAV lists it.
struct Listed {
    number: String,
    batch_index: Option<u32>,
    operation: InvoiceOperation,
    original: Option<String>,
    modification_index: Option<u32>,
}

/// Learns the chain of a correction.
pub async fn work(
    session: &Session<'_>,
    step: &Step,
    modification: InvoiceId,
    attempts: u32,
) -> Result<(), FetchError> {
    let (store, workspace) = (&session.app.store, session.connection.workspace);
    let Some(correction) = store.invoice(workspace, &modification).await? else {
        return finish(session, step).await;
    };
    let Some(original) = correction.original_number.clone() else { return finish(session, step).await };
    let listed = list(session, &correction, &original).await?;
    let earlier = store.chain(workspace, &correction.chain_base()).await?;
    let mut chain = Chain {
        base: correction.chain_base(),
        direction: correction.direction,
        number: original,
        members: earlier.as_ref().map(|chain| chain.members.clone()).unwrap_or_default(),
        learned_at: session.app.clock.now(),
    };
    chain.members.retain(|member| member.missing.is_none());
    let Some(members) = members(session, &correction, listed).await? else {
        // What was fetched is recognised by the next message.
        return go_on(session, step, step.task.clone()).await;
    };
    members.into_iter().for_each(|member| chain.add(member));
    let again = chain.is_incomplete() && attempts < MOST_ATTEMPTS;
    let next = again.then(|| Step {
        due_at: session.app.clock.now() + document_delay(attempts),
        task: Task::Chain { modification, attempts: attempts + 1 },
        ..step.clone()
    });
    // A conflict says that another correction of the same chain was faster: the message comes again.
    Ok(store.learn_chain(workspace, earlier.as_ref(), &chain, step, next.as_ref()).await?)
}

/// The documents of the chain. Where NAV tells of none, although it has the correction (nav-gov-hu's
/// Online-Invoice issues 664 and 990), those that the digest lists under the original's number.
async fn list(
    session: &Session<'_>,
    correction: &InboxInvoice,
    original: &str,
) -> Result<Vec<Listed>, Error> {
    let (direction, mut listed) = (correction.direction, Vec::new());
    for page in 1..=MOST_PAGES {
        let answer = session.chain(direction, original, correction.supplier_core(), page).await?;
        listed.extend(answer.elements.into_iter().map(Listed::from));
        if page >= answer.available_page {
            break;
        }
    }
    if !listed.is_empty() {
        return Ok(listed);
    }
    for page in 1..=MOST_PAGES {
        let window = Window::Original { invoice_number: original.to_owned() };
        let answer = session.digest(direction, window, page).await?;
        let of_the_supplier =
            |row: &DigestRow| Some(row.supplier_tax_number.as_str()) == correction.supplier_core();
        listed.extend(answer.rows.into_iter().filter(of_the_supplier).map(Listed::from));
        if page >= answer.available_page {
            break;
        }
    }
    Ok(listed)
}

/// The members of the chain, after what the inbox lacks was fetched: the original and the correction in any
/// case. Nothing where the budget or the time ran out before.
async fn members(
    session: &Session<'_>,
    correction: &InboxInvoice,
    mut listed: Vec<Listed>,
) -> Result<Option<Vec<Member>>, FetchError> {
    let original = correction.original_number.clone().unwrap_or_default();
    if !listed.iter().any(|document| document.number == original) {
        listed.insert(0, Listed::original(original));
    }
    let supplier = correction.supplier_core().unwrap_or_default();
    let named: Vec<_> =
        listed.into_iter().map(|document| (document.id(correction, supplier), document)).collect();
    let ids: Vec<_> = named.iter().map(|(id, _)| id.clone()).collect();
    let known = session.app.store.known_invoices(session.connection.workspace, &ids).await?;
    let mut members = Vec::new();
    for (invoice, document) in named {
        let there = known.get(&invoice);
        let missing = match there.is_some_and(|there| there.report.is_some()) {
            true => None,
            false if session.requests_left() == 0 => return Ok(None),
            false => fetch(session, correction, (&invoice, &document), there.is_some()).await?,
        };
        members.push(Member { invoice, number: document.number, batch_index: document.batch_index, missing });
    }
    members.push(Member {
        invoice: correction.id.clone(),
        number: correction.number.clone(),
        batch_index: correction.batch_index,
        missing: None,
    });
    Ok(Some(members))
}

/// Fetches a document that the inbox lacks, or has from another source only; the reason where that cannot be.
async fn fetch(
    session: &Session<'_>,
    correction: &InboxInvoice,
    (id, document): (&InvoiceId, &Listed),
    told_by_another: bool,
) -> Result<Option<String>, FetchError> {
    let (app, workspace) = (session.app, session.connection.workspace);
    let mut earlier = if told_by_another { app.store.invoice(workspace, id).await? } else { None };
    let supplier = correction.supplier_core().unwrap_or_default();
    let question = session.question(correction.direction, &document.number, document.batch_index, supplier);
    let data = match session.document(&question).await {
        Ok(data) => data,
        Err(error @ (Error::NotFound | Error::Refused { .. })) => return Ok(Some(error.code().to_owned())),
        Err(error) => return Err(error.into()),
    };
    let stated = match record::read(&data.payload, document.batch_index) {
        Reader::Read(stated) => stated,
        Reader::Refuse(code) | Reader::AskAgain(code) => return Ok(Some(code.to_owned())),
    };
    let report = Report {
        transaction: data.audit.transaction_id.unwrap_or_else(|| data.audit.ins_date.to_string()),
        index: data.audit.index.unwrap_or(1),
        at: data.audit.ins_date,
    };
    let listed = document.as_invoice(correction, id, report, stated.issue_date());
    let mut invoice = record::complete(listed, *stated);
    let start = session.connection.progress(correction.direction).start;
    invoice.before_start = invoice.issue_date < start;
    let mut pack = Pack::new(workspace);
    let place = pack.add(&data.payload.bytes, data.payload.gzip);
    invoice.document = app.documents.store(pack).await?.locate(place);
    if !invoice.before_start {
        images::expect(session, invoice.direction, &[&invoice]).await?;
    }
    // What the polling brought meanwhile is at least as good; what Számlázz.hu alone told of is not.
    for _ in 0..WRITE_ATTEMPTS {
        let later = match earlier.clone() {
            Some(earlier) => invoice.clone().superseding(earlier),
            None => invoice.clone(),
        };
        match app.store.put_invoice(workspace, earlier.as_ref(), &later, &[]).await {
            Err(StoreError::Conflict) => earlier = app.store.invoice(workspace, id).await?,
            other => return Ok(other.map(|()| None)?),
        }
        if earlier.as_ref().is_some_and(|earlier| earlier.report.is_some()) {
            return Ok(None);
        }
    }
    Err(StoreError::Conflict.into())
}

impl Listed {
    /// An original that NAV does not list: it may have it all the same.
    fn original(number: String) -> Self {
        Self {
            number,
            batch_index: None,
            operation: InvoiceOperation::Create,
            original: None,
            modification_index: None,
        }
    }

    fn id(&self, correction: &InboxInvoice, supplier: &str) -> InvoiceId {
        InvoiceIdentity {
            direction: correction.direction,
            supplier_tax_number: supplier,
            number: &self.number,
            batch_index: self.batch_index,
        }
        .id()
    }

    /// The document as an invoice of the inbox, before its content is read.
    fn as_invoice(
        &self,
        correction: &InboxInvoice,
        id: &InvoiceId,
        report: Report,
        issue_date: Date,
    ) -> InboxInvoice {
        InboxInvoice {
            id: id.clone(),
            number: self.number.clone(),
            batch_index: self.batch_index,
            operation: record::operation(&self.operation),
            original_number: self.original.clone(),
            modification_index: self.modification_index,
            issue_date,
            report: Some(report),
            szamlazz: None,
            reading: Reading::Complete,
            contradictions: Vec::new(),
            document: None,
            status: Status::New,
            withdrawn_at: None,
            superseded: Vec::new(),
            // Whatever else the correction states is the correction's alone.
            delivery_date: None,
            payment_date: None,
            payment_method: None,
            customer: Party::default(),
            currency: None,
            amounts: Amounts::default(),
            amounts_huf: Amounts::default(),
            ..correction.clone()
        }
    }
}

impl From<ChainElement> for Listed {
    fn from(element: ChainElement) -> Self {
        let ChainElement { digest, reference, .. } = element;
        Self {
            number: digest.invoice_number,
            batch_index: digest.batch_index,
            operation: digest.invoice_operation,
            original: reference.as_ref().and_then(|reference| reference.original_invoice_number.clone()),
            modification_index: reference.and_then(|reference| reference.modification_index),
        }
    }
}

impl From<DigestRow> for Listed {
    fn from(row: DigestRow) -> Self {
        Self {
            number: row.invoice_number,
            batch_index: row.batch_index,
            operation: row.invoice_operation,
            original: row.original_invoice_number,
            modification_index: row.modification_index,
        }
    }
}
