//! Wires the function `open-accounts` and runs it.

use lambda::{batch::Source, edge};
use open_accounts::{App, Cognito, handle};
use store::Store;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    edge::log_as_json();
    let aws = edge::aws(&transport::client()?);
    let users = aws_sdk_cognitoidentityprovider::Client::new(&aws);
    let app = App {
        store: Store::new(aws_sdk_dynamodb::Client::new(&aws), edge::env("TABLE")?),
        queue: Source::new(aws_sdk_sqs::Client::new(&aws), edge::env("QUEUE")?),
        cognito: Cognito::new(users, edge::env("USER_POOL_ID")?, edge::env("USER_POOL_CLIENT_ID")?),
        clock: edge::clock(),
        ids: edge::ids(),
    };
    edge::run(|event| handle(&app, event)).await.map_err(anyhow::Error::from_boxed)
}
