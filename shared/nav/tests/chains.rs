//! Chains of corrections, over NAV's own samples and over documents of our own.

mod common;

use nav::{
    Limits,
    invoice::{
        Invoice,
        chain::{ChainOutcome, ChainProblem, outcome},
        read_document,
    },
};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn sample(name: &str) -> Option<Invoice> {
    let xml = common::file(&format!("invoice-samples/{name}.xml"))?;
    read_document(&xml, &Limits::default()).expect("official sample").into_invoice(None)
}

/// What the samples of these names come to, as a chain; none without the samples.
fn official(names: &[&str]) -> Option<ChainOutcome> {
    let documents: Vec<Invoice> = names.iter().map(|name| sample(name)).collect::<Option<_>>()?;
    Some(outcome(&documents.iter().collect::<Vec<_>>()))
}

fn net(outcome: &ChainOutcome) -> Option<Decimal> {
    outcome.totals.net
}

#[test]
fn a_modified_and_cancelled_invoice_comes_to_nothing() {
    let Some(outcome) = official(&[
        "Eredeti szamla modositasokhoz",
        "Modositas es ervenytelenites 1",
        "Modositas es ervenytelenites 2",
    ]) else {
        return;
    };
    assert_eq!(outcome.problems, []);
    assert_eq!(net(&outcome), Some(Decimal::ZERO));
    assert_eq!(outcome.totals.vat, Some(Decimal::ZERO));
    let numbers: Vec<u64> = outcome.lines.iter().map(|line| line.number).collect();
    assert_eq!(numbers, (1..=12).collect::<Vec<_>>());
    assert_eq!(outcome.vat_summary.len(), 1);
    assert_eq!((outcome.vat_summary[0].key.as_str(), outcome.vat_summary[0].net), ("27", net(&outcome)));
}

#[test]
fn a_wrong_product_is_taken_back_and_another_comes() {
    let Some(outcome) = official(&["Eredeti szamla modositasokhoz", "Teves termek helyesbitese"]) else {
        return;
    };
    assert_eq!(net(&outcome), Some(4_500_000.into()));
    assert_eq!(outcome.lines[5].document, 1);
    assert_eq!(outcome.lines[5].net, Some((-1_600_000).into()));
}

#[test]
fn a_changed_line_stays_one_line() {
    let Some(outcome) = official(&["Eredeti szamla modositasokhoz", "Teteladatok modositasa"]) else {
        return;
    };
    assert_eq!(outcome.problems, []);
    assert_eq!((outcome.lines.len(), outcome.lines[0].changed_by.as_slice()), (5, &[1][..]));
    assert_eq!(net(&outcome), Some(5_500_000.into()));
}

#[test]
fn what_is_missing_in_a_chain_is_named() {
    let Some(outcome) = official(&["Modositas es ervenytelenites 2"]) else { return };
    assert_eq!(outcome.problems, [ChainProblem::IndexMissing { index: 1 }]);
    assert_eq!(net(&outcome), Some((-3_300_000).into()), "differences without their base");
}

/// An invoice of one-forint steps: an original, or a correction that continues the numbering.
fn invoice(correction: Option<u32>, first_line: usize, amounts: &[i64]) -> Invoice {
    let minimal = include_str!("data/minimal.xml");
    let (head, _) = minimal.split_once("<invoiceLines>").expect("lines");
    let head = match correction {
        None => head.to_owned(),
        Some(index) => head.replace(
            "<invoiceHead>",
            &format!(
                "<invoiceReference><originalInvoiceNumber>A-1</originalInvoiceNumber>\
                 <modifyWithoutMaster>false</modifyWithoutMaster>\
                 <modificationIndex>{index}</modificationIndex></invoiceReference><invoiceHead>"
            ),
        ),
    };
    let lines: String =
        amounts.iter().zip(1..).map(|(net, number)| line(correction, first_line, number, *net)).collect();
    let net: i64 = amounts.iter().sum();
    let xml = format!(
        "{head}<invoiceLines><mergedItemIndicator>false</mergedItemIndicator>{lines}</invoiceLines>\
         <invoiceSummary><summaryNormal><summaryByVatRate>\
         <vatRate><vatPercentage>0.27</vatPercentage></vatRate>\
         <vatRateNetData><vatRateNetAmount>{net}</vatRateNetAmount>\
         <vatRateNetAmountHUF>{net}</vatRateNetAmountHUF></vatRateNetData>\
         <vatRateVatData><vatRateVatAmount>0</vatRateVatAmount>\
         <vatRateVatAmountHUF>0</vatRateVatAmountHUF></vatRateVatData></summaryByVatRate>\
         <invoiceNetAmount>{net}</invoiceNetAmount><invoiceNetAmountHUF>{net}</invoiceNetAmountHUF>\
         <invoiceVatAmount>0</invoiceVatAmount><invoiceVatAmountHUF>0</invoiceVatAmountHUF></summaryNormal>\
         </invoiceSummary></invoice></invoiceMain></InvoiceData>"
    );
    read_document(xml.as_bytes(), &Limits::default()).expect("ours").into_invoice(None).expect("an invoice")
}

fn line(correction: Option<u32>, first_line: usize, number: usize, net: i64) -> String {
    let reference = correction.map_or(String::new(), |_| {
        format!(
            "<lineModificationReference><lineNumberReference>{}</lineNumberReference>\
             <lineOperation>CREATE</lineOperation></lineModificationReference>",
            first_line + number - 1
        )
    });
    format!(
        "<line><lineNumber>{number}</lineNumber>{reference}\
         <lineExpressionIndicator>false</lineExpressionIndicator>\
         <lineAmountsNormal><lineNetAmountData><lineNetAmount>{net}</lineNetAmount>\
         <lineNetAmountHUF>{net}</lineNetAmountHUF></lineNetAmountData>\
         <lineVatRate><vatPercentage>0.27</vatPercentage></lineVatRate></lineAmountsNormal></line>"
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_lines_of_a_chain_add_up_to_its_totals(
        original in prop::collection::vec(-1000i64..1000, 1..5),
        corrections in prop::collection::vec(prop::collection::vec(-1000i64..1000, 0..4), 0..5),
    ) {
        let mut documents = vec![invoice(None, 1, &original)];
        let mut next = original.len() + 1;
        for (amounts, index) in corrections.iter().zip(1..) {
            documents.push(invoice(Some(index), next, amounts));
            next += amounts.len();
        }
        let outcome = outcome(&documents.iter().collect::<Vec<_>>());
        let sum: i64 = original.iter().chain(corrections.iter().flatten()).sum();
        prop_assert_eq!(&outcome.problems, &[]);
        prop_assert_eq!(outcome.totals.net, Some(sum.into()));
        prop_assert_eq!(outcome.vat_summary[0].net, Some(sum.into()));
        let lines: Decimal = outcome.lines.iter().filter_map(|line| line.net).sum();
        prop_assert_eq!(lines, Decimal::from(sum));
        prop_assert_eq!(outcome.lines.len(), next - 1);
    }
}
