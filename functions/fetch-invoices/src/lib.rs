//! Fetches invoices from NAV: slices of connections every 3 minutes, and steps beside them.

mod batch;
mod connection;
mod images;
mod messages;
mod pace;
mod page;
mod poll;
mod record;
mod session;
mod steps;

use std::sync::Arc;

use domain::{
    clock::{Clock, Ids},
    fetch::FetchLimits,
};
use store::{Store, StoreError, documents::Documents, error::done_by_another, outbox::Outbox, vault::Vault};
use thiserror::Error;
use tokio::sync::Semaphore;

pub use messages::handle;
pub use pace::Pace;

/// What the function works with.
#[derive(Clone)]
pub struct App {
    /// Where connections and invoices are.
    pub store: Store,
    /// Announces steps.
    pub outbox: Outbox,
    /// Where documents go.
    pub documents: Documents,
    /// Opens the technical users' secrets.
    pub vault: Vault,
    /// The tax authority.
    pub nav: nav::Client,
    /// The time.
    pub clock: Clock,
    /// Fresh identifiers.
    pub ids: Ids,
    /// Every bound.
    pub limits: FetchLimits,
    /// How often the process may ask NAV.
    pub pace: Arc<Pace>,
    /// One for each document that the process may hold at a time: an invoice can be 15 MB.
    pub permits: Arc<Semaphore>,
}

/// As many permits as documents may be held at a time: 32 over all connections of the process.
pub fn permits() -> Arc<Semaphore> {
    Arc::new(Semaphore::new(32))
}

/// Why a piece of work did not come to its end.
#[derive(Debug, Error)]
pub enum FetchError {
    /// NAV decides: see [`nav::Error`].
    #[error(transparent)]
    Nav(#[from] nav::Error),
    /// Our own side failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}
