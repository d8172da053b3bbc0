//! Pushes of Számlázz.hu: what the hook computes for one, over reading the same bytes once, and what a burst
//! asks of AWS, all functions counted.

use std::hint::black_box;

use anyhow::{Result, ensure};
use axum::{
    Router,
    http::{Request, StatusCode},
};
use jiff::{Timestamp, civil::date};
use rustix::time::{ClockId, clock_gettime};
use simulators::{
    nav::{Company, Direction},
    szamlazz::{Account, Document, Held, push_body, samples},
};
use szamlazz_adatkapcsolat::Document as Pushed;
use world::{Cloud, Round, World, hook_routes};

use super::{Measured, begin, print, workspace, world};

/// Documents of a burst.
const BURST: usize = 1_000;
/// Pushes between two looks at the clock.
const REPEATS: usize = 200;
/// How often both are measured, one after the other.
const ROUNDS: usize = 15;
/// The key of the link.
const KEY: &str = "0191b3a0000070008000000000000001bench";
/// Bytes of the PDFs that are tried: none, a short invoice, a long one.
const PDFS: [usize; 3] = [0, 60_000, 250_000];

pub async fn measure(cloud: &Cloud) -> Result<()> {
    let world = connected(cloud).await?;
    println!(
        "\nA push: CPU time of the hook's handler over reading the same bytes once; the goal is 3 at most"
    );
    for pdf in PDFS {
        ratio(&world, pdf).await?;
    }
    burst(&mut connected(cloud).await?).await
}

/// A world with a company whose link is in use.
async fn connected(cloud: &Cloud) -> Result<World> {
    let mut world = world(cloud).await?;
    world.use_szamlazz().await?;
    world.register_company(&Company::demo(), workspace(1)).await?;
    world.connect_szamlazz(workspace(1), None, Some(KEY), date(2026, 1, 1)).await?;
    Ok(world)
}

/// The handler over the reading, in turns: the median of the ratios. Beside it what the SDK alone computes to
/// store the same bytes: no handler that keeps a push before it acknowledges it comes below that.
async fn ratio(world: &World, pdf: usize) -> Result<()> {
    let body = body(1, pdf);
    let (routes, files) = (hook_routes(world.hooks()), world.hooks().files);
    take(world, &routes, &body).await?;
    let mut measured = Vec::new();
    for _ in 0..ROUNDS {
        let begun = cpu_time();
        for _ in 0..REPEATS {
            take(world, &routes, &body).await?;
        }
        let handled = cpu_time() - begun;
        let begun = cpu_time();
        for _ in 0..REPEATS {
            files.write("pushes/bench", body.clone(), "application/xml").await?;
        }
        let stored = cpu_time() - begun;
        let begun = cpu_time();
        for _ in 0..REPEATS {
            black_box(Pushed::parse(black_box(&body))?);
        }
        measured.push((handled as f64, (cpu_time() - begun) as f64, stored as f64));
    }
    measured.sort_by(|one, other| (one.0 / one.1).total_cmp(&(other.0 / other.1)));
    let (handled, read, stored) = measured[measured.len() / 2];
    let each = |nanoseconds: f64| nanoseconds / REPEATS as f64 / 1000.0;
    println!(
        "  {:>7} bytes, PDF of {pdf:>7}: {:>7.0} µs over {:>7.0} µs, ratio {:.2}; storing alone {:>7.0} µs",
        body.len(),
        each(handled),
        each(read),
        handled / read,
        each(stored)
    );
    Ok(())
}

async fn take(world: &World, routes: &Router, body: &[u8]) -> Result<()> {
    let request = Request::post("/hooks/szamlazz").header("X-Szamlazzhu-Key", KEY);
    let (status, _) = world.answered_by(routes, request.body(body.to_vec().into())?).await?;
    ensure!(status == StatusCode::OK, "a push was answered with {status}");
    Ok(())
}

async fn burst(world: &mut World) -> Result<()> {
    let routes = hook_routes(world.hooks());
    world.plan.arm(harness::Fault::None);
    for number in 0..BURST {
        take(world, &routes, &body(number as i64 + 1, PDFS[1])).await?;
    }
    let mut round = Round { invocations: BURST as u32, ..Round::default() };
    world.drain(&mut round).await?;
    let recorded = world.invoices(workspace(1)).await?.len();
    ensure!(recorded == BURST, "{recorded} invoices instead of {BURST}");
    let title = format!("A burst of {BURST} pushes with their PDF; the goal is 6 AWS requests each at most");
    let measured = Measured { rounds: &[round], times: 1.0 };
    print(&title, world, &measured, "invoices", BURST as f64, ("per 1,000 invoices", BURST as f64 / 1000.0));
    Ok(())
}

/// The push of a document with a PDF of so many bytes.
fn body(number: i64, pdf: usize) -> Vec<u8> {
    let day = begin().to_zoned(jiff::tz::TimeZone::UTC).date();
    let sample = samples::one(&Account::demo(), number as usize, day);
    let document = Document { number: format!("B-{number}"), ..sample };
    let held = Held::new(number, Direction::Outbound, document, Timestamp::UNIX_EPOCH);
    let body = String::from_utf8(push_body(&held, false)).unwrap_or_default();
    // Characters of base64 for three bytes each.
    let image = "JVBERi0x".repeat(pdf / 6);
    let end = body.rfind("</szamla>").unwrap_or(body.len());
    format!("{}<pdf>{image}</pdf></szamla>", body[..end].replace("<pdf></pdf>", "")).into_bytes()
}

fn cpu_time() -> i64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec * 1_000_000_000 + time.tv_nsec
}
