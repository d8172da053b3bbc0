//! The reconciliation of a month with NAV.

use domain::{
    fetch::Step,
    invoice::{Direction, ListPlace},
};
use futures::FutureExt as _;
use harness::{FaultPlan, crash_matrix};
use jiff::{SignedDuration, civil::date};
use simulators::nav::{Company, samples};
use world::{Connection, World};

use crate::{
    cloud,
    later::Later,
    scenario::{Polling, WORKSPACE, begin, connection, limits, publish},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_crash_of_a_reconciliation_ends_alike() {
    let polling = Polling::new(cloud().await, |world| {
        publish(world, 2, begin() - SignedDuration::from_mins(5));
        connection()
    });
    let later = Later { polling, before: |world| asked_for(world).boxed() };
    crash_matrix("reconciliation of a month", later).await;
}

/// Two invoices arrive, NAV stores a third that the polling cannot see, and the owner asks for the month.
async fn asked_for(world: &mut World) {
    world.tick().await.unwrap();
    publish(world, 1, begin() - SignedDuration::from_hours(24 * 3));
    let step = Step::reconcile(date(2026, 11, 1), world.clock.now());
    world.store().begin_later(WORKSPACE, &step).await.unwrap();
}

#[tokio::test]
async fn a_month_of_all_kinds_agrees_with_nav() {
    let company = Company::demo();
    let mut world = World::new(cloud().await, FaultPlan::new(), begin(), limits()).await.unwrap();
    world.nav.add_company(company.clone());
    for mut sample in samples::month(&company, 2026, 10) {
        sample.ins_date = begin() - SignedDuration::from_mins(5);
        world.nav.publish(&company.tax_number, sample.into_published()).unwrap();
    }
    let connected = Connection { start: date(2026, 9, 1), ..connection() };
    world.connect(&company, &connected).await.unwrap();
    for _ in 0..3 {
        world.tick().await.unwrap();
    }
    let step = Step::reconcile(date(2026, 10, 1), world.clock.now());
    world.store().begin_later(WORKSPACE, &step).await.unwrap();
    world.tick().await.unwrap();
    let month = world.store().reconciliation(WORKSPACE, date(2026, 10, 1)).await.unwrap().unwrap();
    assert!(month.agrees(), "{month:#?}");
    let sums = |direction, currency: &str| {
        month.groups.iter().find(|group| group.direction == direction && group.currency == currency).unwrap()
    };
    let huf = sums(Direction::Outbound, "HUF");
    assert!(huf.nav.count > 5 && huf.nav.without_amounts == 1, "{huf:?}");
    for group in &month.groups {
        let net: rust_decimal::Decimal = group.documents.iter().map(|key| key.net).sum();
        let vat: rust_decimal::Decimal = group.documents.iter().map(|key| key.vat).sum();
        assert_eq!((net, vat), (group.inbox.net, group.inbox.vat), "{group:?}");
    }
    assert!(sums(Direction::Outbound, "EUR").documents.iter().any(|key| key.key == "EUFAD37"));
}

#[tokio::test]
async fn what_one_side_does_not_have_is_named() {
    let mut world = World::new(cloud().await, FaultPlan::new(), begin(), limits()).await.unwrap();
    world.nav.add_company(Company::demo());
    publish(&world, 2, begin() - SignedDuration::from_mins(5));
    world.connect(&Company::demo(), &connection()).await.unwrap();
    asked_for(&mut world).await;
    world.tick().await.unwrap();
    let month = world.store().reconciliation(WORKSPACE, date(2026, 11, 1)).await.unwrap().unwrap();
    assert!(!month.agrees());
    assert_eq!((month.not_here.count, month.not_at_nav.count), (1, 0));
    let group = &month.groups[0];
    assert_eq!((group.nav.count, group.inbox.count), (3, 2));
    let first = ListPlace::before(date(2026, 11, 1));
    let page =
        world.store().invoices(WORKSPACE, &first, &ListPlace::behind(date(2026, 11, 30)), 10).await.unwrap();
    assert!(page.invoices.iter().all(|invoice| invoice.number != month.not_here.named[0].number));
}

#[tokio::test]
async fn a_month_before_invoices_arrive_is_empty() {
    let mut world = World::new(cloud().await, FaultPlan::new(), begin(), limits()).await.unwrap();
    world.connect(&Company::demo(), &connection()).await.unwrap();
    let step = Step::reconcile(date(2026, 2, 1), world.clock.now());
    world.store().begin_later(WORKSPACE, &step).await.unwrap();
    world.tick().await.unwrap();
    let month = world.store().reconciliation(WORKSPACE, date(2026, 2, 1)).await.unwrap().unwrap();
    assert!(month.agrees() && month.groups.is_empty(), "{month:#?}");
}
