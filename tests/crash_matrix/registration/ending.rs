//! A trial ends: it is told in time, once, and then the workspace is read and exported, not worked in.

use axum::{Router, http::Method};
use harness::FaultPlan;
use jiff::SignedDuration;
use serde_json::{Value, json};
use world::World;

use super::{by_owner, drain, mails, registered};
use crate::{
    api, cloud,
    scenario::{OWNER, begin, limits},
};

async fn books(world: &World, method: Method, path: &str, body: Option<Value>) -> Result<Value, Value> {
    let router: Router = books::router().with_state(world.books().unwrap()).into();
    let workbooks: Router = workbooks::router().with_state(world.workbooks()).into();
    let claims = Some(api::claims(OWNER));
    api::call(&world.plan, router.merge(workbooks), claims, (method, path), body).await
}

#[tokio::test]
async fn the_end_is_told_14_3_and_0_days_before_and_each_once() {
    let mut world = World::new(cloud().await, FaultPlan::new(), begin(), limits()).await.unwrap();
    let workspace = registered(&world, "business").await;
    let mut told = Vec::new();
    for day in 0..=32 {
        for _ in 0..2 {
            watch_licences::handle(&world.watch_licences(), Value::Null).await.unwrap();
        }
        let notices = world.store().notices(workspace).await.unwrap().len();
        if notices > told.len() {
            told.push(30 - day);
        }
        world.clock.advance(SignedDuration::from_hours(24));
    }
    assert_eq!(told, [14, 3, 0]);
    drain(&mut world).await;
    let sent = mails(&world);
    assert_eq!(sent.len(), 3);
    assert!(sent.values().all(|mail| mail.get("done_at").is_some() && mail.get("to").is_none()));
}

#[tokio::test]
async fn a_lapsed_workspace_is_read_and_exported_and_comes_back_with_a_payment() {
    let mut world = World::new(cloud().await, FaultPlan::new(), begin(), limits()).await.unwrap();
    let workspace = registered(&world, "business").await;
    let path = |rest: &str| format!("/workspaces/{workspace}{rest}");
    let partner = || Some(json!({ "name": "Vevő Kft.", "customer": true }));
    books(&world, Method::POST, &path("/partners"), partner()).await.unwrap();
    world.clock.advance(SignedDuration::from_hours(24 * 31));

    let product = || Some(json!({ "sku": "ASZTAL", "name": "Asztal", "unit": "db", "vat_key": "27" }));
    let refused = books(&world, Method::POST, &path("/products"), product()).await.unwrap_err();
    assert_eq!(
        (&refused["status"], &refused["type"]),
        (&json!(402), &json!("urn:ledgerport:problem:licence-lapsed"))
    );
    let licence = by_owner(&world, Method::GET, &path("/licence"), None).await.unwrap();
    assert_eq!(licence["state"], "lapsed");
    let read = books(&world, Method::GET, &path("/partners"), None).await.unwrap();
    assert_eq!(read["partners"].as_array().unwrap().len(), 1);
    books(&world, Method::POST, &path("/exports"), Some(json!({ "kind": "partners" }))).await.unwrap();
    drain(&mut world).await;
    let exports = world.store().exports(workspace).await.unwrap();
    assert_eq!(exports[0].rows, 1, "{exports:?}");

    let price = json!({ "period": "month", "net": "10", "currency": "HUF", "from": "2026-01-01" });
    let prices = Some(json!({ "prices": [price] }));
    by_owner(&world, Method::PUT, "/operator/packages/business", prices).await.unwrap();
    let wanted = json!({ "tax_number": "12892312-2-41", "period": "month" });
    by_owner(&world, Method::POST, &path("/subscription"), Some(wanted)).await.unwrap();
    let payment = Some(json!({ "reference": "late", "net": "10", "currency": "HUF" }));
    let payments = format!("/operator/licences/{workspace}/payments");
    let paid = by_owner(&world, Method::POST, &payments, payment).await.unwrap();
    assert_eq!(paid["state"], "active");
    books(&world, Method::POST, &path("/products"), product()).await.unwrap();
}
