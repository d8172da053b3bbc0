//! What the queries answer.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use simulators::nav::{
    Company, Direction, InvoiceOperation, Operation, Permissions, PrefixStyle, PublishedInvoice, Source,
    Taxpayer,
};

use crate::support::{Answer, World, inserted, invoice, issued, time};

const NOVEMBER: (&str, &str) = ("2026-11-01T00:00:00Z", "2026-11-30T23:59:59Z");

fn number(number: &str, direction: &str, more: &str) -> String {
    format!("<invoiceNumber>{number}</invoiceNumber><invoiceDirection>{direction}</invoiceDirection>{more}")
}

fn numbers(answer: &Answer) -> Vec<&str> {
    answer.texts("invoiceNumber")
}

fn november() -> String {
    inserted(NOVEMBER.0, NOVEMBER.1)
}

#[tokio::test]
async fn the_digest_has_pages_of_a_hundred() {
    let world = World::new();
    for index in 0..250 {
        world.publish(Direction::Inbound, &format!("P-{index}"), "2026-11-10T00:00:00Z");
    }
    let mut seen = Vec::new();
    for (page, rows) in [(1, 100), (2, 100), (3, 50), (4, 0)] {
        let answer = world.digest(page, "INBOUND", &november()).await;
        assert_eq!(answer.text("currentPage"), Some(page.to_string().as_str()));
        assert_eq!(answer.text("availablePage"), Some("3"));
        assert_eq!(numbers(&answer).len(), rows);
        seen.extend(numbers(&answer).into_iter().map(str::to_owned));
    }
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 250);
    let none = world.digest(1, "OUTBOUND", &november()).await;
    assert_eq!((none.text("currentPage"), none.text("availablePage")), (Some("1"), Some("0")));
}

#[tokio::test]
async fn ranges_are_inclusive_and_at_most_35_days() {
    let world = World::new();
    world.publish(Direction::Inbound, "A", "2026-11-10T12:00:00.500Z");
    for (params, expected) in [
        (inserted("2026-11-10T12:00:00.500Z", "2026-11-10T12:00:00.500Z"), (200, 1)),
        (inserted("2026-11-10T12:00:00.501Z", "2026-11-10T13:00:00Z"), (200, 0)),
        (inserted("2026-11-10T11:00:00Z", "2026-11-10T12:00:00.499Z"), (200, 0)),
        (inserted("2026-10-20T00:00:00Z", "2026-11-24T00:00:00Z"), (200, 1)),
        (issued("2026-11-10", "2026-11-10"), (200, 1)),
        (issued("2026-11-11", "2026-11-12"), (200, 0)),
        (issued("2026-10-10", "2026-11-14"), (200, 1)),
    ] {
        let answer = world.digest(1, "INBOUND", &params).await;
        assert_eq!((answer.status, numbers(&answer).len()), expected, "{params}");
    }
    for (params, code) in [
        (inserted("2026-10-20T00:00:00Z", "2026-11-24T00:00:00.001Z"), "BAD_QUERY_PARAM_RANGE_EXCEEDED"),
        (issued("2026-10-10", "2026-11-15"), "BAD_QUERY_PARAM_RANGE_EXCEEDED"),
        (issued("2026-11-02", "2026-11-01"), "BAD_QUERY_PARAM_OVERLAP"),
        (inserted("2026-11-02T00:00:00.001Z", "2026-11-02T00:00:00Z"), "BAD_QUERY_PARAM_OVERLAP"),
    ] {
        assert_eq!(world.digest(1, "INBOUND", &params).await.error(), (400, code), "{params}");
    }
}

