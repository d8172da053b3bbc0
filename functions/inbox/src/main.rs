//! Wires the function `inbox` and serves it.

use inbox::{App, router};
use lambda::{edge, http};
use store::{Store, documents::Documents, files::Files};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    edge::log_as_json();
    let aws = edge::aws(&transport::client()?);
    let s3 = aws_sdk_s3::Client::new(&aws);
    let app = App {
        store: Store::new(aws_sdk_dynamodb::Client::new(&aws), edge::env("TABLE")?),
        documents: Documents::new(s3.clone(), edge::env("BUCKET")?),
        files: Files::new(s3, edge::env("BUCKET")?),
        clock: edge::clock(),
    };
    let served = http::serve(router().with_state(app).into()).await;
    served.map_err(anyhow::Error::from_boxed)
}
