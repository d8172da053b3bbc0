//! Wires the function `export-workbook` and runs it.

use domain::exchange::ExchangeLimits;
use export_workbook::{App, handle};
use lambda::{batch::Source, edge};
use store::{Store, documents::Documents, files::Files};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    edge::log_as_json();
    let aws = edge::aws_for_files(&transport::client()?);
    let (s3, bucket) = (aws_sdk_s3::Client::new(&aws), edge::env("BUCKET")?);
    let app = App {
        store: Store::new(aws_sdk_dynamodb::Client::new(&aws), edge::env("TABLE")?),
        documents: Documents::new(s3.clone(), bucket.clone()),
        files: Files::new(s3, bucket),
        queue: Source::new(aws_sdk_sqs::Client::new(&aws), edge::env("QUEUE")?),
        clock: edge::clock(),
        limits: ExchangeLimits::default(),
    };
    edge::run(|event| handle(&app, event)).await.map_err(anyhow::Error::from_boxed)
}
