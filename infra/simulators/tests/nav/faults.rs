//! Faults, the gate, and that the simulator stops.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use simulators::nav::{Direction, Fault, FaultKind, GateAction, GatePoint, Operation};

use crate::support::{Answer, World, inserted, invoice};

const NUMBER: &str = "<invoiceNumber>A-1</invoiceNumber><invoiceDirection>INBOUND</invoiceDirection>";

fn world() -> World {
    let world = World::new();
    world.publish(Direction::Inbound, "A-1", "2026-11-10T12:00:00Z");
    world
}

async fn digest(world: &World) -> Answer {
    world.digest(1, "INBOUND", &inserted("2026-11-01T00:00:00Z", "2026-11-30T00:00:00Z")).await
}

fn unpack(answer: &Answer) -> Result<String, libdeflater::DecompressionError> {
    let content = STANDARD.decode(answer.text("invoiceData").unwrap()).unwrap();
    let mut plain = vec![0; 100_000];
    let length = libdeflater::Decompressor::new().gzip_decompress(&content, &mut plain)?;
    plain.truncate(length);
    Ok(String::from_utf8(plain).unwrap())
}

#[tokio::test]
async fn answers_that_are_no_answers() {
    let world = world();
    for (kind, status, text) in [
        (FaultKind::Unavailable, 503, "<h1>503 Service Unavailable</h1>"),
        (FaultKind::GatewayTimeout, 504, "The server didn't respond in time."),
        (FaultKind::EmptyBody, 200, ""),
        (FaultKind::Error("OPERATION_FAILED".into()), 500, "OPERATION_FAILED"),
        (FaultKind::Error("FORBIDDEN".into()), 500, "FORBIDDEN"),
        (FaultKind::Error("REQUEST_ID_NOT_UNIQUE".into()), 400, "REQUEST_ID_NOT_UNIQUE"),
        (FaultKind::Error("MAINTENANCE_MODE".into()), 503, "MAINTENANCE_MODE"),
    ] {
        world.simulator.faults().add(Fault::new(kind).times(1));
        let answer = digest(&world).await;
        assert_eq!(answer.status, status);
        assert!(answer.body.contains(text) && answer.body.is_empty() == text.is_empty(), "{answer:?}");
        assert_eq!(digest(&world).await.error(), (200, ""));
    }
}

#[tokio::test]
async fn faults_keep_to_their_limits() {
    let world = world();
    let fault = Fault::new(FaultKind::Unavailable).on(Operation::QueryInvoiceData).of("24680132");
    world.simulator.faults().add(fault.after(1).times(2));
    world.simulator.faults().add(Fault::new(FaultKind::Unavailable).of("11111111"));
    let mut statuses = Vec::new();
    for _ in 0..4 {
        assert_eq!(digest(&world).await.status, 200);
        statuses.push(world.data(NUMBER).await.status);
    }
    assert_eq!(statuses, [200, 503, 503, 200]);
    assert_eq!(world.simulator.faults().active().len(), 1);
    world.simulator.faults().clear();
    assert!(world.simulator.faults().active().is_empty());
}

async fn raw(world: &World, request: &str) -> std::io::Result<Vec<u8>> {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let url = world.simulator.base_url();
    let host = url.strip_prefix("http://").and_then(|rest| rest.split('/').next()).unwrap();
    let mut stream = tokio::net::TcpStream::connect(host).await?;
    let head = format!("POST /invoiceService/v3/queryInvoiceDigest HTTP/1.1\r\nhost: {host}\r\n");
    stream.write_all(format!("{head}content-length: {}\r\n\r\n{request}", request.len()).as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    Ok(answer)
}

#[tokio::test]
async fn connections_are_reset_or_closed_without_a_byte() {
    let world = world();
    world.simulator.faults().add(Fault::new(FaultKind::Reset).times(1));
    let error = raw(&world, "<x/>").await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset);
    let stall = Duration::from_millis(300);
    world.simulator.faults().add(Fault::new(FaultKind::Stall(stall)).times(1));
    let start = Instant::now();
    assert_eq!(raw(&world, "<x/>").await.unwrap(), b"");
    assert!(start.elapsed() >= stall);
}

