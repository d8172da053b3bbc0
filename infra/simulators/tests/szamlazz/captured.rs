//! Requests that other clients sent, captured: each is taken as it is.

use std::path::Path;

use jiff::civil::date;
use simulators::szamlazz::{Account, Action, Document, Kind, samples};

use crate::support::{Answer, World, shared};

/// A world in which the captured requests make sense.
fn world() -> World {
    let prefixes = ["SIM", "DK", "WEB"].map(str::to_owned).to_vec();
    let agent_key = "0123456789abcdef0123456789abcdef0123456789".into();
    let world = World::with(Account { agent_key, prefixes, ..Account::demo() });
    world.set_time("2026-11-22T10:00:00Z".parse().unwrap());
    world
}

/// The XML and the facts of a case.
fn read(folder: &Path, case: &str) -> (Vec<u8>, serde_json::Value) {
    let xml = std::fs::read(folder.join(format!("{case}.xml"))).unwrap();
    let facts = std::fs::read(folder.join(format!("{case}.http.json"))).unwrap();
    (xml, serde_json::from_slice(&facts).unwrap())
}

/// Sends a captured request in a form like the one in which it was.
async fn replay(world: &World, (xml, facts): (Vec<u8>, serde_json::Value)) -> (Action, Answer) {
    let part = &facts["parts"][0];
    let field = part["field"].as_str().unwrap();
    let mut body = format!("--cut\r\nContent-Disposition: form-data; name=\"{field}\"").into_bytes();
    body.extend(format!("; filename={}\r\n", part["filename"]).bytes());
    if part["has_part_content_type"] == true {
        body.extend(format!("Content-Type: {}\r\n", part["part_content_type"].as_str().unwrap()).bytes());
    }
    body.extend(b"\r\n");
    body.extend(xml);
    body.extend(b"\r\n--cut--\r\n");
    let action = Action::ALL.into_iter().find(|action| action.field() == field).unwrap();
    (action, world.post("multipart/form-data; boundary=cut", body).await.unwrap())
}

#[tokio::test]
async fn captured_requests_are_taken() {
    let Some(shared) = shared() else { return };
    let mut taken = 0;
    for client in ["szamlazz-js", "szamlazz-py"] {
        let folder = shared.join("peer-requests").join(client);
        let files = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<_> = files.map(|name| name.into_string().unwrap()).collect();
        names.sort();
        for case in names.iter().filter_map(|name| name.strip_suffix(".http.json")) {
            let world = world();
            let day = date(2026, 11, 22);
            let original = Document { number: "E-TST-2011-1".into(), ..samples::one(&world.account, 0, day) };
            world.simulator.issue(world.key(), original).unwrap();
            let sample = samples::one(&world.account, 0, day);
            let proforma = Document { kind: Kind::Proforma, number: "D-TST-1".into(), ..sample };
            world.simulator.issue(world.key(), proforma).unwrap();
            let (action, answer) = replay(&world, read(&folder, case)).await;
            let text = String::from_utf8_lossy(&answer.body);
            assert_eq!(answer.header("szlahu_error_code"), None, "{client} {case}: {text}");
            assert!(!text.contains("<hibakod>") && !text.contains("[ERR]"), "{client} {case}: {text}");
            if action == Action::Create {
                let created = world.simulator.documents(world.key()).pop().unwrap();
                assert_eq!(answer.header("szlahu_szamlaszam"), Some(created.document.number.as_str()));
            }
            taken += 1;
        }
    }
    assert_eq!(taken, 17);
}
