//! Whether pushes and answers are valid by the vendor's schema, as libxml2 and the crate see it.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use quick_xml::events::Event;
use simulators::nav::{self, Direction};
use simulators::szamlazz::{
    Action, Document, Held, Item, Kind, Location, Party, PartyLedger, Payment, Place, Vat, push_body,
    receipts_body, samples, storno_of, transaction_body,
};
use szamlazz_adatkapcsolat::Document as Pushed;

use crate::python::{python, run, script};
use crate::support::{DAY, World, query, shared};

const SZAMLA: &str = "xsd/szamlazz-rs-upstream-2026-09/szamla.xsd";

/// Checks documents against a schema; skipped where there is no folder or no Python.
pub fn assert_valid(schema: &str, name: &str, documents: &[(String, Vec<u8>)]) {
    let (Some(shared), Some(python)) = (shared(), python()) else { return };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::remove_dir_all(&folder).ok();
    std::fs::create_dir_all(&folder).unwrap();
    for (title, document) in documents {
        std::fs::write(folder.join(format!("{title}.xml")), document).unwrap();
    }
    let schema = shared.join(schema);
    let output = run(Command::new(python).arg(script("validate.py")).arg(schema).arg(&folder));
    assert_eq!(output.unwrap_or_else(|fault| panic!("{fault}")).trim(), documents.len().to_string());
}

/// A document with everything that a document can have.
fn full(world: &World, kind: Kind) -> Document {
    let mut document = samples::one(&world.account, 3, DAY);
    document.kind = kind;
    document.original = Some("E-SIM-2026-1".into());
    document.proforma = Some("D-SIM-1".into());
    document.order_number = Some("ORD <1> & 2".into());
    document.currency = "EUR".into();
    document.exchange_bank = Some("MNB".into());
    document.exchange_rate = "392.5".parse().ok();
    document.source = Some(34);
    document.payment_method = "SZÉP Kártya".into();
    let place = Place { city: "Wien".into(), ..document.customer.place.clone() };
    document.customer = Party {
        post: Some(("Postás".into(), place)),
        group_number: Some("17781234-5-44".into()),
        eu_tax_number: Some("ATU12345675".into()),
        email: Some("a@example.com".into()),
        identifier: Some("P-1".into()),
        location: Location::European,
        ledger: PartyLedger { account: "311".into(), date: Some(DAY), ..PartyLedger::default() },
        ..document.customer
    };
    document.items.push(Item::new(
        "Tanácsadás",
        1.into(),
        "óra",
        1_000.into(),
        Vat::read("EUFAD37").unwrap(),
    ));
    document.items[0].ledger.period = Some((DAY, DAY));
    let payment = Payment { bank_transaction: Some(7), ..Payment::new(DAY, 100) };
    document.payments = vec![payment, Payment::new(DAY, 200)];
    document
}

const KINDS: [Kind; 8] = [
    Kind::Invoice,
    Kind::Storno,
    Kind::CreditNote,
    Kind::Corrective,
    Kind::Prepayment,
    Kind::Final,
    Kind::Proforma,
    Kind::DeliveryNote,
];

#[test]
fn pushes_of_every_kind_are_valid() {
    let world = World::new();
    let mut documents = Vec::new();
    for (kind, id) in KINDS.into_iter().zip(1..) {
        let mut held = Held::new(id, Direction::Outbound, full(&world, kind), world.now());
        held.document.number = format!("N-{id}");
        held.reversed_by = (kind == Kind::Invoice).then(|| "N-2".into());
        documents.push((format!("full-{}", kind.code()), push_body(&held, true)));
        let plain = Document { kind, number: format!("P-{id}"), ..samples::one(&world.account, 0, DAY) };
        let plain = Held::new(id, Direction::Outbound, plain, world.now());
        documents.push((format!("plain-{}", kind.code()), push_body(&plain, false)));
    }
    for (name, document) in &documents {
        let parsed = Pushed::parse(document).unwrap();
        parsed.validate().unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    assert_valid(SZAMLA, "szamlazz-pushes", &documents);
}

/// The paths of all elements of a document, each once.
fn paths(xml: &str) -> BTreeSet<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut open, mut paths) = (Vec::new(), BTreeSet::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                open.push(start.local_name().as_ref().to_owned());
                paths.insert(open.join("/"));
            }
            Event::End(_) => drop(open.pop()),
            Event::Eof => return paths,
            _ => {}
        }
    }
}

#[test]
fn pushes_have_the_elements_of_the_vendors_example() {
    let Some(shared) = shared() else { return };
    let example = std::fs::read_to_string(shared.join("vendor-examples/szamla_push_example.xml")).unwrap();
    let world = World::new();
    let mut document = full(&world, Kind::Invoice);
    document.payments[0].exchange_rate = Some(392.into());
    let held = Held::new(1, Direction::Outbound, document, world.now());
    let pushed = paths(&String::from_utf8(push_body(&held, false)).unwrap());
    let missing: Vec<_> = paths(&example).difference(&pushed).cloned().collect();
    assert!(missing.is_empty(), "{missing:?}");
    let example = paths(&example);
    let more: Vec<_> = pushed.difference(&example).map(String::as_str).collect();
    assert_eq!(more, ["szamla/vevo/csoportazonosito"]);
}

#[test]
fn other_streams_are_valid() {
    let world = World::new();
    let document = Document { number: "B-1".into(), ..samples::one(&world.account, 1, DAY) };
    let held = Held::new(9, Direction::Inbound, document, world.now());
    let receipts: Vec<_> = (0..3).map(|n| samples::receipt(&world.account, n, DAY)).collect();
    let transaction = transaction_body(&samples::transaction(&held, DAY));
    for body in [push_body(&held, true), push_body(&held, false), transaction, receipts_body(&receipts)] {
        Pushed::parse(&body).unwrap().validate().unwrap();
    }
}

#[tokio::test]
async fn answers_to_queries_are_valid() {
    let world = World::new();
    let mut answers = Vec::new();
    for kind in KINDS {
        let held = world.simulator.issue(world.key(), full(&world, kind)).unwrap();
        for pdf in [true, false] {
            let selector = format!("<szamlaszam>{}</szamlaszam><pdf>{pdf}</pdf>", held.document.number);
            let answer = world.ask(Action::QueryXml, &query(&world, &selector)).await;
            answers.push((format!("{}-{pdf}", kind.code()), answer.body));
            if kind.is_invoice() {
                world.issue(0);
            }
        }
        // The next invoice would use the proforma up.
        world.simulator.issue(world.key(), storno_of(&held.document)).unwrap();
    }
    assert_valid(SZAMLA, "szamlazz-answers", &answers);
}

#[test]
fn the_same_arguments_give_the_same_bytes() {
    let (one, two) = (World::new(), World::new());
    for n in 0..20 {
        assert_eq!(push_body(&one.issue(n), true), push_body(&two.issue(n), true));
    }
    let partners = nav::samples::partners();
    let customers: std::collections::HashSet<_> =
        (0..20).map(|n| one.issue(n).document.customer.name).collect();
    assert_eq!(customers.len(), partners.len());
}
