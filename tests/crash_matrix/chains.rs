//! A cancellation comes whose original was issued before invoices arrive: the chain is learned, and the
//! original fetched for it.

use domain::invoice::InboxInvoice;
use harness::{FaultPlan, crash_matrix};
use jiff::{SignedDuration, civil::date};
use simulators::nav::{Company, samples};
use world::{Connection, World};

use crate::{
    cloud,
    scenario::{Polling, WORKSPACE, begin, connection, limits},
};

/// Of September's samples this one is cancelled by that one.
const ORIGINAL: &str = "ZF-2026/09004";
const CANCELLATION: &str = "ZF-2026/09013";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_crash_of_learning_a_chain_ends_alike() {
    let polling = Polling::new(cloud().await, |world| {
        publish(world, &[ORIGINAL, CANCELLATION]);
        Connection { start: date(2026, 9, 10), ..connection() }
    });
    crash_matrix("chain of corrections", polling).await;
}

/// Publishes samples of September; corrections and cancellations as NAV stored them just now.
fn publish(world: &World, numbers: &[&str]) {
    let company = Company::demo();
    for sample in samples::month(&company, 2026, 9) {
        if numbers.contains(&sample.number.as_str()) {
            let corrects = sample.operation != simulators::nav::InvoiceOperation::Create;
            let mut published = sample.into_published();
            if corrects {
                published.ins_date = begin() - SignedDuration::from_mins(5);
            }
            world.nav.publish(&company.tax_number, published).unwrap();
        }
    }
}

async fn world(numbers: &[&str]) -> World {
    let world = World::new(cloud().await, FaultPlan::new(), begin(), limits()).await.unwrap();
    world.nav.add_company(Company::demo());
    publish(&world, numbers);
    let connection = Connection { start: date(2026, 9, 10), ..connection() };
    world.connect(&Company::demo(), &connection).await.unwrap();
    world
}

async fn only(world: &World) -> InboxInvoice {
    let mut invoices = world.invoices(WORKSPACE).await.unwrap();
    assert_eq!(invoices.len(), 1, "the original is in no list");
    invoices.remove(0)
}

#[tokio::test]
async fn an_original_from_before_the_start_is_fetched_for_its_chain() {
    let mut world = world(&[ORIGINAL, CANCELLATION]).await;
    for _ in 0..3 {
        world.tick().await.unwrap();
    }
    let cancellation = only(&world).await;
    let chain = world.store().chain(WORKSPACE, &cancellation.chain_base()).await.unwrap().unwrap();
    let numbers: Vec<_> = chain.members.iter().map(|member| member.number.as_str()).collect();
    assert_eq!(numbers.len(), 2, "{numbers:?}");
    let original = world.store().invoice(WORKSPACE, &cancellation.chain_base()).await.unwrap().unwrap();
    assert!(original.before_start);
    assert_eq!(original.number, ORIGINAL);
    assert_eq!(original.amounts.net, cancellation.amounts.net.map(|net| -net));
    assert_eq!(world.inbox(WORKSPACE).await.unwrap().pending, None);
}

#[tokio::test]
async fn a_chain_without_its_original_says_so() {
    let mut world = world(&[CANCELLATION]).await;
    for _ in 0..10 {
        world.tick().await.unwrap();
        world.clock.advance(SignedDuration::from_hours(1));
    }
    let cancellation = only(&world).await;
    let chain = world.store().chain(WORKSPACE, &cancellation.chain_base()).await.unwrap().unwrap();
    let missing: Vec<_> = chain
        .members
        .iter()
        .filter_map(|member| Some((member.number.as_str(), member.missing.as_deref()?)))
        .collect();
    assert_eq!(missing, [(ORIGINAL, "NOT_FOUND")]);
    assert_eq!(world.inbox(WORKSPACE).await.unwrap().pending, None);
}

/// One document corrects two invoices: two corrections in the inbox, each in a chain of its own.
#[tokio::test]
async fn a_batch_is_in_the_chain_of_each_of_its_originals() {
    let numbers = ["DB-2026/09201", "DB-2026/09240", "DB-2026/09263"];
    let mut world = world(&numbers).await;
    for _ in 0..3 {
        world.tick().await.unwrap();
    }
    let mut corrections = world.invoices(WORKSPACE).await.unwrap();
    corrections.retain(|invoice| invoice.number == numbers[2]);
    assert_eq!(corrections.len(), 2);
    for correction in corrections {
        let chain = world.store().chain(WORKSPACE, &correction.chain_base()).await.unwrap().unwrap();
        let members: Vec<_> =
            chain.members.iter().map(|member| (member.number.as_str(), member.batch_index)).collect();
        let original = correction.original_number.as_deref().unwrap();
        assert_eq!(members.len(), 2, "{members:?}");
        assert!(
            members.contains(&(original, None)) && members.contains(&(numbers[2], correction.batch_index))
        );
    }
}
