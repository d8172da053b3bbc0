//! The control surface.

use serde_json::{Value, json};
use simulators::szamlazz::{Connection, IpnSettings};

use crate::push::accept;
use crate::support::{Receiver, World};

#[tokio::test]
async fn the_control_surface_issues_lists_pays_and_pushes() {
    let (world, receiver) = (World::new(), Receiver::start(accept).await);
    world.simulator.connect(world.key(), Connection::new(&receiver.url, "key")).unwrap();
    let url = |path: &str| world.simulator.control_url() + path;
    let post = async |path: &str| -> (u16, Value) {
        let response = world.client.post(url(path)).send().await.unwrap();
        (response.status().as_u16(), response.json().await.unwrap_or_default())
    };
    let (status, first) = post("/documents?tax_number=24680132").await;
    assert_eq!((status, &first["number"], &first["kind"]), (200, &json!("E-SIM-2026-1"), &json!("SZ")));
    post("/documents?tax_number=24680132").await;
    let (_, paid) = post("/pay?tax_number=24680132&number=E-SIM-2026-1").await;
    assert_eq!(paid["paid"], first["gross"]);
    let list = world.client.get(url("/documents?tax_number=24680132")).send().await.unwrap();
    let list: Value = list.json().await.unwrap();
    assert_eq!((list.as_array().unwrap().len(), &list[0]), (2, &paid));
    let (_, delivered) = post("/push").await;
    assert_eq!(delivered, json!({"pushes": 2, "accepted": 2, "notices": 0}));
    assert_eq!(receiver.take().len(), 2);
    world.simulator.set_ipn(world.key(), Some(IpnSettings::new("http://127.0.0.1:9/"))).unwrap();
    post("/pay?tax_number=24680132&number=E-SIM-2026-2").await;
    assert_eq!(post("/push").await.1["notices"], 1);
    for path in ["/documents?tax_number=1", "/pay?tax_number=24680132&number=X", "/pay?tax_number=1&number=X"]
    {
        assert_eq!(post(path).await.0, 404);
    }
}
