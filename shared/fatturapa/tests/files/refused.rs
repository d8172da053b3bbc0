//! What is missing, or cannot be written, is named with its field.

use domain::document::DocumentStatus;
use fatturapa::{file_name, xml};

use crate::samples::{self, Sample};

/// Field and code of what is wrong with a domestic invoice after the change.
fn refused(change: impl FnOnce(&mut Sample)) -> (String, &'static str) {
    refused_of(samples::domestic(), change)
}

fn refused_of(mut sample: Sample, change: impl FnOnce(&mut Sample)) -> (String, &'static str) {
    change(&mut sample);
    let wrong = xml(&sample.invoice()).unwrap_err();
    (wrong.field, wrong.code)
}

fn wrong(field: &str, code: &'static str) -> (String, &'static str) {
    (field.to_owned(), code)
}

#[test]
fn every_sample_passes_unchanged() {
    for sample in samples::all() {
        assert!(xml(&sample.invoice()).is_ok(), "{}", sample.name);
    }
}

#[test]
fn drafts_and_numbers_that_sdi_refuses() {
    let draft = refused(|sample| sample.document.status = DocumentStatus::Draft);
    assert_eq!(draft, wrong("document.status", "fatturapa-draft"));
    let number = |number: &str| refused(|sample| sample.document.number = Some(number.to_owned()));
    assert_eq!(number("FATTURA"), wrong("document.number", "fatturapa-number"));
    assert_eq!(number("FATTURA-2026-00000001"), wrong("document.number", "fatturapa-length"));
}

#[test]
fn parties_that_cannot_be_named() {
    let nobody = refused(|sample| {
        sample.buyer.tax_number = None;
        sample.document.buyer.as_mut().unwrap().tax_number = None;
    });
    assert_eq!(nobody, wrong("buyer.tax_number", "fatturapa-buyer-number"));
    let nowhere = refused(|sample| {
        sample.buyer.address = None;
        sample.document.buyer = None;
    });
    assert_eq!(nowhere, wrong("buyer.address", "fatturapa-buyer-address"));
    let code = refused(|sample| sample.seller.postal_code = "5012".into());
    assert_eq!(code, wrong("seller.address.postal_code", "fatturapa-postal-code"));
    let street = refused(|sample| sample.seller.street = "v".repeat(61));
    assert_eq!(street, wrong("seller.address.street", "fatturapa-length"));
    let long = |sample: &mut Sample| sample.document.buyer.as_mut().unwrap().name = "n".repeat(81);
    assert_eq!(refused(long), wrong("buyer.name", "fatturapa-length"));
    let mut shortened = samples::domestic();
    long(&mut shortened);
    shortened.buyer.short_name = Some("Castagno".into());
    assert!(xml(&shortened.invoice()).unwrap().contains("<Denominazione>Castagno<"));
}

#[test]
fn a_seller_without_a_partita_iva_and_a_file_without_a_name() {
    let sample = samples::domestic();
    let mut invoice = sample.invoice();
    invoice.progressive = "000001";
    let name = file_name(&invoice).unwrap_err();
    assert_eq!((name.field.as_str(), name.code), ("progressive", "fatturapa-progressive"));
    invoice.progressive = "1";
    invoice.seller.tax_number = "12892312-2-41";
    assert_eq!(xml(&invoice).unwrap_err().field, "seller.tax_number");
}

#[test]
fn lines_that_have_no_room() {
    let unit = refused(|sample| sample.document.lines[1].unit = "confezioni da 6".into());
    assert_eq!(unit, wrong("document.lines[1].unit", "fatturapa-length"));
    let name = refused(|sample| sample.document.lines[2].name = "Sedia \u{7}".into());
    assert_eq!(name, wrong("document.lines[2].name", "fatturapa-characters"));
    let order = refused(|sample| sample.document.order_reference = Some("O".repeat(21)));
    assert_eq!(order, wrong("document.order_reference", "fatturapa-length"));
    let key = refused(|sample| sample.document.lines[0].vat_key = "27".into());
    assert_eq!(key, wrong("document.lines[0].vat_key", "vat-unknown"));
    let price = refused(|sample| sample.document.lines[0].unit_price += domain::money::unit("EUR"));
    assert_eq!(price, wrong("document.lines[0].unit_price", "fatturapa-line-price"));
    let huge = refused_of(samples::gross(), |sample| {
        sample.document.lines[3].amounts.net = "100000000000".parse().unwrap();
    });
    assert_eq!(huge, wrong("document.lines[3].net", "fatturapa-amount"));
}

#[test]
fn corrections_of_nothing_and_currencies_without_a_rate() {
    let lost = refused_of(samples::credit_note(), |sample| sample.base = None);
    assert_eq!(lost, wrong("base", "fatturapa-base"));
    let rate = refused_of(samples::in_dollars(), |sample| sample.document.rate = None);
    assert_eq!(rate, wrong("document.rate", "rate-missing"));
}
