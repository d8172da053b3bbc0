//! 1,000 new invoices of 10 lines each come to one connection at once.

use anyhow::{Result, ensure};
use jiff::SignedDuration;
use simulators::nav::{Company, samples};
use world::Cloud;

use super::{begin, connection, print, workspace, world};

const INVOICES: usize = 1_000;
const LINES: usize = 10;
/// Ticks within which all have to be in the inbox.
const MOST_TICKS: usize = 20;

pub async fn measure(cloud: &Cloud) -> Result<()> {
    let mut world = world(cloud).await?;
    let company = Company::demo();
    world.connect(&company, &connection(1)).await?;
    for sample in samples::many(&company, INVOICES, LINES, begin() - SignedDuration::from_mins(20)) {
        world.nav.publish(&company.tax_number, sample.into_published())?;
    }
    let mut rounds = Vec::new();
    while world.invoices(workspace(1)).await?.len() < INVOICES {
        ensure!(rounds.len() < MOST_TICKS, "the invoices do not arrive");
        rounds.push(world.tick().await?);
    }
    let title = format!("{INVOICES} invoices of {LINES} lines for one connection, in {} ticks", rounds.len());
    print(&title, &world, &rounds, "invoices", INVOICES);
    Ok(())
}