#[tokio::test]
async fn an_invoice_can_appear_late() {
    let world = World::new();
    let mut late = PublishedInvoice::new(
        Direction::Inbound,
        InvoiceOperation::Create,
        invoice("LATE", "99887764"),
        time("2026-11-20T09:00:00Z"),
    );
    late.visible_from = Some(time("2026-11-20T10:30:00Z"));
    world.simulator.publish(&world.company.tax_number, late).unwrap();
    world.publish(Direction::Inbound, "FUTURE", "2026-11-20T10:30:00Z");
    assert!(numbers(&world.digest(1, "INBOUND", &november()).await).is_empty());
    assert_eq!(world.data(&number("LATE", "INBOUND", "")).await.text("invoiceData"), None);
    world.set_time(time("2026-11-20T10:30:00Z"));
    assert_eq!(numbers(&world.digest(1, "INBOUND", &november()).await), ["LATE", "FUTURE"]);
}

#[tokio::test]
async fn the_other_parameters_filter() {
    let world = World::new();
    world.publish(Direction::Inbound, "A", "2026-11-10T12:00:00Z");
    let other = invoice("B", "12345676").replace("Próba", "Másik").replace("TRANSFER", "CASH");
    let other = other.replace("NetAmountHUF>1000", "NetAmountHUF>2000").replace("2026-11-25", "2026-11-26");
    let mut other = PublishedInvoice::new(
        Direction::Inbound,
        InvoiceOperation::Storno,
        other,
        time("2026-11-11T12:00:00Z"),
    );
    (other.source, other.transaction_id, other.index) = (Source::Web, Some("TRX".into()), 7);
    world.simulator.publish(&world.company.tax_number, other).unwrap();
    let additional = |text: &str| format!("<additionalQueryParams>{text}</additionalQueryParams>");
    let relation = |field: &str, operator: &str, value: &str| {
        format!(
            "<{field}><queryOperator>{operator}</queryOperator><queryValue>{value}</queryValue></{field}>"
        )
    };
    let relational = |text: &str| format!("<relationalQueryParams>{text}</relationalQueryParams>");
    let transaction = |text: &str| format!("<transactionQueryParams>{text}</transactionQueryParams>");
    for (params, expected) in [
        (additional("<taxNumber>12345676</taxNumber>"), vec!["B"]),
        (additional("<name>prÓba &amp;</name>"), vec!["A"]),
        (
            additional("<invoiceCategory>NORMAL</invoiceCategory><paymentMethod>CASH</paymentMethod>"),
            vec!["B"],
        ),
        (additional("<source>MGM</source><currency>HUF</currency>"), vec!["A"]),
        (additional("<currency>EUR</currency>"), vec![]),
        (additional("<groupMemberTaxNumber>12345676</groupMemberTaxNumber>"), vec![]),
        (relational(&relation("invoiceNetAmountHUF", "GT", "1000.00")), vec!["B"]),
        (relational(&relation("invoiceNetAmountHUF", "EQ", "1000.00")), vec!["A"]),
        (relational(&relation("paymentDate", "LTE", "2026-11-25")), vec!["A"]),
        (
            relational(
                &(relation("paymentDate", "GTE", "2026-11-25")
                    + &relation("paymentDate", "LT", "2026-11-27")),
            ),
            vec!["A", "B"],
        ),
        (transaction("<transactionId>TRX</transactionId>"), vec!["B"]),
        (transaction("<transactionId>TRX</transactionId><index>1</index>"), vec![]),
        (
            transaction("<transactionId>TRX</transactionId><invoiceOperation>STORNO</invoiceOperation>"),
            vec!["B"],
        ),
    ] {
        let answer = world.digest(1, "INBOUND", &(november() + &params)).await;
        assert_eq!((answer.status, numbers(&answer)), (200, expected), "{params}");
    }
    for (first, second, code) in [
        ("EQ", "LT", "BAD_QUERY_PARAM_EQ_NOT_STANDALONE"),
        ("GT", "GTE", "BAD_QUERY_PARAM_OPERATOR_COLLISION"),
        ("LT", "LTE", "BAD_QUERY_PARAM_OPERATOR_COLLISION"),
    ] {
        let both =
            relation("paymentDate", first, "2026-11-25") + &relation("paymentDate", second, "2026-11-27");
        let answer = world.digest(1, "INBOUND", &(november() + &relational(&both))).await;
        assert_eq!(answer.error(), (400, code));
    }
}

