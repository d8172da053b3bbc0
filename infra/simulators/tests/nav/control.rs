//! The control surface.

use simulators::nav::{Fault, FaultKind};

use crate::support::{World, inserted};

#[tokio::test]
async fn the_control_surface_publishes_lists_and_breaks() {
    let world = World::new();
    let url = |path: &str| world.simulator.control_url() + path;
    let invoices = url("/invoices?tax_number=24680132");
    for _ in 0..2 {
        assert_eq!(world.client.post(&invoices).send().await.unwrap().status(), 200);
    }
    let list: serde_json::Value = world.client.get(&invoices).send().await.unwrap().json().await.unwrap();
    assert_eq!(list.as_array().unwrap().len(), 2);
    assert_ne!(list[0]["invoice_number"], list[1]["invoice_number"]);
    let answer = world.digest(1, "INBOUND", &inserted("2026-11-20T10:00:00Z", "2026-11-20T10:00:00Z")).await;
    assert_eq!(answer.texts("invoiceNumber").len(), 2);

    let faults = |kind: &str| world.client.post(url(&format!("/faults?kind={kind}&times=2"))).send();
    assert_eq!(faults("reset").await.unwrap().status(), 204);
    assert_eq!(faults("OPERATION_FAILED").await.unwrap().status(), 204);
    let expected = [FaultKind::Reset, FaultKind::Error("OPERATION_FAILED".into())];
    assert_eq!(world.simulator.faults().active(), expected.map(|kind| Fault::new(kind).times(2)));
    assert_eq!(faults("no-such-fault").await.unwrap().status(), 400);
    assert_eq!(world.client.delete(url("/faults")).send().await.unwrap().status(), 204);
    assert!(world.simulator.faults().active().is_empty());
    for name in [
        "unavailable",
        "bad-gateway",
        "gateway-timeout",
        "html",
        "maintenance",
        "empty",
        "stall",
        "rate-limit",
        "corrupt-gzip",
        "gzip-without-trailer",
        "long-decimals",
        "reformatted",
        "duplicate-rows",
        "signature-at-clock-change",
    ] {
        assert_eq!(faults(name).await.unwrap().status(), 204, "{name}");
    }
    assert_eq!(faults("REQUEST_ID_NOT_UNIQUE&every=3&busier_than=2").await.unwrap().status(), 204);
    let busy = Fault::new(FaultKind::Error("REQUEST_ID_NOT_UNIQUE".into())).every(3).busier_than(2).times(2);
    assert_eq!(world.simulator.faults().active().last(), Some(&busy));
    let unknown = world.client.post(url("/invoices?tax_number=1")).send().await.unwrap();
    assert_eq!(unknown.status(), 404);
}
