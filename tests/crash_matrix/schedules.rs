//! Seeded schedules of faults, duplicates and overlapping ticks. `cargo dev soak` plays more of them.

use std::sync::Arc;

use world::Schedules;

use crate::cloud;

const SEEDS: u64 = 100;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn seeded_schedules_end_in_the_same_inbox_as_the_undisturbed_run() {
    let schedules = Arc::new(Schedules::new(cloud().await.clone()));
    schedules.play_all(0..SEEDS).await.unwrap();
}
