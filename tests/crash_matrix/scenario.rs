//! What the scenarios share: a company in a world, ticks until all is quiet, the inbox as the end state.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    email::EmailAddress,
    fetch::FetchLimits,
    ids::{AccountId, WorkspaceId},
    language::Language,
    workspace::Account,
};
use harness::{Delivery, EndState, FaultPlan, Scenario, without};
use jiff::{SignedDuration, Timestamp, civil::date, tz::TimeZone};
use serde_json::Value;
use simulators::nav::{Company, samples};
use uuid::Uuid;
use world::{Cloud, Connection, World};

/// Moments of our own, which a redelivery moves.
const TIMES: [&str; 4] = ["at", "learned_at", "begun_at", "finished_at"];

/// The workspace of every scenario.
pub const WORKSPACE: WorkspaceId = WorkspaceId(Uuid::from_u128(0x1ed6e));

/// The owner of every workspace that a world connects.
pub const OWNER: AccountId = AccountId(Uuid::from_u128(7));

/// Gives that owner an account.
pub async fn owner(world: &World) {
    let email = EmailAddress::parse("owner@example.com").unwrap();
    let account = Account::new(OWNER, email, Language::Hu, begin());
    world.store().claim_email(&account).await.unwrap();
}

/// When every scenario begins.
pub fn begin() -> Timestamp {
    date(2026, 11, 22).at(10, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp()
}

/// The functions' bounds, with one shard: a query for each of several would only lengthen the matrix.
pub fn limits() -> FetchLimits {
    FetchLimits { shards: 1, ..FetchLimits::default() }
}

/// A scenario that ticks until nothing is left to do.
pub struct Polling {
    /// MiniStack.
    pub cloud: Arc<Cloud>,
    /// The bounds of the functions.
    pub limits: FetchLimits,
    /// Connects the company and fills NAV.
    pub prepare: fn(&World) -> Connection,
    /// What is done to NAV before the first tick.
    pub disturb: fn(&World),
}

impl Polling {
    /// Ticks over a company whose NAV `prepare` fills.
    pub fn new(cloud: &Arc<Cloud>, prepare: fn(&World) -> Connection) -> Self {
        Self { cloud: cloud.clone(), limits: limits(), prepare, disturb: |_| {} }
    }
}

impl Scenario for Polling {
    type World = World;

    async fn world(&self, plan: FaultPlan) -> World {
        let world = World::new(&self.cloud, plan, begin(), self.limits.clone()).await.unwrap();
        let company = Company::demo();
        world.nav.add_company(company.clone());
        let connection = (self.prepare)(&world);
        world.connect(&company, &connection).await.unwrap();
        (self.disturb)(&world);
        world
    }

    async fn deliver(&self, world: &mut World) -> Delivery {
        let round = world.tick().await.unwrap();
        let pending = world.inbox(WORKSPACE).await.unwrap().pending;
        match pending {
            Some(pending) => Delivery::Pending(pending),
            None if round.failed > 0 => Delivery::Pending(format!("{} invocations failed", round.failed)),
            None => Delivery::Quiet,
        }
    }

    async fn end_state(&self, world: &mut World) -> EndState {
        let inbox = world.inbox(WORKSPACE).await.unwrap();
        EndState { state: without(inbox.state, &TIMES), violations: violations(world, WORKSPACE).await }
    }
}

/// Promises beyond the state: no invoice twice under any key, no document without its bytes, no request id
/// twice.
pub async fn violations(world: &World, workspace: WorkspaceId) -> Vec<String> {
    let mut violations = Vec::new();
    let mut numbers = BTreeMap::<_, u32>::new();
    for invoice in world.invoices(workspace).await.unwrap() {
        *numbers.entry((invoice.direction, invoice.number, invoice.batch_index)).or_default() += 1;
    }
    violations
        .extend(numbers.iter().filter(|(_, count)| **count > 1).map(|(key, _)| format!("doubled: {key:?}")));
    let mut ids = BTreeMap::<String, u32>::new();
    for request in world.nav.requests() {
        *ids.entry(request.request_id.unwrap_or_default()).or_default() += 1;
    }
    violations
        .extend(ids.iter().filter(|(_, count)| **count > 1).map(|(id, _)| format!("request id twice: {id}")));
    let dump: Value = world.tables.dump().unwrap();
    violations.extend(
        dump["OutboxTable"].as_object().into_iter().flatten().map(|(key, _)| format!("unsent: {key}")),
    );
    violations
}

/// A connection that is polled from an hour before the beginning on.
pub fn connection() -> Connection {
    Connection {
        workspace: WORKSPACE,
        start: date(2026, 10, 1),
        watermark: begin() - SignedDuration::from_mins(10),
        steps: Vec::new(),
        rechecked_on: None,
    }
}

/// Publishes invoices that NAV stores one second apart from `from` on.
pub fn publish(world: &World, count: usize, from: Timestamp) {
    let company = Company::demo();
    for sample in samples::many(&company, count, 2, from) {
        world.nav.publish(&company.tax_number, sample.into_published()).unwrap();
    }
}
