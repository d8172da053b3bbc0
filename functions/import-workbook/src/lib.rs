//! Imports Excel files: the dry run when a file arrives, the commit and the undoing when they were asked for.
//!
//! A dry run reads the file and the books once and writes a plan: the rows that make or change a record. It
//! changes nothing in the books and can be repeated at will. Commit and undoing go through the plan page by
//! page, and each page moves the checkpoint in its own transaction.

mod check;
mod commit;
mod kept;
mod messages;
mod pages;
mod plan;
mod reading;
mod undo;

use std::io;

use domain::{clock::Clock, exchange::ExchangeLimits};
use lambda::batch::{Source, Worked};
use store::{Store, StoreError, files::Files, outbox::Outbox};
use thiserror::Error;

pub use messages::handle;

/// What the function works with.
#[derive(Clone)]
pub struct App {
    /// The books, and how far imports are.
    pub store: Store,
    /// Where its messages come from.
    pub queue: Source,
    /// Announces what follows.
    pub outbox: Outbox,
    /// Where files are.
    pub files: Files,
    /// The time.
    pub clock: Clock,
    /// Every bound.
    pub limits: ExchangeLimits,
}

/// Why a piece of work did not come to its end: it is tried again.
#[derive(Debug, Error)]
pub enum ImportError {
    /// Our own side failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The local disk failed.
    #[error("a temporary file: {0}")]
    Disk(#[from] io::Error),
    /// The reading broke off.
    #[error("the reading broke off: {0}")]
    Reading(#[from] tokio::task::JoinError),
}

/// What came of work whose last write is this: where somebody else was first, he may die before he is done.
fn worked(write: Result<(), StoreError>) -> Result<Worked, ImportError> {
    match write {
        Ok(()) => Ok(Worked::Done),
        Err(StoreError::Conflict) => Ok(Worked::Later),
        Err(error) => Err(error.into()),
    }
}
