//! Wires the function `books` and serves it.

use books::{App, router};
use lambda::{edge, http, nav_access};
use store::{Store, vault::Vault};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    edge::log_as_json();
    let http = transport::client()?;
    let aws = edge::aws(&http);
    let clock = edge::clock();
    let store = Store::new(aws_sdk_dynamodb::Client::new(&aws), edge::env("TABLE")?);
    let kms = aws_sdk_kms::Client::new(&aws);
    let (key, deployment) = (edge::env("SECRETS_KEY_ID")?, edge::env("DEPLOYMENT")?);
    let app = App {
        vault: Vault::new(store.clone(), kms, key, deployment, clock.clone()),
        store,
        nav: nav_access::client(&http)?,
        clock,
        ids: edge::ids(),
    };
    let served = http::serve(router().with_state(app).into()).await;
    served.map_err(anyhow::Error::from_boxed)
}
