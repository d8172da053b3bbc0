//! Wires the function `import-workbook` and runs it.

use domain::exchange::ExchangeLimits;
use import_workbook::{App, handle};
use lambda::{batch::Source, edge};
use store::{Store, files::Files, outbox::Outbox};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    edge::log_as_json();
    let aws = edge::aws_for_files(&transport::client()?);
    let db = aws_sdk_dynamodb::Client::new(&aws);
    let app = App {
        store: Store::new(db.clone(), edge::env("TABLE")?),
        outbox: Outbox::new(db, edge::env("OUTBOX_TABLE")?),
        files: Files::new(aws_sdk_s3::Client::new(&aws), edge::env("BUCKET")?),
        queue: Source::new(aws_sdk_sqs::Client::new(&aws), edge::env("QUEUE")?),
        clock: edge::clock(),
        limits: ExchangeLimits::default(),
    };
    edge::run(|event| handle(&app, event)).await.map_err(anyhow::Error::from_boxed)
}
