//! Wires the function `watch-licences` and runs it.

use lambda::edge;
use store::{Store, outbox::Outbox};
use watch_licences::{App, handle};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    edge::log_as_json();
    let db = aws_sdk_dynamodb::Client::new(&edge::aws(&transport::client()?));
    let app = App {
        store: Store::new(db.clone(), edge::env("TABLE")?),
        outbox: Outbox::new(db, edge::env("OUTBOX_TABLE")?),
        clock: edge::clock(),
    };
    edge::run(|event| handle(&app, event)).await.map_err(anyhow::Error::from_boxed)
}
