//! The HTTP API, called once for each purpose.

use axum::{
    Router,
    http::{Method, Request},
};
use domain::ids::AccountId;
use harness::FaultPlan;
use serde_json::Value;

use crate::scenario::begin;

/// Who calls, by the claims of the access token.
pub fn claims(account: AccountId) -> Value {
    world::api::claims(account, begin())
}

/// Calls a process that has just started; the answer's body, as an error where it is a problem.
pub async fn call(
    plan: &FaultPlan,
    router: Router,
    claims: Option<Value>,
    (method, path): (Method, &str),
    body: Option<Value>,
) -> Result<Value, Value> {
    plan.revive();
    let request = Request::builder().method(method).uri(path).header("idempotency-key", "one workspace");
    world::api::send(plan, router, claims, request, body).await
}
