//! What becomes of each kind of document, by the rules' numbers.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use domain::{
    invoice::{InboxInvoice, Status},
    szamlazz::{PaidState, Reason},
};
use harness::FaultPlan;
use jiff::{SignedDuration, civil::date};
use rust_decimal::Decimal;
use simulators::{
    nav::{Company, Direction},
    szamlazz::{
        Account, Document, Held, Kind, Party, Payment, push_body, receipts_body, samples, transaction_body,
    },
};
use world::{Round, World};

use super::{KEY, connect, document, told_by_both, world};
use crate::{
    cloud,
    scenario::{WORKSPACE, begin},
};

async fn plain(nav: bool) -> World {
    let world = world(cloud().await, FaultPlan::new(), nav).await;
    connect(&world).await;
    world
}

/// Pushes a body that has to be taken, and has it recorded.
async fn push(world: &mut World, body: Vec<u8>) -> String {
    world.clock.advance(SignedDuration::from_secs(1));
    let (status, answer) = world.push(KEY, body).await.unwrap();
    let answer = String::from_utf8(answer).unwrap();
    assert_eq!(status, StatusCode::OK, "{answer}");
    world.drain(&mut Round::default()).await.unwrap();
    answer
}

fn held(id: i64, direction: Direction, document: Document) -> Held {
    Held::new(id, direction, document, begin())
}

fn outgoing(id: i64, document: Document) -> Vec<u8> {
    push_body(&held(id, Direction::Outbound, document), true)
}

