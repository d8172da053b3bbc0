//! Registration through two doors, licences, demo, and the deletion of a workspace.

mod deletion;
mod doors;
mod flow;
mod licences;
mod mail;
mod office;

use reqwest::Method;
use serde_json::{Value, json};
use simulators::nav::Company;

use crate::answer::Answer;
use crate::business::description;
use crate::cloud::eventually;
use crate::person::{Person, text};

/// Prices as an operator sets them: the same in every test, since all share the packages.
pub fn prices() -> Value {
    let price = |period: &str, net: &str| {
        let (currency, from) = ("HUF", "2026-01-01");
        json!({ "period": period, "net": net, "currency": currency, "from": from })
    };
    json!({ "prices": [price("month", "4990"), price("year", "49900")] })
}

/// Registers a company through a door.
pub async fn register(person: &Person, company: &Company, package: &str) -> Answer {
    let mut wanted = description(company);
    wanted["package"] = json!(package);
    person.post("/workspaces", &wanted).await
}

/// A registered company's workspace.
pub async fn registered(person: &Person, company: &Company, package: &str) -> String {
    text(&register(person, company, package).await.expect(201)["id"])
}

/// Exports a kind of records, to the end.
pub async fn export(person: &Person, workspace: &str, kind: &str) -> Value {
    let exports = format!("/workspaces/{workspace}/exports");
    let asked = person.post(&exports, &json!({ "kind": kind })).await.expect(202);
    let path = format!("{exports}/{}", text(&asked["id"]));
    eventually("an export", async || {
        let now = person.get(&path).await.expect(200);
        (now["state"] == "ready").then_some(now)
    })
    .await
}

/// Asks for the deletion of a workspace without exports.
pub async fn ask_for_deletion(person: &Person, workspace: &str) {
    let request = json!({ "reason": "Wrong package", "waiver": { "without_exports": true } });
    person.post(&format!("/workspaces/{workspace}/deletion"), &request).await.expect(202);
}

/// Has support delete a workspace, and waits until nothing of it is left.
pub async fn delete(support: &Person, workspace: &str) {
    let decision = json!({ "reason": "Asked for by the owner" });
    let path = format!("/support/deletions/{workspace}");
    support.call(Method::POST, &path, Some(&decision), &[]).await.expect(202);
    eventually("a deleted workspace", async || {
        let mut cursor = String::new();
        loop {
            let page = support.get(&format!("/support/deletion-records?limit=100{cursor}")).await.expect(200);
            let mut records = page["records"].as_array().expect("records").iter();
            if records.any(|record| record["workspace"] == workspace) {
                return Some(());
            }
            cursor = format!("&cursor={}", page["next_cursor"].as_str()?);
        }
    })
    .await;
}
