//! Wires the function `query-szamlazz` and runs it.

use domain::szamlazz::SzamlazzLimits;
use lambda::{batch::Source, edge};
use query_szamlazz::{App, handle};
use store::{Store, files::Files, vault::Vault};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    edge::log_as_json();
    let (http, clock) = (transport::client()?, edge::clock());
    let aws = edge::aws(&http);
    let kms = aws_sdk_kms::Client::new(&aws);
    let store = Store::new(aws_sdk_dynamodb::Client::new(&aws), edge::env("TABLE")?);
    let (key, deployment) = (edge::env("SECRETS_KEY_ID")?, edge::env("DEPLOYMENT")?);
    let app = App {
        vault: Vault::new(store.clone(), kms, key, deployment, clock.clone()),
        store,
        files: Files::new(aws_sdk_s3::Client::new(&aws), edge::env("BUCKET")?),
        queue: Source::new(aws_sdk_sqs::Client::new(&aws), edge::env("QUEUE")?),
        agent: szamlazz::Agent::new(http.clone(), edge::env("SZAMLAZZ_URL")?),
        clock,
        limits: SzamlazzLimits::default(),
    };
    edge::run(|event| handle(&app, event)).await.map_err(anyhow::Error::from_boxed)
}
