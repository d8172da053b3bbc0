//! How Számlázz.hu calls others.

use std::time::Duration;

use axum::http::StatusCode;
use reqwest::header::CONTENT_TYPE;

/// How long a receiver may take. Számlázz.hu does not tell.
const LONGEST: Duration = Duration::from_mins(1);

/// What a receiver answered.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) body: Vec<u8>,
}

/// A client that keeps no connection open: it may be used on one runtime now and on another later.
#[derive(Clone)]
pub(crate) struct Sender(reqwest::Client);

impl Sender {
    pub(crate) fn new() -> reqwest::Result<Sender> {
        Ok(Sender(transport::builder().pool_max_idle_per_host(0).timeout(LONGEST).build()?))
    }

    /// Sends a document; a failure is told in words.
    pub(crate) async fn push(&self, url: &str, key: &str, body: Vec<u8>) -> Result<Reply, String> {
        let request = self.0.post(url).header("X-Szamlazzhu-Key", key);
        send(request.header(CONTENT_TYPE, "text/xml; charset=UTF-8").body(body)).await
    }

    /// Sends a form; a failure is told in words.
    pub(crate) async fn form(&self, url: &str, form: String) -> Result<Reply, String> {
        let request = self.0.post(url).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        send(request.body(form)).await
    }
}

async fn send(request: reqwest::RequestBuilder) -> Result<Reply, String> {
    let answer = async {
        let response = request.send().await?;
        let status = response.status();
        Ok(Reply { status, body: response.bytes().await?.to_vec() })
    };
    answer.await.map_err(|error: reqwest::Error| error.to_string())
}
