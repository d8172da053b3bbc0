//! NAV's bad days over the whole polling: whatever NAV does, in the end the inbox has every invoice once, and
//! the connection was stopped only where its owner has to act.

use std::time::Duration;

use domain::{connection::ConnectionState, ids::WorkspaceId, invoice::Reading};
use harness::FaultPlan;
use jiff::{SignedDuration, Timestamp};
use simulators::nav::{Company, Fault, FaultKind, Operation, RateLimit};
use world::{Connection, World};

use crate::{
    cloud,
    connect::Person,
    scenario::{WORKSPACE, begin, connection, limits, publish, violations},
};

const INVOICES: usize = 8;

async fn world() -> World {
    world_at(begin()).await
}

/// A connected company, and invoices that NAV has stored since the watermark.
async fn world_at(now: Timestamp) -> World {
    let world = World::new(cloud().await, FaultPlan::new(), now, limits()).await.unwrap();
    world.nav.add_company(Company::demo());
    publish(&world, INVOICES, now - SignedDuration::from_mins(5));
    let watermark = now - SignedDuration::from_mins(10);
    world.connect(&Company::demo(), &Connection { watermark, ..connection() }).await.unwrap();
    world
}

async fn ticks(world: &mut World, count: usize) {
    for _ in 0..count {
        world.tick().await.unwrap();
    }
}

/// The code of the failure that is recorded, if any; the connection must be active.
async fn failure(world: &World) -> Option<String> {
    let connection = world.store().nav_connection(WORKSPACE).await.unwrap().unwrap();
    assert_eq!(connection.state, ConnectionState::Active);
    connection.failure.map(|failure| failure.code)
}

async fn arrived(world: &World) -> usize {
    world.invoices(WORKSPACE).await.unwrap().len()
}

/// Every invoice is there once, with its document; nothing is left to do, nobody was told anything.
async fn assert_complete(world: &World, workspace: WorkspaceId) {
    let invoices = world.invoices(workspace).await.unwrap();
    assert_eq!(invoices.len(), INVOICES);
    for invoice in &invoices {
        assert_eq!(invoice.reading, Reading::Complete, "{}", invoice.number);
        assert!(invoice.document.is_some() && invoice.contradictions.is_empty(), "{invoice:?}");
    }
    assert_eq!(violations(world, workspace).await, Vec::<String>::new());
    let inbox = world.inbox(workspace).await.unwrap();
    assert_eq!(inbox.pending, None);
    let connection = world.store().nav_connection(workspace).await.unwrap().unwrap();
    assert_eq!((connection.state, connection.failure), (ConnectionState::Active, None));
}

/// NAV is down in this way for half an hour, then it is back.
async fn down_for_half_an_hour(kind: FaultKind, code: &str) {
    let mut world = world().await;
    world.nav.faults().add(Fault::new(kind));
    ticks(&mut world, 10).await;
    assert_eq!((failure(&world).await.as_deref(), arrived(&world).await), (Some(code), 0));
    world.nav.faults().clear();
    ticks(&mut world, 1).await;
    assert_complete(&world, WORKSPACE).await;
}

#[tokio::test]
async fn html_with_status_200() {
    down_for_half_an_hour(FaultKind::Html, "UNREADABLE_ANSWER").await;
}

#[tokio::test]
async fn html_with_status_502() {
    down_for_half_an_hour(FaultKind::BadGateway, "UNREADABLE_ANSWER").await;
}

#[tokio::test]
async fn html_with_status_503() {
    down_for_half_an_hour(FaultKind::Unavailable, "MAINTENANCE").await;
}

#[tokio::test]
async fn html_with_status_504() {
    down_for_half_an_hour(FaultKind::GatewayTimeout, "TIMEOUT").await;
}

#[tokio::test]
async fn maintenance_of_everything() {
    down_for_half_an_hour(FaultKind::Maintenance, "MAINTENANCE").await;
}

#[tokio::test]
async fn empty_bodies() {
    down_for_half_an_hour(FaultKind::EmptyBody, "UNREADABLE_ANSWER").await;
}

