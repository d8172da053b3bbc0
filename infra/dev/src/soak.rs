//! `cargo dev soak`: what takes too long for every test run.

use std::{
    ops::Range,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::Result;
use clap::{Args, ValueEnum};
use world::{Cloud, Schedules};

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
    /// For how many minutes workbooks are damaged.
    #[arg(long, default_value_t = 60)]
    minutes: u64,
}

/// One of the long runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// Seeded schedules of faults, duplicates and overlapping ticks
    Schedules,
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
