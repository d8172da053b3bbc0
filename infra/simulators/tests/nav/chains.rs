//! queryInvoiceChainDigest and queryInvoiceCheck, and what an annulment does to them.

use simulators::nav::{Direction, Fault, FaultKind, InvoiceOperation, PublishedInvoice};

use crate::support::{Answer, World, inserted, invoice, time};

fn number(number: &str, direction: &str, more: &str) -> String {
    format!("<invoiceNumber>{number}</invoiceNumber><invoiceDirection>{direction}</invoiceDirection>{more}")
}

/// A world with the invoices of October 2026.
fn october() -> World {
    let world = World::new();
    for sample in simulators::nav::samples::month(&world.company, 2026, 10) {
        world.simulator.publish(&world.company.tax_number, sample.into_published()).unwrap();
    }
    world
}

/// Publishes a correction of `original` as the `index`th.
fn correct(world: &World, title: &str, original: &str, index: usize) {
    let reference = format!(
        "<invoice><invoiceReference><originalInvoiceNumber>{original}</originalInvoiceNumber>\
         <modifyWithoutMaster>true</modifyWithoutMaster><modificationIndex>{index}</modificationIndex>\
         </invoiceReference>"
    );
    let xml = invoice(title, "99887764").replace("<invoice>", &reference);
    let published = PublishedInvoice::new(
        Direction::Inbound,
        InvoiceOperation::Modify,
        xml,
        time("2026-11-10T12:00:00Z"),
    );
    world.simulator.publish(&world.company.tax_number, published).unwrap();
}

fn numbers(answer: &Answer) -> Vec<&str> {
    answer.texts("invoiceNumber")
}

#[tokio::test]
async fn a_chain_is_the_original_and_its_corrections() {
    let world = october();
    let answer = world.chain(1, &number("ZF-2026/10003", "OUTBOUND", "")).await;
    assert_eq!(numbers(&answer), ["ZF-2026/10003", "ZF-2026/10012"]);
    assert_eq!(answer.texts("invoiceOperation"), ["CREATE", "MODIFY"]);
    assert_eq!(answer.texts("originalInvoiceNumber"), ["ZF-2026/10003"], "an original refers to nothing");
    assert_eq!(answer.texts("modificationIndex"), ["1"]);
    assert_eq!(answer.texts("modifyWithoutMaster"), ["false"]);
    let lines =
        |name: &str| answer.texts(name).iter().map(|text| text.parse().unwrap()).collect::<Vec<u64>>();
    let (first, last) = (lines("lineNumberIntervalStart"), lines("lineNumberIntervalEnd"));
    assert_eq!((first[0], first[1]), (1, last[0] + 1), "a correction goes on where the original ends");
    let correction = world.chain(1, &number("ZF-2026/10012", "OUTBOUND", "")).await;
    assert_eq!(correction.text("availablePage"), Some("0"), "nothing is found by a correction's number");
    let inbound = world.chain(1, &number("ZF-2026/10003", "INBOUND", "")).await;
    assert_eq!(inbound.text("availablePage"), Some("0"));
}

#[tokio::test]
async fn a_batch_document_stands_in_each_of_its_chains() {
    let world = october();
    for (original, index) in [("DB-2026/10201", "1"), ("DB-2026/10240", "2")] {
        let answer = world.chain(1, &number(original, "INBOUND", "")).await;
        assert_eq!(numbers(&answer), [original, "DB-2026/10263"]);
        assert_eq!(answer.texts("batchIndex"), [index]);
    }
}

#[tokio::test]
async fn an_original_may_never_have_been_reported() {
    let world = World::new();
    correct(&world, "SECOND", "UNKNOWN", 2);
    correct(&world, "FIRST", "UNKNOWN", 1);
    let answer = world.chain(1, &number("UNKNOWN", "INBOUND", "")).await;
    assert_eq!(numbers(&answer), ["FIRST", "SECOND"]);
    assert_eq!(answer.texts("modifyWithoutMaster"), ["true", "true"]);
    assert_eq!(answer.text("maxLineNumber"), None, "documents without lines");
    for (party, expected) in [("99887764", 2), ("12345676", 0)] {
        let filter = format!("<taxNumber>{party}</taxNumber>");
        let answer = world.chain(1, &number("UNKNOWN", "INBOUND", &filter)).await;
        assert_eq!(numbers(&answer).len(), expected, "by supplier {party}");
    }
}

