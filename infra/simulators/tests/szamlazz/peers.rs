//! Clients that nobody here wrote issue and read, unchanged but for the address.

use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use crate::python::{python, run, script};
use crate::support::World;

const PACKAGE: &str = r#"{"private": true, "dependencies": {"szamlazz.js": "9.2.0"}}"#;

/// A folder in which Node.js finds szamlazz.js. Where it cannot be made the caller is skipped, except on CI.
fn node() -> Option<PathBuf> {
    match install() {
        Ok(folder) => Some(folder),
        Err(reason) if std::env::var("CI").as_deref() == Ok("true") => panic!("{reason}"),
        Err(reason) => {
            println!("skipped: {reason}");
            None
        }
    }
}

fn install() -> Result<PathBuf, String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("node-simulators");
    let installed = folder.join("installed.json");
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    if !std::fs::read_to_string(&installed).is_ok_and(|text| text == PACKAGE) {
        std::fs::write(folder.join("package.json"), PACKAGE).map_err(|error| error.to_string())?;
        let mut npm = Command::new("npm");
        run(npm.args(["install", "--silent", "--no-audit", "--no-fund"]).current_dir(&folder))?;
        std::fs::write(installed, PACKAGE).map_err(|error| error.to_string())?;
    }
    // Node.js looks for packages beside the script.
    let peer = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/szamlazz/peer.mjs");
    std::fs::copy(peer, folder.join("peer.mjs")).map_err(|error| error.to_string())?;
    Ok(folder)
}

/// A world with the machine's time, by which the clients date cancellations.
fn world() -> World {
    let world = World::new();
    #[expect(clippy::disallowed_methods, reason = "the clients read the machine's clock")]
    world.set_time(Timestamp::now());
    world
}

fn read(command: &mut Command) -> Value {
    let output = run(command).unwrap_or_else(|fault| panic!("{fault}"));
    serde_json::from_str(&output).unwrap()
}

#[test]
fn szamlazz_js_issues_queries_and_cancels() {
    let Some(folder) = node() else { return };
    let world = world();
    let mut command = Command::new("node");
    command.arg("peer.mjs").current_dir(folder).env("TZ", "Europe/Budapest");
    let read = read(command.args([&world.simulator.agent_url(), world.key()]));
    assert_eq!(read["codes"], json!(["3", "3", "3", "7"]), "{read}");
    assert!(read["first"].as_str().unwrap().starts_with("E-SIM-"), "{read}");
    assert_eq!((&read["gross"], &read["foundGross"]), (&json!("6605"), &json!("6605.0")));
    assert_eq!(read["pdfs"], json!(["%PDF-1.4", "%PDF-1.4"]));
    assert_eq!((&read["foundBuyer"], &read["foundPdf"]), (&json!("Müller & Söhne"), &json!(true)));
    assert_eq!((&read["euro"], &read["proforma"]), (&json!([true, "EUR"]), &json!("D-SIM-1")));
    assert_eq!((&read["stornoGross"], &read["sameStorno"]), (&json!("-6605"), &json!(true)));
    assert_eq!(world.simulator.documents(world.key()).len(), 5);
}

#[test]
fn szamlazz_py_issues_pays_queries_and_cancels() {
    let Some(python) = python() else { return };
    let world = world();
    let today = world.now().to_zoned(TimeZone::UTC).date().to_string();
    let mut command = Command::new(python);
    command.arg(script("../szamlazz/peer.py"));
    let read = read(command.args([&world.simulator.agent_url(), world.key(), &today]));
    let number = read["number"].as_str().unwrap();
    assert!(number.starts_with("E-SIM-"), "{read}");
    assert!(read["link"].as_str().unwrap().starts_with("http://127.0.0.1:"), "{read}");
    let expected = json!({
        "number": number, "gross": "50800", "link": read["link"], "action_success": true, "pdf": "%PDF-1.4",
        "same_pdf": true, "found_buyer": "Kovács Bt.", "found_gross": "50800.0", "receivables": "50000",
        "storno": read["storno"], "same_storno": true, "euro": "EUR", "proforma": "D-SIM-1",
        "deleted": true, "missing": "335", "taxpayer_errors": false, "refused": "3",
    });
    assert_eq!(read, expected);
    assert_eq!(world.simulator.documents(world.key()).len(), 4);
}
