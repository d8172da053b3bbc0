//! `cargo dev bench`: exact counts of what the polling asks of AWS, with the handlers in this process, over
//! the real SDK, against the engines of the local cloud; and what the functions cost at rest.

mod bill;
mod books;
mod functions;
mod idle;
mod imports;
mod ingest;
mod reading;
mod runtime_api;
mod speed;
mod szamlazz;
mod workbook;

use std::time::Duration;

use anyhow::Result;
use bill::Bill;
use clap::{Args, ValueEnum};
use domain::ids::WorkspaceId;
use harness::{Counts, FaultPlan};
use jiff::{SignedDuration, Timestamp, civil::date};
use uuid::Uuid;
use world::{Cloud, Connection, Round, World};

use crate::optimised;

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
    /// Workbooks, read and written, over bare passes and over openpyxl
    Workbook,
    /// What the polling asks of AWS and costs, per 1,000 invoices and per hour of idle connections
    Polling,
    /// What 1,000 rows of an Excel file ask of AWS and cost, new and unchanged
    Imports,
    /// What a push of Számlázz.hu takes of the hook, and what a burst of them asks of AWS
    Szamlazz,
    /// What documents, payments and pages of the books ask of AWS
    Books,
    /// Package, start and memory of each function's release binary
    Functions,
}

/// Measures one part, or all, and prints.
pub fn run(options: &Options) -> Result<()> {
    let parts = options.part.as_ref().map_or(Part::value_variants(), std::slice::from_ref);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    parts.iter().try_for_each(|part| match part {
        Part::Reading => reading::measure(),
        Part::Workbook => workbook::measure(),
        Part::Polling if !optimised::ITSELF => optimised::dev(&["bench", "polling"]),
        Part::Polling => runtime.block_on(polling()),
        Part::Imports if !optimised::ITSELF => optimised::dev(&["bench", "imports"]),
        Part::Imports => runtime.block_on(async { imports::measure(&Cloud::start().await?).await }),
        Part::Szamlazz if !optimised::ITSELF => optimised::dev(&["bench", "szamlazz"]),
        Part::Szamlazz => runtime.block_on(async { szamlazz::measure(&Cloud::start().await?).await }),
        Part::Books => runtime.block_on(async { books::measure(&Cloud::start().await?).await }),
        Part::Functions => runtime.block_on(functions::measure()),
    })
}

async fn polling() -> Result<()> {
    let cloud = Cloud::start().await?;
    ingest::measure(&cloud).await?;
    idle::measure(&cloud, 1_000, 20).await?;
    idle::measure(&cloud, 10_000, 2).await
}

/// How long an answer of NAV takes.
const NAV_ANSWERS_IN: Duration = Duration::from_millis(400);

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
        rechecked_on: None,
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

/// Rounds that stand for something `times` as long.
struct Measured<'r> {
    rounds: &'r [Round],
    times: f64,
}

/// Prints counts, each also by `number` of `what`, and the bill for what `billed` names.
fn print(title: &str, world: &World, measured: &Measured<'_>, what: &str, number: f64, billed: (&str, f64)) {
    let (counts, requests) = world.requests(measured.rounds);
    let line = |name: &str, count: f64| {
        let count = count * measured.times;
        println!("  {name:<23} {count:>10.0}   {:>9.3} each", count / number);
    };
    println!("\n{title}; by {what}");
    line("AWS requests", requests as f64);
    for (service, count) in by_service(&counts, requests) {
        line(&format!("  {service}"), count as f64);
    }
    line("DynamoDB write units", counts.write_units);
    line("DynamoDB read units", counts.read_units);
    line("requests to NAV", counts.gate.values().sum::<u64>() as f64);
    line("invocations", measured.rounds.iter().map(|round| f64::from(round.invocations)).sum());
    Bill::new(&counts, measured.rounds, measured.times).print(billed.0, billed.1);
}

/// Requests by operation, and the poller's receives and deletes.
fn by_service(counts: &Counts, requests: u64) -> Vec<(String, u64)> {
    let mut rows: Vec<(String, u64)> =
        counts.aws.iter().map(|(name, count)| (name.clone(), *count)).collect();
    rows.push(("SQS receive and delete".into(), requests - counts.aws_requests()));
    rows
}
