//! The past of a new connection, in a step that needs several messages because its budget is small.

use std::sync::Arc;

use domain::{
    fetch::{FetchLimits, Step, Window},
    invoice::Direction,
};
use jiff::SignedDuration;
use world::{Cloud, Connection};

use crate::scenario::{Polling, begin, connection, limits, publish};

pub fn scenario(cloud: &Arc<Cloud>) -> Polling {
    let polling = Polling::new(cloud, |world| {
        let from = begin() - SignedDuration::from_hours(24 * 10);
        publish(world, 2, from + SignedDuration::from_hours(1));
        let window = Window { from, to: begin() };
        let step = Step::pages(Direction::Inbound, window, 1, begin(), &limits());
        Connection { steps: vec![step], ..connection() }
    });
    Polling { limits: FetchLimits { requests: 2, ..limits() }, ..polling }
}
