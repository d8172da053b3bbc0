//! What the client makes of what comes over the wire: good answers, and every way not to answer.

mod common;
mod server;

use nav::{
    Error, Limits, RetryCause, TaxpayerQuery,
    codes::{InvoiceOperation, Source},
    invoice::read_document,
};
use server::{
    Behaviour, call, chain_query, client, client_with, credentials, data_query, digest_query, serve,
};

async fn digest(behaviour: Behaviour) -> Result<nav::DigestPage, Error> {
    let (url, _) = serve(behaviour).await;
    client(url).query_invoice_digest(&credentials(), &call(), &digest_query()).await
}

async fn data(behaviour: Behaviour) -> Result<nav::InvoiceData, Error> {
    let (url, _) = serve(behaviour).await;
    client(url).query_invoice_data(&credentials(), &call(), &data_query()).await
}

fn xml(status: u16, body: impl Into<Vec<u8>>) -> Behaviour {
    Behaviour::Answer(status, "application/xml", body.into())
}

fn fixture(name: &str) -> Option<Behaviour> {
    Some(xml(200, common::file(&format!("response-fixtures/{name}.xml"))?))
}

fn cause(error: Error) -> RetryCause {
    match error {
        Error::RetryLater { cause, .. } => cause,
        other => panic!("not a retry: {other:?}"),
    }
}

#[tokio::test]
async fn digest_pages_are_read_with_all_fields() {
    let Some(first) = fixture("digest_p1") else { return };
    let page = digest(first).await.expect("a page");
    assert_eq!((page.current_page, page.available_page, page.rows.len()), (1, 2, 2));
    let row = &page.rows[0];
    assert_eq!(row.invoice_number, "2021/000123");
    assert_eq!(row.invoice_operation, InvoiceOperation::Create);
    assert_eq!(row.supplier_name, "Szállító Kft");
    assert_eq!(row.source, Some(Source::MachineToMachine));
    assert_eq!(row.invoice_net_amount.expect("net").to_string(), "4952000.00");
    assert_eq!(row.ins_date.to_string(), "2026-11-22T03:59:01.123Z");
    assert_eq!((row.index, row.completeness_indicator), (Some(1), Some(false)));
    assert_eq!(page.rows[1].invoice_net_amount, None, "a simplified invoice has no net amount");

    let second = digest(fixture("digest_p2").expect("beside the first")).await.expect("a page");
    let chained = second.rows.iter().find(|row| row.original_invoice_number.is_some()).expect("a correction");
    assert!(chained.modification_index.is_some());
    let empty = digest(fixture("digest_empty").expect("beside the first")).await.expect("a page");
    assert_eq!((empty.available_page, empty.rows.len()), (0, 0));
}

#[tokio::test]
async fn invoices_are_read_plain_and_packed() {
    for (name, gzip) in [("data_plain", false), ("data_gzip", true)] {
        let Some(behaviour) = fixture(name) else { return };
        let data = data(behaviour).await.expect("an invoice");
        assert_eq!(data.payload.gzip, gzip);
        let limits = Limits::default();
        let document =
            read_document(&data.payload.unpack(&limits).expect("unpacks"), &limits).expect("reads");
        let (_, invoice) = document.invoices().next().expect("one invoice");
        assert!(!invoice.lines().is_empty());
        assert_eq!(data.audit.original_request_version.as_deref(), Some("3.0"));
    }
}

#[tokio::test]
async fn no_hit_is_not_found() {
    let Some(behaviour) = fixture("data_nohit") else {
        return;
    };
    assert_eq!(data(behaviour).await.expect_err("nothing there"), Error::NotFound);
}

