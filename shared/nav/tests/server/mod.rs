//! A server that answers one thing, on a real socket, and keeps what it was asked.
#![allow(dead_code, reason = "each test binary uses its own part")]

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use jiff::Timestamp;
use nav::{
    Call, ChainDigestQuery, Client, ClientConfig, Credentials, DataQuery, DigestQuery, Limits, RequestId,
    Software, SoftwareOperation, Window, codes::InvoiceDirection,
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

pub const PASSWORD: &str = "Canary-Password-1";
pub const SIGN_KEY: &str = "canary-sign-key-7fe7b69ea5c980ec";

#[derive(Clone)]
pub enum Behaviour {
    /// Status, content type and body.
    Answer(u16, &'static str, Vec<u8>),
    /// Takes the request and says nothing.
    Stall,
    /// Promises a body, sends half of it and says nothing more.
    StallInBody,
    /// Closes the connection without an answer.
    Reset,
    /// Promises a body, sends half of it and closes.
    ResetInBody,
    /// Sends body without end.
    Flood,
}

/// What arrived: the request's head and its body.
pub type Asked = Arc<Mutex<Vec<(String, String)>>>;

pub async fn serve(behaviour: Behaviour) -> (String, Asked) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}/invoiceService/v3/", listener.local_addr().expect("an address"));
    let asked = Asked::default();
    let kept = asked.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(answer(stream, behaviour.clone(), kept.clone()));
        }
    });
    (url, asked)
}

async fn answer(mut stream: TcpStream, behaviour: Behaviour, asked: Asked) {
    let request = read_request(&mut stream).await;
    asked.lock().expect("not poisoned").push(request);
    let half = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<QueryInvoiceDigestResponse".as_slice();
    let _ = match behaviour {
        Behaviour::Answer(status, kind, body) => {
            let length = body.len();
            let head = format!(
                "HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\
                 Connection: close\r\n\r\n"
            );
            stream.write_all(&[head.as_bytes(), &body].concat()).await
        }
        Behaviour::Stall => stall().await,
        Behaviour::StallInBody => {
            let _ = stream.write_all(half).await;
            stall().await
        }
        Behaviour::Reset => Ok(()),
        Behaviour::ResetInBody => stream.write_all(half).await,
        Behaviour::Flood => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n").await;
            while stream.write_all(&[b'x'; 65536]).await.is_ok() {}
            Ok(())
        }
    };
}

async fn stall() -> std::io::Result<()> {
    tokio::time::sleep(Duration::from_secs(60)).await;
    Ok(())
}

async fn read_request(stream: &mut TcpStream) -> (String, String) {
    let mut bytes = Vec::new();
    let mut buffer = [0; 8192];
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| {
                line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse::<usize>().ok()
            });
            if body.len() >= length.unwrap_or(0) {
                return (head.to_owned(), body.to_owned());
            }
        }
        match stream.read(&mut buffer).await {
            Ok(read) if read > 0 => bytes.extend_from_slice(&buffer[..read]),
            _ => return (text, String::new()),
        }
    }
}

pub fn software() -> Software {
    Software {
        id: "HU12345678-TEST001".to_owned(),
        name: "Ledgerport".to_owned(),
        operation: SoftwareOperation::OnlineService,
        main_version: "1.0".to_owned(),
        developer_name: "Kovács & Társa <Kft>".to_owned(),
        developer_contact: "dev@example.hu".to_owned(),
        developer_country: Some("HU".to_owned()),
        developer_tax_number: None,
    }
}

pub fn credentials() -> Credentials {
    Credentials {
        login: "lwilsmn0uqdxe6u".to_owned(),
        password: PASSWORD.to_owned(),
        sign_key: SIGN_KEY.to_owned(),
        exchange_key: None,
        tax_number: "12345678".to_owned(),
        predecessor_tax_number: None,
    }
}

pub fn client(base_url: String) -> Client {
    client_with(base_url, Limits::default())
}

pub fn client_with(base_url: String, limits: Limits) -> Client {
    let config = ClientConfig { base_url, software: software(), limits };
    Client::new(transport::client().expect("an HTTP client"), config).expect("a sound configuration")
}

pub fn call() -> Call {
    call_at("2026-11-22T04:00:00.9999Z")
}

pub fn call_at(time: &str) -> Call {
    Call {
        request_id: RequestId::from_u128(7),
        timestamp: time.parse().expect("a time"),
        timeout: Duration::from_millis(500),
    }
}

pub fn digest_query() -> DigestQuery {
    let time = |text: &str| text.parse::<Timestamp>().expect("a time");
    let window = Window::Inserted { from: time("2026-11-21T00:00:00Z"), to: time("2026-11-22T04:00:00.5Z") };
    DigestQuery { page: 1, direction: InvoiceDirection::Inbound, window }
}

pub fn data_query() -> DataQuery {
    DataQuery {
        invoice_number: "A&B <1>".to_owned(),
        direction: InvoiceDirection::Inbound,
        batch_index: Some(2),
        supplier_tax_number: Some("99999999".to_owned()),
    }
}

pub fn chain_query() -> ChainDigestQuery {
    ChainDigestQuery {
        page: 1,
        invoice_number: "2026/000123".to_owned(),
        direction: InvoiceDirection::Outbound,
        tax_number: None,
    }
}
