//! The HTTP API, called as API Gateway calls a function's process.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Method, Request, request::Builder},
};
use domain::ids::AccountId;
use harness::FaultPlan;
use lambda_http::request::RequestContext;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::scenario::begin;

/// Who calls, by the claims of the access token.
pub fn claims(account: AccountId) -> Value {
    json!({ "username": account, "iat": begin().as_second().to_string() })
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
    send(plan, router, claims, request, body).await
}

/// Sends a request that is begun; the answer's body, as an error where it is a problem.
pub async fn send(
    plan: &FaultPlan,
    router: Router,
    claims: Option<Value>,
    request: Builder,
    body: Option<Value>,
) -> Result<Value, Value> {
    let request = request.header("content-type", "application/json");
    let mut request =
        request.body(Body::from(body.map(|body| body.to_string()).unwrap_or_default())).unwrap();
    if let Some(claims) = claims {
        request.extensions_mut().insert(context(&claims));
    }
    let response = lambda::http::finish(router).oneshot(request).await.unwrap();
    let succeeded = response.status().is_success();
    let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
    let body = serde_json::from_slice(&body).unwrap_or_default();
    if succeeded && !plan.crashed() { Ok(body) } else { Err(body) }
}

/// What API Gateway passes on of an access token.
fn context(claims: &Value) -> RequestContext {
    let context = json!({
        "authorizer": { "jwt": { "claims": claims } },
        "http": { "method": "GET" },
        "timeEpoch": 0,
    });
    RequestContext::ApiGatewayV2(serde_json::from_value(context).unwrap())
}
