//! Orders that are sent again, documents that are found again, requests that are counted.

use jiff::SignedDuration;
use simulators::szamlazz::{Account, Action};

use crate::support::{Wish, World, item, query};

const ORDER: &str = "<rendelesSzam>ORD-7</rendelesSzam>";

fn strict() -> World {
    World::with(Account { refuses_repeated_orders: true, ..Account::demo() })
}

async fn number(world: &World, wish: &Wish) -> Result<String, String> {
    let answer = world.ask(Action::Create, &wish.xml()).await;
    match answer.errors() {
        (None, None) => Ok(answer.element("szamlaszam").unwrap().to_owned()),
        (Some(code), _) => Err(code.to_owned()),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_order_that_repeats_is_answered_with_its_invoice_for_two_days() {
    let world = strict();
    let wish = Wish::new(&world).header(ORDER);
    let first = number(&world, &wish).await;
    assert_eq!(first, Ok("E-SIM-2026-1".into()));
    world.wait(SignedDuration::from_hours(47));
    assert_eq!(number(&world, &wish).await, first);
    assert_eq!(world.simulator.documents(world.key()).len(), 1);
    let twice = || Err("152".to_owned());
    let other_buyer = Wish { buyer: "próba &amp; Társa Kft.", ..wish.clone() };
    assert_eq!(number(&world, &other_buyer).await, twice());
    let other_amount = Wish { items: item("2", "500", "1000", "270", "1271"), ..wish.clone() };
    assert_eq!(number(&world, &other_amount).await, twice());
    world.wait(SignedDuration::from_hours(2));
    assert_eq!(number(&world, &wish).await, twice());
    let proforma = wish.clone().header(&format!("{ORDER}<dijbekero>true</dijbekero>"));
    assert_eq!(number(&world, &proforma).await, Ok("D-SIM-1".into()), "each kind by itself");
    let corrected = "<helyesbitettSzamlaszam>E-SIM-2026-1</helyesbitettSzamlaszam>";
    let corrective = format!("{ORDER}<helyesbitoszamla>true</helyesbitoszamla>{corrected}");
    for number_ in ["E-SIM-2026-2", "E-SIM-2026-3"] {
        let wish = wish.clone().header(&corrective);
        assert_eq!(number(&world, &wish).await, Ok(number_.into()), "corrections are exempt");
    }
}

#[tokio::test]
async fn the_order_of_a_cancelled_invoice_can_be_invoiced_again() {
    let world = strict();
    let wish = Wish::new(&world).header(ORDER);
    let first = number(&world, &wish).await.unwrap();
    let held = world.simulator.document(world.key(), &first).unwrap();
    world.simulator.issue(world.key(), simulators::szamlazz::storno_of(&held.document)).unwrap();
    assert_eq!(number(&world, &wish).await, Ok("E-SIM-2026-3".into()));
}

#[tokio::test]
async fn without_the_setting_every_request_makes_an_invoice() {
    let world = World::new();
    let wish = Wish::new(&world).header(ORDER);
    assert_ne!(number(&world, &wish).await, number(&world, &wish).await);
}

#[tokio::test]
async fn queries_find_the_newest_and_never_tell_the_external_identifier() {
    let world = World::new();
    let id = "<szamlaKulsoAzon>shop:1.a_b-c</szamlaKulsoAzon>";
    let settings = "<valaszVerzio>2</valaszVerzio><szamlaKulsoAzon>shop:1.a_b-c</szamlaKulsoAzon>";
    let wish = Wish { settings, ..Wish::new(&world).header(ORDER) };
    number(&world, &wish).await.unwrap();
    let second = number(&world, &wish).await.unwrap();
    let proforma = world.issue_with(|document| {
        document.kind = simulators::szamlazz::Kind::Proforma;
        document.order_number = Some("ORD-7".into());
    });
    let found = world.ask(Action::QueryXml, &query(&world, id)).await;
    assert_eq!(found.element("szamlaszam"), Some(second.as_str()));
    assert!(!found.text().contains("shop:1") && !found.text().contains("<pdf>"));
    let found = world.ask(Action::QueryXml, &query(&world, &format!("{ORDER}<pdf>true</pdf>"))).await;
    assert_eq!(found.element("szamlaszam"), Some(proforma.document.number.as_str()));
    assert!(found.text().contains("<pdf>JVBERi0xLjQK"));
    assert_eq!(world.ask(Action::QueryXml, &query(&world, "")).await.element("hibakod"), Some("7"));
}

#[tokio::test]
async fn equal_requests_are_counted_and_hold_no_credentials() {
    let world = World::new();
    let wish = Wish::new(&world).header(ORDER);
    for _ in 0..3 {
        number(&world, &wish).await.unwrap();
    }
    number(&world, &Wish { buyer: "Más Kft.", ..wish.clone() }).await.unwrap();
    let sends = world.simulator.sends();
    let times: Vec<_> = sends.iter().map(|sends| sends.times).collect();
    assert_eq!(times, [3, 1]);
    let request = &sends[0].request;
    assert_eq!(request.action, Some(Action::Create));
    assert_eq!(request.tax_number.as_deref(), Some("24680132"));
    assert!(request.xml.contains("<nev>Próba &amp; Társa Kft.</nev>") && !request.xml.contains(world.key()));
    world.simulator.clear_requests();
    assert!(world.simulator.requests().is_empty());
}