fn one(world: &World) -> InboxInvoice {
    let mut all = world.every_invoice(WORKSPACE).unwrap();
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

async fn reasons(world: &World) -> Vec<Reason> {
    let unmatched = world.store().unmatched(WORKSPACE, "", 100).await.unwrap().items;
    unmatched.into_iter().map(|one| one.reason).collect()
}

fn publish(world: &World, sample: simulators::nav::samples::SampleInvoice) {
    world.nav.publish(&Company::demo().tax_number, sample.into_published()).unwrap();
}

#[tokio::test]
async fn r0_21_before_navs_start_date_szamlazz_is_the_source() {
    let mut world = plain(true).await;
    let early = Document { issued: date(2026, 9, 30), ..document() };
    connect_from(&world, date(2026, 9, 1)).await;
    push(&mut world, outgoing(1, early)).await;
    let invoice = one(&world);
    assert!(invoice.is_listed() && invoice.report.is_none());
    assert!(reasons(&world).await.is_empty());
    push(&mut world, outgoing(2, Document { number: "SIM-2026-2".into(), ..document() })).await;
    let listed = world.invoices(WORKSPACE).await.unwrap();
    assert_eq!(listed.len(), 1, "since its start date NAV is the source");
    assert_eq!(reasons(&world).await, [Reason::NotAtNav]);
}

/// The connection as it is, with an earlier start of its streams.
async fn connect_from(world: &World, start: jiff::civil::Date) {
    let store = world.store();
    let saved = store.szamlazz_connection(WORKSPACE).await.unwrap().unwrap();
    let starts = domain::szamlazz::StartDates { outgoing: start, ..saved.starts };
    let changed =
        domain::szamlazz::SzamlazzConnection { starts, version: saved.version + 1, ..saved.clone() };
    let by = domain::audit::AuditEntry::new(
        crate::scenario::OWNER,
        begin(),
        domain::audit::AuditAction::Connected,
        "test",
    );
    store.save_szamlazz_connection(&changed, Some(&saved), &by, None).await.unwrap();
}

#[tokio::test]
async fn r0_22_the_image_attaches_itself_to_navs_record() {
    let mut world = plain(true).await;
    let (sample, held) = told_by_both(0);
    publish(&world, sample);
    world.tick().await.unwrap();
    let before = one(&world);
    push(&mut world, push_body(&held, true)).await;
    let after = one(&world);
    assert!(after.has_image() && !before.has_image());
    assert_eq!((after.amounts, &after.supplier), (before.amounts, &before.supplier), "NAV's data stay");
    assert_eq!(after.document, before.document);
    assert!(reasons(&world).await.is_empty());
}

#[tokio::test]
async fn r0_23_the_tick_asks_for_images_that_the_link_did_not_bring() {
    let mut world = plain(true).await;
    let (sample, held) = told_by_both(0);
    world.szamlazz().unwrap().issue(&Account::demo().agent_key, held.document).unwrap();
    publish(&world, sample);
    world.tick().await.unwrap();
    assert!(!one(&world).has_image());
    world.tick().await.unwrap();
    assert!(world.szamlazz().unwrap().requests().is_empty(), "the link has time to bring it");
    world.clock.advance(SignedDuration::from_mins(20));
    world.tick().await.unwrap();
    world.tick().await.unwrap();
    assert!(one(&world).has_image());
    assert_eq!(world.szamlazz().unwrap().requests().len(), 1);
    assert_eq!(world.store().agent_work_of(WORKSPACE).await.unwrap(), None, "nothing is left to do");
}

#[tokio::test]
async fn r0_23_what_another_program_issued_is_asked_for_once() {
    let mut world = plain(true).await;
    publish(&world, told_by_both(0).0);
    world.tick().await.unwrap();
    world.clock.advance(SignedDuration::from_mins(20));
    for _ in 0..5 {
        world.tick().await.unwrap();
    }
    assert_eq!(world.szamlazz().unwrap().requests().len(), 1);
    assert!(world.store().agent_tasks(WORKSPACE, "", 10).await.unwrap().items.is_empty());
}

#[tokio::test]
async fn r0_24_payments_and_bank_transactions_stand_beside_the_invoice() {
    let mut world = plain(false).await;
    push(&mut world, outgoing(1, document())).await;
    assert_eq!(one(&world).szamlazz.unwrap().paid().unwrap().state, PaidState::Open);
    let gross = document().total().gross;
    let payment = Payment { bank_transaction: Some(77), ..Payment::new(date(2026, 11, 21), gross) };
    push(&mut world, outgoing(1, Document { payments: vec![payment], ..document() })).await;
    let booked = samples::transaction(&held(1, Direction::Outbound, document()), date(2026, 11, 21));
    let booked = simulators::szamlazz::BankTransaction { id: 77, ..booked };
    let answer = push(&mut world, transaction_body(&booked)).await;
    assert!(answer.contains("<banktranzvalasz") && !answer.contains("hibakod"), "{answer}");
    let part = one(&world).szamlazz.unwrap();
    assert_eq!(part.paid().unwrap().state, PaidState::Paid);
    let named: Vec<i64> = part.credit_entries.iter().filter_map(|entry| entry.bank_transaction).collect();
    let found = world.store().bank_transactions_of(WORKSPACE, &named).await.unwrap();
    assert_eq!((found.len(), found[0].amount), (1, Some(gross)));
}

#[tokio::test]
async fn r0_24_receipts_are_kept_once_each() {
    let mut world = plain(false).await;
    let receipt = samples::receipt(&Account::demo(), 1, date(2026, 11, 20));
    let receipt = simulators::szamlazz::Receipt { id: 5, ..receipt };
    for _ in 0..2 {
        let answer = push(&mut world, receipts_body(std::slice::from_ref(&receipt))).await;
        assert!(answer.contains("<nyugtavalasz"), "{answer}");
    }
    let kept = world.store().receipts(WORKSPACE, None, 10).await.unwrap().items;
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].number.as_deref(), Some(receipt.number.as_str()));
}

