//! Wires the function `record-pushes` and runs it.

use lambda::{batch::Source, edge};
use record_pushes::{App, handle};
use store::{Store, files::Files};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    edge::log_as_json();
    let aws = edge::aws(&transport::client()?);
    let app = App {
        store: Store::new(aws_sdk_dynamodb::Client::new(&aws), edge::env("TABLE")?),
        files: Files::new(aws_sdk_s3::Client::new(&aws), edge::env("BUCKET")?),
        queue: Source::new(aws_sdk_sqs::Client::new(&aws), edge::env("QUEUE")?),
        clock: edge::clock(),
    };
    edge::run(|event| handle(&app, event)).await.map_err(anyhow::Error::from_boxed)
}
