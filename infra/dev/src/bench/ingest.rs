//! 1,000 new invoices of 10 lines each come to one connection at once; then an hour passes in which the polls
//! see them again, and a daily recheck.

use anyhow::{Result, ensure};
use jiff::SignedDuration;
use simulators::nav::{Company, samples};
use world::{Cloud, Connection};

use super::{Measured, NAV_ANSWERS_IN, begin, connection, print, workspace, world};

const INVOICES: usize = 1_000;
const LINES: usize = 10;
/// Ticks within which all have to be in the inbox.
const MOST_TICKS: usize = 20;
/// Ticks in an hour, for which NAV shows them again.
const OVERLAP: usize = 20;

pub async fn measure(cloud: &Cloud) -> Result<()> {
    let mut world = world(cloud).await?;
    let company = Company::demo();
    let today = domain::fetch::today(begin());
    world.connect(&company, &Connection { rechecked_on: Some(today), ..connection(1) }).await?;
    for sample in samples::many(&company, INVOICES, LINES, begin() - SignedDuration::from_mins(20)) {
        world.nav.publish(&company.tax_number, sample.into_published())?;
    }
    world.nav.faults().set_latency(NAV_ANSWERS_IN);
    world.plan.arm(harness::Fault::None);
    let mut rounds = Vec::new();
    while world.invoices(workspace(1)).await?.len() < INVOICES {
        ensure!(rounds.len() < MOST_TICKS, "the invoices do not arrive");
        rounds.push(world.tick().await?);
    }
    let arrived = rounds.len();
    for _ in 0..OVERLAP {
        rounds.push(world.tick().await?);
    }
    world.clock.advance(SignedDuration::from_hours(24));
    rounds.push(world.tick().await?);
    while let Some(pending) = world.pending(workspace(1)).await? {
        ensure!(rounds.len() < 3 * MOST_TICKS, "the recheck does not end: {pending}");
        rounds.push(world.tick().await?);
    }
    let title = format!(
        "{INVOICES} invoices of {LINES} lines for one connection: here in {arrived} ticks, seen again for an \
         hour, rechecked once"
    );
    let measured = Measured { rounds: &rounds, times: 1.0 };
    let per_thousand = INVOICES as f64 / 1000.0;
    print(&title, &world, &measured, "invoices", INVOICES as f64, ("per 1,000 invoices", per_thousand));
    Ok(())
}
