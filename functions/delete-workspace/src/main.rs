//! Wires the function `delete-workspace` and runs it.

use delete_workspace::{App, STEP, handle};
use lambda::{batch::Source, edge};
use store::{Store, files::Files, outbox::Outbox, vault::Vault};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    edge::log_as_json();
    let aws = edge::aws(&transport::client()?);
    let (db, kms) = (aws_sdk_dynamodb::Client::new(&aws), aws_sdk_kms::Client::new(&aws));
    let store = Store::new(db.clone(), edge::env("TABLE")?);
    let (key, deployment) = (edge::env("SECRETS_KEY_ID")?, edge::env("DEPLOYMENT")?);
    let app = App {
        vault: Vault::new(store.clone(), kms, key, deployment, edge::clock()),
        store,
        queue: Source::new(aws_sdk_sqs::Client::new(&aws), edge::env("QUEUE")?),
        outbox: Outbox::new(db, edge::env("OUTBOX_TABLE")?),
        files: Files::new(aws_sdk_s3::Client::new(&aws), edge::env("BUCKET")?),
        clock: edge::clock(),
        ids: edge::ids(),
        limits: STEP,
    };
    edge::run(|event| handle(&app, event)).await.map_err(anyhow::Error::from_boxed)
}
