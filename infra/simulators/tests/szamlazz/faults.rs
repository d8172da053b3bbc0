//! Faults and the gate.

use std::sync::Arc;
use std::time::{Duration, Instant};

use simulators::szamlazz::{Action, Fault, FaultKind, GateAction, GatePoint};

use crate::support::{Wish, World, query};

const ID: &str = "<szamlaKulsoAzon>order-1</szamlaKulsoAzon>";

fn wish(world: &World) -> String {
    Wish {
        settings: "<valaszVerzio>2</valaszVerzio><szamlaKulsoAzon>order-1</szamlaKulsoAzon>",
        ..Wish::new(world)
    }
    .xml()
}

/// Whether a query finds the invoice.
async fn is_found(world: &World) -> bool {
    world.ask(Action::QueryXml, &query(world, ID)).await.element("szamlaszam").is_some()
}

#[tokio::test]
async fn answers_that_are_no_answers() {
    let world = World::new();
    let faults = world.simulator.faults();
    for (kind, status, errors, text) in [
        (FaultKind::Unavailable, 503, (None, None), "<h1>503 Service Unavailable</h1>"),
        (FaultKind::BadGateway, 502, (None, None), "<h1>502 Bad Gateway</h1>"),
        (FaultKind::Html, 200, (None, None), "Karbantartás"),
        (FaultKind::EmptyBody, 200, (None, None), ""),
        (FaultKind::Maintenance, 200, (Some("1"), Some("1")), "karbantartás"),
        (FaultKind::HeaderError(164), 200, (Some("164"), Some("164")), "164"),
        (FaultKind::HeaderError(136), 200, (Some("136"), Some("136")), "136"),
        (FaultKind::BodyError(135), 200, (None, Some("135")), "135"),
    ] {
        faults.add(Fault::new(kind.clone()).on(Action::Create).times(1));
        assert!(!is_found(&world).await);
        let answer = world.ask(Action::Create, &wish(&world)).await;
        assert_eq!((answer.status.as_u16(), answer.errors()), (status, errors), "{kind:?}");
        assert!(answer.text().contains(text) && answer.text().is_empty() == text.is_empty(), "{answer:?}");
    }
    faults.add(Fault::new(FaultKind::Down).times(1));
    assert!(world.ask(Action::Create, &wish(&world)).await.header("szlahu_down").is_some());
    assert!(!is_found(&world).await);
    assert!(faults.active().is_empty());
}

#[tokio::test]
async fn a_create_may_stall_before_or_after_the_invoice_is_there() {
    let world = World::new();
    let stall = FaultKind::Stall(Duration::from_millis(200));
    for (kind, is_there) in [(stall.clone(), false), (stall.after_effect(), true)] {
        world.simulator.faults().add(Fault::new(kind).on(Action::Create).of("24680132").times(1));
        let start = Instant::now();
        assert!(world.try_ask(Action::Create, &wish(&world)).await.is_err());
        assert!(start.elapsed() >= Duration::from_millis(200));
        assert_eq!(is_found(&world).await, is_there);
    }
}

#[tokio::test]
async fn answers_get_lost_after_the_effect() {
    let world = World::new();
    world.simulator.faults().add(Fault::new(FaultKind::Reset.after_effect()).after(1).every(2).times(1));
    world.ask(Action::Create, &wish(&world)).await;
    assert!(world.try_ask(Action::Create, &wish(&world)).await.is_err());
    assert_eq!(world.simulator.documents(world.key()).len(), 2);
}

#[tokio::test]
async fn a_gate_drops_before_and_after_the_effect() {
    let world = World::new();
    for (point, is_there) in
        [(GatePoint::Before(Action::Create), false), (GatePoint::After(Action::Create), true)]
    {
        let decide = move |at| if at == point { GateAction::Drop } else { GateAction::Continue };
        world.simulator.set_gate(Some(Arc::new(decide)));
        assert!(world.try_ask(Action::Create, &wish(&world)).await.is_err());
        world.simulator.set_gate(None);
        assert_eq!(is_found(&world).await, is_there, "{point:?}");
    }
}

#[tokio::test]
async fn it_stops_when_dropped() {
    let world = World::new();
    let (url, client) = (world.simulator.agent_url(), world.client.clone());
    assert_eq!(client.post(&url).send().await.unwrap().status(), 200);
    drop(world);
    assert!(client.post(url).send().await.is_err());
}
