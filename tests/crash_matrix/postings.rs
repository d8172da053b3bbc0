//! Crashes while posting rules are saved: one version, one entry of the trail, and every account that they
//! name marked as used.

use std::sync::Arc;

use axum::{
    Router,
    http::{Method, Request},
};
use domain::{
    address::Address,
    country::Country,
    language::Language,
    posting::{self, PostingRules},
    record::{RecordId, RecordKind, Recorded},
    workspace::Workspace,
};
use harness::{Delivery, EndState, FaultPlan, Scenario, crash_matrix, without};
use serde_json::{Value, json};
use world::{Cloud, World};

use crate::{
    api, cloud,
    scenario::{OWNER, WORKSPACE, begin, limits},
};

struct Saving {
    cloud: Arc<Cloud>,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_crash_of_saving_posting_rules_ends_alike() {
    crash_matrix("posting rules saved", Saving { cloud: cloud().await.clone() }).await;
}

/// Saves the rules unless the version that was seen says that they are.
async fn save(world: &World) -> Result<(), Value> {
    let path = format!("/workspaces/{WORKSPACE}/posting-rules");
    let router = || -> Router { postings::router().with_state(world.postings()).into() };
    world.plan.revive();
    let read = Request::builder().method(Method::GET).uri(&path);
    let seen = world::api::send(&world.plan, router(), Some(api::claims(OWNER)), read, None).await?;
    if seen["version"] != 0 {
        return Ok(());
    }
    let rule = json!({ "id": "phone", "name": "Telefon", "then": { "account": "528" } });
    let rules = json!({ "rules": [rule] });
    let write = Request::builder().method(Method::PUT).uri(&path).header("if-match", "\"0\"");
    let saved = world::api::send(&world.plan, router(), Some(api::claims(OWNER)), write, Some(rules));
    saved.await.map(drop)
}

impl Scenario for Saving {
    type World = World;

    async fn world(&self, plan: FaultPlan) -> World {
        let world = World::new(&self.cloud, plan, begin(), limits()).await.unwrap();
        let address = Address {
            country: "HU".into(),
            postal_code: "1073".into(),
            city: "Budapest".into(),
            street: "Kertész utca 12".into(),
        };
        let taxpayer = (Country::Hu, "10773381-2-44".to_owned());
        let company = Workspace::new(WORKSPACE, "Fa Kft.", taxpayer, address, begin());
        world.open_company(&company, OWNER, Language::Hu).await.unwrap();
        world
    }

    async fn deliver(&self, world: &mut World) -> Delivery {
        match save(world).await {
            Ok(()) => Delivery::Quiet,
            Err(problem) => Delivery::Pending(problem.to_string()),
        }
    }

    async fn end_state(&self, world: &mut World) -> EndState {
        let (store, mut violations) = (world.store(), Vec::new());
        let id = posting::id();
        let rules: Option<Recorded<PostingRules>> = store.record(WORKSPACE, &id).await.unwrap();
        let trail = store.changes(WORKSPACE, RecordKind::PostingRules, &id, 0, 100).await.unwrap().items;
        if trail.len() != 1 {
            violations.push(format!("{} entries in the trail", trail.len()));
        }
        for account in ["454", "311", "466", "467", "528"] {
            let account = RecordId::of_parts(&[account]);
            if !store.is_used(WORKSPACE, RecordKind::LedgerAccount, &account).await.unwrap() {
                violations.push(format!("{account} could be deleted"));
            }
        }
        let state = without(json!({ "rules": rules, "trail": trail }), &[]);
        EndState { state, violations }
    }
}