#[tokio::test]
async fn a_chain_has_pages_of_a_hundred() {
    let world = World::new();
    for index in 1..=120 {
        correct(&world, &format!("M-{index}"), "LONG", index);
    }
    let mut seen = Vec::new();
    for (page, expected) in [(1, 100), (2, 20), (3, 0)] {
        let answer = world.chain(page, &number("LONG", "INBOUND", "")).await;
        assert_eq!(answer.text("availablePage"), Some("2"));
        assert_eq!(numbers(&answer).len(), expected);
        seen.extend(numbers(&answer).into_iter().map(str::to_owned));
    }
    assert_eq!(seen, (1..=120).map(|index| format!("M-{index}")).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_chain_can_be_empty_although_the_document_is_there() {
    let world = october();
    let query = number("ZF-2026/10003", "OUTBOUND", "");
    world.simulator.faults().add(Fault::new(FaultKind::EmptyChain("OTHER".into())));
    assert_eq!(numbers(&world.chain(1, &query).await).len(), 2);
    world.simulator.faults().add(Fault::new(FaultKind::EmptyChain("ZF-2026/10003".into())));
    assert_eq!(world.chain(1, &query).await.text("availablePage"), Some("0"));
    assert!(world.data(&query).await.text("invoiceData").is_some());
}

#[tokio::test]
async fn a_check_finds_what_data_finds() {
    let world = october();
    let supplier = |tax_number: &str| format!("<supplierTaxNumber>{tax_number}</supplierTaxNumber>");
    for (inner, expected) in [
        (number("ZF-2026/10003", "OUTBOUND", ""), Some("true")),
        (number("ZF-2026/10003", "INBOUND", ""), Some("false")),
        (number("DB-2026/10263", "INBOUND", ""), Some("false")),
        (number("DB-2026/10263", "INBOUND", "<batchIndex>2</batchIndex>"), Some("true")),
        (number("NOWHERE", "OUTBOUND", ""), Some("false")),
    ] {
        assert_eq!(world.check(&inner).await.text("invoiceCheckResult"), expected, "{inner}");
    }
    let refused = world.check(&number("A", "OUTBOUND", &supplier("99887764"))).await;
    assert_eq!(refused.error(), (400, "BAD_QUERY_PARAM_SUPPLIER_NOT_EXPECTED"));
}

#[tokio::test]
async fn annulled_reports_are_not_valid() {
    let world = World::new();
    let query = number("A", "INBOUND", "");
    let check = async || world.check(&query).await.text("invoiceCheckResult").map(str::to_owned);
    let listed = async || {
        let november = inserted("2026-11-01T00:00:00Z", "2026-11-30T00:00:00Z");
        world.digest(1, "INBOUND", &november).await.texts("invoiceNumber").len()
    };
    world.publish(Direction::Inbound, "A", "2026-11-10T12:00:00Z");
    world.simulator.annul(&world.company.tax_number, "A");
    assert_eq!((check().await.as_deref(), listed().await), (Some("false"), 1));
    assert_eq!(numbers(&world.chain(1, &query).await).len(), 0);
    world.simulator.withdraw(&world.company.tax_number, "A");
    assert_eq!((check().await.as_deref(), listed().await), (Some("false"), 0));
    assert_eq!(world.data(&query).await.text("invoiceData"), None);
    world.publish(Direction::Inbound, "A", "2026-11-11T12:00:00Z");
    assert_eq!((check().await.as_deref(), listed().await), (Some("true"), 1));
    world.publish(Direction::Inbound, "A", "2026-11-12T12:00:00Z");
    assert_eq!(world.check(&query).await.error(), (400, "MULTIPLE_QUERY_RESULT_FOUND"));
}
