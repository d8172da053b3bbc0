//! Wires the function `postings` and serves it.

use lambda::{edge, http};
use postings::{App, router};
use store::{Store, documents::Documents};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    edge::log_as_json();
    let aws = edge::aws(&transport::client()?);
    let app = App {
        store: Store::new(aws_sdk_dynamodb::Client::new(&aws), edge::env("TABLE")?),
        documents: Documents::new(aws_sdk_s3::Client::new(&aws), edge::env("BUCKET")?),
        clock: edge::clock(),
    };
    let served = http::serve(router().with_state(app).into()).await;
    served.map_err(anyhow::Error::from_boxed)
}
