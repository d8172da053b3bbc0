//! The HTTP API, called as API Gateway calls a function's process.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, request::Builder},
};
use domain::ids::AccountId;
use harness::FaultPlan;
use jiff::Timestamp;
use lambda_http::request::RequestContext;
use serde_json::{Value, json};
use tower::ServiceExt as _;

/// Who calls, by the claims of the access token.
pub fn claims(account: AccountId, issued_at: Timestamp) -> Value {
    json!({ "username": account, "iat": issued_at.as_second().to_string() })
}

/// Sends a request that is begun to a process; the answer's body, as an error where it is a problem, or where
/// the process died of the plan.
pub async fn send(
    plan: &FaultPlan,
    router: Router,
    claims: Option<Value>,
    request: Builder,
    body: Option<Value>,
) -> Result<Value, Value> {
    let answer = answer(router, claims, request, body).await;
    let (succeeded, body) = answer.map_err(|error| Value::String(format!("{error:#}")))?;
    if succeeded && !plan.crashed() { Ok(body) } else { Err(body) }
}

async fn answer(
    router: Router,
    claims: Option<Value>,
    request: Builder,
    body: Option<Value>,
) -> anyhow::Result<(bool, Value)> {
    let body = body.map(|body| body.to_string()).unwrap_or_default();
    let mut request: Request<Body> =
        request.header("content-type", "application/json").body(Body::from(body))?;
    if let Some(claims) = claims {
        request.extensions_mut().insert(context(&claims)?);
    }
    let response = lambda::http::finish(router).oneshot(request).await?;
    let succeeded = response.status().is_success();
    let body = to_bytes(response.into_body(), 1 << 24).await?;
    Ok((succeeded, serde_json::from_slice(&body).unwrap_or_default()))
}

/// What API Gateway passes on of an access token.
fn context(claims: &Value) -> anyhow::Result<RequestContext> {
    let context = json!({
        "authorizer": { "jwt": { "claims": claims } },
        "http": { "method": "GET" },
        "timeEpoch": 0,
    });
    Ok(RequestContext::ApiGatewayV2(serde_json::from_value(context)?))
}
