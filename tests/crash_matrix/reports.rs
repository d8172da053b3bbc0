//! Reports of NAV that are not plain: sent again, without a document, of another member of the VAT group.

use domain::{
    fetch::{Step, Window},
    invoice::{Direction, InboxInvoice, Reading},
};
use harness::FaultPlan;
use jiff::SignedDuration;
use simulators::nav::{
    Company, Direction as Side, Fault, FaultKind, InvoiceOperation, Operation, PublishedInvoice, samples,
};
use world::{Connection, World};

use crate::{
    cloud,
    scenario::{WORKSPACE, begin, connection, limits, publish},
};

async fn world(invoices: usize) -> World {
    let world = World::new(cloud().await, FaultPlan::new(), begin(), limits()).await.unwrap();
    let company = Company::demo();
    world.nav.add_company(company.clone());
    publish(&world, invoices, begin() - SignedDuration::from_mins(5));
    world.connect(&company, &connection()).await.unwrap();
    world
}

async fn only(world: &World) -> InboxInvoice {
    let invoices = world.invoices(WORKSPACE).await.unwrap();
    assert_eq!(invoices.len(), 1, "one invoice, however often it was reported");
    invoices.into_iter().next().unwrap()
}

/// Reports the first invoice again a minute later, as after a technical annulment.
fn report_again(world: &World) {
    let company = Company::demo();
    let sample = samples::many(&company, 1, 2, begin() - SignedDuration::from_mins(5)).remove(0);
    world.nav.annul(&company.tax_number, &sample.number);
    let mut again = sample.into_published();
    again.ins_date = begin() - SignedDuration::from_mins(4);
    again.transaction_id = Some("SENTAGAIN".into());
    world.nav.publish(&company.tax_number, again).unwrap();
}

#[tokio::test]
async fn a_report_sent_again_takes_the_earlier_ones_place() {
    let mut world = world(1).await;
    world.tick().await.unwrap();
    let first = only(&world).await;
    report_again(&world);
    world.tick().await.unwrap();
    let second = only(&world).await;
    assert_eq!(second.report.as_ref().unwrap().transaction, "SENTAGAIN");
    assert_eq!(second.reading, Reading::Complete);
    assert_eq!(second.superseded.len(), 1);
    assert_eq!(Some(&second.superseded[0].report), first.report.as_ref());
    assert_eq!(second.superseded[0].document, first.document, "the earlier document is kept");
    world.tick().await.unwrap();
    assert_eq!(only(&world).await, second, "seen again, it changes nothing");
}

#[tokio::test]
async fn a_report_sent_again_waits_for_its_document() {
    let mut world = world(1).await;
    world.tick().await.unwrap();
    let number = only(&world).await.number;
    world.nav.faults().add(Fault::new(FaultKind::NoData(number)).times(1));
    report_again(&world);
    world.tick().await.unwrap();
    assert!(matches!(only(&world).await.reading, Reading::Awaited { .. }));
    for _ in 0..3 {
        world.tick().await.unwrap();
    }
    let settled = only(&world).await;
    assert_eq!(settled.reading, Reading::Complete);
    assert_eq!(settled.superseded.len(), 1);
}

#[tokio::test]
async fn documents_that_nav_never_has_do_not_hold_up_the_others() {
    let mut world = world(8).await;
    let from = begin() - SignedDuration::from_mins(5);
    for sample in samples::many(&Company::demo(), 5, 2, from) {
        world.nav.faults().add(Fault::new(FaultKind::NoData(sample.number)));
    }
    world.tick().await.unwrap();
    let invoices = world.invoices(WORKSPACE).await.unwrap();
    let awaited =
        invoices.iter().filter(|invoice| matches!(invoice.reading, Reading::Awaited { .. })).count();
    assert_eq!((invoices.len(), awaited), (8, 5));
    let connection = world.store().nav_connection(WORKSPACE).await.unwrap().unwrap();
    assert_eq!(connection.failure, None);
    assert!(connection.inbound.watermark > begin(), "the polling went on");
}