#[tokio::test]
async fn latency_delays_every_answer() {
    let world = world();
    world.simulator.faults().set_latency(Duration::from_millis(200));
    let start = Instant::now();
    assert_eq!(digest(&world).await.status, 200);
    assert!(start.elapsed() >= Duration::from_millis(200));
}

#[tokio::test]
async fn invoices_are_damaged_missing_or_replaced() {
    let world = world();
    let faults = world.simulator.faults();
    assert_eq!(unpack(&world.data(NUMBER).await).unwrap(), invoice("A-1", "99887764"));
    for kind in [FaultKind::CorruptGzip, FaultKind::GzipWithoutTrailer] {
        faults.add(Fault::new(kind).times(1));
        assert!(unpack(&world.data(NUMBER).await).is_err());
    }
    let content = b"not an invoice".to_vec();
    faults.add(Fault::new(FaultKind::Payload { invoice_number: "A-1".into(), content }).times(1));
    assert_eq!(unpack(&world.data(NUMBER).await).unwrap(), "not an invoice");
    faults.add(Fault::new(FaultKind::NoData("OTHER".into())));
    assert!(world.data(NUMBER).await.text("invoiceData").is_some());
    faults.add(Fault::new(FaultKind::NoData("A-1".into())));
    let answer = world.data(NUMBER).await;
    assert_eq!((answer.status, answer.text("invoiceData")), (200, None));
}

#[tokio::test]
async fn rows_repeat_over_pages() {
    let world = World::new();
    for index in 0..150 {
        world.publish(Direction::Inbound, &format!("P-{index}"), "2026-11-10T00:00:00Z");
    }
    world.simulator.faults().add(Fault::new(FaultKind::DuplicateRows));
    let params = inserted("2026-11-01T00:00:00Z", "2026-11-30T00:00:00Z");
    let first = world.digest(1, "INBOUND", &params).await;
    let second = world.digest(2, "INBOUND", &params).await;
    let (first, second) = (first.texts("invoiceNumber"), second.texts("invoiceNumber"));
    assert_eq!((first.len(), second.len()), (100, 51));
    assert_eq!(first.last(), second.first());
}

#[tokio::test]
async fn a_gate_drops_before_and_after_the_effect() {
    let world = world();
    let seen = Arc::new(Mutex::new(Vec::new()));
    for (point, used) in [
        (GatePoint::Before(Operation::QueryInvoiceDigest), false),
        (GatePoint::After(Operation::QueryInvoiceDigest), true),
    ] {
        let record = Arc::clone(&seen);
        world.simulator.set_gate(Some(Arc::new(move |at| {
            record.lock().unwrap().push(at);
            if at == point { GateAction::Drop } else { GateAction::Continue }
        })));
        let payload =
            crate::support::digest(1, "INBOUND", &inserted("2026-11-01T00:00:00Z", "2026-11-30T00:00:00Z"));
        let request = world.request(Operation::QueryInvoiceDigest, &payload);
        assert_eq!(raw(&world, &request.xml()).await.unwrap(), b"", "{point:?}");
        world.simulator.set_gate(None);
        let expected = if used { (400, "REQUEST_ID_NOT_UNIQUE") } else { (200, "") };
        assert_eq!(world.send(&request).await.error(), expected);
    }
    assert_eq!(seen.lock().unwrap().len(), 3);
}

#[tokio::test]
async fn it_stops_when_dropped_and_frees_its_port() {
    let world = world();
    digest(&world).await;
    let url = world.simulator.base_url();
    let port: u16 = url.split(':').nth(2).and_then(|rest| rest.split('/').next()).unwrap().parse().unwrap();
    let client = world.client.clone();
    drop(world);
    assert!(client.post(url).send().await.is_err());
    std::net::TcpListener::bind(("127.0.0.1", port)).unwrap();
}
