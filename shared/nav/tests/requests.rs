//! Requests as they leave: valid against NAV's XSD, signed, escaped, without secrets in clear.

mod common;
mod server;

use std::{fs, process::Command};

use jiff::civil::date;
use nav::{
    ChainDigestQuery, DataQuery, DigestQuery, Error, RequestId, TaxpayerQuery, Window,
    codes::InvoiceDirection, signature,
};
use server::{
    Behaviour, PASSWORD, SIGN_KEY, call, chain_query, client, credentials, data_query, digest_query, serve,
    software,
};

/// Every kind of request, as head and body.
async fn all_requests() -> Vec<(String, String)> {
    let (url, asked) = serve(Behaviour::Answer(200, "text/plain", Vec::new())).await;
    let client = client(url);
    let (credentials, call) = (credentials(), call());
    let issued = Window::Issued { from: date(2026, 1, 1), to: date(2026, 2, 5) };
    let original = Window::Original { invoice_number: "Ő & \"Ű\" <'>".to_owned() };
    for window in [digest_query().window, issued, original] {
        let query = DigestQuery { page: 3, direction: InvoiceDirection::Outbound, window };
        let _ = client.query_invoice_digest(&credentials, &call, &query).await;
    }
    let bare = DataQuery { batch_index: None, supplier_tax_number: None, ..data_query() };
    for query in [data_query(), bare] {
        let _ = client.query_invoice_data(&credentials, &call, &query).await;
    }
    let _ = client.query_invoice_check(&credentials, &call, &data_query()).await;
    let filtered = ChainDigestQuery { tax_number: Some("22222222".to_owned()), ..chain_query() };
    for query in [chain_query(), filtered] {
        let _ = client.query_invoice_chain_digest(&credentials, &call, &query).await;
    }
    let mut successor = credentials.clone();
    successor.predecessor_tax_number = Some("87654321".to_owned());
    let query = TaxpayerQuery { tax_number: "11111111".to_owned() };
    let _ = client.query_taxpayer(&successor, &call, &query).await;
    asked.lock().expect("not poisoned").clone()
}

#[tokio::test]
async fn requests_are_valid_against_the_xsd() {
    let requests = all_requests().await;
    assert_eq!(requests.len(), 9);
    let Some(samples) = common::samples() else { return };
    if Command::new("xmllint").arg("--version").output().is_err() {
        assert!(std::env::var_os("CI").is_none(), ".ci/run installs xmllint");
        println!("skipped: xmllint is not here");
        return;
    }
    for (at, (_, body)) in requests.iter().enumerate() {
        let file = std::env::temp_dir().join(format!("nav-request-{}-{at}.xml", std::process::id()));
        fs::write(&file, body).expect("written");
        let xsd = samples.join("xsd/invoiceApi.xsd");
        let output =
            Command::new("xmllint").args(["--nonet", "--noout", "--schema"]).arg(xsd).arg(&file).output();
        let output = output.expect("xmllint runs");
        assert!(output.status.success(), "{body}\n{}", String::from_utf8_lossy(&output.stderr));
        fs::remove_file(file).expect("removed");
    }
}

#[tokio::test]
async fn requests_have_navs_order_path_and_headers() {
    let requests = all_requests().await;
    let (head, body) = &requests[0];
    assert!(head.starts_with("POST /invoiceService/v3/queryInvoiceDigest HTTP/1.1"), "{head}");
    let head = head.to_ascii_lowercase();
    assert!(head.contains("content-type: application/xml") && head.contains("accept: application/xml"));
    let order = [
        "<common:requestId>0000000000000000000007<",
        "<common:timestamp>2026-11-22T04:00:00.999Z<",
        "<common:requestVersion>3.0<",
        "<common:login>lwilsmn0uqdxe6u<",
        "<common:passwordHash cryptoType=\"SHA-512\">",
        "<common:taxNumber>12345678<",
        "<common:requestSignature cryptoType=\"SHA3-512\">",
        "<softwareId>HU12345678-TEST001<",
        "<softwareDevName>Kovács &amp; Társa &lt;Kft&gt;<",
        "<page>3<",
        "<invoiceDirection>OUTBOUND<",
        "<dateTimeFrom>2026-11-21T00:00:00.000Z<",
        "<dateTimeTo>2026-11-22T04:00:00.500Z<",
    ];
    let places: Vec<_> =
        order.iter().map(|part| body.find(part).unwrap_or_else(|| panic!("{part}"))).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(
        requests[8].1.contains("<common:taxNumber>12345678</common:taxNumber><common:predecessorTaxNumber>")
    );
    assert!(requests[3].1.contains("<invoiceNumber>A&amp;B &lt;1&gt;</invoiceNumber>"));
    assert!(!requests[0].1.contains("predecessor"));
    assert!(requests[5].0.starts_with("POST /invoiceService/v3/queryInvoiceCheck HTTP/1.1"));
    assert!(requests[6].0.starts_with("POST /invoiceService/v3/queryInvoiceChainDigest HTTP/1.1"));
}