#[tokio::test]
async fn the_error_fixtures_give_decisions() {
    let expected = [
        ("err_security", "INVALID_SECURITY_USER", true),
        ("err_schema", "INVALID_REQUEST", false),
        ("err_range", "BAD_QUERY_PARAM_RANGE_EXCEEDED", false),
        ("exc_general", "INVALID_REQUEST", false),
    ];
    for (name, code, stops) in expected {
        let Some(behaviour) = fixture(name) else { return };
        let error = digest(behaviour).await.expect_err("an error");
        assert_eq!(error.code(), code);
        assert_eq!(matches!(error, Error::StopAndTellOwner { .. }), stops, "{error:?}");
        assert_eq!(matches!(error, Error::Refused { .. }), !stops, "{error:?}");
        if name == "err_schema" {
            assert!(error.to_string().contains("SCHEMA_VIOLATION"));
        }
    }
}

const API: &str = "http://schemas.nav.gov.hu/OSA/3.0/api";

#[tokio::test]
async fn prefixes_do_not_matter_but_namespaces_do() {
    let page = "<p:invoiceDigestResult><p:currentPage>1</p:currentPage><p:availablePage>0</p:availablePage>\
                <x:availablePage xmlns:x='urn:other'>9</x:availablePage></p:invoiceDigestResult>";
    let answer =
        format!("<p:QueryInvoiceDigestResponse xmlns:p='{API}'>{page}</p:QueryInvoiceDigestResponse>");
    assert_eq!(digest(xml(200, answer.clone())).await.expect("a page").available_page, 0);
    let foreign = answer.replace(API, "urn:other");
    let error = digest(xml(200, foreign)).await.expect_err("another namespace");
    assert_eq!(error.code(), "UNREADABLE_ANSWER");
}

#[tokio::test]
async fn the_hash_of_an_electronic_invoice_is_kept() {
    let answer = format!(
        "<QueryInvoiceDataResponse xmlns='{API}'><invoiceDataResult><invoiceData>PGE\n+</invoiceData>\
         <auditData>\
         <insdate>2026-01-01T00:00:00Z</insdate></auditData>\
         <compressedContentIndicator>false</compressedContentIndicator>\
         <electronicInvoiceHash cryptoType='SHA-256'>ABC</electronicInvoiceHash></invoiceDataResult>\
         </QueryInvoiceDataResponse>"
    );
    let data = data(xml(200, answer)).await.expect("an invoice");
    assert_eq!(data.payload.bytes, b"<a>", "base64 may be broken into lines");
    let hash = data.electronic_invoice_hash.expect("a hash");
    assert_eq!((hash.algorithm.as_str(), hash.value.as_str()), ("SHA-256", "ABC"));
}

async fn chain(inner: &str) -> Result<nav::ChainDigestPage, Error> {
    let answer = format!(
        "<a:QueryInvoiceChainDigestResponse xmlns:a='{API}' xmlns='{API}'><invoiceChainDigestResult>{inner}\
         </invoiceChainDigestResult></a:QueryInvoiceChainDigestResponse>"
    );
    let (url, _) = serve(xml(200, answer)).await;
    client(url).query_invoice_chain_digest(&credentials(), &call(), &chain_query()).await
}

const CHAIN: &str = "<currentPage>1</currentPage><availablePage>1</availablePage>\
    <invoiceChainElement><invoiceChainDigest><invoiceNumber>2026/000123</invoiceNumber>\
    <invoiceOperation>CREATE</invoiceOperation><supplierTaxNumber>12345678</supplierTaxNumber>\
    <customerTaxNumber>87654321</customerTaxNumber><insDate>2026-01-01T00:00:00.5Z</insDate>\
    <originalRequestVersion>3.0</originalRequestVersion></invoiceChainDigest><invoiceLines>\
    <maxLineNumber>74</maxLineNumber><newCreatedLines><lineNumberIntervalStart>48</lineNumberIntervalStart>\
    <lineNumberIntervalEnd>74</lineNumberIntervalEnd></newCreatedLines><newCreatedLines>\
    <lineNumberIntervalStart>1</lineNumberIntervalStart><lineNumberIntervalEnd>47</lineNumberIntervalEnd>\
    </newCreatedLines></invoiceLines></invoiceChainElement><invoiceChainElement><invoiceChainDigest>\
    <invoiceNumber>2026/M7</invoiceNumber><batchIndex>2</batchIndex>\
    <invoiceOperation>MODIFY</invoiceOperation><supplierTaxNumber>12345678</supplierTaxNumber>\
    <insDate>2026-01-02T00:00:00Z</insDate><originalRequestVersion>1.1</originalRequestVersion>\
    </invoiceChainDigest><invoiceLines><maxLineNumber>0</maxLineNumber></invoiceLines><invoiceReferenceData>\
    <originalInvoiceNumber>2026/000123</originalInvoiceNumber><modifyWithoutMaster>true</modifyWithoutMaster>\
    <modificationTimestamp>2026-01-01T12:00:00Z</modificationTimestamp></invoiceReferenceData>\
    </invoiceChainElement>";

