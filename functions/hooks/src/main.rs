//! Wires the function `hooks` and serves it.

use domain::szamlazz::SzamlazzLimits;
use hooks::{App, Links, router};
use lambda::{edge, http};
use store::{Store, files::Files, vault::Vault};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    edge::log_as_json();
    let (aws, clock) = (edge::aws(&transport::client()?), edge::clock());
    let kms = aws_sdk_kms::Client::new(&aws);
    let store = Store::new(aws_sdk_dynamodb::Client::new(&aws), edge::env("TABLE")?);
    let (key, deployment) = (edge::env("SECRETS_KEY_ID")?, edge::env("DEPLOYMENT")?);
    let vault = Vault::new(store.clone(), kms, key, deployment, clock.clone());
    let app = App {
        links: Links::new(store.clone(), vault, clock.clone()).into(),
        files: Files::new(aws_sdk_s3::Client::new(&aws), edge::env("BUCKET")?),
        store,
        clock,
        limits: SzamlazzLimits::default(),
    };
    let served = http::serve(router(&app.limits).with_state(app).into()).await;
    served.map_err(anyhow::Error::from_boxed)
}
