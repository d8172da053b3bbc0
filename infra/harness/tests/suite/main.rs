//! The harness under test: what it promises about faults, counts, tables and the matrix.

mod faults;
mod matrix;
mod names;
mod scenarios;
mod tables;
mod transport;
mod unfit;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::put_item::{PutItemError, PutItemOutput};
use aws_sdk_dynamodb::types::AttributeValue;
use harness::Tables;
use std::path::{Path, PathBuf};

fn template() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/template.yaml")
}

async fn fresh_tables() -> Tables {
    Tables::from_template(&template()).await.expect("tables start")
}

fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.to_owned())
}

/// Puts the item `pk | sk`, only if it is not there yet.
async fn put_new(client: &Client, table: &str, key: (&str, &str)) -> Result<(), SdkError<PutItemError>> {
    let put = client.put_item().table_name(table).item("pk", text(key.0)).item("sk", text(key.1));
    put.condition_expression("attribute_not_exists(pk)").send().await.map(|_: PutItemOutput| ())
}

fn is_refused_condition(error: &SdkError<PutItemError>) -> bool {
    error.as_service_error().is_some_and(PutItemError::is_conditional_check_failed_exception)
}
