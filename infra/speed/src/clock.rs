//! Measuring on a machine that has other work: CPU time beside that of the wall, and the two that are
//! compared in turns.

use std::{hint::black_box, time::Instant};

use anyhow::Result;
use rustix::time::{ClockId, clock_gettime};

/// Nanoseconds that something took.
#[derive(Clone, Copy)]
pub struct Times {
    /// Of all this process's threads.
    pub cpu: f64,
    pub wall: f64,
}

/// One kind of nanoseconds of the two sides, and the ratio: medians over all rounds.
pub struct Pairs {
    pub first: f64,
    pub second: f64,
    pub ratio: f64,
}

/// Both kinds.
pub struct Compared {
    pub cpu: Pairs,
    pub wall: Pairs,
}

/// Measures the two sides in turns.
pub fn pairs(
    rounds: usize,
    mut first: impl FnMut() -> Result<Times>,
    mut second: impl FnMut() -> Result<Times>,
) -> Result<Compared> {
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
    let of = |kind: fn(&Times) -> f64| Pairs {
        first: median(measured.iter().map(|pair| kind(&pair.0))),
        second: median(measured.iter().map(|pair| kind(&pair.1))),
        ratio: median(measured.iter().map(|pair| kind(&pair.0) / kind(&pair.1))),
    };
    Ok(Compared { cpu: of(|times| times.cpu), wall: of(|times| times.wall) })
}

/// What one call takes.
pub fn time<T>(repeats: usize, mut call: impl FnMut() -> Result<T>) -> Result<Times> {
    let (cpu, wall) = (cpu_time(), Instant::now());
    for _ in 0..repeats {
        black_box(call()?);
    }
    let each = |nanoseconds: f64| nanoseconds / repeats as f64;
    Ok(Times { cpu: each((cpu_time() - cpu) as f64), wall: each(wall.elapsed().as_nanos() as f64) })
}

fn cpu_time() -> i64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec * 1_000_000_000 + time.tv_nsec
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
