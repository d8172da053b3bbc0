//! Wires the function `accounts` and serves it.

use accounts::{App, Cognito, router};
use lambda::{access::Staff, edge, http, nav_access};
use store::{Store, outbox::Outbox, vault::Vault};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    edge::log_as_json();
    let (http, clock) = (transport::client()?, edge::clock());
    let aws = edge::aws(&http);
    let (kms, db) = (aws_sdk_kms::Client::new(&aws), aws_sdk_dynamodb::Client::new(&aws));
    let (store, key) = (Store::new(db.clone(), edge::env("TABLE")?), edge::env("SECRETS_KEY_ID")?);
    let app = App {
        vault: Vault::new(store.clone(), kms, key, edge::env("DEPLOYMENT")?, clock.clone()),
        cognito: Cognito::new(aws_sdk_cognitoidentityprovider::Client::new(&aws), edge::env("USER_POOL_ID")?),
        outbox: Outbox::new(db, edge::env("OUTBOX_TABLE")?),
        nav: nav_access::client(&http)?,
        szamlazz: szamlazz::Agent::new(http.clone(), edge::env("SZAMLAZZ_URL")?),
        szamlazz_postfix: edge::optional_env("SZAMLAZZ_KEY_POSTFIX"),
        api_address: edge::optional_env("API_ADDRESS"),
        store,
        clock,
        ids: edge::ids(),
        limits: Default::default(),
        staff: Staff { operators: edge::env("OPERATORS_GROUP")?, support: edge::env("SUPPORT_GROUP")? },
    };
    let served = http::serve(router().with_state(app).into()).await;
    served.map_err(anyhow::Error::from_boxed)
}
