//! What is verified of a request: requests of others pass, and each single departure gets its error.

use simulators::nav::{Company, Direction, Operation};

use crate::support::{World, digest, inserted, issued, shared, time};

const OFFICIAL: [(&str, Operation); 6] = [
    ("queryInvoiceChainDigest.xml", Operation::QueryInvoiceChainDigest),
    ("queryInvoiceCheck.xml", Operation::QueryInvoiceCheck),
    ("queryInvoiceData.xml", Operation::QueryInvoiceData),
    ("queryInvoiceDigest_inbound_invoice_chain.xml", Operation::QueryInvoiceDigest),
    ("queryInvoiceDigest_outbound_query_params.xml", Operation::QueryInvoiceDigest),
    ("queryTaxpayer.xml", Operation::QueryTaxpayer),
];

/// The codes that a request gets which passed schema, user, signature, time and id.
fn is_accepted(error: (u16, &str)) -> bool {
    error == (200, "") || error.1.starts_with("BAD_QUERY_PARAM")
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    text.split_once(start).and_then(|(_, rest)| rest.split_once(end)).map_or("", |(found, _)| found)
}

#[tokio::test]
async fn the_official_samples_pass() {
    let Some(folder) = shared() else { return };
    for (file, operation) in OFFICIAL {
        let body = std::fs::read_to_string(folder.join("request-samples").join(file)).unwrap();
        // The samples show the hash of a password that nobody published: the demo password takes its place.
        let hash = between(&body, r#"cryptoType="SHA-512">"#, "<");
        let company = Company {
            tax_number: "11111111".into(),
            login: "lwilsmn0uqdxe6u".into(),
            sign_key: "ac-ac3a-7f661bff7d342N43CYX4U9FG".into(),
            ..Company::demo()
        };
        let known = body.replace(hash, &nav::signature::password_hash(&company.password));
        let world = World::with(company);
        world.set_time(time(between(&body, "timestamp>", "<")));
        let answer = world.post(operation, known).await;
        assert!(is_accepted(answer.error()), "{file}: {answer:?}");
    }
}

#[tokio::test]
async fn the_captured_requests_of_other_clients_pass() {
    let Some(folder) = shared() else { return };
    let vectors = std::fs::read(folder.join("peer-requests/vectors.json")).unwrap();
    let vectors: serde_json::Value = serde_json::from_slice(&vectors).unwrap();
    let mut passed = 0;
    for vector in vectors["vectors"].as_array().unwrap() {
        let text = |name: &str| vector["inputs"][name].as_str().unwrap_or_default().to_owned();
        let root = vector["root"].as_str().unwrap().trim_end_matches("Request");
        let Some(operation) = Operation::ALL.into_iter().find(|o| o.path().eq_ignore_ascii_case(root)) else {
            continue;
        };
        let world = World::with(Company {
            tax_number: text("taxNumber"),
            login: text("login"),
            password: text("password"),
            sign_key: text("signKey"),
            ..Company::demo()
        });
        world.set_time(time(&text("timestamp")));
        let file = folder.join("peer-requests").join(vector["file"].as_str().unwrap());
        let answer = world.post(operation, std::fs::read(&file).unwrap()).await;
        assert!(is_accepted(answer.error()), "{}: {answer:?}", file.display());
        passed += 1;
    }
    assert_eq!(passed, 10, "captured requests of the simulated operations");
}

#[tokio::test]
async fn each_single_mutation_gets_its_error() {
    let good = digest(1, "INBOUND", &inserted("2026-11-01T00:00:00Z", "2026-11-20T00:00:00Z"));
    #[rustfmt::skip]
    let mutations: &[(&str, &str, (u16, &str))] = &[
        ("<c:requestVersion>3.0", "<c:requestVersion>2.0", (400, "REQUEST_VERSION_NOT_ALLOWED")),
        ("<c:requestVersion>3.0", "<c:requestVersion>4.0", (400, "INVALID_REQUEST_VERSION")),
        ("<c:headerVersion>1.0", "<c:headerVersion>2.0", (400, "INVALID_HEADER_VERSION")),
        (r#"cryptoType="SHA-512""#, r#"cryptoType="SHA-256""#, (400, "INVALID_PASSWORD_HASH_CRYPTO")),
        (r#"cryptoType="SHA3-512""#, r#"cryptoType="SHA-512""#,
         (400, "INVALID_REQUEST_SIGNATURE_HASH_CRYPTO")),
        ("zoldfatechnikai", "zoldfatechnikaX", (401, "INVALID_SECURITY_USER")),
        (r#""SHA-512">"#, r#""SHA-512">0"#, (401, "INVALID_SECURITY_USER")),
        ("<c:taxNumber>24680132", "<c:taxNumber>11111111", (500, "NOT_REGISTERED_CUSTOMER")),
        (r#""SHA3-512">"#, r#""SHA3-512">0"#, (400, "INVALID_REQUEST_SIGNATURE")),
        // Order, facets, attributes, unknown and missing elements.
        ("<page>1</page><invoiceDirection>INBOUND</invoiceDirection>",
         "<invoiceDirection>INBOUND</invoiceDirection><page>1</page>", (400, "INVALID_REQUEST")),
        ("<page>1", "<page>0", (400, "INVALID_REQUEST")),
        ("INBOUND", "BOTH", (400, "INVALID_REQUEST")),
        ("<page>", r#"<page kind="a">"#, (400, "INVALID_REQUEST")),
        ("<page>1</page>", "", (400, "INVALID_REQUEST")),
        ("<page>1</page>", "<page>1</page><page>2</page>", (400, "INVALID_REQUEST")),
        ("<insDate>", "<originalInvoiceNumber>A</originalInvoiceNumber><insDate>", (400, "INVALID_REQUEST")),
        ("<dateTimeFrom>2026-11-01T00:00:00Z", "<dateTimeFrom>2026-11-01T00:00:00+01:00",
         (400, "INVALID_REQUEST")),
        ("<softwareId>HU24680132-LEDGER1", "<softwareId>HU24680132", (400, "INVALID_REQUEST")),
        ("<c:requestId>TEST", "<c:requestId>TEST-", (400, "INVALID_REQUEST")),
        ("Z</c:timestamp>", ".0001Z</c:timestamp>", (400, "INVALID_REQUEST")),
        // Not well-formed, another namespace, a DOCTYPE, another operation's request.
        ("</c:header>", "", (400, "INVALID_REQUEST")),
        ("OSA/3.0/api", "OSA/2.0/api", (400, "INVALID_REQUEST")),
        ("<QueryInvoiceDigestRequest", "<!DOCTYPE a><QueryInvoiceDigestRequest", (400, "INVALID_REQUEST")),
        ("QueryInvoiceDigestRequest", "QueryInvoiceDataRequest", (500, "OPERATION_FAILED")),
    ];
    let world = World::new();
    for (from, to, expected) in mutations {
        let xml = world.request(Operation::QueryInvoiceDigest, &good).xml();
        assert!(xml.contains(from), "{from} is not in the request");
        let answer = world.post(Operation::QueryInvoiceDigest, xml.replace(from, to)).await;
        assert_eq!(answer.error(), *expected, "{from} -> {to}: {}", answer.body);
    }
    assert_eq!(world.send(&world.request(Operation::QueryInvoiceDigest, &good)).await.error(), (200, ""));
}

#[tokio::test]
async fn a_schema_violation_says_where() {
    let world = World::new();
    let request = world.request(Operation::QueryInvoiceDigest, "<page>x</page>");
    let answer = world.send(&request).await;
    assert_eq!(answer.text("validationErrorCode"), Some("SCHEMA_VIOLATION"));
    assert!(answer.body.contains("The value 'x' of element 'page'"), "{}", answer.body);
    assert_eq!(answer.text("requestId"), Some(request.id.as_str()));
    let broken = request.xml().replace("</software>", "");
    let answer = world.post(Operation::QueryInvoiceDigest, broken).await;
    assert!(answer.body.contains("GeneralExceptionResponse"), "{}", answer.body);
}

#[tokio::test]
async fn only_a_successful_request_uses_up_its_id_for_a_day() {
    let world = World::new();
    let bad = digest(1, "INBOUND", &issued("2026-11-02", "2026-11-01"));
    let mut request = world.request(Operation::QueryInvoiceDigest, &bad);
    assert_eq!(world.send(&request).await.error(), (400, "BAD_QUERY_PARAM_OVERLAP"));
    request.payload = digest(1, "INBOUND", &issued("2026-11-01", "2026-11-02"));
    assert_eq!(world.send(&request).await.error(), (200, ""));
    assert_eq!(world.send(&request).await.error(), (400, "REQUEST_ID_NOT_UNIQUE"));
    world.set_time(time("2026-11-21T10:00:01Z"));
    request.timestamp = "2026-11-21T10:00:01Z".into();
    assert_eq!(world.send(&request).await.error(), (200, ""));
}

#[tokio::test]
async fn the_time_may_differ_by_a_day() {
    let world = World::new();
    let payload = "<taxNumber>24680132</taxNumber>";
    for (timestamp, expected) in [
        ("2026-11-19T10:00:00Z", (200, "")),
        ("2026-11-21T10:00:00Z", (200, "")),
        ("2026-11-19T09:59:59Z", (400, "INVALID_TIMESTAMP")),
        ("2026-11-21T10:00:01Z", (400, "INVALID_TIMESTAMP")),
    ] {
        let mut request = world.request(Operation::QueryTaxpayer, payload);
        request.timestamp = timestamp.into();
        assert_eq!(world.send(&request).await.error(), expected, "{timestamp}");
    }
}

#[tokio::test]
async fn a_user_of_another_taxpayer_has_no_relation() {
    let world = World::new();
    let other = Company { tax_number: "12345676".into(), login: "masikfelhasznal".into(), ..Company::demo() };
    world.simulator.add_company(other);
    let mut request = world.request(Operation::QueryTaxpayer, "<taxNumber>24680132</taxNumber>");
    request.company.tax_number = "12345676".into();
    assert_eq!(world.send(&request).await.error(), (500, "INVALID_USER_RELATION"));
}

#[tokio::test]
async fn only_post_to_known_operations_is_answered() {
    let world = World::new();
    let get = |path: &str| world.client.get(format!("{}/{path}", world.simulator.base_url())).send();
    let response = get("queryInvoiceDigest").await.unwrap();
    assert_eq!(response.status(), 500);
    assert!(response.text().await.unwrap().contains("NOT_ALLOWED_EXCEPTION"));
    for unknown in ["queryNothing", "../other"] {
        let url = format!("{}/{unknown}", world.simulator.base_url());
        let response = world.client.post(url).body("x").send().await.unwrap();
        assert_eq!(response.status(), 404);
        assert_eq!(response.text().await.unwrap(), "");
    }
}

#[tokio::test]
async fn requests_are_recorded_without_credentials() {
    let world = World::new();
    world.publish(Direction::Inbound, "A-1", "2026-11-19T10:00:00Z");
    let request = world.request(Operation::QueryTaxpayer, "<taxNumber>24680132</taxNumber>");
    world.send(&request).await;
    let recorded = world.simulator.requests();
    assert_eq!(recorded.len(), 1);
    assert_eq!(recorded[0].operation, Operation::QueryTaxpayer);
    assert_eq!(recorded[0].tax_number.as_deref(), Some("24680132"));
    let shown = format!("{recorded:?} {:?}", world.company);
    let Company { password, sign_key, exchange_key, .. } = &world.company;
    for secret in [password, sign_key, exchange_key, &nav::signature::password_hash(password)] {
        assert!(!shown.contains(secret.as_str()));
    }
    world.simulator.clear_requests();
    assert!(world.simulator.requests().is_empty());
}
