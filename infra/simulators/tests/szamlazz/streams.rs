//! Incoming invoices, bank transactions and receipts.

use jiff::SignedDuration;
use simulators::szamlazz::{Outcome, Payment, Stream, samples};
use simulators::{nav, szamlazz::Party};
use szamlazz_adatkapcsolat::{ControlCode, Document};

use crate::push::{accept, connected, control, outcomes, parse};
use crate::support::DAY;

#[tokio::test]
async fn incoming_invoices_have_a_root_of_their_own() {
    let (world, receiver) = connected(|_| {}).await;
    let supplier = Party::from(&nav::samples::partners()[0]);
    let document = samples::incoming(&world.account, 3, &supplier, "B-77/2026", DAY);
    let held = world.simulator.record_incoming(world.key(), document.clone()).unwrap();
    let again = world.simulator.record_incoming(world.key(), document);
    assert!(again.unwrap_err().to_string().contains("B-77/2026"));
    assert_eq!(outcomes(&world).await, [Outcome::Accepted]);
    let Document::IncomingInvoice(invoice) = parse(&receiver.take()[0]) else { panic!() };
    assert_eq!((invoice.info.id, invoice.info.invoice_number.as_str()), (held.id, "B-77/2026"));
    assert_eq!(invoice.supplier.tax_number, Some(supplier.tax_number));
    assert_eq!(invoice.buyer.tax_number.as_ref(), Some(&world.account.company.tax_number));
}

#[tokio::test]
async fn a_bank_transaction_pays_an_invoice() {
    let (world, receiver) = connected(|connection| connection.outgoing = false).await;
    let held = world.issue(1);
    let transaction = samples::transaction(&held, DAY);
    let amount = transaction.amount;
    let id = world.simulator.book_transaction(world.key(), transaction).unwrap();
    let payment = Payment { bank_transaction: Some(id), ..Payment::new(DAY, amount) };
    world.simulator.add_payment(world.key(), &held.document.number, payment).unwrap();
    let deliveries = world.simulator.push_due().await.unwrap();
    assert_eq!(deliveries.len(), 1, "the stream of invoices is off");
    assert_eq!((deliveries[0].stream, deliveries[0].id), (Stream::Bank, id));
    let Document::BankTransaction(pushed) = parse(&receiver.take()[0]) else { panic!() };
    assert_eq!((pushed.id, pushed.amount), (id, Some(amount)));
    assert_eq!(pushed.memo.as_ref(), Some(&held.document.number));
    let body = simulators::szamlazz::push_body(
        &world.simulator.document(world.key(), &held.document.number).unwrap(),
        false,
    );
    let Document::OutgoingInvoice(invoice) = Document::parse(&body).unwrap() else { panic!() };
    assert_eq!(invoice.credit_entries[0].bank_transaction_id, Some(id));
}

#[tokio::test]
async fn receipts_of_a_day_come_together_when_it_is_over() {
    let (world, receiver) = connected(|_| {}).await;
    for n in 0..3 {
        world.simulator.add_receipt(world.key(), samples::receipt(&world.account, n, DAY)).unwrap();
    }
    assert!(outcomes(&world).await.is_empty());
    // Midnight in Budapest.
    world.set_time("2026-11-20T23:00:00Z".parse().unwrap());
    assert_eq!(outcomes(&world).await, [Outcome::Accepted]);
    let Document::Receipts(batch) = parse(&receiver.take()[0]) else { panic!() };
    assert_eq!(batch.receipts.len(), 3);
}

#[tokio::test]
async fn a_refused_key_loses_transactions_and_receipts_for_good() {
    let (world, receiver) = connected(|_| {}).await;
    let held = world.issue(0);
    outcomes(&world).await;
    world.simulator.book_transaction(world.key(), samples::transaction(&held, DAY)).unwrap();
    world.simulator.add_receipt(world.key(), samples::receipt(&world.account, 0, DAY)).unwrap();
    receiver.answer(control(ControlCode::KeyUnknown));
    world.wait(SignedDuration::from_hours(14));
    assert_eq!(outcomes(&world).await, [Outcome::KeyRefused, Outcome::KeyRefused]);
    receiver.answer(accept);
    world.simulator.add_receipt(world.key(), samples::receipt(&world.account, 1, DAY)).unwrap();
    world.wait(SignedDuration::from_hours(24));
    assert!(outcomes(&world).await.is_empty());
}
