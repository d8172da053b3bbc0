//! Wires the function `relay-events` and runs it.

use lambda::edge;
use relay_events::{App, Queues, handle};
use store::outbox::Outbox;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    edge::log_as_json();
    let aws = edge::aws(&transport::client()?);
    let app = App {
        outbox: Outbox::new(aws_sdk_dynamodb::Client::new(&aws), edge::env("OUTBOX_TABLE")?),
        sqs: aws_sdk_sqs::Client::new(&aws),
        queues: Queues {
            steps: edge::env("STEP_QUEUE_URL")?,
            exports: edge::env("EXPORT_QUEUE_URL")?,
            imports: edge::env("IMPORT_QUEUE_URL")?,
            mails: edge::env("MAIL_QUEUE_URL")?,
            deletions: edge::env("DELETION_QUEUE_URL")?,
            addresses: edge::env("ADDRESS_QUEUE_URL")?,
        },
    };
    let ran = edge::run(|event| handle(&app, event)).await;
    ran.map_err(anyhow::Error::from_boxed)
}
