//! Contradictions: what rounding explains is not one, what it cannot explain is.

use nav::{
    Limits,
    invoice::{
        checks::{ContradictionCode, contradictions},
        read_document,
    },
};

const SOUND: &str = include_str!("data/minimal.xml");

fn found(xml: &str) -> Vec<ContradictionCode> {
    let document = read_document(xml.as_bytes(), &Limits::default()).expect("reads");
    contradictions(&document).into_iter().map(|contradiction| contradiction.code).collect()
}

/// The document with another amount in one element, and its twin in HUF alike.
fn with(element: &str, amount: &str) -> String {
    ["", "HUF"].iter().fold(SOUND.to_owned(), |xml, suffix| {
        let (open, close) = (format!("<{element}{suffix}>"), format!("</{element}{suffix}>"));
        let from = xml.find(&open).expect("there") + open.len();
        let to = xml.find(&close).expect("there");
        format!("{}{amount}{}", &xml[..from], &xml[to..])
    })
}

fn with_gross(xml: &str, gross: &str) -> String {
    let data = format!(
        "<summaryGrossData><invoiceGrossAmount>{gross}</invoiceGrossAmount>\
         <invoiceGrossAmountHUF>{gross}</invoiceGrossAmountHUF></summaryGrossData></invoiceSummary>"
    );
    xml.replace("</invoiceSummary>", &data)
}

#[test]
fn a_sound_document_has_none() {
    assert_eq!(found(SOUND), []);
    assert_eq!(found(&with_gross(SOUND, "127.00")), []);
}

#[test]
fn forints_may_be_rounded_in_each_amount() {
    use ContradictionCode::Gross;
    // Net and VAT and gross rounded to whole forints: up to 1.5 off.
    assert_eq!(found(&with_gross(SOUND, "128.5")), []);
    assert_eq!(found(&with_gross(SOUND, "128.51")), [Gross, Gross]);
}

#[test]
fn other_currencies_may_be_rounded_to_hundredths() {
    use ContradictionCode::Gross;
    let euros = SOUND.replace("<currencyCode>HUF", "<currencyCode>EUR");
    assert_eq!(found(&with_gross(&euros, "127.01")), []);
    assert_eq!(found(&with_gross(&euros, "127.02")), [Gross], "but its forints are within the tolerance");
}

#[test]
fn rates_and_lines_must_add_up() {
    use ContradictionCode::{NetByRate, NetOfLines, VatByRate};
    assert_eq!(found(&with("invoiceNetAmount", "110")), [NetByRate, NetOfLines, NetByRate, NetOfLines]);
    assert_eq!(found(&with("invoiceVatAmount", "30")), [VatByRate, VatByRate], "the line has no VAT amount");
    assert_eq!(found(&with("lineNetAmount", "90")), [NetOfLines, NetOfLines]);
    let aggregate = with("lineNetAmount", "90").replace(">NORMAL<", ">AGGREGATE<");
    assert_eq!(found(&aggregate), [], "lines of aggregate invoices are not compared");
}

#[test]
fn huge_amounts_do_not_overflow() {
    let huge = "79228162514264337593543950335";
    let _ = found(&with_gross(&with("invoiceNetAmount", huge), huge));
    let _ = found(&with("vatRateNetAmount", huge));
}