#[tokio::test]
async fn a_chain_is_found_by_the_number_of_its_original() {
    let world = World::new();
    for sample in simulators::nav::samples::month(&world.company, 2026, 10) {
        world.simulator.publish(&world.company.tax_number, sample.into_published()).unwrap();
    }
    let params = "<mandatoryQueryParams><originalInvoiceNumber>ZF-2026/10003</originalInvoiceNumber>\
                  </mandatoryQueryParams>";
    let answer = world.digest(1, "OUTBOUND", params).await;
    assert_eq!(numbers(&answer), ["ZF-2026/10012"]);
    assert_eq!(answer.text("invoiceOperation"), Some("MODIFY"));
    assert_eq!(answer.text("modificationIndex"), Some("1"));
}

#[tokio::test]
async fn data_brings_the_document_byte_by_byte() {
    let world = World::new();
    for (title, gzip) in [("PACKED", true), ("PLAIN", false)] {
        let xml = invoice(title, "99887764");
        let mut published = PublishedInvoice::new(
            Direction::Inbound,
            InvoiceOperation::Create,
            xml.clone(),
            time("2026-11-10T12:00:00Z"),
        );
        published.gzip = gzip;
        world.simulator.publish(&world.company.tax_number, published).unwrap();
        let answer = world.data(&number(title, "INBOUND", "")).await;
        assert_eq!(answer.text("compressedContentIndicator"), Some(gzip.to_string().as_str()));
        assert_eq!(answer.text("insdate"), Some("2026-11-10T12:00:00.000Z"));
        let mut content = STANDARD.decode(answer.text("invoiceData").unwrap()).unwrap();
        if gzip {
            let mut plain = vec![0; xml.len()];
            libdeflater::Decompressor::new().gzip_decompress(&content, &mut plain).unwrap();
            content = plain;
        }
        assert_eq!(String::from_utf8(content).unwrap(), xml);
    }
    let none = world.data(&number("PACKED", "OUTBOUND", "")).await;
    assert_eq!((none.status, none.text("funcCode")), (200, Some("OK")));
    assert!(!none.body.contains("invoiceDataResult"));
}

#[tokio::test]
async fn data_asks_for_the_supplier_only_where_it_helps() {
    let world = World::new();
    let supplier = |tax_number: &str| format!("<supplierTaxNumber>{tax_number}</supplierTaxNumber>");
    for tax_number in ["99887764", "12345676"] {
        let xml = invoice("SAME", tax_number);
        let invoice = PublishedInvoice::new(
            Direction::Inbound,
            InvoiceOperation::Create,
            xml,
            time("2026-11-10T12:00:00Z"),
        );
        world.simulator.publish(&world.company.tax_number, invoice).unwrap();
    }
    world.publish(Direction::Outbound, "TWICE", "2026-11-10T12:00:00Z");
    world.publish(Direction::Outbound, "TWICE", "2026-11-10T13:00:00Z");
    for (inner, expected) in [
        (number("SAME", "INBOUND", ""), (400, "BAD_QUERY_PARAM_SUPPLIER_EXPECTED")),
        (number("SAME", "INBOUND", &supplier("12345676")), (200, "")),
        (number("TWICE", "OUTBOUND", &supplier("12345676")), (400, "BAD_QUERY_PARAM_SUPPLIER_NOT_EXPECTED")),
        (number("TWICE", "OUTBOUND", ""), (400, "MULTIPLE_QUERY_RESULT_FOUND")),
    ] {
        assert_eq!(world.data(&inner).await.error(), expected, "{inner}");
    }
}

