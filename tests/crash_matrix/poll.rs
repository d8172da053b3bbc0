//! Two invoices travel from the tick to the inbox, and the watermark moves.

use harness::crash_matrix;
use jiff::SignedDuration;

use crate::{
    cloud,
    scenario::{Polling, begin, connection, publish},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_crash_of_a_poll_ends_alike() {
    let polling = Polling::new(cloud().await, |world| {
        publish(world, 2, begin() - SignedDuration::from_mins(5));
        connection()
    });
    crash_matrix("tick to watermark", polling).await;
}
