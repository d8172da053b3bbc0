//! Documents of the interface versions 1.0, 1.1 and 2.0: read into the same types, and what they do not state
//! is absent.

use std::collections::BTreeSet;

use nav::{
    Limits, ReadError,
    codes::{MarginScheme, UnitOfMeasure},
    invoice::{
        CustomerVatData, Document, Invoice, VatRate,
        checks::{ContradictionCode, contradictions},
        read_document,
    },
};
use proptest::{collection::vec, prelude::*};
use serde_json::{Value, json};

const V1_0: &str = include_str!("data/version_1_0.xml");
const V1_1: &str = include_str!("data/version_1_1.xml");
const V2_0: &str = include_str!("data/version_2_0.xml");
const V3_0: &str = include_str!("data/minimal.xml");
const OLD: [&str; 3] = [V1_0, V1_1, V2_0];

fn read(xml: &str) -> Result<Document, ReadError> {
    read_document(xml.as_bytes(), &Limits::default())
}

fn sound(xml: &str) -> Document {
    read(xml).expect("reads")
}

fn first(document: &Document) -> &Invoice {
    document.invoices().next().expect("one").1
}

fn json(value: impl serde::Serialize) -> Value {
    serde_json::to_value(value).expect("serialises")
}

#[test]
fn a_correction_of_version_1_0_has_its_own_date_of_issue() {
    let document = sound(V1_0);
    assert_eq!(document.invoice_number, "RÉGI-2018/9");
    assert_eq!(document.invoice_issue_date.to_string(), "2018-08-20");
    let reference = first(&document).invoice_reference.as_ref().expect("a reference");
    assert_eq!(reference.original_invoice_number, "RÉGI-2018/7");
    let timestamp = reference.modification_timestamp.expect("a timestamp").to_string();
    assert_eq!((timestamp.as_str(), reference.modification_index), ("2018-08-20T09:30:15.25Z", None));
    let undated = V1_0.replace("<invoiceIssueDate>2018-07-15</invoiceIssueDate>", "");
    assert_eq!(sound(&undated), document, "the original's date is not needed");
    let original = sound(V1_1);
    assert_eq!(original.invoice_issue_date.to_string(), "2019-11-05");
    assert_eq!(first(&original).invoice_reference, None);
}

#[test]
fn version_1_0_says_little_in_forints() {
    let document = sound(V1_0);
    let invoice = first(&document);
    let [advance, book] = invoice.lines() else { panic!("two lines") };
    assert_eq!(
        json(&advance.line_amounts_normal),
        json!({
            "lineNetAmountData": { "lineNetAmount": "101.00" },
            "lineVatRate": { "vatPercentage": "0.27" },
            "lineVatData": { "lineVatAmountHUF": "8863.00" },
            "lineGrossAmountData": { "lineGrossAmountNormal": "128.27" },
        })
    );
    assert_eq!(advance.unit_of_measure, Some(UnitOfMeasure::Other("darab".to_owned())));
    assert_eq!(advance.advance_indicator, Some(true));
    assert_eq!(advance.ekaer_ids, ["E18080100000A1B"]);
    assert_eq!(book.margin_scheme_indicator, Some(MarginScheme::SecondHand));
    let amounts = book.line_amounts_normal.as_ref().expect("amounts");
    assert_eq!(amounts.line_vat_rate, VatRate::MarginSchemeNoVat(true));
    assert_eq!(
        json(&invoice.invoice_summary),
        json!({
            "summaryNormal": {
                "summaryByVatRate": [
                    {
                        "vatRate": { "vatPercentage": "0.27" },
                        "vatRateNetData": { "vatRateNetAmount": "101.00" },
                        "vatRateVatData": { "vatRateVatAmount": "27.27" },
                        "vatRateGrossData": { "vatRateGrossAmount": "128.27" },
                    },
                    {
                        "vatRate": { "vatExemption": { "reason": "Különbözet szerinti szabályozás" } },
                        "vatRateNetData": { "vatRateNetAmount": "10.00" },
                        "vatRateVatData": { "vatRateVatAmount": "0", "vatRateVatAmountHUF": "0" },
                    },
                ],
                "invoiceNetAmount": "111.00",
                "invoiceVatAmount": "27.27",
                "invoiceVatAmountHUF": "8863.00",
            },
            "summaryGrossData": { "invoiceGrossAmount": "138.27" },
        })
    );
    let detail = &invoice.invoice_head.invoice_detail;
    assert_eq!((detail.exchange_rate, detail.invoice_delivery_date), (None, None));
}