#[tokio::test]
async fn a_customer_must_name_the_invoice_of_a_batch() {
    let world = World::new();
    for sample in simulators::nav::samples::month(&world.company, 2026, 10) {
        world.simulator.publish(&world.company.tax_number, sample.into_published()).unwrap();
    }
    let batch = "DB-2026/10263";
    let without = world.data(&number(batch, "INBOUND", "")).await;
    assert_eq!((without.status, without.text("invoiceData")), (200, None));
    let second = world.data(&number(batch, "INBOUND", "<batchIndex>2</batchIndex>")).await;
    assert_eq!(second.text("batchIndex"), Some("2"));
    let third = world.data(&number(batch, "INBOUND", "<batchIndex>3</batchIndex>")).await;
    assert_eq!((third.status, third.text("invoiceData")), (200, None));
}

#[tokio::test]
async fn permissions_decide_what_a_user_may_query() {
    for (permissions, inbound, outbound) in [
        (Permissions::QueryInvoices, (200, ""), (200, "")),
        (Permissions::QueryOwnInvoices, (500, "FORBIDDEN"), (200, "")),
        (Permissions::None, (500, "FORBIDDEN"), (500, "FORBIDDEN")),
    ] {
        let world = World::with(Company { permissions, ..Company::demo() });
        for (direction, expected) in [("INBOUND", inbound), ("OUTBOUND", outbound)] {
            assert_eq!(world.digest(1, direction, &november()).await.error(), expected);
            assert_eq!(world.data(&number("A", direction, "")).await.error(), expected);
        }
    }
}

#[tokio::test]
async fn companies_do_not_see_each_other() {
    let world = World::new();
    world.publish(Direction::Inbound, "A", "2026-11-10T12:00:00Z");
    let other = Company { tax_number: "12345676".into(), login: "masikfelhasznal".into(), ..Company::demo() };
    world.simulator.add_company(other.clone());
    let payload = crate::support::digest(1, "INBOUND", &november());
    let mut request = world.request(Operation::QueryInvoiceDigest, &payload);
    request.company = other;
    assert!(numbers(&world.send(&request).await).is_empty());
    let unknown = PublishedInvoice::new(
        Direction::Inbound,
        InvoiceOperation::Create,
        invoice("X", "99887764"),
        time("2026-11-10T12:00:00Z"),
    );
    let error = world.simulator.publish("00000000", unknown).unwrap_err();
    assert!(error.to_string().contains("00000000"));
}

#[tokio::test]
async fn a_taxpayer_is_valid_invalid_or_unknown() {
    let world = World::new();
    let gone = Taxpayer { valid: false, tax_number: "12345676".into(), ..Taxpayer::from(&world.company) };
    world.simulator.add_taxpayer(gone);
    for (tax_number, validity, name) in [
        ("24680132", Some("true"), Some("ZÖLDFA LAKBERENDEZÉS KFT.")),
        ("12345676", Some("false"), None),
        ("99999999", None, None),
    ] {
        let payload = format!("<taxNumber>{tax_number}</taxNumber>");
        let answer = world.send(&world.request(Operation::QueryTaxpayer, &payload)).await;
        assert_eq!((answer.text("taxpayerValidity"), answer.text("taxpayerName")), (validity, name));
    }
}

#[tokio::test]
async fn prefixes_change() {
    let world = World::new();
    world.simulator.set_prefixes(PrefixStyle::Changing);
    let mut roots = Vec::new();
    for _ in 0..3 {
        let answer = world.digest(1, "INBOUND", &november()).await;
        let root = answer.body.split('<').find(|tag| tag.contains("QueryInvoiceDigestResponse")).unwrap();
        roots.push(root.split(' ').next().unwrap().to_owned());
    }
    roots.sort_unstable();
    assert_eq!(
        roots,
        ["QueryInvoiceDigestResponse", "ns2:QueryInvoiceDigestResponse", "ns3:QueryInvoiceDigestResponse"]
    );
}
