//! What a function costs before it has done anything: its package, its start and its memory.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{Cell, CellAlignment, Table};
use local_cloud::{Function, Template, compile, package, workspace};

use super::runtime_api::{RuntimeApi, Start};
use crate::screen::Screen;

/// Starts of each function; an odd number has a median.
const STARTS: usize = 15;
/// Nothing listens there: a function that asked anything of AWS or NAV at its start would end or be late.
const NOWHERE: &str = "http://127.0.0.1:1/nowhere";

/// Builds the functions of the template as they are deployed, starts each several times and prints a table.
pub async fn measure() -> Result<()> {
    let screen = Screen::new();
    let template = Template::read(&workspace::template())?;
    let binaries = compile::released_functions(&template, &|step| screen.step(step))?;
    let mut table = Table::new();
    table.load_style(UTF8_HORIZONTAL_ONLY);
    table.set_header(["Function", "Zip, MB", "Init, ms (median)", "Init, ms (least)", "Idle, MB resident"]);
    for function in template.functions()? {
        screen.step(&format!("Starting {}", function.binary));
        table.add_row(row(&template, &function, &binaries).await?);
    }
    drop(screen);
    println!("\nRelease binaries for {}, {STARTS} starts of each\n{table}", std::env::consts::ARCH);
    Ok(())
}

async fn row(template: &Template, function: &Function, binaries: &Path) -> Result<Vec<Cell>> {
    let path = binaries.join(&function.binary);
    let binary = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let package = package::deflated(&binary)?.len();
    let environment = environment(template, function);
    let api = RuntimeApi::start().await?;
    let mut starts = Vec::new();
    for _ in 0..STARTS {
        let started = api.start_function(&path, &environment).await;
        starts.push(started.with_context(|| format!("{} does not start", function.binary))?);
    }
    let measured = [
        package as f64 / 1e6,
        milliseconds(middle(&starts, |start| start.init)),
        milliseconds(starts.iter().map(|start| start.init).min().unwrap_or_default()),
        middle(&starts, |start| start.resident_kb) as f64 * 1024.0 / 1e6,
    ];
    let numbers = measured.map(|number| Cell::new(format!("{number:.2}")));
    let numbers = numbers.map(|cell| cell.set_alignment(CellAlignment::Right));
    Ok([Cell::new(&function.binary)].into_iter().chain(numbers).collect())
}

/// What Lambda and the template set, with values from nowhere where only a deployment knows them.
fn environment(template: &Template, function: &Function) -> BTreeMap<String, String> {
    let is_address = |value: &str| value.starts_with("http");
    let of_template = template.environment(function).into_iter();
    let of_template =
        of_template.map(|(name, value)| (name, value.filter(|value| !is_address(value)).unwrap_or(NOWHERE)));
    let of_lambda = [
        ("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE"),
        ("AWS_SECRET_ACCESS_KEY", "invented"),
        ("AWS_SESSION_TOKEN", "invented"),
        ("AWS_REGION", local_cloud::REGION),
        ("AWS_ENDPOINT_URL", NOWHERE),
        ("NAV_REQUESTS_PER_SECOND", "0"),
        ("FETCH_CONCURRENCY", "2"),
        ("AWS_LAMBDA_FUNCTION_NAME", function.logical_id.as_str()),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512"),
        ("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
        ("AWS_LAMBDA_LOG_GROUP_NAME", "invented"),
        ("AWS_LAMBDA_LOG_STREAM_NAME", "invented"),
    ];
    of_template.chain(of_lambda).map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn middle<T: Ord + Default>(starts: &[Start], measured: impl Fn(&Start) -> T) -> T {
    let mut values: Vec<T> = starts.iter().map(measured).collect();
    values.sort_unstable();
    let middle = values.len() / 2;
    values.into_iter().nth(middle).unwrap_or_default()
}