/// NAV's own samples and a peer's request, without header, user and software.
#[tokio::test]
async fn chain_and_check_ask_as_navs_samples_and_peers_do() {
    let Some(folder) = common::samples() else { return };
    let requests = all_requests().await;
    let body = |text: &str| {
        let (_, body) = text.split_once("</software>").expect("an envelope");
        body.split_whitespace().collect::<String>()
    };
    let sample = |file: &str| fs::read_to_string(folder.join(file)).expect("readable");
    let check = body(&sample("request-samples/queryInvoiceCheck.xml"));
    let check = check.replace("string", "A&amp;B&lt;1&gt;").replace("OUTBOUND", "INBOUND");
    let check = check.replace("<batchIndex>3", "<batchIndex>2").replace("22222222", "99999999");
    assert_eq!(body(&requests[5].1), check);
    let peer = sample("peer-requests/php-pzs_queryInvoiceChainDigest.xml");
    assert_eq!(body(&requests[6].1), body(&peer));
    let chain = body(&sample("request-samples/queryInvoiceChainDigest.xml"));
    assert_eq!(body(&requests[7].1), chain.replace("2019/1234", &chain_query().invoice_number));
}

#[tokio::test]
async fn requests_carry_hash_and_signature_but_no_secret() {
    for (_, body) in all_requests().await {
        assert!(!body.contains(PASSWORD) && !body.contains(SIGN_KEY));
        assert!(body.contains(&signature::password_hash(PASSWORD)));
        let signed = signature::request_signature("0000000000000000000007", call().timestamp, SIGN_KEY);
        assert!(body.contains(&signed));
    }
}

#[test]
fn debug_shows_no_secret() {
    let mut all = credentials();
    all.exchange_key = Some("canary-exchange!".to_owned());
    let shown = format!("{all:?} {:?} {:?}", call(), client("https://nav.example".to_owned()));
    assert!(!shown.to_lowercase().contains("canary"), "{shown}");
    assert!(!shown.contains(&all.login), "{shown}");
}

#[tokio::test]
async fn what_navs_schema_would_refuse_is_not_sent() {
    let (url, asked) = serve(Behaviour::Answer(200, "text/plain", Vec::new())).await;
    let client = client(url);
    let time = |text: &str| text.parse().expect("a time");
    let windows = [
        Window::Inserted { from: time("2026-01-02T00:00:00Z"), to: time("2026-01-01T00:00:00Z") },
        Window::Inserted { from: time("2026-01-01T00:00:00Z"), to: time("2026-02-05T00:00:01Z") },
        Window::Issued { from: date(2026, 1, 1), to: date(2026, 2, 6) },
        Window::Original { invoice_number: "\u{1}".to_owned() },
        Window::Original { invoice_number: "x".repeat(51) },
    ];
    for window in windows {
        let query = DigestQuery { window, ..digest_query() };
        let error = client.query_invoice_digest(&credentials(), &call(), &query).await.expect_err("invalid");
        assert_eq!(error.code(), "INVALID_FIELD");
    }
    let mut bad = credentials();
    bad.login = "secret login".to_owned();
    let error = client.query_invoice_digest(&bad, &call(), &digest_query()).await.expect_err("invalid");
    assert!(matches!(&error, Error::Refused { message, .. } if message.starts_with("login: ")), "{error}");
    assert!(!error.to_string().contains("secret"));
    let outbound = DataQuery { direction: InvoiceDirection::Outbound, ..data_query() };
    let error = client.query_invoice_data(&credentials(), &call(), &outbound).await.expect_err("invalid");
    assert!(error.to_string().contains("supplier_tax_number"), "{error}");
    let error = client.query_invoice_check(&credentials(), &call(), &outbound).await.expect_err("invalid");
    assert_eq!(error.code(), "INVALID_FIELD");
    for query in [
        ChainDigestQuery { page: 0, ..chain_query() },
        ChainDigestQuery { invoice_number: " ".to_owned(), ..chain_query() },
        ChainDigestQuery { direction: InvoiceDirection::Other("BOTH".to_owned()), ..chain_query() },
        ChainDigestQuery { tax_number: Some("1234567".to_owned()), ..chain_query() },
    ] {
        let error = client.query_invoice_chain_digest(&credentials(), &call(), &query).await;
        assert_eq!(error.expect_err("invalid").code(), "INVALID_FIELD");
    }
    assert!(asked.lock().expect("not poisoned").is_empty(), "nothing left");
}

#[test]
fn request_ids_fit_and_lose_nothing_of_a_uuid() {
    assert_eq!(RequestId::from_u128(0).as_str(), "0".repeat(22));
    assert_eq!(RequestId::from_u128(61).as_str(), format!("{}z", "0".repeat(21)));
    let most = RequestId::from_u128(u128::MAX);
    assert_eq!(most.as_str().len(), 22);
    assert_ne!(most, RequestId::from_u128(u128::MAX - 1));
    assert_eq!(RequestId::from_bytes([0xff; 16]), most);
    assert!(RequestId::new("RID+_1").is_ok());
    for bad in ["", "a-b", "é", &"x".repeat(31)] {
        assert!(RequestId::new(bad).is_err(), "{bad}");
    }
}

#[test]
fn software_and_address_are_checked_at_the_start() {
    let config = |base_url: &str, id: &str| nav::ClientConfig {
        base_url: base_url.to_owned(),
        software: nav::Software { id: id.to_owned(), ..software() },
        limits: nav::Limits::default(),
    };
    let http = transport::client().expect("an HTTP client");
    let field = |config| nav::Client::new(http.clone(), config).expect_err("invalid").field;
    assert_eq!(field(config("nonsense", "HU12345678-TEST001")), "base_url");
    assert_eq!(field(config("https://nav.example", "too-short")), "software.id");
}
