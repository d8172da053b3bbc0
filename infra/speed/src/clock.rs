//! Measuring on a machine that has other work: CPU time, and the two that are compared in turns.

use std::hint::black_box;

use anyhow::Result;
use rustix::time::{ClockId, clock_gettime};

/// Nanoseconds of CPU time of the two sides, and the ratio: medians over all rounds.
pub struct Pairs {
    pub first: f64,
    pub second: f64,
    pub ratio: f64,
}

/// Measures the two sides in turns.
pub fn pairs(
    rounds: usize,
    mut first: impl FnMut() -> Result<f64>,
    mut second: impl FnMut() -> Result<f64>,
) -> Result<Pairs> {
    let mut measured = Vec::with_capacity(rounds);
    for round in 0..rounds {
        // Whoever comes second finds another cache: each is second half of the time.
        measured.push(if round % 2 == 0 {
            let first = first()?;
            (first, second()?)
        } else {
            let second = second()?;
            (first()?, second)
        });
    }
    Ok(Pairs {
        first: median(measured.iter().map(|pair| pair.0)),
        second: median(measured.iter().map(|pair| pair.1)),
        ratio: median(measured.iter().map(|pair| pair.0 / pair.1)),
    })
}

/// Nanoseconds of this thread's CPU time that one call takes.
pub fn time<T>(repeats: usize, mut call: impl FnMut() -> Result<T>) -> Result<f64> {
    let before = cpu_time();
    for _ in 0..repeats {
        black_box(call()?);
    }
    Ok((cpu_time() - before) as f64 / repeats as f64)
}

fn cpu_time() -> i64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec * 1_000_000_000 + time.tv_nsec
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
