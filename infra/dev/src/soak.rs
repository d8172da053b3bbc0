//! `cargo dev soak`: what takes too long for every test run.

use std::{ops::Range, sync::Arc};

use anyhow::Result;
use clap::Args;
use world::{Cloud, Schedules};

use crate::optimised;

/// What is played.
#[derive(Args)]
pub struct Options {
    /// How many schedules.
    #[arg(long, default_value_t = 10_000)]
    schedules: u64,
    /// The first seed.
    #[arg(long, default_value_t = 0)]
    from: u64,
}

/// Schedules between two lines on the screen.
const BATCH: u64 = 100;

/// Plays the schedules and says how far it came.
pub fn run(options: &Options) -> Result<()> {
    if !optimised::ITSELF {
        let (schedules, from) = (options.schedules.to_string(), options.from.to_string());
        return optimised::dev(&["soak", "--schedules", &schedules, "--from", &from]);
    }
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
