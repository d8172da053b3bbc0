//! Wires the function `export-workbook` and runs it.

use domain::exchange::ExchangeLimits;
use export_workbook::{App, handle};
use lambda::edge;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    edge::log_as_json();
    let aws = edge::aws_for_files(&transport::client()?);
    let db = aws_sdk_dynamodb::Client::new(&aws);
    let app = App {
        store: Store::new(db.clone(), edge::env("TABLE")?),
        files: Files::new(aws_sdk_s3::Client::new(&aws), edge::env("BUCKET")?),
        clock: edge::clock(),
        limits: ExchangeLimits::default(),
    };
    edge::run(|event| handle(&app, event)).await.map_err(anyhow::Error::from_boxed)
}
