//! `cargo dev bench`: exact counts of what the polling asks of AWS, with the handlers in this process, over
//! the real SDK, against the engines of the local cloud; and what the functions cost at rest.

mod functions;
mod idle;
mod ingest;
mod reading;
mod runtime_api;

use anyhow::Result;
use clap::{Args, ValueEnum};
use domain::ids::WorkspaceId;
use harness::{Counts, FaultPlan};
use jiff::{SignedDuration, Timestamp, civil::date};
use uuid::Uuid;
use world::{Cloud, Connection, Round, World};

/// What to measure.
#[derive(Args)]
pub struct Options {
    /// Only this; without it everything
    part: Option<Part>,
}

/// One of the measurements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// The reading of invoices, over a bare pass and over lxml
    Reading,
    /// What the polling asks of AWS and costs, per 1,000 invoices and per hour of idle connections
    Polling,
    /// Package, start and memory of each function's release binary
    Functions,
}

/// Measures one part, or all, and prints.
pub fn run(options: &Options) -> Result<()> {
    let parts = options.part.as_ref().map_or(Part::value_variants(), std::slice::from_ref);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    parts.iter().try_for_each(|part| match part {
        Part::Reading => reading::measure(),
        Part::Polling => runtime.block_on(polling()),
        Part::Functions => runtime.block_on(functions::measure()),
    })
}

async fn polling() -> Result<()> {
    let cloud = Cloud::start().await?;
    ingest::measure(&cloud).await?;
    idle::measure(&cloud).await
}

/// When every measurement begins.
fn begin() -> Timestamp {
    Timestamp::from_second(1_795_341_600).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn workspace(number: u32) -> WorkspaceId {
    WorkspaceId(Uuid::from_u128(number.into()))
}

/// A connection that has dealt with everything up to the beginning.
fn connection(number: u32) -> Connection {
    Connection {
        workspace: workspace(number),
        start: date(2026, 10, 1),
        watermark: begin() - SignedDuration::from_mins(10),
        steps: Vec::new(),
    }
}

/// A world whose functions are warm, and which measures capacity.
async fn world(cloud: &Cloud) -> Result<World> {
    let plan = FaultPlan::new();
    plan.measure_capacity();
    let mut world = World::new(cloud, plan, begin(), domain::fetch::FetchLimits::default()).await?;
    world.keep_warm()?;
    Ok(world)
}

/// Prints the counts, each also per 1,000 of `what`.
fn print(title: &str, world: &World, rounds: &[Round], what: &str, number: usize) {
    let (counts, requests) = world.requests(rounds);
    let per_thousand = |count: f64| count * 1000.0 / number as f64;
    println!("\n{title}");
    println!(
        "  AWS requests            {requests:>8}   {:>9.1} per 1,000 {what}",
        per_thousand(requests as f64)
    );
    for (service, count) in by_service(&counts, requests) {
        println!("    {service:<21} {count:>8}   {:>9.1}", per_thousand(count as f64));
    }
    println!(
        "  DynamoDB write units    {:>8}   {:>9.1}",
        counts.write_units,
        per_thousand(counts.write_units)
    );
    println!("  DynamoDB read units     {:>8}   {:>9.1}", counts.read_units, per_thousand(counts.read_units));
    let asked: u64 = counts.gate.values().sum();
    println!("  requests to NAV         {asked:>8}   {:>9.1}", per_thousand(asked as f64));
    let invocations: u32 = rounds.iter().map(|round| round.invocations).sum();
    println!("  invocations             {invocations:>8}   {:>9.1}", per_thousand(invocations.into()));
}

/// Requests by operation, and the poller's receives and deletes.
fn by_service(counts: &Counts, requests: u64) -> Vec<(String, u64)> {
    let mut rows: Vec<(String, u64)> =
        counts.aws.iter().map(|(name, count)| (name.clone(), *count)).collect();
    rows.push(("SQS receive and delete".into(), requests - counts.aws_requests()));
    rows
}
