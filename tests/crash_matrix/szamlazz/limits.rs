//! The vendor's rules on repetition, and outages of our own.

use axum::http::StatusCode;
use domain::{
    notice::NoticeCode,
    szamlazz::{AgentState, AgentTask, QueryState},
};
use harness::{Fault as Outage, FaultPlan};
use jiff::SignedDuration;
use simulators::szamlazz::{Account, Fault, FaultKind, ipn_body, push_body};
use world::{Round, World};

use super::{KEY, connect, document, world};
use crate::{cloud, scenario::WORKSPACE};

/// A world whose Agent is to be asked for one image.
async fn asking() -> World {
    let mut world = world(cloud().await, FaultPlan::new(), false).await;
    connect(&world).await;
    let held = world.szamlazz().unwrap().issue(&Account::demo().agent_key, document()).unwrap();
    assert_eq!(world.push(KEY, push_body(&held, false)).await.unwrap().0, StatusCode::OK);
    world.drain(&mut Round::default()).await.unwrap();
    world
}

async fn notices(world: &World) -> Vec<NoticeCode> {
    world.store().notices(WORKSPACE).await.unwrap().into_iter().map(|notice| notice.code).collect()
}

async fn tasks(world: &World) -> Vec<AgentTask> {
    world.store().agent_tasks(WORKSPACE, "", 10).await.unwrap().items
}

#[tokio::test]
async fn r0_23_after_five_sends_a_person_is_told() {
    let mut world = asking().await;
    world.szamlazz().unwrap().faults().add(Fault::new(FaultKind::Maintenance));
    for _ in 0..40 {
        world.clock.advance(SignedDuration::from_hours(2));
        world.tick().await.unwrap();
    }
    assert_eq!(world.szamlazz().unwrap().requests().len(), 5);
    assert_eq!(notices(&world).await, [NoticeCode::DocumentNotFetched]);
    let [AgentTask::Query(query)] = &tasks(&world).await[..] else { panic!("one question") };
    assert!(matches!(query.state, QueryState::GivenUp { .. }));
    assert_eq!(world.store().agent_work_of(WORKSPACE).await.unwrap(), None, "no tick looks at it any more");
}

#[tokio::test]
async fn an_outage_passes() {
    let mut world = asking().await;
    world.szamlazz().unwrap().faults().add(Fault::new(FaultKind::Unavailable).times(2));
    for _ in 0..4 {
        world.clock.advance(SignedDuration::from_hours(1));
        world.tick().await.unwrap();
    }
    assert_eq!(world.szamlazz().unwrap().requests().len(), 3);
    assert!(world.every_invoice(WORKSPACE).unwrap()[0].has_image());
    assert!(notices(&world).await.is_empty() && tasks(&world).await.is_empty());
}

#[tokio::test]
async fn a_key_that_is_refused_is_asked_no_more_and_the_owner_is_told() {
    let mut world = asking().await;
    world.szamlazz().unwrap().faults().add(Fault::new(FaultKind::BodyError(3)));
    for _ in 0..3 {
        world.clock.advance(SignedDuration::from_hours(24));
        world.tick().await.unwrap();
    }
    assert_eq!(world.szamlazz().unwrap().requests().len(), 1);
    assert_eq!(notices(&world).await, [NoticeCode::AgentStopped]);
    let connection = world.store().szamlazz_connection(WORKSPACE).await.unwrap().unwrap();
    assert!(matches!(connection.agent.unwrap().state, AgentState::Stopped { code, .. } if code == "3"));
}

#[tokio::test]
async fn an_announcement_only_causes_a_question() {
    let mut world = asking().await;
    world.tick().await.unwrap();
    let (key, gross) = (Account::demo().agent_key, document().total().gross);
    let mut held = world.szamlazz().unwrap().document(&key, "SIM-2026-1").unwrap();
    held.document.payments.push(simulators::szamlazz::Payment::new(held.document.issued, gross));
    for _ in 0..10 {
        assert_eq!(world.announce(WORKSPACE, ipn_body(&held, false)).await.unwrap(), StatusCode::OK);
    }
    world.szamlazz().unwrap().clear_requests();
    world.tick().await.unwrap();
    assert_eq!(world.szamlazz().unwrap().requests().len(), 1);
    let part = world.every_invoice(WORKSPACE).unwrap()[0].szamlazz.clone().unwrap();
    assert!(part.credit_entries.is_empty(), "what it says is not believed");
    let request = axum::http::Request::post("/hooks/szamlazz/payments/guessed").body("x=1".into()).unwrap();
    assert_eq!(world.hook(world.hooks(), request).await.unwrap().0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_not_stored_is_not_acknowledged() {
    let world = world(cloud().await, FaultPlan::new(), false).await;
    connect(&world).await;
    let body = {
        let held = world.szamlazz().unwrap().issue(&Account::demo().agent_key, document()).unwrap();
        push_body(&held, true)
    };
    world.plan.arm(Outage::None);
    let calls = {
        assert_eq!(world.push(KEY, body.clone()).await.unwrap().0, StatusCode::OK);
        world.plan.calls().len()
    };
    for call in 1..=calls {
        world.plan.arm(Outage::CrashBefore(call));
        let (status, _) = world.push(KEY, body.clone()).await.unwrap();
        let stored = call == calls;
        let expected =
            if stored { StatusCode::INTERNAL_SERVER_ERROR } else { StatusCode::SERVICE_UNAVAILABLE };
        assert_eq!(status, expected, "call {call} of {calls}: {:?}", world.plan.calls());
    }
}