#[test]
fn a_customer_of_an_old_version_has_no_status() {
    let document = sound(V1_0);
    let customer = first(&document).invoice_head.customer_info.as_ref().expect("a customer");
    assert_eq!(customer.customer_vat_status, None);
    match customer.customer_vat_data.as_ref().expect("a number") {
        CustomerVatData::CustomerTaxNumber(number) => {
            assert_eq!(number.to_string(), "87654321-5-13");
            let member = number.group_member_tax_number.as_ref().expect("a member");
            assert_eq!(member.to_string(), "11223344-4-13");
        }
        other => panic!("{other:?}"),
    }
    let document = sound(V2_0);
    let customer = first(&document).invoice_head.customer_info.as_ref().expect("a customer");
    let number = customer.customer_vat_data.as_ref().expect("a number");
    assert_eq!(*number, CustomerVatData::CommunityVatNumber("AT12345678".to_owned()));
    assert_eq!(customer.customer_name.as_deref(), Some("Käufer GmbH"));
}

#[test]
fn simplified_invoices_of_version_1_1_have_a_content_or_none() {
    let document = sound(V1_1);
    let invoice = first(&document);
    let rates: Vec<_> = invoice
        .lines()
        .iter()
        .map(|line| json(&line.line_amounts_simplified.as_ref().expect("amounts").line_vat_rate))
        .collect();
    assert_eq!(rates, [json!({ "vatContent": "0.2126" }), Value::Null]);
    assert_eq!(
        json(&invoice.invoice_summary),
        json!({
            "summarySimplified": [
                { "vatRate": { "vatContent": "0.2126" }, "vatContentGrossAmount": "2000.00" },
            ],
            "summaryGrossData": { "invoiceGrossAmount": "2000.00" },
        })
    );
    assert_eq!(invoice.lines()[1].unit_of_measure_own.as_deref(), Some("zsák"));
    assert_eq!(invoice.invoice_head.supplier_info.individual_exemption, Some(true));
}

#[test]
fn version_2_0_is_almost_3_0() {
    let document = sound(V2_0);
    assert_eq!(document.completeness_indicator, None);
    assert_eq!(document.invoices().map(|(index, _)| index).collect::<Vec<_>>(), [Some(1), Some(2)]);
    let invoice = first(&document);
    let line = json(&invoice.lines()[0].line_amounts_normal);
    assert_eq!(line["lineNetAmountData"]["lineNetAmountHUF"], "-3601.20");
    assert_eq!(line["lineVatRate"], json!({ "vatOutOfScope": {} }), "no case, no reason");
    let lines = invoice.invoice_lines.as_ref().expect("lines");
    assert_eq!(lines.merged_item_indicator, None);
    let simplified = document.clone().into_invoice(Some(2)).expect("the second");
    assert_eq!(
        json(&simplified.invoice_summary.summary_simplified[0]),
        json!({
            "vatRate": { "vatContent": "0.2126" },
            "vatContentGrossAmount": "-500.00",
            "vatContentGrossAmountHUF": "-500.00",
        })
    );
}

/// Texts in the document that the reader is known to leave out.
const LEFT_OUT: [&str; 3] =
    ["RÉGI-2018/8", "HU87654321", "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855"];

#[test]
fn nothing_else_is_dropped_and_nothing_is_made_up() {
    for xml in OLD {
        let mut read = BTreeSet::new();
        texts(&json(sound(xml)), &mut read);
        let written: BTreeSet<String> = leaves(xml).into_iter().collect();
        let missing: Vec<_> = written.difference(&read).filter(|text| !is_known(text)).collect();
        assert!(missing.is_empty(), "dropped: {missing:?}");
        let invented: Vec<_> = read.difference(&written).filter(|text| !is_known(text)).collect();
        assert!(invented.is_empty(), "made up: {invented:?}");
    }
}

/// Left out, or written another way: the original's date, a time's zeros, a flag that became an element.
fn is_known(text: &str) -> bool {
    let rewritten = ["2018-07-15", "2018-08-20T09:30:15.250Z", "2018-08-20T09:30:15.25Z", "true"];
    LEFT_OUT.contains(&text) || rewritten.contains(&text)
}

fn leaves(xml: &str) -> Vec<String> {
    let pieces = xml.split('<').filter_map(|piece| piece.split_once('>'));
    let texts = pieces.map(|(_, text)| text.replace("&amp;", "&"));
    texts.filter(|text| !text.trim().is_empty()).collect()
}

fn texts(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(fields) => fields.values().for_each(|field| texts(field, found)),
        Value::String(text) => drop(found.insert(text.clone())),
        other => drop(found.insert(other.to_string())),
    }
}

#[test]
fn contradictions_are_found_as_far_as_amounts_are_stated() {
    for xml in OLD {
        assert_eq!(contradictions(&sound(xml)), [], "{xml}");
    }
    let wrong = V1_0.replace("<invoiceNetAmount>111.00", "<invoiceNetAmount>121.00");
    let found: Vec<_> = contradictions(&sound(&wrong)).into_iter().map(|found| found.code).collect();
    use ContradictionCode::{Gross, NetByRate, NetOfLines};
    assert_eq!(found, [NetByRate, Gross, NetOfLines]);
    let start = V1_0.find("<summaryByVatRate>").expect("there");
    let end = V1_0.rfind("</summaryByVatRate>").expect("there") + "</summaryByVatRate>".len();
    let without_rates = format!("{}{}", &V1_0[..start], &V1_0[end..]);
    assert_eq!(contradictions(&sound(&without_rates)), [], "no sums by rate, no contradiction");
}