#[tokio::test]
async fn chains_are_read_with_all_fields() {
    let page = chain(CHAIN).await.expect("a page");
    assert_eq!((page.current_page, page.available_page, page.elements.len()), (1, 1, 2));
    let [original, correction] = &page.elements[..] else { panic!("two elements") };
    assert_eq!(original.digest.invoice_operation, InvoiceOperation::Create);
    assert_eq!(original.digest.customer_tax_number.as_deref(), Some("87654321"));
    assert_eq!(original.digest.ins_date.to_string(), "2026-01-01T00:00:00.5Z");
    assert_eq!(original.reference, None);
    let lines = original.lines.as_ref().expect("lines");
    let intervals: Vec<_> = lines.new_created_lines.iter().map(|lines| (lines.start, lines.end)).collect();
    assert_eq!((lines.max_line_number, intervals), (74, vec![(48, 74), (1, 47)]));
    assert_eq!(correction.digest.batch_index, Some(2));
    assert_eq!(correction.digest.original_request_version.as_deref(), Some("1.1"));
    assert_eq!(correction.lines.as_ref().expect("lines").max_line_number, 0, "as NAV writes of no line");
    let reference = correction.reference.as_ref().expect("a reference");
    assert_eq!(reference.original_invoice_number.as_deref(), Some("2026/000123"));
    assert!(reference.modify_without_master && reference.modification_timestamp.is_some());
    assert_eq!(reference.modification_index, None);
    let none = chain("<currentPage>1</currentPage><availablePage>0</availablePage>").await.expect("a page");
    assert_eq!((none.available_page, none.elements.len()), (0, 0));
    let cut = chain("<currentPage>1</currentPage>").await.expect_err("no number of pages");
    assert_eq!(cause(cut), RetryCause::UnreadableAnswer);
}

#[tokio::test]
async fn a_check_says_yes_or_no() {
    let ask = async |inner: &str| {
        let answer = format!("<QueryInvoiceCheckResponse xmlns='{API}'>{inner}</QueryInvoiceCheckResponse>");
        let (url, _) = serve(xml(200, answer)).await;
        client(url).query_invoice_check(&credentials(), &call(), &data_query()).await
    };
    assert_eq!(ask("<invoiceCheckResult>true</invoiceCheckResult>").await, Ok(true));
    assert_eq!(ask("<invoiceCheckResult>false</invoiceCheckResult>").await, Ok(false));
    assert_eq!(cause(ask("").await.expect_err("no answer")), RetryCause::UnreadableAnswer);
}

#[tokio::test]
async fn taxpayers() {
    let ask = async |inner: &str| {
        let answer = format!("<QueryTaxpayerResponse xmlns='{API}' {BASE}>{inner}</QueryTaxpayerResponse>");
        let (url, _) = serve(xml(200, answer)).await;
        let query = TaxpayerQuery { tax_number: "99887764".to_owned() };
        client(url).query_taxpayer(&credentials(), &call(), &query).await
    };
    assert_eq!(ask("").await.expect_err("an unknown number"), Error::NotFound);
    let invalid = ask("<taxpayerValidity>false</taxpayerValidity>").await.expect("an answer");
    assert!(!invalid.valid && invalid.data.is_none());
    let known = ask(TAXPAYER).await.expect("an answer");
    let data = known.data.expect("data");
    assert!(known.valid);
    assert_eq!(
        (data.name.as_str(), data.tax_number.to_string().as_str()),
        ("Minta & Fia Kft", "99887764-2-02")
    );
    assert_eq!(data.addresses[0].address.city, "Pécs");
}

