//! Wires the function `licences` and serves it.

use lambda::{access::Staff, edge, http};
use licences::{App, router};
use store::{Store, files::Files, outbox::Outbox};

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
        export_days: domain::exchange::ExchangeLimits::default().export_days,
        staff: Staff { operators: edge::env("OPERATORS_GROUP")?, support: edge::env("SUPPORT_GROUP")? },
    };
    let served = http::serve(router().with_state(app).into()).await;
    served.map_err(anyhow::Error::from_boxed)
}
