//! Wires the function `fetch-invoices` and runs it.

use domain::fetch::FetchLimits;
use fetch_invoices::{App, Pace, handle, permits};
use lambda::{edge, nav_access};
use store::{Store, documents::Documents, outbox::Outbox, vault::Vault};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    edge::log_as_json();
    let (http, clock) = (transport::client()?, edge::clock());
    let aws = edge::aws(&http);
    let (kms, db) = (aws_sdk_kms::Client::new(&aws), aws_sdk_dynamodb::Client::new(&aws));
    let store = Store::new(db.clone(), edge::env("TABLE")?);
    let (key, deployment) = (edge::env("SECRETS_KEY_ID")?, edge::env("DEPLOYMENT")?);
    let app = App {
        vault: Vault::new(store.clone(), kms, key, deployment, clock.clone()),
        store,
        outbox: Outbox::new(db, edge::env("OUTBOX_TABLE")?),
        documents: Documents::new(aws_sdk_s3::Client::new(&aws), edge::env("BUCKET")?),
        nav: nav_access::client(&http)?,
        clock,
        ids: edge::ids(),
        limits: FetchLimits::default(),
        pace: Pace::share(edge::number("NAV_REQUESTS_PER_SECOND")?, edge::number("FETCH_CONCURRENCY")?)
            .into(),
        permits: permits(),
    };
    edge::run(|event| handle(&app, event)).await.map_err(anyhow::Error::from_boxed)
}
