//! What is measured of one sample, and how it is told.

use anyhow::Result;

use super::{bare::Bare, lxml::Reading, product, sample::Sample};
use crate::clock::{Pairs, pairs, time};

/// Bytes of XML that are read for one measurement: about a millisecond.
const MEASURED: usize = 200_000;
/// Bytes of XML that are read in all rounds of one comparison.
const IN_ALL: usize = 200_000_000;
/// lxml is slower, and the ratio is larger.
const IN_ALL_BY_LXML: usize = 20_000_000;

pub fn print(sample: &Sample, lxml: Option<Reading<'_>>) -> Result<()> {
    let (base64, length) = (&sample.base64, sample.length);
    let repeats = (MEASURED / length).max(1);
    let rounds = |bytes: usize| (bytes / (length * repeats)).max(9);
    let mut bare = Bare::new();

    let ours = || time(repeats, || product::read(base64));
    let strict = pairs(rounds(IN_ALL), ours, || time(repeats, || bare.pass(&sample.gzip, length)))?.cpu;
    let equal = pairs(rounds(IN_ALL), ours, || time(repeats, || bare.pass_base64(base64, length)))?.cpu;

    println!("\nPayload to typed invoice, {} lines, {length} bytes of XML (CPU time)", sample.lines);
    line("ours: base64, gunzip, parse", strict.first, length);
    line("bare pass: gunzip, tokenise", strict.second, length);
    line("bare pass from base64 on", equal.second, length);
    println!("  ours over the bare pass        {:>9.2}", strict.ratio);
    println!("  ours over it from base64 on    {:>9.2}", equal.ratio);
    if let Some(mut reading) = lxml {
        let theirs = || reading.time(repeats);
        let Pairs { second, ratio, .. } = pairs(rounds(IN_ALL_BY_LXML), ours, theirs)?.cpu;
        line("lxml to the same fields", second, length);
        println!("  times lxml's speed             {:>9.1}", 1.0 / ratio);
    }
    Ok(())
}

fn line(what: &str, nanoseconds: f64, length: usize) {
    let micros = nanoseconds / 1000.0;
    println!("  {what:<30} {micros:>9.1} µs {:>7.0} MB/s", length as f64 / micros);
}
