//! Fetches invoices from NAV: slices of connections every 3 minutes, and steps beside them.

mod connection;
mod messages;
mod page;
mod poll;
mod record;
mod session;
mod step;

use domain::{
    clock::{Clock, Ids},
    fetch::FetchLimits,
};
use store::{Store, StoreError, documents::Documents, outbox::Outbox, vault::Vault};
use thiserror::Error;

pub use messages::handle;

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

/// A write that somebody else did first is done.
fn done_by_another(result: Result<(), StoreError>) -> Result<(), StoreError> {
    match result {
        Err(StoreError::Conflict) => Ok(()),
        other => other,
    }
}
