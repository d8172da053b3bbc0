//! The vendor's rules on repetition, and outages of our own.

use axum::http::StatusCode;
use domain::{
    invoice::{InboxInvoice, InvoiceIdentity},
    notice::NoticeCode,
    szamlazz::{AgentQuery, AgentState, AgentTask, ImageCheck, QueryState},
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

#[tokio::test]
async fn r0_23_our_own_outages_do_not_make_it_more_than_five_sends() {
    let mut world = asking().await;
    let [AgentTask::Query(query)] = &tasks(&world).await[..] else { panic!("one question") };
    // Each time it was sent, the process died before it could note what came of it.
    let sent = AgentTask::Query(AgentQuery { sends: 5, ..query.clone() });
    world.store().add_agent_task(WORKSPACE, &sent).await.unwrap();
    world.tick().await.unwrap();
    assert!(world.szamlazz().unwrap().requests().is_empty());
    assert_eq!(notices(&world).await, [NoticeCode::DocumentNotFetched]);
    let [AgentTask::Query(query)] = &tasks(&world).await[..] else { panic!("one question") };
    assert!(matches!(&query.state, QueryState::GivenUp { code, .. } if code == "INTERRUPTED"));
}

#[tokio::test]
async fn the_invoices_of_one_batch_document_are_one_question() {
    let mut world = world(cloud().await, FaultPlan::new(), false).await;
    connect(&world).await;
    let held = world.szamlazz().unwrap().issue(&Account::demo().agent_key, document()).unwrap();
    assert_eq!(world.push(KEY, push_body(&held, false)).await.unwrap().0, StatusCode::OK);
    world.drain(&mut Round::default()).await.unwrap();
    let [AgentTask::Query(query)] = &tasks(&world).await[..] else { panic!("one question") };
    world.store().end_agent_query(WORKSPACE, query).await.unwrap();
    let first = world.every_invoice(WORKSPACE).unwrap().remove(0);
    let id = InvoiceIdentity {
        direction: first.direction,
        supplier_tax_number: first.supplier_core().unwrap(),
        number: &first.number,
        batch_index: Some(2),
    };
    let second = InboxInvoice { id: id.id(), batch_index: Some(2), ..first.clone() };
    world.store().put_invoice(WORKSPACE, None, &second, &[]).await.unwrap();
    let check =
        ImageCheck { id: "both".into(), invoices: vec![first.id, second.id], due_at: world.clock.now() };
    world.store().add_agent_task(WORKSPACE, &AgentTask::Check(check)).await.unwrap();
    for _ in 0..3 {
        world.tick().await.unwrap();
    }
    assert_eq!(world.szamlazz().unwrap().requests().len(), 1);
    assert_eq!(world.store().agent_work_of(WORKSPACE).await.unwrap(), None);
}

#[tokio::test]
async fn r0_23_an_answer_without_an_image_is_asked_for_again() {
    let mut world = world(cloud().await, FaultPlan::new(), false).await;
    connect(&world).await;
    let key = Account::demo().agent_key;
    let pending = simulators::szamlazz::Document { rendered: false, ..document() };
    let held = world.szamlazz().unwrap().issue(&key, pending).unwrap();
    assert_eq!(world.push(KEY, push_body(&held, true)).await.unwrap().0, StatusCode::OK);
    world.drain(&mut Round::default()).await.unwrap();
    world.tick().await.unwrap();
    assert!(!world.every_invoice(WORKSPACE).unwrap()[0].has_image());
    assert_eq!(tasks(&world).await.len(), 1, "the question stays");
    world.szamlazz().unwrap().change(&key, "SIM-2026-1", |document| document.rendered = true).unwrap();
    world.clock.advance(SignedDuration::from_hours(1));
    world.tick().await.unwrap();
    assert!(world.every_invoice(WORKSPACE).unwrap()[0].has_image());
    assert!(tasks(&world).await.is_empty() && notices(&world).await.is_empty());
    assert_eq!(world.szamlazz().unwrap().requests().len(), 2);
}

#[tokio::test]
async fn an_announcement_that_comes_again_buys_no_more_sends() {
    let mut world = asking().await;
    world.szamlazz().unwrap().faults().add(Fault::new(FaultKind::Maintenance));
    let held = world.szamlazz().unwrap().document(&Account::demo().agent_key, "SIM-2026-1").unwrap();
    for _ in 0..10 {
        assert_eq!(world.announce(WORKSPACE, ipn_body(&held, false)).await.unwrap(), StatusCode::OK);
        world.tick().await.unwrap();
        if matches!(&tasks(&world).await[..], [AgentTask::Query(query)] if query.state != QueryState::Waiting)
        {
            break;
        }
    }
    assert_eq!(world.szamlazz().unwrap().requests().len(), 5);
}
