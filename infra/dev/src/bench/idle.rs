//! An hour of polling connections for which NAV has nothing new, with the daily rechecks that fall into it.

use std::time::Duration;

use anyhow::Result;
use domain::ids::WorkspaceId;
use simulators::nav::Company;
use uuid::Uuid;
use world::{Cloud, Connection};

use super::{Measured, NAV_ANSWERS_IN, begin, connection, print, world};

/// Ticks in an hour.
const HOUR: usize = 20;

/// Measures some ticks of so many connections, and tells what an hour of them comes to.
pub async fn measure(cloud: &Cloud, connections: u32, ticks: usize) -> Result<()> {
    let mut world = world(cloud).await?;
    world.nav.faults().set_latency(Duration::ZERO);
    for number in 0..connections {
        // The id says at which minute of the day a connection is rechecked: they spread over the day.
        let minute = u128::from(number) * 1440 / u128::from(connections);
        let id = u128::from(number) * 1440 + minute;
        let passed = minute <= minute_of_the_day();
        let rechecked_on =
            domain::fetch::today(begin()).saturating_sub(jiff::Span::new().days(i64::from(!passed)));
        let workspace = WorkspaceId(Uuid::from_u128(id));
        let connection = Connection { workspace, rechecked_on: Some(rechecked_on), ..connection(1) };
        world.connect(&Company::demo(), &connection).await?;
    }
    world.nav.faults().set_latency(NAV_ANSWERS_IN);
    world.plan.arm(harness::Fault::None);
    let mut rounds = Vec::new();
    for _ in 0..ticks {
        rounds.push(world.tick().await?);
    }
    let measured = Measured { rounds: &rounds, times: HOUR as f64 / ticks as f64 };
    let title = format!(
        "An hour over {connections} idle connections, both directions, with rechecks, from {ticks} ticks"
    );
    print(&title, &world, &measured, "ticks", HOUR as f64, ("an hour", 1.0));
    Ok(())
}

fn minute_of_the_day() -> u128 {
    let now = begin().to_zoned(domain::fetch::hungarian_time());
    u128::from(now.hour().unsigned_abs()) * 60 + u128::from(now.minute().unsigned_abs())
}
