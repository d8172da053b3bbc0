//! Calls to NAV for one connection, within a deadline, a budget of requests and the pace of the process.

use std::sync::atomic::{AtomicU32, Ordering};

use domain::{
    connection::NavConnection,
    invoice::{Direction, InboxInvoice},
};
use jiff::{SignedDuration, Timestamp};
use lambda::nav_access::{self, NavSecrets};
use nav::{
    Call, ChainDigestPage, ChainDigestQuery, Credentials, DataQuery, DigestPage, DigestQuery, Error,
    InvoiceData, RetryCause, Window, codes::InvoiceDirection,
};
use store::StoreError;

use crate::App;

/// A call that is begun gets at least this long, even at the end of the deadline.
const SHORTEST_PATIENCE: SignedDuration = SignedDuration::from_secs(5);

/// Work on one direction of a connection, or on one step.
pub struct Session<'a> {
    /// What the function works with.
    pub app: &'a App,
    /// Whose work.
    pub connection: &'a NavConnection,
    credentials: &'a Credentials,
    /// Since when NAV fails at this work, while it does.
    pub failing_since: Option<Timestamp>,
    requests_left: AtomicU32,
    ends_at: Timestamp,
}

/// Whether an error is about NAV as a whole rather than about the one document that was asked for.
pub fn nav_is_failing(error: &Error) -> bool {
    match error {
        Error::RetryNow { .. } | Error::RetryLater { .. } => true,
        Error::StopAndTellOwner { .. } | Error::NotFound | Error::Refused { .. } => false,
    }
}

/// The technical user of a connection, with its secrets.
pub async fn credentials(app: &App, connection: &NavConnection) -> Result<Credentials, StoreError> {
    let secrets = NavSecrets::open(&app.vault, connection).await?;
    Ok(secrets.credentials(&connection.login, &connection.tax_number))
}

impl<'a> Session<'a> {
    /// Begins work, whose deadline runs from now.
    pub fn begin(
        app: &'a App,
        connection: &'a NavConnection,
        credentials: &'a Credentials,
        requests: u32,
        failing_since: Option<Timestamp>,
    ) -> Self {
        Self {
            app,
            connection,
            credentials,
            failing_since,
            requests_left: AtomicU32::new(requests),
            ends_at: app.clock.now() + app.limits.deadline,
        }
    }

    /// How many more requests may be made: none after the deadline.
    pub fn requests_left(&self) -> usize {
        let left = self.requests_left.load(Ordering::Relaxed);
        if self.app.clock.now() < self.ends_at { left as usize } else { 0 }
    }

    /// A page of the digest.
    pub async fn digest(&self, direction: Direction, window: Window, page: u32) -> Result<DigestPage, Error> {
        let query = &DigestQuery { page, direction: nav_direction(direction), window };
        let (nav, credentials) = (&self.app.nav, self.credentials);
        self.ask(|call| async move { nav.query_invoice_digest(credentials, &call, query).await }).await
    }

    /// A page of what NAV tells of the chain of an original invoice.
    pub async fn chain(
        &self,
        direction: Direction,
        original: &str,
        supplier: Option<&str>,
        page: u32,
    ) -> Result<ChainDigestPage, Error> {
        let inbound = direction == Direction::Inbound;
        let query = &ChainDigestQuery {
            page,
            invoice_number: original.to_owned(),
            direction: nav_direction(direction),
            tax_number: supplier.filter(|_| inbound).map(str::to_owned),
        };
        let (nav, credentials) = (&self.app.nav, self.credentials);
        self.ask(|call| async move { nav.query_invoice_chain_digest(credentials, &call, query).await }).await
    }

    /// The question after one invoice.
    pub fn question(
        &self,
        direction: Direction,
        number: &str,
        batch_index: Option<u32>,
        supplier: &str,
    ) -> DataQuery {
        let inbound = direction == Direction::Inbound && !supplier.is_empty();
        DataQuery {
            invoice_number: number.to_owned(),
            direction: nav_direction(direction),
            batch_index,
            supplier_tax_number: inbound.then(|| supplier.to_owned()),
        }
    }

    /// The question after an invoice of the inbox.
    pub fn question_of(&self, invoice: &InboxInvoice) -> DataQuery {
        let supplier = invoice.supplier_core().unwrap_or_default();
        self.question(invoice.direction, &invoice.number, invoice.batch_index, supplier)
    }

    /// An invoice's document.
    pub async fn document(&self, question: &DataQuery) -> Result<InvoiceData, Error> {
        let (nav, credentials) = (&self.app.nav, self.credentials);
        self.ask(|call| async move { nav.query_invoice_data(credentials, &call, question).await }).await
    }

    /// Whether NAV counts an invoice as valid.
    pub async fn is_valid(&self, question: &DataQuery) -> Result<bool, Error> {
        let (nav, credentials) = (&self.app.nav, self.credentials);
        self.ask(|call| async move { nav.query_invoice_check(credentials, &call, question).await }).await
    }

    /// Makes a call; again at once, under a new request id, where NAV wants a new id or the wire broke.
    async fn ask<T, F>(&self, make: impl Fn(Call) -> F) -> Result<T, Error>
    where
        F: Future<Output = Result<T, Error>>,
    {
        let mut tries = 0;
        loop {
            tries += 1;
            let answer = make(self.call().await?).await;
            let most = match &answer {
                Err(Error::RetryNow { .. }) => 4,
                Err(Error::RetryLater { cause: RetryCause::Unreachable, .. }) => 2,
                _ => 1,
            };
            if tries >= most || self.requests_left() == 0 {
                return answer;
            }
        }
    }

    /// The next call, once the pace of the process allows it.
    async fn call(&self) -> Result<Call, Error> {
        let (clock, spend) = (&self.app.clock, |left: u32| Some(left.saturating_sub(1)));
        self.app.pace.wait(self.ends_at.duration_since(clock.now())).await?;
        let _ = self.requests_left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, spend);
        let patience = self.ends_at.duration_since(clock.now());
        Ok(nav_access::call(clock, &self.app.ids, patience.max(SHORTEST_PATIENCE)))
    }
}

fn nav_direction(direction: Direction) -> InvoiceDirection {
    match direction {
        Direction::Inbound => InvoiceDirection::Inbound,
        Direction::Outbound => InvoiceDirection::Outbound,
    }
}