#[tokio::test]
async fn resets() {
    down_for_half_an_hour(FaultKind::Reset, "UNREACHABLE").await;
}

/// Only every third request fails, among them documents: what was fetched is not fetched again.
#[tokio::test]
async fn some_answers_are_missing() {
    let mut world = world().await;
    world.nav.faults().add(Fault::new(FaultKind::EmptyBody).every(3));
    ticks(&mut world, 3).await;
    world.nav.faults().clear();
    ticks(&mut world, 3).await;
    assert_complete(&world, WORKSPACE).await;
}

/// NAV holds requests for as long as its edge allows; a poll does not wait so long.
#[tokio::test]
async fn stalls() {
    let mut world = world().await;
    world.limits.deadline = SignedDuration::from_secs(1);
    let stall = Fault::new(FaultKind::Stall(Duration::from_mins(1))).on(Operation::QueryInvoiceDigest);
    world.nav.faults().add(stall);
    ticks(&mut world, 1).await;
    assert_eq!((failure(&world).await.as_deref(), arrived(&world).await), (Some("TIMEOUT"), 0));
    world.nav.faults().clear();
    ticks(&mut world, 1).await;
    assert_complete(&world, WORKSPACE).await;
}

#[tokio::test]
async fn damaged_gzip() {
    let mut world = world().await;
    world.nav.faults().add(Fault::new(FaultKind::CorruptGzip).times(3));
    ticks(&mut world, 1).await;
    let invoices = world.invoices(WORKSPACE).await.unwrap();
    let awaited = invoices.iter().filter(|invoice| matches!(invoice.reading, Reading::Awaited { .. }));
    assert_eq!((invoices.len(), awaited.count()), (INVOICES, 3), "what is damaged is asked for again");
    ticks(&mut world, 3).await;
    assert_complete(&world, WORKSPACE).await;
}

#[tokio::test]
async fn gzip_without_its_trailer() {
    all_at_once(FaultKind::GzipWithoutTrailer).await;
}

#[tokio::test]
async fn decimals_outside_the_schema() {
    all_at_once(FaultKind::LongDecimals).await;
}

/// What is odd about the documents does not matter: one poll takes them in.
async fn all_at_once(kind: FaultKind) {
    let mut world = world().await;
    world.nav.faults().add(Fault::new(kind));
    ticks(&mut world, 1).await;
    assert_complete(&world, WORKSPACE).await;
}

/// Two polls at the same time get other bytes for the same documents.
#[tokio::test]
async fn other_bytes_for_the_same_document() {
    let mut world = world().await;
    world.nav.faults().add(Fault::new(FaultKind::Reformatted).every(2));
    let event = world.slice_event(&[WORKSPACE]);
    let (one, other) = (world.fetch_invoices().unwrap(), world.fetch_invoices().unwrap());
    let (first, second) =
        tokio::join!(fetch_invoices::handle(&one, event.clone()), fetch_invoices::handle(&other, event));
    assert!(first.unwrap().batch_item_failures.is_empty() && second.unwrap().batch_item_failures.is_empty());
    ticks(&mut world, 2).await;
    assert_complete(&world, WORKSPACE).await;
}

/// Sound signatures are refused in the hour of the change: nobody is told. The same error outside of it is
/// the owner's.
#[tokio::test]
async fn signatures_refused_at_a_clock_change() {
    let mut world = world_at("2026-10-25T00:40:00Z".parse().unwrap()).await;
    world.nav.faults().add(Fault::new(FaultKind::SignatureAtClockChange));
    ticks(&mut world, 10).await;
    let code = failure(&world).await;
    assert_eq!((code.as_deref(), arrived(&world).await), (Some("INVALID_REQUEST_SIGNATURE"), 0));
    world.clock.advance(SignedDuration::from_mins(60));
    ticks(&mut world, 1).await;
    assert_complete(&world, WORKSPACE).await;

    world.clock.advance(SignedDuration::from_mins(60));
    world.nav.faults().add(Fault::new(FaultKind::Error("INVALID_REQUEST_SIGNATURE".into())));
    ticks(&mut world, 2).await;
    assert_stopped(&world, WORKSPACE, "INVALID_REQUEST_SIGNATURE").await;
}

