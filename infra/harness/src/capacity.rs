//! Asking DynamoDB what each request cost, without a change to the code under test.

use crate::call::CallName;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;
use serde_json::Value;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Capacity {
    Read,
    Write,
}

impl Capacity {
    /// Which units the call consumes; `None` for a call that reports no capacity.
    pub fn of(name: &CallName) -> Option<Self> {
        if name.service != "DynamoDB" {
            return None;
        }
        match name.operation.as_str() {
            "GetItem" | "BatchGetItem" | "TransactGetItems" | "Query" | "Scan" => Some(Self::Read),
            "PutItem" | "UpdateItem" | "DeleteItem" | "BatchWriteItem" | "TransactWriteItems" => {
                Some(Self::Write)
            }
            _ => None,
        }
    }
}

/// Adds `ReturnConsumedCapacity` where the caller did not ask for it. A body that is no JSON object stays as
/// it is: the service says what is wrong with it.
pub(crate) fn ask(request: &mut HttpRequest) {
    let Some(Ok(Value::Object(mut body))) = request.body().bytes().map(serde_json::from_slice) else {
        return;
    };
    body.entry("ReturnConsumedCapacity").or_insert_with(|| "TOTAL".into());
    let bytes = Value::Object(body).to_string().into_bytes();
    request.headers_mut().insert("content-length", bytes.len().to_string());
    *request.body_mut() = SdkBody::from(bytes);
}

/// The units in an answer: one object for a single-table operation, a list for batches and transactions.
pub(crate) fn units(answer: &[u8]) -> f64 {
    let Ok(answer) = serde_json::from_slice::<Value>(answer) else {
        return 0.0;
    };
    let of_table = |consumed: &Value| consumed["CapacityUnits"].as_f64().unwrap_or(0.0);
    match &answer["ConsumedCapacity"] {
        Value::Array(tables) => tables.iter().map(of_table).sum(),
        one => of_table(one),
    }
}
