//! `cargo dev soak`: what takes too long for every test run.

use std::{
    ops::Range,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};
use clap::{Args, ValueEnum};
use harness::Difference;
use world::{Cloud, MixedDocuments, Order, Schedules};

use crate::optimised;

/// What is played.
#[derive(Args)]
pub struct Options {
    /// Only this; without it everything
    part: Option<Part>,
    /// How many schedules.
    #[arg(long, default_value_t = 10_000)]
    schedules: u64,
    /// The first seed.
    #[arg(long, default_value_t = 0)]
    from: u64,
    /// How many documents NAV and Számlázz.hu tell of in either order.
    #[arg(long, default_value_t = 1_000)]
    documents: usize,
    /// For how many minutes workbooks are damaged.
    #[arg(long, default_value_t = 60)]
    minutes: u64,
}

/// One of the long runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// Seeded schedules of faults, duplicates and overlapping ticks
    Schedules,
    /// Documents that NAV and Számlázz.hu tell of, in either order and in mixed ones
    Documents,
    /// Workbooks of every format, damaged at random: the reader has to answer to each
    Workbooks,
}

/// Schedules between two lines on the screen.
const BATCH: u64 = 100;
/// Files that one process damages: what breaks it, memory included, ends that one only.
const FILES: u32 = 10_000;

/// Plays what was chosen.
pub fn run(options: &Options) -> Result<()> {
    let parts = options.part.as_ref().map_or(Part::value_variants(), std::slice::from_ref);
    parts.iter().try_for_each(|part| match part {
        Part::Schedules if !optimised::ITSELF => {
            let (schedules, from) = (options.schedules.to_string(), options.from.to_string());
            optimised::dev(&["soak", "schedules", "--schedules", &schedules, "--from", &from])
        }
        Part::Schedules => schedules(options),
        Part::Documents if !optimised::ITSELF => {
            optimised::dev(&["soak", "documents", "--documents", &options.documents.to_string()])
        }
        Part::Documents => documents(options.documents),
        Part::Workbooks => workbooks(Duration::from_secs(60 * options.minutes)),
    })
}

/// Plays the schedules and says how far it came.
fn schedules(options: &Options) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let schedules = Arc::new(Schedules::new(Arc::new(Cloud::start().await?)));
        for seeds in batches(options.from..options.from + options.schedules) {
            let end = seeds.end;
            schedules.play_all(seeds).await?;
            println!("schedules {} to {}: all ended like the undisturbed run", options.from, end - 1);
        }
        Ok(())
    })
}

/// Tells the same documents in several orders: all have to end in the same inbox.
fn documents(count: usize) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let cloud = Cloud::start().await?;
        let orders = [Order::NavFirst, Order::SzamlazzFirst, Order::Mixed(1), Order::Mixed(2)];
        let first = MixedDocuments::told(&cloud, count, orders[0]).await?;
        for order in &orders[1..] {
            let difference = Difference::between(&first, &MixedDocuments::told(&cloud, count, *order).await?);
            ensure!(difference.is_empty(), "{order:?} ends otherwise:\n{difference}");
            println!("{count} documents: {order:?} ends like {:?}", orders[0]);
        }
        Ok(())
    })
}

fn batches(seeds: Range<u64>) -> impl Iterator<Item = Range<u64>> {
    let starts = seeds.clone().step_by(BATCH as usize);
    starts.map(move |start| start..(start + BATCH).min(seeds.end))
}

/// Runs the test that damages workbooks, again and again with new ones.
fn workbooks(time: Duration) -> Result<()> {
    let begun = Instant::now();
    let mut files = 0;
    while begun.elapsed() < time {
        let damaged = ("PROPTEST_CASES", FILES.to_string());
        optimised::test("workbook", "any_damage_is_an_answer", damaged)?;
        files += FILES;
        println!("{files} damaged workbooks in {} s: each was answered", begun.elapsed().as_secs());
    }
    Ok(())
}
