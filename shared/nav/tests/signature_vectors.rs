//! Every known signature: the specification's example, three peers' requests, NAV's own samples.

mod common;

use jiff::Timestamp;
use nav::signature::{indexed_request_signature, password_hash, request_signature};
use serde_json::Value;

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} is a text"))
}

fn time(value: &Value) -> Timestamp {
    text(value, "timestamp").parse().expect("a timestamp")
}

/// The contents of all elements called `name`, whatever the prefix: the samples are flat enough for it.
fn elements<'x>(xml: &'x str, name: &str) -> Vec<&'x str> {
    let close = format!("{name}>");
    let mut found = Vec::new();
    for (end, _) in xml.match_indices(&close).filter(|(at, _)| {
        let tag = xml[..*at].rfind('<').expect("inside a tag");
        xml[tag..].starts_with("</")
            && matches!(&xml[tag + 2..*at], prefix if prefix.is_empty() || prefix.ends_with(':'))
    }) {
        let end = xml[..end].rfind("</").expect("end tag");
        let start = xml[..end].rfind('>').expect("start tag") + 1;
        found.push(xml[start..end].trim());
    }
    found
}

/// Operation and base64 content of each index of a request that carries some.
fn entries(xml: &str) -> Vec<(&str, &str)> {
    let contents = [elements(xml, "invoiceData"), elements(xml, "invoiceAnnulment")].concat();
    let operations: Vec<_> = [elements(xml, "invoiceOperation"), elements(xml, "annulmentOperation")]
        .concat()
        .into_iter()
        .filter(|text| matches!(*text, "CREATE" | "MODIFY" | "STORNO" | "ANNUL"))
        .collect();
    assert!(contents.is_empty() || operations.len() == contents.len());
    operations.into_iter().zip(contents).collect()
}

#[test]
fn the_specifications_example() {
    let Some(vectors) = common::json("peer-requests/vectors.json") else {
        return;
    };
    let vector = &vectors["spec_vector"];
    let operations: Vec<(&str, &str)> = vector["operations"]
        .as_array()
        .expect("operations")
        .iter()
        .map(|pair| (pair[0].as_str().expect("text"), pair[1].as_str().expect("text")))
        .collect();
    let signature = indexed_request_signature(
        text(vector, "requestId"),
        time(vector),
        text(vector, "signKey"),
        &operations,
    );
    assert_eq!(signature, text(vector, "requestSignature"));
}

#[test]
fn the_requests_of_three_peers() {
    let Some(vectors) = common::json("peer-requests/vectors.json") else {
        return;
    };
    let vectors = vectors["vectors"].as_array().expect("vectors");
    assert_eq!(vectors.len(), 21);
    let mut indexes = 0;
    for vector in vectors {
        let (inputs, expected, name) = (&vector["inputs"], &vector["expected"], text(vector, "file"));
        let xml = common::file(&format!("peer-requests/{name}")).expect("present with its vector");
        let xml = String::from_utf8(xml).expect("UTF-8");
        assert_eq!(password_hash(text(inputs, "password")), text(expected, "passwordHash"), "{name}");
        let (id, key) = (text(inputs, "requestId"), text(inputs, "signKey"));
        let entries = if name.contains("manageInvoice") { entries(&xml) } else { Vec::new() };
        let signature = indexed_request_signature(id, time(inputs), key, &entries);
        assert_eq!(signature, text(expected, "requestSignature"), "{name}");
        assert!(xml.contains(&signature), "{name}");
        for (entry, hash) in entries.iter().zip(inputs["indexHashes"].as_array().expect("hashes")) {
            assert_eq!(index_hash(entry), hash.as_str().expect("text"), "{name}");
            indexes += 1;
        }
        if entries.is_empty() {
            assert_eq!(request_signature(id, time(inputs), key), signature, "{name}");
        }
    }
    assert!(indexes >= 3, "index hashes were compared: {indexes}");
}

/// SHA3-512 over operation and content: the part of a signature that an index adds.
fn index_hash((operation, content): &(&str, &str)) -> String {
    use sha3::Digest as _;
    let hash = sha3::Sha3_512::digest(format!("{operation}{content}"));
    hash.iter().map(|byte| format!("{byte:02X}")).collect()
}

#[test]
fn navs_own_request_samples() {
    let Some(samples) = common::json("request-samples.signatures.json") else {
        return;
    };
    let samples = samples.as_array().expect("samples");
    assert_eq!(samples.len(), 11);
    for sample in samples {
        let name = text(sample, "file");
        let xml = common::file(&format!("request-samples/{name}")).expect("present with its signature");
        let xml = String::from_utf8(xml).expect("UTF-8");
        let entries = if name.starts_with("manage") { entries(&xml) } else { Vec::new() };
        let signature = indexed_request_signature(
            text(sample, "requestId"),
            time(sample),
            text(sample, "signKey"),
            &entries,
        );
        assert_eq!(signature, text(sample, "requestSignature"), "{name}");
        assert!(xml.contains(&signature), "{name}");
    }
}