#[tokio::test]
async fn r0_25_a_later_record_of_nav_completes_what_szamlazz_alone_told() {
    let mut world = world(cloud().await, FaultPlan::new(), false).await;
    connect(&world).await;
    let (sample, held) = told_by_both(0);
    push(&mut world, push_body(&held, true)).await;
    let alone = one(&world);
    assert!(alone.is_listed() && alone.report.is_none());
    world.store().set_invoice_status(WORKSPACE, &alone.id, Status::Processed).await.unwrap();
    world.connect_nav(&Company::demo(), &crate::scenario::connection()).await.unwrap();
    publish(&world, sample);
    world.tick().await.unwrap();
    let both = one(&world);
    assert_eq!(both.id, alone.id);
    assert!(both.report.is_some() && both.document.is_some() && both.has_image());
    assert_eq!(both.status, Status::Processed, "people have seen it");
    assert!(both.superseded.is_empty());
}

#[tokio::test]
async fn r0_25_the_state_of_a_document_is_replaced_not_added_to() {
    let mut world = plain(false).await;
    let first = push(&mut world, outgoing(1, document())).await;
    assert!(first.contains("<id>1</id>") && first.contains("<iktatoszam>LP-O-1</iktatoszam>"), "{first}");
    let later =
        Document { payments: vec![Payment::new(date(2026, 11, 21), Decimal::from(100))], ..document() };
    push(&mut world, push_body(&held(1, Direction::Outbound, later.clone()), false)).await;
    let part = one(&world).szamlazz.unwrap();
    assert_eq!(part.credit_entries.len(), 1);
    assert!(part.image.is_some(), "an image that was here stays");
    let again = push(&mut world, push_body(&held(1, Direction::Outbound, later), false)).await;
    assert_eq!(again, first, "the same document is filed under the same number");
    assert!(one(&world).szamlazz.unwrap().object > part.object, "the latest delivery stands");
    assert_eq!(one(&world).szamlazz.unwrap().image, part.image);
}

#[tokio::test]
async fn r0_25_a_number_that_was_corrected_leaves_no_second_invoice() {
    let mut world = plain(false).await;
    let account = Account::demo();
    let supplier =
        Party { name: "Őszi Áram Zrt.".into(), tax_number: "12892312-2-41".into(), ..Party::default() };
    let incoming = |number: &str| {
        let document = samples::incoming(&account, 0, &supplier, number, date(2026, 11, 20));
        push_body(&held(9, Direction::Inbound, document), true)
    };
    push(&mut world, incoming("A-1")).await;
    let mistyped = one(&world);
    push(&mut world, incoming("A-11")).await;
    let corrected = one(&world);
    assert_eq!(corrected.number, "A-11");
    assert_ne!(corrected.id, mistyped.id);
    assert!(corrected.has_image());
}

#[tokio::test]
async fn requests_for_payment_and_delivery_notes_are_never_listed() {
    let mut world = plain(true).await;
    for (id, kind) in [(1, Kind::Proforma), (2, Kind::DeliveryNote)] {
        push(&mut world, outgoing(id, Document { kind, number: format!("N-{id}"), ..document() })).await;
    }
    assert!(world.every_invoice(WORKSPACE).unwrap().is_empty() && reasons(&world).await.is_empty());
}

#[tokio::test]
async fn what_another_company_issued_is_kept_apart() {
    let mut world = plain(false).await;
    let other = Party { tax_number: "12892312-2-41".into(), ..document().supplier };
    push(&mut world, outgoing(1, Document { supplier: other, ..document() })).await;
    assert!(world.every_invoice(WORKSPACE).unwrap().is_empty(), "shown to the wrong company");
    assert_eq!(reasons(&world).await, [Reason::OtherCompany]);
}

#[tokio::test]
async fn what_came_before_the_start_of_its_stream_is_not_recorded() {
    let mut world = plain(false).await;
    push(&mut world, outgoing(1, Document { issued: date(2026, 9, 30), ..document() })).await;
    assert!(world.every_invoice(WORKSPACE).unwrap().is_empty());
}