/// The connection waits for its owner, who was told once, and NAV is not asked any more.
async fn assert_stopped(world: &World, workspace: WorkspaceId, code: &str) {
    let store = world.store();
    let connection = store.nav_connection(workspace).await.unwrap().unwrap();
    match connection.state {
        ConnectionState::Stopped { code: stopped, .. } => assert_eq!(stopped, code),
        other => panic!("not stopped: {other:?}"),
    }
    let notices = store.notices(workspace).await.unwrap();
    assert_eq!(notices.iter().map(|notice| notice.reason.as_str()).collect::<Vec<_>>(), [code]);
}

/// HTTP 500 with an error of the client: the owner acts, connects again, and nothing is missing.
async fn stopped_until_connected_again(code: &str) {
    let mut person = Person::new(cloud().await, FaultPlan::new()).await;
    person.set_up().await.unwrap();
    let workspace = person.workspace().await;
    publish(&person.world, INVOICES, begin() + SignedDuration::from_mins(1));
    person.world.nav.faults().add(Fault::new(FaultKind::Error(code.into())));
    ticks(&mut person.world, 1).await;
    assert_stopped(&person.world, workspace, code).await;
    person.world.nav.faults().clear();
    person.world.nav.clear_requests();
    ticks(&mut person.world, 2).await;
    assert!(person.world.nav.requests().is_empty(), "a stopped connection asks NAV nothing");
    person.set_up().await.unwrap();
    ticks(&mut person.world, 4).await;
    assert_complete(&person.world, workspace).await;
}

#[tokio::test]
async fn forbidden() {
    stopped_until_connected_again("FORBIDDEN").await;
}

#[tokio::test]
async fn invalid_user_relation() {
    stopped_until_connected_again("INVALID_USER_RELATION").await;
}

#[tokio::test]
async fn not_registered_customer() {
    stopped_until_connected_again("NOT_REGISTERED_CUSTOMER").await;
}

/// NAV says that ids are taken which were sent once: under a new one the request passes at once. Documents
/// are fetched one by one, so that the retry is the next request.
#[tokio::test]
async fn request_ids_taken_though_sent_once() {
    let mut world = world().await;
    world.limits.documents_in_flight = 1;
    world.nav.faults().add(Fault::new(FaultKind::Error("REQUEST_ID_NOT_UNIQUE".into())).every(3));
    ticks(&mut world, 1).await;
    assert_complete(&world, WORKSPACE).await;
}

#[tokio::test]
async fn request_ids_taken_under_load() {
    let mut world = world().await;
    world.nav.faults().set_latency(Duration::from_millis(50));
    world.nav.faults().add(Fault::new(FaultKind::Error("REQUEST_ID_NOT_UNIQUE".into())).busier_than(2));
    ticks(&mut world, 3).await;
    assert_eq!(arrived(&world).await, INVOICES, "some of each page pass");
    world.nav.faults().clear();
    world.clock.advance(SignedDuration::from_hours(13));
    ticks(&mut world, 3).await;
    assert_complete(&world, WORKSPACE).await;
}

/// NAV's limit a hundred times faster: bursts wait longer and longer and are cut off in the end.
#[tokio::test]
async fn requests_beyond_the_rate() {
    let mut world = world().await;
    let limit = RateLimit {
        per: Duration::from_millis(10),
        delay: Duration::from_millis(40),
        longest: Duration::from_millis(100),
    };
    world.nav.faults().add(Fault::new(FaultKind::RateLimit(limit)));
    ticks(&mut world, 6).await;
    assert_eq!(failure(&world).await, None, "polling goes on under the limit");
    world.nav.faults().clear();
    world.clock.advance(SignedDuration::from_hours(13));
    ticks(&mut world, 3).await;
    assert_complete(&world, WORKSPACE).await;
}
