//! Wires the function `send-mail` and runs it.

use lambda::{batch::Source, edge};
use send_mail::{App, Sender, handle};
use store::Store;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    edge::log_as_json();
    let aws = edge::aws(&transport::client()?);
    let (ses, set) = (aws_sdk_sesv2::Client::new(&aws), edge::env("MAIL_CONFIGURATION_SET")?);
    let app = App {
        store: Store::new(aws_sdk_dynamodb::Client::new(&aws), edge::env("TABLE")?),
        queue: Source::new(aws_sdk_sqs::Client::new(&aws), edge::env("QUEUE")?),
        sender: edge::optional_env("MAIL_FROM").map(|from| Sender::new(ses, from, set)),
        clock: edge::clock(),
    };
    edge::run(|event| handle(&app, event)).await.map_err(anyhow::Error::from_boxed)
}
