//! The SDK over the functions' own HTTP client, against an engine and against servers that misbehave.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::error::SdkError;
use harness::{FaultPlan, sdk_config};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::{fresh_tables, text};

fn client(endpoint: &str) -> Client {
    let timeouts = TimeoutConfig::builder().operation_attempt_timeout(Duration::from_millis(300)).build();
    let config = sdk_config(endpoint, &FaultPlan::new())
        .into_builder()
        .http_client(transport::aws_http_client(transport::client().expect("an HTTP client")))
        .timeout_config(timeouts);
    Client::new(&config.build())
}

#[tokio::test]
async fn large_items_travel_both_ways() {
    let tables = fresh_tables().await;
    let client = client(tables.endpoint());
    let long = text(&"őű".repeat(80_000));
    let put = client.put_item().table_name("Table").item("pk", text("1")).item("sk", text("1"));
    put.item("long", long.clone()).send().await.unwrap();
    let get = client.get_item().table_name("Table").key("pk", text("1")).key("sk", text("1"));
    assert_eq!(get.send().await.unwrap().item.unwrap()["long"], long);
}

/// A server that hands each connection to `answer`, and counts them.
async fn server<F>(answer: fn(TcpStream, u32) -> F) -> (String, Arc<AtomicU32>)
where
    F: Future<Output = std::io::Result<()>> + Send + 'static,
{
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let endpoint = format!("http://{}", listener.local_addr().expect("an address"));
    let count = Arc::new(AtomicU32::new(0));
    let counted = count.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(answer(stream, counted.fetch_add(1, Ordering::SeqCst)));
        }
    });
    (endpoint, count)
}

async fn answer(mut stream: TcpStream, head: &str, body: &str) -> std::io::Result<()> {
    if stream.read(&mut [0; 4096]).await? == 0 {
        return Ok(());
    }
    let length = body.len();
    let answer = format!("HTTP/1.1 {head}\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}");
    stream.write_all(answer.as_bytes()).await
}

#[tokio::test]
async fn a_connection_that_breaks_is_tried_again() {
    let (endpoint, connections) = server(|stream, number| async move {
        match number {
            0 | 1 => Ok(()),
            _ => answer(stream, "200 OK", r#"{"TableNames":["after"]}"#).await,
        }
    })
    .await;
    let tables = client(&endpoint).list_tables().send().await.unwrap();
    assert_eq!(tables.table_names(), ["after"]);
    assert_eq!(connections.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn a_server_that_is_silent_is_given_up() {
    let (endpoint, connections) = server(|stream, _| async move {
        tokio::time::sleep(Duration::from_secs(5)).await;
        drop(stream);
        Ok(())
    })
    .await;
    let error = client(&endpoint).list_tables().send().await.unwrap_err();
    assert!(matches!(error, SdkError::TimeoutError(_)), "{error:?}");
    assert_eq!(connections.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn nobody_there_is_told_as_that() {
    let error = client("http://127.0.0.1:1").list_tables().send().await.unwrap_err();
    let SdkError::DispatchFailure(failure) = &error else { panic!("{error:?}") };
    assert!(failure.is_io(), "{failure:?}");
}

#[tokio::test]
async fn what_we_send_follows_no_redirect() {
    const ELSEWHERE: &str = "307 Temporary Redirect\r\nlocation: /elsewhere";
    let (endpoint, connections) =
        server(|stream, _| async move { answer(stream, ELSEWHERE, "").await }).await;
    let answered = transport::client().unwrap().post(&endpoint).body("secret").send().await.unwrap();
    assert_eq!(answered.status(), 307);
    assert_eq!(connections.load(Ordering::SeqCst), 1);
}