const BASE: &str = "xmlns:b='http://schemas.nav.gov.hu/OSA/3.0/base'";
const TAXPAYER: &str = "<infoDate>2020-01-01T00:00:00</infoDate><taxpayerValidity>true</taxpayerValidity>\
    <taxpayerData><taxpayerName>Minta &amp; Fia Kft</taxpayerName><taxNumberDetail>\
    <b:taxpayerId>99887764</b:taxpayerId><b:vatCode>2</b:vatCode><b:countyCode>02</b:countyCode>\
    </taxNumberDetail>\
    <incorporation>ORGANIZATION</incorporation><taxpayerAddressList><taxpayerAddressItem>\
    <taxpayerAddressType>HQ</taxpayerAddressType><taxpayerAddress><b:countryCode>HU</b:countryCode>\
    <b:postalCode>7600</b:postalCode><b:city>Pécs</b:city><b:streetName>Fő</b:streetName>\
    <b:publicPlaceCategory>utca</b:publicPlaceCategory></taxpayerAddress></taxpayerAddressItem>\
    </taxpayerAddressList></taxpayerData>";

#[tokio::test]
async fn answers_that_are_none_give_a_cause() {
    let html = |status, text: &str| Behaviour::Answer(status, "text/html", text.as_bytes().to_vec());
    let page =
        "<html><head><title>x</title></head><body>The server didn't respond in time.<br></body></html>";
    for (behaviour, expected) in [
        (html(503, page), RetryCause::Maintenance),
        (html(527, ""), RetryCause::Maintenance),
        (html(504, page), RetryCause::Timeout),
        (html(503, ""), RetryCause::Maintenance),
        (html(500, "Undertow Generic exception"), RetryCause::UnreadableAnswer),
        (html(502, ""), RetryCause::UnreadableAnswer),
        (html(200, ""), RetryCause::UnreadableAnswer),
        (html(200, page), RetryCause::UnreadableAnswer),
        (xml(200, "<QueryInvoiceDigestResponse"), RetryCause::UnreadableAnswer),
        (xml(200, b"\xff\xfe\x00".to_vec()), RetryCause::UnreadableAnswer),
        (xml(200, "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), RetryCause::UnreadableAnswer),
        (Behaviour::Stall, RetryCause::Timeout),
        (Behaviour::StallInBody, RetryCause::Timeout),
        (Behaviour::Reset, RetryCause::Unreachable),
        (Behaviour::ResetInBody, RetryCause::Unreachable),
    ] {
        assert_eq!(cause(digest(behaviour).await.expect_err("no answer")), expected);
    }
}

#[tokio::test]
async fn an_unknown_address_is_refused_and_a_closed_port_is_unreachable() {
    let error = digest(xml(404, "")).await.expect_err("no such operation");
    assert!(matches!(&error, Error::Refused { code, .. } if code == "HTTP_404"), "{error:?}");
    let closed = client("http://127.0.0.1:1/".to_owned());
    let error = closed.query_invoice_digest(&credentials(), &call(), &digest_query()).await;
    assert_eq!(cause(error.expect_err("nobody listens")), RetryCause::Unreachable);
}

#[tokio::test]
async fn an_answer_without_end_is_cut_at_the_limit() {
    let (url, _) = serve(Behaviour::Flood).await;
    let client = client_with(url, Limits { answer_bytes: 100_000, ..Limits::default() });
    let error = client.query_invoice_digest(&credentials(), &call(), &digest_query()).await;
    let error = error.expect_err("too large");
    assert!(error.to_string().contains("more than 100000 bytes"), "{error}");
    assert_eq!(cause(error), RetryCause::UnreadableAnswer);
}
