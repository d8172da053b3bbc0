//! Calls to NAV for one connection, within a deadline and a budget of requests.

use std::sync::atomic::{AtomicU32, Ordering};

use domain::{connection::NavConnection, invoice::Direction};
use jiff::{SignedDuration, Timestamp};
use lambda::nav_access::{self, NavSecrets};
use nav::{
    Call, Credentials, DataQuery, DigestPage, DigestQuery, Error, InvoiceData, RetryCause,
    codes::InvoiceDirection,
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
        failing_since: Option<Timestamp>,
    ) -> Self {
        Self {
            app,
            connection,
            credentials,
            failing_since,
            requests_left: AtomicU32::new(app.limits.requests),
            ends_at: app.clock.now() + app.limits.deadline,
        }
    }

    /// How many more requests may be made: none after the deadline.
    pub fn requests_left(&self) -> usize {
        let left = self.requests_left.load(Ordering::Relaxed);
        if self.app.clock.now() < self.ends_at { left as usize } else { 0 }
    }

    /// A page of the digest.
    pub async fn digest(
        &self,
        direction: Direction,
        window: domain::fetch::Window,
        page: u32,
    ) -> Result<DigestPage, Error> {
        let window = nav::Window::Inserted { from: window.from, to: window.to };
        let query = DigestQuery { page, direction: nav_direction(direction), window };
        let (app, credentials, query) = (self.app, self.credentials, &query);
        self.ask(|call| async move { app.nav.query_invoice_digest(credentials, &call, query).await }).await
    }

    /// An invoice's document.
    pub async fn document(
        &self,
        direction: Direction,
        number: &str,
        batch_index: Option<u32>,
        supplier: &str,
    ) -> Result<InvoiceData, Error> {
        let inbound = direction == Direction::Inbound;
        let query = DataQuery {
            invoice_number: number.to_owned(),
            direction: nav_direction(direction),
            batch_index,
            supplier_tax_number: inbound.then(|| supplier.to_owned()),
        };
        let (app, credentials, query) = (self.app, self.credentials, &query);
        self.ask(|call| async move { app.nav.query_invoice_data(credentials, &call, query).await }).await
    }

    /// Makes a call; once more at once, under a new request id, where NAV wants a new id or the wire broke.
    async fn ask<T, F>(&self, make: impl Fn(Call) -> F) -> Result<T, Error>
    where
        F: Future<Output = Result<T, Error>>,
    {
        match make(self.call()).await {
            Err(Error::RetryNow { .. } | Error::RetryLater { cause: RetryCause::Unreachable, .. })
                if self.requests_left() > 0 =>
            {
                make(self.call()).await
            }
            other => other,
        }
    }

    fn call(&self) -> Call {
        let spend = |left: u32| Some(left.saturating_sub(1));
        let _ = self.requests_left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, spend);
        let patience = self.ends_at.duration_since(self.app.clock.now());
        nav_access::call(&self.app.clock, &self.app.ids, patience.max(SHORTEST_PATIENCE))
    }
}

fn nav_direction(direction: Direction) -> InvoiceDirection {
    match direction {
        Direction::Inbound => InvoiceDirection::Inbound,
        Direction::Outbound => InvoiceDirection::Outbound,
    }
}
