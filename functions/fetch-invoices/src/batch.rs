//! Documents on their way into the inbox: packed into one object, then written as invoices that refer to it.

use domain::{
    fetch::Step,
    invoice::{Direction, InboxInvoice, Reading},
};
use futures::{StreamExt as _, TryStreamExt as _, stream};
use nav::InvoiceData;
use store::{
    StoreError,
    documents::{Pack, PackedDocument},
};

use crate::{
    FetchError,
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
        let invoices = self.read.drain(..).map(|(mut invoice, place, replaces)| {
            invoice.document = stored.locate(place);
            put(session, invoice, replaces)
        });
        stream::iter(invoices).buffer_unordered(WRITES_IN_FLIGHT).try_collect::<()>().await?;
        Ok(())
    }

    /// Lists an invoice without its document, which a step asks for again.
    pub async fn expect_later(&self, wanted: Wanted, code: &str) -> Result<(), FetchError> {
        Ok(put(self.session, self.listed(&wanted, code), wanted.replaces).await?)
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
        if earlier.as_ref().is_some_and(|earlier| earlier.report.at >= invoice.report.at) {
            return Ok(());
        }
        match put_over(session, earlier.as_ref(), &invoice).await {
            Err(StoreError::Conflict) => earlier = store.invoice(workspace, &invoice.id).await?,
            other => return other,
        }
    }
    Err(StoreError::Conflict)
}

async fn put_over(
    session: &Session<'_>,
    earlier: Option<&InboxInvoice>,
    invoice: &InboxInvoice,
) -> Result<(), StoreError> {
    let (store, workspace) = (&session.app.store, session.connection.workspace);
    let later = match earlier {
        None => invoice.clone(),
        Some(earlier) => invoice.clone().superseding(earlier.clone()),
    };
    match (&later.reading, earlier) {
        (Reading::Awaited { .. }, earlier) => {
            let step = Step::document(later.id.clone(), session.app.clock.now());
            store.await_document(workspace, earlier, &later, &step).await
        }
        (_, None) => store.add_invoice(workspace, &later).await,
        (_, Some(earlier)) => store.replace_invoice(workspace, earlier, &later).await,
    }
}
