//! When pushes are due, how long they are repeated, and what the receiver's answers do.

use axum::http::StatusCode;
use jiff::SignedDuration;
use rust_decimal::Decimal;
use simulators::szamlazz::{Connection, Outcome, PartyLedger, Payment};
use szamlazz_adatkapcsolat::{ControlCode, Document, InvoiceAck, InvoiceDirection, InvoiceDocument};

use crate::support::{DAY, Received, Receiver, World};

const KEY: &str = "0123456789abcdef-ports";

pub fn parse(received: &Received) -> Document {
    Document::parse(&received.body).unwrap()
}

fn invoice(received: &Received) -> InvoiceDocument {
    match parse(received) {
        Document::OutgoingInvoice(invoice) | Document::IncomingInvoice(invoice) => invoice,
        other => panic!("{other:?}"),
    }
}

/// Takes every document as a receiver should, with a number of its own for outgoing invoices.
pub fn accept(received: &Received) -> (StatusCode, Vec<u8>) {
    let ack = match parse(received) {
        Document::OutgoingInvoice(invoice) => {
            let ack = InvoiceAck::accept(invoice.info.id).with_registration_number("IKT-1");
            ack.to_xml(InvoiceDirection::Outgoing).unwrap()
        }
        Document::IncomingInvoice(invoice) => {
            InvoiceAck::accept(invoice.info.id).to_xml(InvoiceDirection::Incoming).unwrap()
        }
        Document::BankTransaction(_) => szamlazz_adatkapcsolat::Ack::accept().to_bank_transaction_xml(),
        Document::Receipts(_) => szamlazz_adatkapcsolat::Ack::accept().to_receipts_xml(),
    };
    (StatusCode::OK, ack)
}

pub fn control(code: ControlCode) -> impl FnMut(&Received) -> (StatusCode, Vec<u8>) {
    move |received| (StatusCode::OK, code.to_xml(parse(received).kind()))
}

pub async fn connected(change: impl FnOnce(&mut Connection)) -> (World, Receiver) {
    let (world, receiver) = (World::new(), Receiver::start(accept).await);
    let mut connection = Connection::new(&receiver.url, KEY);
    change(&mut connection);
    world.simulator.connect(world.key(), connection).unwrap();
    (world, receiver)
}

pub async fn outcomes(world: &World) -> Vec<Outcome> {
    world.simulator.push_due().await.unwrap().into_iter().map(|delivery| delivery.outcome).collect()
}

#[tokio::test]
async fn an_invoice_is_pushed_once_and_again_whenever_it_changes() {
    let (world, receiver) = connected(|connection| connection.with_pdf = true).await;
    let held = world.issue(2);
    let number = &held.document.number;
    assert_eq!(outcomes(&world).await, [Outcome::Accepted]);
    let received = receiver.take();
    assert_eq!(received[0].headers["x-szamlazzhu-key"], KEY);
    assert_eq!(received[0].headers["content-type"], "text/xml; charset=UTF-8");
    assert_eq!(received[0].path, "/in/");
    assert_eq!(received[0].body, simulators::szamlazz::push_body(&held, true));
    let first = invoice(&received[0]);
    assert_eq!((first.info.id, &first.info.invoice_number), (held.id, number));
    assert_eq!(first.totals.grand.unwrap().gross, Some(held.document.total().gross));
    assert!(first.credit_entries.is_empty());
    assert!(outcomes(&world).await.is_empty() && receiver.take().is_empty());
    assert_eq!(world.simulator.document(world.key(), number).unwrap().registration_number.unwrap(), "IKT-1");

    world.simulator.pay(world.key(), number, Decimal::from(500), DAY).unwrap();
    world.simulator.pay(world.key(), number, Decimal::from(700), DAY).unwrap();
    assert_eq!(outcomes(&world).await, [Outcome::Accepted], "one push of the whole state");
    let paid = invoice(&receiver.take()[0]);
    assert_eq!(paid.credit_entries.len(), 2);
    assert_eq!(paid.info.registration_number.as_deref(), Some("IKT-1"));
    let ledger = PartyLedger { account: "311".into(), ..PartyLedger::default() };
    world.simulator.change(world.key(), number, |document| document.customer.ledger = ledger).unwrap();
    assert_eq!(outcomes(&world).await, [Outcome::Accepted]);
    assert_eq!(invoice(&receiver.take()[0]).buyer.buyer_ledger.unwrap().customer.as_deref(), Some("311"));
}

#[tokio::test]
async fn a_push_is_due_after_its_delay_and_old_documents_only_when_wanted() {
    let world = World::new();
    let receiver = Receiver::start(accept).await;
    world.issue(0);
    let delay = SignedDuration::from_mins(15);
    let connection = Connection { delay, ..Connection::new(&receiver.url, KEY) };
    world.simulator.connect(world.key(), connection.clone()).unwrap();
    assert_eq!(world.simulator.pending_pushes(world.key()), 0);
    world.issue(1);
    assert!(outcomes(&world).await.is_empty());
    assert_eq!(world.simulator.next_push(), Some(world.now() + delay));
    world.wait(delay);
    assert_eq!(outcomes(&world).await, [Outcome::Accepted]);
    let since = Connection { from: Some(DAY), key_in_url: true, ..connection };
    world.simulator.connect(world.key(), since).unwrap();
    world.wait(delay);
    receiver.take();
    assert_eq!(outcomes(&world).await, [Outcome::Accepted, Outcome::Accepted]);
    assert_eq!(receiver.take()[0].path, format!("/in/{KEY}"));
}

