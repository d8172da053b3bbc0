//! The client that the functions use, against the simulator, and its requests against the vendor's schema.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::{Router, body::Bytes, extract::State, http::HeaderMap, routing::post};
use simulators::szamlazz::{Fault, FaultKind, push_body};
use szamlazz::{Agent, Error, Push};

use crate::schema::assert_valid;
use crate::support::World;

const PATIENCE: Duration = Duration::from_secs(5);

fn agent(url: &str) -> Agent {
    Agent::new(transport::client().unwrap(), url)
}

#[tokio::test]
async fn a_document_comes_as_it_is_pushed() {
    let world = World::new();
    let held = world.issue(3);
    let client = agent(&world.simulator.agent_url());
    let answered = client.document(world.key(), &held.document.number, PATIENCE).await.unwrap();
    let (Push::Invoice(answered), Push::Invoice(pushed)) =
        (Push::read(&answered.xml).unwrap(), Push::read(&push_body(&held, true)).unwrap())
    else {
        panic!("no invoices");
    };
    assert_eq!(answered, pushed);
}

#[tokio::test]
async fn each_failure_is_a_decision() {
    let world = World::new();
    let held = world.issue(0);
    let client = agent(&world.simulator.agent_url());
    let ask = async |key: &str, number: &str| client.document(key, number, PATIENCE).await.err();
    assert_eq!(ask(world.key(), "NOTHING-1").await, Some(Error::NotFound));
    let refused = ask("0wrong0", &held.document.number).await;
    assert_eq!(refused, Some(Error::StopAndTellOwner { code: "3".into() }));
    client.try_key(world.key(), PATIENCE).await.unwrap();
    client.try_key(&world.key().to_uppercase(), PATIENCE).await.unwrap();
    assert!(client.try_key("0wrong0", PATIENCE).await.is_err());
    for (fault, expected) in [
        (FaultKind::Maintenance, "1"),
        (FaultKind::Down, "UNAVAILABLE"),
        (FaultKind::Unavailable, "UNAVAILABLE"),
        (FaultKind::Html, "UNREADABLE"),
        (FaultKind::EmptyBody, "UNREADABLE"),
        (FaultKind::Reset, "UNREACHABLE"),
        (FaultKind::BodyError(135), "135"),
    ] {
        world.simulator.faults().add(Fault::new(fault).times(1));
        let error = ask(world.key(), &held.document.number).await.unwrap();
        assert_eq!(error, Error::RetryLater { code: expected.into() });
    }
    for code in [136, 164] {
        world.simulator.faults().add(Fault::new(FaultKind::HeaderError(code)).times(1));
        let error = ask(world.key(), &held.document.number).await.unwrap();
        assert_eq!(error, Error::StopAndTellOwner { code: code.to_string() });
    }
    world.simulator.faults().add(Fault::new(FaultKind::Stall(Duration::from_secs(3))).times(1));
    let slow = client.document(world.key(), &held.document.number, Duration::from_millis(300)).await;
    assert_eq!(slow.err(), Some(Error::RetryLater { code: "TIMEOUT".into() }));
}

type Captured = Arc<Mutex<Vec<(String, Vec<u8>)>>>;

async fn keep(State(captured): State<Captured>, headers: HeaderMap, body: Bytes) -> &'static str {
    let text = String::from_utf8(body.to_vec()).unwrap();
    let kind = headers["content-type"].to_str().unwrap();
    assert!(kind.starts_with("multipart/form-data; boundary="), "{kind}");
    assert!(text.contains("name=\"action-szamla_agent_xml\"; filename="), "{text}");
    let xml = &text[text.find("<?xml").unwrap()..text.rfind("</xmlszamlaxml>").unwrap()];
    let mut captured = captured.lock().unwrap();
    let name = format!("request-{}", captured.len());
    captured.push((name, format!("{xml}</xmlszamlaxml>").into_bytes()));
    ""
}

#[tokio::test]
async fn its_requests_are_valid_by_the_vendors_schema() {
    let captured = Captured::default();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/szamla/", listener.local_addr().unwrap());
    let router = Router::new().route("/szamla/", post(keep)).with_state(captured.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let client = agent(&url);
    for number in ["E-TST-2026-1", "A & B <1>", "árvíztűrő tükörfúrógép/2026", "\u{1F600}"] {
        assert!(client.document("0123456789abcdef", number, PATIENCE).await.is_err(), "it says nothing");
    }
    client.try_key("0123456789abcdef", PATIENCE).await.unwrap_err();
    let captured = captured.lock().unwrap().clone();
    assert_eq!(captured.len(), 5);
    assert_valid("xsd/szamlazz-py-1.5.1/xmlszamlaxml.xsd", "szamlazz-requests", &captured);
    let refused = client.document("0123456789abcdef", "\u{1}", PATIENCE).await;
    assert_eq!(refused, Err(Error::Refused { code: "INVALID".into() }));
}
