//! The daily recheck: one invoice showed late, another was annulled.

use futures::FutureExt as _;
use harness::{FaultPlan, crash_matrix};
use jiff::SignedDuration;
use simulators::nav::{Company, Fault, FaultKind, Operation, samples};
use world::World;

use crate::{
    cloud,
    later::Later,
    scenario::{Polling, WORKSPACE, begin, connection, limits, publish},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_crash_of_a_recheck_ends_alike() {
    let polling = Polling::new(cloud().await, |world| {
        publish(world, 1, begin() - SignedDuration::from_mins(5));
        connection()
    });
    let later = Later { polling, before: |world| a_day_passes(world).boxed() };
    crash_matrix("daily recheck", later).await;
}

/// The invoice arrives and is annulled; another shows, stored days before; and a day passes.
async fn a_day_passes(world: &mut World) {
    world.tick().await.unwrap();
    let company = Company::demo();
    for invoice in world.invoices(WORKSPACE).await.unwrap() {
        world.nav.annul(&company.tax_number, &invoice.number);
    }
    publish(world, 1, begin() - SignedDuration::from_hours(24 * 5));
    world.clock.advance(SignedDuration::from_hours(32));
}

async fn world() -> World {
    let world = World::new(cloud().await, FaultPlan::new(), begin(), limits()).await.unwrap();
    world.nav.add_company(Company::demo());
    publish(&world, 1, begin() - SignedDuration::from_mins(5));
    world.connect(&Company::demo(), &connection()).await.unwrap();
    world
}

#[tokio::test]
async fn late_reports_are_taken_in_and_annulled_ones_marked() {
    let mut world = world().await;
    a_day_passes(&mut world).await;
    world.tick().await.unwrap();
    let invoices = world.invoices(WORKSPACE).await.unwrap();
    let withdrawn: Vec<_> = invoices.iter().filter(|invoice| invoice.withdrawn_at.is_some()).collect();
    assert_eq!((invoices.len(), withdrawn.len()), (2, 1));
    assert!(withdrawn[0].document.is_some(), "nothing is deleted");
    let notices = world.store().notices(WORKSPACE).await.unwrap();
    assert_eq!(notices.len(), 1);
    assert_eq!(notices[0].reason, withdrawn[0].number);
    let before = world.tables.dump().unwrap();
    world.tick().await.unwrap();
    world.tick().await.unwrap();
    let steps = |dump: &serde_json::Value| dump["Table"].as_object().unwrap().len();
    assert_eq!(steps(&world.tables.dump().unwrap()), steps(&before), "once a day");
}

/// A report that was annulled and sent again the same day is valid.
#[tokio::test]
async fn what_was_sent_again_is_not_withdrawn() {
    let mut world = world().await;
    world.tick().await.unwrap();
    let company = Company::demo();
    let sample = samples::many(&company, 1, 2, begin() - SignedDuration::from_mins(5)).remove(0);
    world.nav.annul(&company.tax_number, &sample.number);
    world.clock.advance(SignedDuration::from_hours(32));
    world.tick().await.unwrap();
    assert!(world.invoices(WORKSPACE).await.unwrap()[0].withdrawn_at.is_some());
    let mut again = sample.into_published();
    again.ins_date = world.clock.now();
    again.transaction_id = Some("SENTAGAIN".into());
    world.nav.publish(&company.tax_number, again).unwrap();
    world.tick().await.unwrap();
    let invoices = world.invoices(WORKSPACE).await.unwrap();
    assert_eq!((invoices.len(), invoices[0].withdrawn_at), (1, None));
    world.clock.advance(SignedDuration::from_hours(32));
    world.tick().await.unwrap();
    assert_eq!(world.invoices(WORKSPACE).await.unwrap()[0].withdrawn_at, None);
}

/// NAV fails in the middle of the checking: it goes on where it was, on the same day.
#[tokio::test]
async fn a_recheck_goes_on_after_an_outage() {
    let mut world = world().await;
    a_day_passes(&mut world).await;
    let outage = Fault::new(FaultKind::Unavailable).on(Operation::QueryInvoiceCheck);
    world.nav.faults().add(outage);
    world.tick().await.unwrap();
    assert!(world.inbox(WORKSPACE).await.unwrap().pending.is_some());
    world.nav.faults().clear();
    for _ in 0..3 {
        world.tick().await.unwrap();
    }
    assert_eq!(world.inbox(WORKSPACE).await.unwrap().pending, None);
    let invoices = world.invoices(WORKSPACE).await.unwrap();
    assert_eq!(invoices.iter().filter(|invoice| invoice.withdrawn_at.is_some()).count(), 1);
}
