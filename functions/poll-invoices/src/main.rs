//! Wires the function `poll-invoices` and runs it.

use lambda::edge;
use poll_invoices::{App, handle};
use store::Store;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    edge::log_as_json();
    let aws = edge::aws(&transport::client()?);
    let app = App {
        store: Store::new(aws_sdk_dynamodb::Client::new(&aws), edge::env("TABLE")?),
        sqs: aws_sdk_sqs::Client::new(&aws),
        queue: edge::env("SLICE_QUEUE_URL")?,
        agent_queue: edge::env("AGENT_QUEUE_URL")?,
    };
    let ran = edge::run(|event| handle(&app, event)).await;
    ran.map_err(anyhow::Error::from_boxed)
}
