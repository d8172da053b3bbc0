//! The past of a new connection, in a step that needs several messages because its budget is small.

use domain::{
    fetch::{FetchLimits, Step, Window},
    invoice::Direction,
};
use harness::crash_matrix;
use jiff::SignedDuration;
use world::Connection;

use crate::{
    cloud,
    scenario::{Polling, begin, connection, limits, publish},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_crash_of_a_step_ends_alike() {
    let polling = Polling::new(cloud().await, |world| {
        let from = begin() - SignedDuration::from_hours(24 * 10);
        publish(world, 2, from + SignedDuration::from_hours(1));
        let window = Window { from, to: begin() };
        let step = Step::pages(Direction::Inbound, window, 1, begin(), &limits());
        Connection { steps: vec![step], ..connection() }
    });
    let polling = Polling { limits: FetchLimits { requests: 2, ..limits() }, ..polling };
    crash_matrix("step by step through the past", polling).await;
}