#[tokio::test]
async fn documents_that_always_time_out_hold_up_the_others_for_an_hour_only() {
    let mut world = world(6).await;
    world.nav.faults().add(Fault::new(FaultKind::GatewayTimeout).on(Operation::QueryInvoiceData));
    world.tick().await.unwrap();
    assert!(world.invoices(WORKSPACE).await.unwrap().is_empty(), "NAV counts as down at first");
    let connection = world.store().nav_connection(WORKSPACE).await.unwrap().unwrap();
    assert_eq!(connection.failure.unwrap().code, "TIMEOUT");
    for _ in 0..21 {
        world.tick().await.unwrap();
    }
    let invoices = world.invoices(WORKSPACE).await.unwrap();
    assert_eq!(invoices.len(), 6);
    assert!(invoices.iter().all(|invoice| matches!(invoice.reading, Reading::Awaited { .. })));
    world.nav.faults().clear();
    world.clock.advance(SignedDuration::from_hours(13));
    for _ in 0..2 {
        world.tick().await.unwrap();
    }
    let invoices = world.invoices(WORKSPACE).await.unwrap();
    assert!(invoices.iter().all(|invoice| invoice.reading == Reading::Complete));
}

#[tokio::test]
async fn a_past_that_nav_cannot_list_in_time_is_asked_for_in_smaller_windows() {
    let mut world = World::new(cloud().await, FaultPlan::new(), begin(), limits()).await.unwrap();
    let company = Company::demo();
    world.nav.add_company(company.clone());
    let from = begin() - SignedDuration::from_hours(24 * 30);
    publish(&world, 3, from + SignedDuration::from_hours(1));
    let window = Window { from, to: begin() };
    let step = Step::pages(Direction::Inbound, window, 1, begin(), &limits());
    world.nav.faults().add(Fault::new(FaultKind::GatewayTimeout).on(Operation::QueryInvoiceDigest).times(4));
    world.connect(&company, &Connection { steps: vec![step], ..connection() }).await.unwrap();
    for _ in 0..4 {
        world.tick().await.unwrap();
    }
    assert_eq!(world.invoices(WORKSPACE).await.unwrap().len(), 3);
    assert_eq!(world.inbox(WORKSPACE).await.unwrap().pending, None);
}

/// NAV hands out what was reported years ago in the version of that time.
#[tokio::test]
async fn documents_of_old_versions_are_complete() {
    let mut world = world(0).await;
    for (version, xml) in [
        ("1.0", include_str!("../../shared/nav/tests/data/version_1_0.xml")),
        ("1.1", include_str!("../../shared/nav/tests/data/version_1_1.xml")),
        ("2.0", include_str!("../../shared/nav/tests/data/version_2_0.xml")),
    ] {
        // The connection begins in 2026: the dates are moved there.
        let xml = ["2018-08-20<", "2019-11-05<", "2020-10-01<"]
            .iter()
            .fold(xml.to_owned(), |xml, date| xml.replace(date, "2026-11-20<"));
        let ins_date = begin() - SignedDuration::from_mins(5);
        let mut published = PublishedInvoice::new(Side::Inbound, InvoiceOperation::Modify, xml, ins_date);
        published.original_request_version = version.into();
        world.nav.publish(&Company::demo().tax_number, published).unwrap();
    }
    world.tick().await.unwrap();
    let invoices = world.invoices(WORKSPACE).await.unwrap();
    assert_eq!(invoices.len(), 4, "one of them is a batch of two");
    for invoice in &invoices {
        assert_eq!(invoice.reading, Reading::Complete, "{invoice:?}");
        assert!(invoice.contradictions.is_empty(), "{invoice:?}");
    }
    let oldest = invoices.iter().find(|invoice| invoice.number == "RÉGI-2018/9").unwrap();
    assert_eq!(oldest.amounts.gross.map(|gross| gross.to_string()).as_deref(), Some("138.27"));
    assert_eq!((oldest.amounts_huf.net, oldest.amounts_huf.gross), (None, None), "nothing is computed");
}
