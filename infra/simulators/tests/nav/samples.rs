//! The sample invoices.

use std::collections::HashSet;

use simulators::nav::samples::{many, month, partners};
use simulators::nav::{Company, Direction, InvoiceOperation};

use crate::schema::assert_valid;
use crate::support::{World, time};

#[test]
fn the_samples_are_valid_by_the_schema() {
    let company = Company::demo();
    let mut documents = Vec::new();
    for (year, number) in [(2026, 2), (2026, 10), (2024, 2)] {
        for (sample, index) in month(&company, year, number).into_iter().zip(0..) {
            documents.push((format!("{year}-{number}-{index}"), sample.xml));
        }
    }
    for (sample, index) in many(&company, 20, 7, time("2026-10-31T23:59:50Z")).into_iter().zip(0..) {
        documents.push((format!("many-{index}"), sample.xml));
    }
    assert_valid("invoiceData.xsd", "samples", &documents);
}

#[test]
fn a_month_has_what_a_small_company_sees() {
    let company = Company::demo();
    let samples = month(&company, 2026, 10);
    assert!((25..=32).contains(&samples.len()), "{} samples", samples.len());
    let identities: HashSet<_> = samples.iter().map(|sample| (sample.direction, &sample.number)).collect();
    assert_eq!(identities.len(), samples.len());
    for direction in [Direction::Inbound, Direction::Outbound] {
        assert!(samples.iter().filter(|sample| sample.direction == direction).count() > 10);
    }
    let has = |operation| samples.iter().any(|sample| sample.operation == operation);
    assert!(has(InvoiceOperation::Modify) && has(InvoiceOperation::Storno));
    let documents: Vec<String> =
        samples.iter().map(|sample| String::from_utf8(sample.xml.clone()).unwrap()).collect();
    for mark in [
        "EUFAD37",
        "<case>AAM",
        "<case>KBAET",
        "vatDomesticReverseCharge",
        "SIMPLIFIED",
        "AGGREGATE",
        "PRIVATE_PERSON",
        "<batchIndex>2",
        "<lineNumber>120<",
        "advancePaymentData",
        "<currencyCode>EUR",
        "utilitySettlementIndicator",
    ] {
        assert!(documents.iter().any(|document| document.contains(mark)), "no sample has {mark}");
    }
    assert!(samples.iter().all(|sample| sample.issued.month() == 10 && sample.issued.year() == 2026));
    assert!(samples.is_sorted_by_key(|sample| sample.ins_date));
    let again = month(&company, 2026, 10);
    assert!(samples.iter().zip(&again).all(|(a, b)| a.xml == b.xml && a.ins_date == b.ins_date));
    assert!(month(&company, 2026, 13).is_empty());
}

/// The eighth digit makes the sum weighted by 9, 7, 3, 1 ... a multiple of ten.
fn is_tax_number(number: &str) -> bool {
    let digits: Vec<u32> = number.chars().filter_map(|digit| digit.to_digit(10)).collect();
    let sum: u32 = digits.iter().zip([9, 7, 3, 1, 9, 7, 3, 1]).map(|(digit, weight)| digit * weight).sum();
    digits.len() == 8 && sum.is_multiple_of(10)
}

#[test]
fn tax_numbers_have_valid_check_digits() {
    assert!(is_tax_number(&Company::demo().tax_number));
    for partner in partners() {
        assert!(is_tax_number(&partner.tax_number), "{partner:?}");
    }
}

#[tokio::test]
async fn totals_are_exact() {
    let world = World::new();
    for sample in month(&world.company, 2026, 10) {
        world.simulator.publish(&world.company.tax_number, sample.into_published()).unwrap();
    }
    let period = crate::support::issued("2026-10-01", "2026-10-31");
    let answer = world.digest(1, "INBOUND", &period).await;
    let row = |number: &str| answer.body.split("<invoiceDigest>").find(|row| row.contains(number)).unwrap();
    // 1240 * 78.42 = 97240.8 -> 97241, and 18450; VAT 26255.07 -> 26255 and 4981.5 -> 4982.
    let power = row("FF2026/1040817");
    assert!(power.contains("<invoiceNetAmountHUF>115691<"), "{power}");
    assert!(power.contains("<invoiceVatAmountHUF>31237<"), "{power}");
    // 4 * 39.50 EUR = 158.00 at 385.27 = 60872.66; VAT 42.66 EUR = 16435.62.
    let licence = row("KH-2026/101207");
    assert!(licence.contains("<invoiceNetAmount>158.00<"), "{licence}");
    assert!(licence.contains("<invoiceNetAmountHUF>60872.66<"), "{licence}");
    assert!(licence.contains("<invoiceVatAmountHUF>16435.62<"), "{licence}");
    // A batch document has a row for each invoice that it modifies.
    assert_eq!(answer.body.matches("<invoiceNumber>DB-2026/10263<").count(), 2);
    let simplified = row("PS-2026/10118");
    assert!(!simplified.contains("invoiceNetAmount"), "{simplified}");
}
