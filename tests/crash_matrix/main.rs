//! Crash matrix: each capability, with a crash before each outside call, a crash after each, and each answer
//! lost once. Every run has to end like the undisturbed one. Beside it, messages that come twice or late, and
//! NAV's bad days.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::disallowed_methods, reason = "tests are an edge, too")]

mod api;
mod awaited;
mod bad_days;
mod books;
mod cashbook;
mod chains;
mod connect;
mod duplicates;
mod later;
mod poll;
mod postings;
mod rechecks;
mod reconciliations;
mod registration;
mod reports;
mod retry;
mod scenario;
mod schedules;
mod steps;
mod stop;
mod szamlazz;
mod take_over;
mod workbooks;

use std::sync::Arc;

use tokio::sync::OnceCell;
use world::Cloud;

/// The MiniStack that all tests share. It ends with the process, because it watches a pipe that the process
/// holds.
async fn cloud() -> &'static Arc<Cloud> {
    static CLOUD: OnceCell<Arc<Cloud>> = OnceCell::const_new();
    CLOUD.get_or_init(async || Arc::new(Cloud::start().await.unwrap())).await
}
