//! Messages that come twice, late, or at the same time.

use domain::invoice::InboxInvoice;
use harness::FaultPlan;
use jiff::SignedDuration;
use serde_json::Value;
use simulators::nav::{Company, Fault, FaultKind, Operation};
use store::keys::HEARTBEATS;
use world::World;

use crate::{
    cloud,
    scenario::{WORKSPACE, begin, connection, limits, publish},
};

/// A world with a connected company and three invoices at NAV.
async fn world() -> World {
    let world = World::new(cloud().await, FaultPlan::new(), begin(), limits()).await.unwrap();
    let company = Company::demo();
    world.nav.add_company(company.clone());
    publish(&world, 3, begin() - SignedDuration::from_mins(5));
    world.connect(&company, &connection()).await.unwrap();
    world
}

async fn arrived(world: &World) -> Vec<InboxInvoice> {
    world.invoices(WORKSPACE).await.unwrap()
}

#[tokio::test]
async fn overlapping_ticks() {
    let world = world().await;
    let event = world.slice_event(&[WORKSPACE]);
    let (one, other) = (world.fetch_invoices().unwrap(), world.fetch_invoices().unwrap());
    let (first, second) = tokio::join!(
        fetch_invoices::handle(&one, event.clone()),
        fetch_invoices::handle(&other, event.clone())
    );
    assert!(first.unwrap().batch_item_failures.is_empty());
    assert!(second.unwrap().batch_item_failures.is_empty());
    assert_eq!(arrived(&world).await.len(), 3);
    let before = arrived(&world).await;
    fetch_invoices::handle(&one, event).await.unwrap();
    assert_eq!(arrived(&world).await, before, "a third delivery changed the inbox");
}

#[tokio::test]
async fn old_ticks_are_dropped() {
    let world = world().await;
    let event = world.slice_event(&[WORKSPACE]);
    world.clock.advance(SignedDuration::from_mins(30));
    let answer = fetch_invoices::handle(&world.fetch_invoices().unwrap(), event).await.unwrap();
    assert!(answer.batch_item_failures.is_empty());
    assert!(world.nav.requests().is_empty(), "an old tick asked NAV");
}

#[tokio::test]
async fn a_page_that_fails_half_way_is_finished_by_the_next_tick() {
    let mut world = world().await;
    let failing = Fault::new(FaultKind::Error("OPERATION_FAILED".into()));
    world.nav.faults().add(failing.on(Operation::QueryInvoiceDigest));
    world.tick().await.unwrap();
    assert!(arrived(&world).await.is_empty());
    let recorded = world.store().nav_connection(WORKSPACE).await.unwrap().unwrap().failure.unwrap();
    assert_eq!(recorded.code, "OPERATION_FAILED");
    world.nav.faults().clear();
    world.tick().await.unwrap();
    assert_eq!(arrived(&world).await.len(), 3);
    assert_eq!(world.store().nav_connection(WORKSPACE).await.unwrap().unwrap().failure, None);
}

#[tokio::test]
async fn seeing_invoices_again_writes_nothing() {
    let mut world = world().await;
    world.tick().await.unwrap();
    let before = without_heartbeats(&world);
    for _ in 0..5 {
        world.tick().await.unwrap();
    }
    assert_eq!(without_heartbeats(&world), before);
}

/// Everything in the tables but when slices were polled.
fn without_heartbeats(world: &World) -> Value {
    let mut dump = world.tables.dump().unwrap();
    dump["Table"].as_object_mut().unwrap().retain(|key, _| !key.contains(HEARTBEATS));
    dump
}

#[tokio::test]
async fn a_message_that_cannot_be_read_does_not_stop_its_neighbours() {
    let world = world().await;
    let mut event = world.slice_event(&[WORKSPACE]);
    let mut broken = event.records[0].clone();
    broken.message_id = Some("broken".into());
    broken.body = Some("not JSON".into());
    broken.attributes.insert("MessageGroupId".into(), "another".into());
    event.records.insert(0, broken);
    let answer = fetch_invoices::handle(&world.fetch_invoices().unwrap(), event).await.unwrap();
    let failed: Vec<_> =
        answer.batch_item_failures.into_iter().map(|failure| failure.item_identifier).collect();
    assert_eq!(failed, ["broken"]);
    assert_eq!(arrived(&world).await.len(), 3);
}
