//! Documents on their way into the inbox: packed into one object, then written as invoices that refer to it.

use domain::{
    fetch::Step,
    invoice::{Direction, InboxInvoice, Reading},
};
use futures::{StreamExt as _, TryStreamExt as _, stream};
use jiff::Timestamp;
use nav::InvoiceData;
use store::{
    StoreError,
    documents::{Pack, PackedDocument},
};

use crate::{
    FetchError, images,
    page::Wanted,
    record::{self, Reader},
    session::Session,
};

/// Writes under way at the same time for one connection.
const WRITES_IN_FLIGHT: usize = 8;
/// How often an invoice is written anew when somebody else writes it at the same moment.
const ATTEMPTS: u32 = 3;

/// Documents of a page. Of each only the facts that the inbox shows are held beside its bytes, and the bytes
/// are bounded.
pub struct Batch<'a> {
    session: &'a Session<'a>,
    direction: Direction,
    pack: Pack,
    read: Vec<(InboxInvoice, PackedDocument, bool)>,
}

impl<'a> Batch<'a> {
    /// An empty batch.
    pub fn new(session: &'a Session<'a>, direction: Direction) -> Self {
        Self { session, direction, pack: Pack::new(session.connection.workspace), read: Vec::new() }
    }

    /// Reads a document and adds it; writes what there is once it is much.
    pub async fn add(&mut self, wanted: Wanted, data: InvoiceData) -> Result<(), FetchError> {
        let now = self.session.app.clock.now();
        let invoice = match record::read(&data.payload, wanted.row.batch_index) {
            Reader::AskAgain(code) => return self.expect_later(wanted, code).await,
            Reader::Read(stated) => record::complete(self.listed(&wanted, ""), *stated),
            Reader::Refuse(code) => record::refuse(self.listed(&wanted, ""), code, now),
        };
        let place = self.pack.add(&data.payload.bytes, data.payload.gzip);
        self.read.push((invoice, place, wanted.replaces));
        if self.pack.size() >= self.session.app.limits.pack_bytes { self.write().await } else { Ok(()) }
    }

    /// Stores the pack and writes the invoices.
    pub async fn write(&mut self) -> Result<(), FetchError> {
        let pack = std::mem::replace(&mut self.pack, Pack::new(self.session.connection.workspace));
        let stored = self.session.app.documents.store(pack).await?;
        let session = self.session;
        let ids: Vec<_> = self.read.iter().map(|(invoice, ..)| invoice).collect();
        images::expect(session, self.direction, &ids).await?;
        let invoices = self.read.drain(..).map(|(mut invoice, place, replaces)| {
            invoice.document = stored.locate(place);
            put(session, invoice, replaces)
        });
        stream::iter(invoices).buffer_unordered(WRITES_IN_FLIGHT).try_collect::<()>().await?;
        Ok(())
    }

    /// Lists an invoice without its document, which a step asks for again.
    pub async fn expect_later(&self, wanted: Wanted, code: &str) -> Result<(), FetchError> {
        let listed = self.listed(&wanted, code);
        images::expect(self.session, self.direction, &[&listed]).await?;
        Ok(put(self.session, listed, wanted.replaces).await?)
    }

    fn listed(&self, wanted: &Wanted, code: &str) -> InboxInvoice {
        record::from_digest(&self.session.connection.tax_number, self.direction, &wanted.row, code)
    }
}

/// Writes an invoice: a new one, or a later report in place of an earlier one. What somebody else wrote at
/// the same moment is looked at before it counts as done.
async fn put(session: &Session<'_>, invoice: InboxInvoice, replaces: bool) -> Result<(), StoreError> {
    let (store, workspace) = (&session.app.store, session.connection.workspace);
    let mut earlier = if replaces { store.invoice(workspace, &invoice.id).await? } else { None };
    for _ in 0..ATTEMPTS {
        let reported = |invoice: &InboxInvoice| invoice.report.as_ref().map(|report| report.at);
        let is_here =
            |earlier: &InboxInvoice| !earlier.before_start && reported(earlier) >= reported(&invoice);
        if earlier.as_ref().is_some_and(is_here) {
            return Ok(());
        }
        let later = match &earlier {
            Some(earlier) => invoice.clone().superseding(earlier.clone()),
            None => invoice.clone(),
        };
        let steps = steps(&later, session.app.clock.now());
        match store.put_invoice(workspace, earlier.as_ref(), &later, &steps).await {
            Err(StoreError::Conflict) => earlier = store.invoice(workspace, &invoice.id).await?,
            other => return other,
        }
    }
    Err(StoreError::Conflict)
}

/// What an invoice causes: asking again for its document, and learning the chain that it corrects.
fn steps(invoice: &InboxInvoice, now: Timestamp) -> Vec<Step> {
    let awaited = matches!(invoice.reading, Reading::Awaited { .. });
    let corrects = invoice.original_number.is_some();
    let document = awaited.then(|| Step::document(invoice.id.clone(), now));
    document.into_iter().chain(corrects.then(|| Step::chain(invoice, now))).collect()
}