#[test]
fn each_version_has_its_own_root() {
    let code = |xml: &str| read(xml).expect_err("refused").code();
    assert_eq!(code(&V1_0.replace("Invoice xmlns", "InvoiceData xmlns")), "NOT_AN_INVOICE");
    assert_eq!(code(&V2_0.replace("OSA/2.0", "OSA/1.0")), "NOT_AN_INVOICE");
    assert_eq!(code(&V2_0.replace("OSA/2.0", "OSA/4.0")), "NOT_AN_INVOICE");
    let annulment = V1_0.replace("invoiceExchange>", "invoiceAnnulment>");
    let missing = ReadError::Missing { parent: "Invoice", element: "invoiceExchange" };
    assert_eq!(read(&annulment), Err(missing), "a technical annulment is no invoice");
}

#[test]
fn what_old_versions_require_is_required() {
    for (xml, element) in [
        (V1_0.replace("<invoiceNumber>RÉGI-2018/9</invoiceNumber>", ""), "invoiceNumber"),
        (
            V1_0.replace("<modificationIssueDate>2018-08-20</modificationIssueDate>", ""),
            "modificationIssueDate",
        ),
        (V1_0.replace("<lineNetAmount>10.00</lineNetAmount>", ""), "lineNetAmount"),
        (V1_1.replace("<n:invoiceIssueDate>2019-11-05</n:invoiceIssueDate>", ""), "invoiceIssueDate"),
        (V1_1.replace("<n:vatContent>0.2126</n:vatContent>", ""), "vatContent"),
        (V2_0.replace("<invoiceIssueDate>2020-10-01</invoiceIssueDate>", ""), "invoiceIssueDate"),
    ] {
        match read(&xml) {
            Err(ReadError::Missing { element: missing, .. }) => assert_eq!(missing, element),
            other => panic!("{element}: {other:?}"),
        }
    }
    let flag = V2_0.replacen("<vatOutOfScope>true", "<vatOutOfScope>false", 1);
    assert_eq!(read(&flag).expect_err("neither in nor out").code(), "BAD_VALUE");
}

/// What became optional for the old versions' sake is still required of 3.0.
#[test]
fn version_3_0_is_as_strict_as_its_schema() {
    for element in [
        "completenessIndicator",
        "customerVatStatus",
        "invoiceDeliveryDate",
        "exchangeRate",
        "mergedItemIndicator",
        "lineNetAmountHUF",
        "vatRateNetAmountHUF",
        "vatRateVatAmountHUF",
        "invoiceNetAmountHUF",
    ] {
        let start = V3_0.find(&format!("<{element}>")).expect("there");
        let close = format!("</{element}>");
        let end = V3_0.find(&close).expect("there") + close.len();
        match read(&format!("{}{}", &V3_0[..start], &V3_0[end..])) {
            Err(ReadError::Missing { element: missing, .. }) => assert_eq!(missing, element),
            other => panic!("{element}: {other:?}"),
        }
    }
    let reason = "<vatExemption><reason>x</reason></vatExemption>";
    let exempt = V3_0.replace("<vatPercentage>0.27</vatPercentage>", reason);
    let missing = ReadError::Missing { parent: "vatExemption", element: "case" };
    assert_eq!(read(&exempt), Err(missing));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_documents_do_not_panic(
        which in 0..3usize,
        damage in vec((any::<usize>(), any::<u8>()), 1..6),
    ) {
        let mut document = OLD[which].as_bytes().to_vec();
        let length = document.len();
        for (at, byte) in damage {
            document[at % length] = byte;
        }
        if let Ok(document) = read_document(&document, &Limits::default()) {
            let _ = (contradictions(&document), json(&document));
        }
    }

    #[test]
    fn moved_pieces_do_not_panic(which in 0..3usize, from: usize, length in 1..400usize, to: usize) {
        let mut document = OLD[which].as_bytes().to_vec();
        let from = from % document.len();
        let piece: Vec<u8> = document.drain(from..(from + length).min(document.len())).collect();
        let to = to % (document.len() + 1);
        document.splice(to..to, piece);
        if let Ok(document) = read_document(&document, &Limits::default()) {
            let _ = (contradictions(&document), json(&document));
        }
    }

    #[test]
    fn cut_off_documents_are_refused(which in 0..3usize, at: usize) {
        let whole = OLD[which].trim_end();
        let at = at % whole.len();
        prop_assert!(read_document(&whole.as_bytes()[..at], &Limits::default()).is_err());
    }
}
