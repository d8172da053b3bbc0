//! One tick over 1,000 connections for which NAV has nothing new.

use anyhow::Result;
use simulators::nav::Company;
use world::Cloud;

use super::{connection, print, world};

const CONNECTIONS: u32 = 1_000;

pub async fn measure(cloud: &Cloud) -> Result<()> {
    let mut world = world(cloud).await?;
    for number in 1..=CONNECTIONS {
        world.connect(&Company::demo(), &connection(number)).await?;
    }
    let round = world.tick().await?;
    let title = format!("One tick over {CONNECTIONS} idle connections, both directions of each");
    print(&title, &world, &[round], "idle polls", CONNECTIONS as usize);
    Ok(())
}
