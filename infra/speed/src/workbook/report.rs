//! What is measured, and how it is told.

use std::fs;

use anyhow::{Result, ensure};
use domain::partner::Partner;

use super::{
    ROWS, bare,
    files::{Files, Sample},
    memory,
    openpyxl::Openpyxl,
    ours,
};
use crate::clock::{Compared, Pairs, pairs, time};

/// Rounds of one comparison.
const ROUNDS: usize = 7;
/// openpyxl is slower, and the ratio is larger.
const ROUNDS_BY_OPENPYXL: usize = 3;

pub fn reading(sample: &Sample, openpyxl: Option<&mut Openpyxl>) -> Result<()> {
    let bytes = fs::metadata(&sample.path)?.len();
    println!(
        "\nWorkbook to valid partners, {ROWS} rows, {} cells, {bytes} bytes, {}",
        sample.cells, sample.name
    );
    let ours = || {
        time(1, || {
            ensure!(ours::read(&sample.path)? == ROWS as usize, "rows are missing");
            Ok(())
        })
    };
    let compared = pairs(ROUNDS, ours, || time(1, || bare::read(&sample.path)))?;
    both("ours: read, check", "bare: calamine's cells", &compared);
    goal("ours over the bare read", &compared, |pairs| pairs.ratio, "at most 1.3");
    if let Some(openpyxl) = openpyxl {
        let compared = pairs(ROUNDS_BY_OPENPYXL, ours, || openpyxl.time(sample))?;
        line("openpyxl, read-only", &compared, |pairs| pairs.second);
        goal("times openpyxl's speed", &compared, |pairs| 1.0 / pairs.ratio, "at least 10");
    }
    Ok(())
}

pub fn writing(partners: &[Partner]) -> Result<()> {
    println!("\nPartners to workbook, {ROWS} rows");
    let rows = ours::cells(partners);
    let ours = || time(1, || ours::write(partners, std::io::sink()));
    let compared = pairs(ROUNDS, ours, || time(1, || bare::write(&rows)))?;
    both("ours", "bare: rust_xlsxwriter's cells", &compared);
    goal("ours over the bare write", &compared, |pairs| pairs.ratio, "at most 1.15");
    Ok(())
}

pub fn memory(files: &Files) -> Result<()> {
    println!("\nPeak memory, {ROWS} rows");
    for sample in [&files.inline, &files.shared] {
        let peak = memory::reading(&sample.path)?;
        println!("  reading, {:<44} {peak:>6.1} MB   (goal: at most 96)", sample.name);
    }
    println!("  {:<53} {:>6.1} MB   (goal: at most 48)", "writing", memory::writing()?);
    Ok(())
}

fn both(first: &str, second: &str, compared: &Compared) {
    line(first, compared, |pairs| pairs.first);
    line(second, compared, |pairs| pairs.second);
}

fn line(what: &str, compared: &Compared, nanoseconds: fn(&Pairs) -> f64) {
    let [cpu, wall] = [&compared.cpu, &compared.wall].map(|pairs| nanoseconds(pairs) / 1e9);
    println!("  {what:<30} {cpu:>8.3} s CPU {wall:>8.3} s wall {:>8.0} rows/s", f64::from(ROWS) / cpu);
}

fn goal(what: &str, compared: &Compared, ratio: fn(&Pairs) -> f64, goal: &str) {
    let [cpu, wall] = [&compared.cpu, &compared.wall].map(ratio);
    println!("  {what:<30} {cpu:>8.2}   CPU {wall:>8.2}   wall   (goal: {goal})");
}