#[tokio::test]
async fn r0_25_a_copy_that_is_deleted_takes_nothing_with_it() {
    let mut world = plain(false).await;
    let supplier =
        Party { name: "Őszi Áram Zrt.".into(), tax_number: "12892312-2-41".into(), ..Party::default() };
    let document = samples::incoming(&Account::demo(), 0, &supplier, "A-1", date(2026, 11, 20));
    let entered = |id| push_body(&held(id, Direction::Inbound, document.clone()), true);
    push(&mut world, entered(1)).await;
    push(&mut world, entered(2)).await;
    let deleted = String::from_utf8(entered(1)).unwrap().replace("<dobdel>false", "<dobdel>true");
    push(&mut world, deleted.into_bytes()).await;
    let invoice = one(&world);
    assert_eq!((invoice.withdrawn_at, invoice.szamlazz.map(|part| part.id)), (None, Some(2)));
}

#[tokio::test]
async fn what_a_test_account_issued_is_no_invoice() {
    let mut world = plain(false).await;
    push(&mut world, outgoing(1, Document { test: true, ..document() })).await;
    assert!(world.invoices(WORKSPACE).await.unwrap().is_empty());
    assert_eq!(reasons(&world).await, [Reason::Test]);
}

#[tokio::test]
async fn a_supplier_abroad_is_told_apart_and_can_be_taken_over() {
    let mut world = plain(true).await;
    let supplier =
        Party { name: "Herbst GmbH".into(), eu_tax_number: Some("DE129274202".into()), ..Party::default() };
    let document = samples::incoming(&Account::demo(), 0, &supplier, "2026/7", date(2026, 11, 20));
    push(&mut world, push_body(&held(3, Direction::Inbound, document), true)).await;
    assert_eq!(reasons(&world).await, [Reason::NoTaxNumber]);
    assert!(world.invoices(WORKSPACE).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_state_that_was_overtaken_changes_nothing() {
    let mut world = plain(false).await;
    let older = outgoing(1, document());
    let (status, _) = world.push(KEY, older).await.unwrap();
    assert_eq!(status, StatusCode::OK);
    world.clock.advance(SignedDuration::from_secs(1));
    let paid = Document { payments: vec![Payment::new(date(2026, 11, 21), Decimal::from(5))], ..document() };
    assert_eq!(world.push(KEY, outgoing(1, paid)).await.unwrap().0, StatusCode::OK);
    world.drain(&mut Round::default()).await.unwrap();
    world.drain(&mut Round::default()).await.unwrap();
    assert_eq!(one(&world).szamlazz.unwrap().credit_entries.len(), 1);
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_kept_where_a_person_sees_it() {
    let mut world = plain(false).await;
    let broken = b"<szamla xmlns=\"http://www.szamlazz.hu/szamla\"><alap><id>x</id></alap></szamla>".to_vec();
    for _ in 0..3 {
        assert_eq!(world.push(KEY, broken.clone()).await.unwrap().0, StatusCode::BAD_REQUEST);
    }
    world.drain(&mut Round::default()).await.unwrap();
    assert_eq!(reasons(&world).await, [Reason::Unreadable]);
}

#[tokio::test]
async fn keys_are_answered_as_the_protocol_says() {
    let world = plain(false).await;
    let bare = Request::post("/hooks/szamlazz").body(Body::from(outgoing(1, document()))).unwrap();
    assert_eq!(world.hook(world.hooks(), bare).await.unwrap().0, StatusCode::UNAUTHORIZED);
    let (status, answer) =
        world.push("0000000000000000000000000000000000wrld1", outgoing(1, document())).await.unwrap();
    let answer = String::from_utf8(answer).unwrap();
    assert!(
        status == StatusCode::OK && answer.contains("<szamlavalasz") && answer.contains("KEY_ERR"),
        "{answer}"
    );
    let (status, _) = world.push("unknown", b"no XML".to_vec()).await.unwrap();
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(world.objects().await.unwrap().is_empty(), "nothing of a stranger's is stored");
    let large = vec![b' '; 6 * 1024 * 1024 + 1];
    assert_eq!(world.push(KEY, large).await.unwrap().0, StatusCode::PAYLOAD_TOO_LARGE);
}
