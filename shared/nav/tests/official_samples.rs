//! NAV's own sample invoices, all of them.

mod common;

use nav::{Limits, invoice::read_document};

#[test]
fn all_official_samples_are_read() {
    let samples = common::files("invoice-samples", "xml");
    if common::samples().is_none() {
        return;
    }
    assert_eq!(samples.len(), 26);
    for (name, xml) in samples {
        let document =
            read_document(&xml, &Limits::default()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let text = String::from_utf8(xml).expect("UTF-8");
        assert_every_text_is_kept(&name, &text, &serde_json::to_string(&document).expect("serialises"));
    }
}

/// Every text of the document stands in what was read of it: nothing that the sender wrote was dropped.
fn assert_every_text_is_kept(name: &str, xml: &str, json: &str) {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut compared = 0;
    loop {
        match reader.read_event().expect("well-formed") {
            quick_xml::events::Event::Text(text) => {
                let text = text.xml10_content();
                if text.trim().is_empty() {
                    continue;
                }
                let quoted = serde_json::to_string(&*text).expect("text");
                assert!(json.contains(quoted.trim_matches('"').trim()), "{name}: {text:?} was dropped");
                compared += 1;
            }
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert!(compared > 20, "{name}: only {compared} texts");
}

/// The samples that contradict themselves, and no others (facts: Gyujtoszamla 1, Termekdijas, two exports).
#[test]
fn exactly_the_known_contradictions_are_flagged() {
    let mut flagged = Vec::new();
    for (name, xml) in common::files("invoice-samples", "xml") {
        let document = read_document(&xml, &Limits::default()).expect("official sample");
        for found in nav::invoice::checks::contradictions(&document) {
            let (code, element) = (found.code, found.element);
            let text = format!("{name}: {code:?} {element} {} not {}", found.found, found.expected);
            flagged.push(format!("{text} {}", found.currency));
        }
    }
    if common::samples().is_some() {
        assert_eq!(flagged, KNOWN);
    }
}

const KNOWN: [&str; 10] = [
    "Gyujtoszamla 1.xml: VatByRate invoiceVatAmount 1364640.00 not 1364000.00 HUF",
    "Gyujtoszamla 1.xml: VatByRate invoiceVatAmountHUF 1364640.00 not 1364000.00 HUF",
    "Tagorszagi devizas szamla.xml: Gross invoiceGrossAmount 19120.40 not 19120.00 EUR",
    "Termekdijas szamla.xml: VatByRate invoiceVatAmount 280000.00 not 280800.00 HUF",
    "Termekdijas szamla.xml: Gross invoiceGrossAmount 1320800.00 not 1320000.00 HUF",
    "Termekdijas szamla.xml: VatOfLines invoiceVatAmount 280000.00 not 280800.00 HUF",
    "Termekdijas szamla.xml: VatByRate invoiceVatAmountHUF 280000.00 not 280800.00 HUF",
    "Termekdijas szamla.xml: Gross invoiceGrossAmountHUF 1320800.00 not 1320000.00 HUF",
    "Termekdijas szamla.xml: VatOfLines invoiceVatAmountHUF 280000.00 not 280800.00 HUF",
    "Uj kozlekedesi eszkoz export.xml: Gross invoiceGrossAmount 8000.40 not 8000.00 EUR",
];
