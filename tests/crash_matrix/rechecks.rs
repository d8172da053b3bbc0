//! The daily recheck: one invoice showed late, another was annulled.

use std::sync::Arc;

use futures::FutureExt as _;
use harness::FaultPlan;
use jiff::SignedDuration;
use simulators::nav::{Company, Fault, FaultKind, Operation, samples};
use world::{Cloud, World};

use crate::{
    later::Later,
    scenario::{Polling, WORKSPACE, begin, connection, limits, publish},
};

pub fn scenario(cloud: &Arc<Cloud>) -> Later {
    let polling = Polling::new(cloud, |world| {
        publish(world, 1, begin() - SignedDuration::from_mins(5));
        connection()
    });
    Later { polling, before: |world| a_day_passes(world).boxed() }
}

/// The invoice arrives and is annulled; another shows, stored days before; and a day passes.
async fn a_day_passes(world: &mut World) {
    world.tick().await.unwrap();
    let company = Company::demo();
    for invoice in world.invoices(WORKSPACE).await.unwrap() {
        world.nav.annul(&company.tax_number, &invoice.number);
    }
    publish(world, 1, begin() - SignedDuration::from_hours(24 * 5));
    world.clock.advance(SignedDuration::from_hours(26));
}

async fn world(cloud: &Cloud) -> World {
    let world = World::new(cloud, FaultPlan::new(), begin(), limits()).await.unwrap();
    world.nav.add_company(Company::demo());
    publish(&world, 1, begin() - SignedDuration::from_mins(5));
    world.connect(&Company::demo(), &connection()).await.unwrap();
    world
}

pub async fn late_reports_are_taken_in_and_annulled_ones_marked(cloud: &Cloud) {
    let mut world = world(cloud).await;
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
pub async fn what_was_sent_again_is_not_withdrawn(cloud: &Cloud) {
    let mut world = world(cloud).await;
    world.tick().await.unwrap();
    let company = Company::demo();
    let sample = samples::many(&company, 1, 2, begin() - SignedDuration::from_mins(5)).remove(0);
    world.nav.annul(&company.tax_number, &sample.number);
    world.clock.advance(SignedDuration::from_hours(26));
    world.tick().await.unwrap();
    assert!(world.invoices(WORKSPACE).await.unwrap()[0].withdrawn_at.is_some());
    let mut again = sample.into_published();
    again.ins_date = world.clock.now();
    again.transaction_id = Some("SENTAGAIN".into());
    world.nav.publish(&company.tax_number, again).unwrap();
    world.tick().await.unwrap();
    let invoices = world.invoices(WORKSPACE).await.unwrap();
    assert_eq!((invoices.len(), invoices[0].withdrawn_at), (1, None));
    world.clock.advance(SignedDuration::from_hours(26));
    world.tick().await.unwrap();
    assert_eq!(world.invoices(WORKSPACE).await.unwrap()[0].withdrawn_at, None);
}

/// NAV fails in the middle of the checking: it goes on where it was, on the same day.
pub async fn a_recheck_goes_on_after_an_outage(cloud: &Cloud) {
    let mut world = world(cloud).await;
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
