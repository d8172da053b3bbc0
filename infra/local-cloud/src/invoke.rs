//! Invokes functions directly, so that nobody waits for a schedule.

use anyhow::{Context, Result, bail};
use aws_config::SdkConfig;
use aws_sdk_lambda::primitives::Blob;
use serde_json::{Value, json};

use crate::{REGION, Stack};

/// Invokes a function, waits, and answers with what it returned; its error is an error.
pub async fn invoke(config: &SdkConfig, stack: &Stack, logical_id: &str, event: &Value) -> Result<Value> {
    let request = aws_sdk_lambda::Client::new(config).invoke().function_name(stack.resource(logical_id)?);
    let answer = request.payload(Blob::new(serde_json::to_vec(event)?)).send().await;
    let answer = answer.with_context(|| format!("{logical_id} could not be invoked"))?;
    let payload = answer.payload.map(Blob::into_inner).unwrap_or_default();
    if answer.function_error.is_some() {
        bail!("{logical_id} failed: {}", String::from_utf8_lossy(&payload));
    }
    Ok(serde_json::from_slice(&payload).unwrap_or_default())
}

/// The event that EventBridge sends on a schedule. `time` is the scheduled one, in RFC 3339 and UTC.
pub fn scheduled_event(time: &str) -> Value {
    json!({
        "version": "0",
        "id": "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa",
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": "123456789012",
        "time": time,
        "region": REGION,
        "resources": [format!("arn:aws:events:{REGION}:123456789012:rule/local-cloud")],
        "detail": {},
    })
}
