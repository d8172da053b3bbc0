//! Crashes while Számlázz.hu's documents are taken, asked for and matched; and what becomes of each kind of
//! document, whichever source comes first.

mod limits;
mod mixed;
mod rules;

use std::sync::Arc;

use axum::http::StatusCode;
use harness::{Delivery, EndState, FaultPlan, Scenario, crash_matrix};
use jiff::{SignedDuration, civil::date};
use simulators::{
    nav::{Company, samples as nav_samples},
    szamlazz::{Account, Document, Held, from_nav, ipn_body, push_body, samples},
};
use world::{Cloud, Round, World};

use crate::{
    cloud,
    scenario::{WORKSPACE, begin, connection, limits},
};

/// The key of every link.
pub const KEY: &str = "0191b3a0000070008000000000000001wrld1";

/// What a scenario is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Work {
    /// A push makes an invoice.
    Push,
    /// An image that the link did not bring is asked for.
    Image,
    /// A payment is announced.
    Payment,
    /// NAV tells of an invoice that was pushed before.
    NavLast,
    /// An invoice is pushed that NAV told of before.
    NavFirst,
}

struct Doing {
    cloud: Arc<Cloud>,
    work: Work,
}

async fn matrix(name: &str, work: Work) {
    crash_matrix(name, Doing { cloud: cloud().await.clone(), work }).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_crash_of_a_push_ends_alike() {
    matrix("push of Számlázz.hu", Work::Push).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_crash_of_an_image_being_asked_for_ends_alike() {
    matrix("image asked of Számlázz.hu", Work::Image).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_crash_of_an_announced_payment_ends_alike() {
    matrix("payment announced by Számlázz.hu", Work::Payment).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_crash_of_a_match_ends_alike_when_nav_comes_last() {
    matrix("match, NAV last", Work::NavLast).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_crash_of_a_match_ends_alike_when_nav_comes_first() {
    matrix("match, NAV first", Work::NavFirst).await;
}

/// A world with Számlázz.hu and the demo company's account there; connected to NAV where `nav` says so.
pub async fn world(cloud: &Cloud, plan: FaultPlan, nav: bool) -> World {
    let mut world = World::new(cloud, plan, begin(), limits()).await.unwrap();
    world.use_szamlazz().await.unwrap();
    let company = Company::demo();
    world.nav.add_company(company.clone());
    if nav {
        world.connect(&company, &connection()).await.unwrap();
    } else {
        world.register_company(&company, WORKSPACE).await.unwrap();
    }
    world.szamlazz().unwrap().add_account(Account::demo());
    world
}

/// Connects the workspace by the account's key and a link.
pub async fn connect(world: &World) {
    let agent = Account::demo().agent_key;
    world.connect_szamlazz(WORKSPACE, Some(&agent), Some(KEY), date(2026, 10, 1)).await.unwrap();
}

/// The document that the account issues first.
pub fn document() -> Document {
    Document { number: "SIM-2026-1".into(), ..samples::one(&Account::demo(), 0, date(2026, 11, 20)) }
}

/// An outbound invoice that NAV can publish, and the same as Számlázz.hu has it.
pub fn told_by_both(n: usize) -> (nav_samples::SampleInvoice, Held) {
    let company = Company::demo();
    let from = begin() - SignedDuration::from_mins(5);
    let sample = nav_samples::many_issued(&company, n + 1, 2, from).swap_remove(n);
    let document = from_nav(&sample.clone().into_published()).unwrap();
    let held = Held::new(1_000 + n as i64, simulators::nav::Direction::Outbound, document, begin());
    (sample, held)
}

/// The push of a document has been answered with 200, however often that took.
async fn pushed(world: &World, held: &Held, with_pdf: bool) -> Result<(), String> {
    let (status, answer) =
        world.push(KEY, push_body(held, with_pdf)).await.map_err(|error| error.to_string())?;
    match status {
        StatusCode::OK => Ok(()),
        status => Err(format!("{status}: {}", String::from_utf8_lossy(&answer))),
    }
}

impl Doing {
    async fn hold(&self, world: &World) -> Held {
        world.szamlazz().unwrap().document(&Account::demo().agent_key, "SIM-2026-1").unwrap()
    }

    /// What happens from the first fault on.
    async fn happens(&self, world: &mut World) -> Result<Round, String> {
        let failed = |error: anyhow::Error| error.to_string();
        let mut round = Round::default();
        match self.work {
            Work::Push => {
                pushed(world, &self.hold(world).await, true).await?;
                world.drain(&mut round).await.map_err(failed)?;
            }
            Work::NavFirst => {
                pushed(world, &told_by_both(0).1, true).await?;
                world.drain(&mut round).await.map_err(failed)?;
            }
            Work::Image | Work::NavLast => round = world.tick().await.map_err(failed)?,
            Work::Payment => {
                let form = ipn_body(&self.hold(world).await, false);
                match world.announce(WORKSPACE, form).await.map_err(failed)? {
                    StatusCode::OK => round = world.tick().await.map_err(failed)?,
                    status => return Err(status.to_string()),
                }
            }
        }
        Ok(round)
    }
}

impl Scenario for Doing {
    type World = World;

    async fn world(&self, plan: FaultPlan) -> World {
        let nav = matches!(self.work, Work::NavLast | Work::NavFirst);
        let mut world = world(&self.cloud, plan, nav).await;
        connect(&world).await;
        let key = Account::demo().agent_key;
        world.szamlazz().unwrap().issue(&key, document()).unwrap();
        let (sample, held) = told_by_both(0);
        let mut round = Round::default();
        match self.work {
            Work::Push => {}
            Work::Image | Work::Payment => {
                pushed(&world, &self.hold(&world).await, self.work == Work::Payment).await.unwrap();
                world.drain(&mut round).await.unwrap();
            }
            Work::NavLast => {
                pushed(&world, &held, true).await.unwrap();
                world.drain(&mut round).await.unwrap();
                world.nav.publish(&Company::demo().tax_number, sample.into_published()).unwrap();
            }
            Work::NavFirst => {
                world.nav.publish(&Company::demo().tax_number, sample.into_published()).unwrap();
                world.tick().await.unwrap();
            }
        }
        if self.work == Work::Payment {
            let gross = document().total().gross;
            world.szamlazz().unwrap().pay(&key, "SIM-2026-1", gross, date(2026, 11, 21)).unwrap();
        }
        world
    }

    async fn deliver(&self, world: &mut World) -> Delivery {
        let round = match self.happens(world).await {
            Err(reason) => return Delivery::Pending(reason),
            Ok(round) => round,
        };
        match world.under_way(WORKSPACE).await.unwrap() {
            Some(left) => Delivery::Pending(left),
            None if round.failed > 0 => Delivery::Pending(format!("{} invocations failed", round.failed)),
            None => Delivery::Quiet,
        }
    }

    async fn end_state(&self, world: &mut World) -> EndState {
        let state = world.told(WORKSPACE).await.unwrap();
        let mut violations = Vec::new();
        let sends = world.szamlazz().unwrap().sends();
        if let Some(often) = sends.iter().find(|sends| sends.times > 5) {
            violations.push(format!("sent {} times", often.times));
        }
        if state["invoices"].as_object().unwrap().len() != 1 {
            violations.push("not one invoice".into());
        }
        EndState { state, violations }
    }
}
