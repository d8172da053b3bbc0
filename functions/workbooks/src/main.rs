//! Wires the function `workbooks` and serves it.

use domain::exchange::ExchangeLimits;
use lambda::{edge, http};
use store::{Store, files::Files, outbox::Outbox};
use workbooks::{App, router};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    edge::log_as_json();
    let aws = edge::aws(&transport::client()?);
    let db = aws_sdk_dynamodb::Client::new(&aws);
    let app = App {
        store: Store::new(db.clone(), edge::env("TABLE")?),
        outbox: Outbox::new(db, edge::env("OUTBOX_TABLE")?),
        files: Files::new(aws_sdk_s3::Client::new(&aws), edge::env("BUCKET")?),
        clock: edge::clock(),
        ids: edge::ids(),
        limits: ExchangeLimits::default(),
    };
    let served = http::serve(router().with_state(app).into()).await;
    served.map_err(anyhow::Error::from_boxed)
}