#[tokio::test]
async fn a_push_is_repeated_for_72_hours_and_then_dropped() {
    let hour = SignedDuration::from_hours(1);
    let (world, receiver) = connected(|connection| connection.retry_every = hour).await;
    let held = world.issue(0);
    receiver.answer(|_| (StatusCode::INTERNAL_SERVER_ERROR, Vec::new()));
    let mut tries = 0;
    let start = world.now();
    loop {
        match outcomes(&world).await.as_slice() {
            [Outcome::Failed(reason)] => assert_eq!(reason, "HTTP 500 Internal Server Error"),
            [Outcome::Dropped] => break,
            other => panic!("{other:?}"),
        }
        tries += 1;
        assert!(outcomes(&world).await.is_empty(), "not before it is due");
        world.wait(hour);
    }
    assert_eq!(tries, 73, "at the beginning, and up to the end of the 72nd hour");
    assert_eq!(world.now().duration_since(start), hour * 73);
    assert_eq!(world.simulator.pending_pushes(world.key()), 0);
    receiver.answer(accept);
    world.simulator.pay(world.key(), &held.document.number, Decimal::ONE, DAY).unwrap();
    assert_eq!(outcomes(&world).await, [Outcome::Accepted], "a change begins anew");
}

#[tokio::test]
async fn only_the_right_answer_counts() {
    let (world, receiver) = connected(|_| {}).await;
    let held = world.issue(0);
    let xml = |root: &str, namespace: &str, inner: &str| {
        format!("<{root} xmlns=\"http://www.szamlazz.hu/{namespace}\">{inner}</{root}>").into_bytes()
    };
    let right = format!("<alap><id>{}</id></alap>", held.id);
    let root = "szamlavalasz";
    let mut failed = 0;
    for (status, body) in [
        (StatusCode::OK, Vec::new()),
        (StatusCode::OK, b"OK".to_vec()),
        (StatusCode::OK, xml(root, root, "<alap><id>1</id></alap>")),
        (StatusCode::OK, xml(root, root, "")),
        (StatusCode::OK, xml(root, "szamla", &right)),
        (StatusCode::OK, xml("szamlabevalasz", "szamlabevalasz", &right)),
        (StatusCode::OK, xml(root, root, "<hibakod>KEY_WHAT</hibakod>")),
        (StatusCode::CREATED, xml(root, root, &right)),
        (StatusCode::FOUND, xml(root, root, &right)),
    ] {
        receiver.answer(move |_| (status, body.clone()));
        let outcomes = outcomes(&world).await;
        assert!(matches!(outcomes.as_slice(), [Outcome::Failed(_)]), "{outcomes:?}");
        failed += 1;
        world.wait(SignedDuration::from_mins(15));
    }
    assert_eq!(receiver.take().len(), failed);
    let good = xml(root, root, &right);
    receiver.answer(move |_| (StatusCode::OK, good.clone()));
    assert_eq!(outcomes(&world).await, [Outcome::Accepted]);
}

#[tokio::test]
async fn a_receiver_that_is_not_there_is_tried_again() {
    let world = World::new();
    world.simulator.connect(world.key(), Connection::new("http://127.0.0.1:9/in/", KEY)).unwrap();
    world.issue(0);
    assert!(matches!(outcomes(&world).await.as_slice(), [Outcome::Failed(_)]));
    assert_eq!(world.simulator.pending_pushes(world.key()), 1);
}

#[tokio::test]
async fn an_unknown_key_stops_an_invoice_until_it_changes() {
    let (world, receiver) = connected(|_| {}).await;
    let held = world.issue(0);
    receiver.answer(control(ControlCode::KeyUnknown));
    assert_eq!(outcomes(&world).await, [Outcome::KeyRefused]);
    world.wait(SignedDuration::from_hours(72));
    assert!(outcomes(&world).await.is_empty());
    receiver.answer(accept);
    let payment = Payment::new(DAY, Decimal::TEN);
    world.simulator.add_payment(world.key(), &held.document.number, payment).unwrap();
    assert_eq!(outcomes(&world).await, [Outcome::Accepted]);
}

#[tokio::test]
async fn a_receiver_can_end_the_connection() {
    let (world, receiver) = connected(|_| {}).await;
    world.issue(0);
    world.issue(1);
    receiver.answer(control(ControlCode::Disconnect));
    assert_eq!(outcomes(&world).await, [Outcome::Disconnected]);
    assert_eq!(world.simulator.connection(world.key()), None);
    world.issue(2);
    assert_eq!(world.simulator.pending_pushes(world.key()), 0);
    assert_eq!(receiver.take().len(), 1);
}
