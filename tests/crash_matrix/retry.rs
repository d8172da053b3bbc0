//! An operator has everything tried again: a stopped connection, a step that waits and a refused document.

use std::sync::Arc;

use axum::http::Method;
use domain::invoice::Reading;
use harness::{Delivery, EndState, FaultPlan, Scenario, crash_matrix, without};
use jiff::SignedDuration;
use serde_json::json;
use simulators::nav::{Company, Fault, FaultKind, samples};
use world::{Cloud, OPERATORS, World};

use crate::{
    api, cloud,
    scenario::{OWNER, WORKSPACE, begin, connection, limits, owner, publish},
};

struct Retrying(Arc<Cloud>);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_crash_of_a_retry_ends_alike() {
    crash_matrix("everything tried again", Retrying(cloud().await.clone())).await;
}

impl Scenario for Retrying {
    type World = World;

    async fn world(&self, plan: FaultPlan) -> World {
        let mut world = World::new(&self.0, plan, begin(), limits()).await.unwrap();
        world.connect(&Company::demo(), &connection()).await.unwrap();
        owner(&world).await;
        let from = begin() - SignedDuration::from_mins(5);
        let sample = |index: usize| samples::many(&Company::demo(), 2, 2, from)[index].number.clone();
        let unreadable = FaultKind::Payload { invoice_number: sample(0), content: b"<html/>".to_vec() };
        world.nav.faults().add(Fault::new(unreadable).times(1));
        world.nav.faults().add(Fault::new(FaultKind::NoData(sample(1))).times(2));
        publish(&world, 2, from);
        for _ in 0..2 {
            world.tick().await.unwrap();
        }
        world.nav.add_company(Company { password: "changed at NAV".into(), ..Company::demo() });
        world.tick().await.unwrap();
        world.nav.add_company(Company::demo());
        world
    }

    async fn deliver(&self, world: &mut World) -> Delivery {
        let router = accounts::router().with_state(world.accounts().unwrap()).into();
        let mut claims = api::claims(OWNER);
        claims["cognito:groups"] = json!(format!("[{OPERATORS} others]"));
        let call = (Method::POST, "/operator/retry");
        match api::call(&world.plan, router, Some(claims), call, None).await {
            Ok(retried) if retried.get("next_cursor").is_none() => Delivery::Quiet,
            Ok(more) => Delivery::Pending(more.to_string()),
            Err(problem) => Delivery::Pending(problem.to_string()),
        }
    }

    async fn end_state(&self, world: &mut World) -> EndState {
        let store = world.store();
        let slices = store.slices(0).await.unwrap();
        let members: usize = slices.iter().map(|slice| slice.workspaces.len()).sum();
        let mut violations = Vec::new();
        let (stopped, refused) = (
            store.stopped_connections().await.unwrap(),
            store.refused_documents_of(WORKSPACE).await.unwrap(),
        );
        let steps = store.steps(WORKSPACE).await.unwrap();
        let due = steps.iter().filter(|step| step.due_at <= world.clock.now()).count();
        if !stopped.is_empty() || !refused.is_empty() || (steps.len(), due, members) != (2, 2, 1) {
            violations.push(format!("{stopped:?} {refused:?} {steps:?}, {members} in slices"));
        }
        for _ in 0..2 {
            world.tick().await.unwrap();
        }
        let invoices = world.invoices(WORKSPACE).await.unwrap();
        if invoices.len() != 2 || invoices.iter().any(|invoice| invoice.reading != Reading::Complete) {
            violations.push(format!("{invoices:?}"));
        }
        let inbox = world.inbox(WORKSPACE).await.unwrap();
        violations.extend(inbox.pending);
        EndState { state: without(inbox.state, &["at"]), violations }
    }
}
