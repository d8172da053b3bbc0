//! Registration, people, subscription and deletion: whatever breaks, the person tries again.

mod deleting;
mod ending;
mod inviting;
mod registering;
mod subscribing;

use axum::{Router, http::Method};
use domain::ids::{AccountId, WorkspaceId};
use serde_json::{Value, json};
use world::{OPERATORS, Round, SUPPORT, World};

use crate::{
    api,
    scenario::{OWNER, begin},
};

/// Calls accounts and licences, as processes that have just started.
pub async fn call(
    world: &World,
    caller: AccountId,
    (method, path): (Method, &str),
    body: Option<Value>,
) -> Result<Value, Value> {
    let mut claims = api::claims(caller);
    claims["cognito:groups"] = json!(format!("[{OPERATORS} {SUPPORT}]"));
    let accounts: Router = accounts::router().with_state(world.accounts().unwrap()).into();
    let licences: Router = licences::router().with_state(world.licences()).into();
    api::call(&world.plan, accounts.merge(licences), Some(claims), (method, path), body).await
}

/// The same by the owner of the scenario's company.
pub async fn by_owner(
    world: &World,
    method: Method,
    path: &str,
    body: Option<Value>,
) -> Result<Value, Value> {
    call(world, OWNER, (method, path), body).await
}

/// A company as it registers.
pub fn company(package: &str) -> Value {
    let address =
        json!({ "country": "HU", "postal_code": "1054", "city": "Budapest", "street": "Honvéd u. 8." });
    json!({ "package": package, "name": "Minta Kft.", "tax_number": "12892312-2-41", "address": address })
}

/// Registers that company and gives its workspace.
pub async fn registered(world: &World, package: &str) -> WorkspaceId {
    crate::scenario::owner(world).await;
    let made = by_owner(world, Method::POST, "/workspaces", Some(company(package))).await.unwrap();
    made["id"].as_str().unwrap().parse().unwrap()
}

/// Works everything that is under way.
pub async fn drain(world: &mut World) {
    world.drain(&mut Round::default()).await.unwrap();
}

/// The items of the table whose keys have this in them, by their keys.
pub fn items(world: &World, text: &str) -> serde_json::Map<String, Value> {
    let dump = world.tables.dump().unwrap();
    let items = dump["Table"].as_object().unwrap().iter();
    items.filter(|(key, _)| key.contains(text)).map(|(key, item)| (key.clone(), item.clone())).collect()
}

/// The mails of the table, sent ones by their names only.
pub fn mails(world: &World) -> serde_json::Map<String, Value> {
    items(world, "MAIL#").into_iter().filter(|(key, _)| key.starts_with("MAIL#")).collect()
}

/// What must never be, whatever broke: messages that were not sent, mails that wait.
pub fn violations(world: &World) -> Vec<String> {
    let dump = world.tables.dump().unwrap();
    let unsent = dump["OutboxTable"].as_object().unwrap().keys();
    let unsent = unsent.map(|key| format!("unsent: {key}"));
    let waiting = mails(world).into_iter().filter(|(_, mail)| mail.get("done_at").is_none());
    unsent.chain(waiting.map(|(key, _)| format!("not sent: {key}"))).collect()
}

/// What the audit log says was done, oldest first.
pub async fn audited(world: &World, workspace: WorkspaceId) -> Vec<String> {
    let span =
        (begin() - jiff::SignedDuration::from_hours(1), begin() + jiff::SignedDuration::from_hours(99));
    let (page, _) = world.store().audit(workspace, span, None, 100).await.unwrap();
    page.items.iter().rev().map(|entry| format!("{} {}", entry.action.name(), entry.subject)).collect()
}
