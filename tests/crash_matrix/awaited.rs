//! NAV lists an invoice and has no document for it at first.

use harness::crash_matrix;
use jiff::SignedDuration;
use simulators::nav::{Company, Fault, FaultKind, samples};

use crate::{
    cloud,
    scenario::{Polling, begin, connection, publish},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_crash_while_a_document_is_awaited_ends_alike() {
    let polling = Polling::new(cloud().await, |world| {
        publish(world, 1, begin() - SignedDuration::from_mins(5));
        connection()
    });
    let polling = Polling { disturb: |world| world.nav.faults().add(no_document_at_first()), ..polling };
    crash_matrix("document that NAV hands out later", polling).await;
}

/// The first answer has no document.
fn no_document_at_first() -> Fault {
    let from = begin() - SignedDuration::from_mins(5);
    let number = samples::many(&Company::demo(), 1, 2, from).remove(0).number;
    Fault::new(FaultKind::NoData(number)).times(1)
}
