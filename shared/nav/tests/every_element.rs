//! A document of our own with every element that invoiceData.xsd and invoiceBase.xsd declare, and each of
//! their choices: nothing of it may be dropped.

mod common;

use std::collections::BTreeSet;

use nav::{
    Limits,
    invoice::{Document, read_document},
};
use quick_xml::{Reader, events::Event};
use serde_json::Value;

const EVERYTHING: &[u8] = include_bytes!("data/every_element.xml");

fn document() -> Document {
    read_document(EVERYTHING, &Limits::default()).expect("the document is sound")
}

/// Names of elements with a text, and the texts, in the document's order.
fn leaves(xml: &str) -> Vec<(String, String)> {
    let mut reader = Reader::from_str(xml);
    let (mut name, mut text, mut leaves) = (String::new(), String::new(), Vec::new());
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(start) => {
                name = start.local_name().into_inner().to_owned();
                text.clear();
            }
            Event::Text(piece) => text.push_str(&piece.xml10_content()),
            Event::GeneralRef(reference) => text.push_str(if &*reference == "amp" { "&" } else { "?" }),
            Event::End(_) if !text.trim().is_empty() => {
                leaves.push((std::mem::take(&mut name), std::mem::take(&mut text)));
            }
            Event::End(_) => text.clear(),
            Event::Eof => return leaves,
            _ => {}
        }
    }
}

/// All values of a JSON tree as texts.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(fields) => fields.values().for_each(|field| texts(field, found)),
        Value::String(text) => found.push(text.clone()),
        other => found.push(other.to_string()),
    }
}

#[test]
fn every_value_of_every_element_is_kept_exactly_once() {
    let mut read = Vec::new();
    texts(&serde_json::to_value(document()).expect("serialises"), &mut read);
    let mut written: Vec<_> = leaves(std::str::from_utf8(EVERYTHING).expect("UTF-8"));
    written.sort_by(|a, b| a.1.cmp(&b.1));
    read.sort();
    let missing: Vec<_> = written.iter().filter(|(_, text)| read.binary_search(text).is_err()).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert_eq!(read.len(), written.len());
    assert!(read.len() > 900, "{}", read.len());
}

#[test]
fn the_document_has_every_element_of_the_xsd() {
    let Some(samples) = common::samples() else { return };
    let xml = std::str::from_utf8(EVERYTHING).expect("UTF-8");
    let mut declared = BTreeSet::new();
    for file in ["invoiceData.xsd", "invoiceBase.xsd"] {
        let xsd = std::fs::read_to_string(samples.join("xsd").join(file)).expect("readable");
        let mut reader = Reader::from_str(&xsd);
        loop {
            match reader.read_event().expect("well-formed") {
                Event::Start(start) | Event::Empty(start) if start.local_name().into_inner() == "element" => {
                    let name = start.try_get_attribute("name").expect("attributes").expect("a name");
                    declared.insert(name.value.into_owned());
                }
                Event::Eof => break,
                _ => {}
            }
        }
    }
    assert!(declared.len() > 200, "{}", declared.len());
    for name in declared {
        let present = [format!("<{name}>"), format!(":{name}>"), format!("<{name} ")];
        assert!(present.iter().any(|tag| xml.contains(tag)), "{name} is not in the document");
    }
}

#[test]
fn json_has_navs_names() {
    let json = serde_json::to_value(document()).expect("serialises");
    let mut named = BTreeSet::new();
    names(&json, &mut named);
    let xml = std::str::from_utf8(EVERYTHING).expect("UTF-8");
    for name in named {
        assert!(xml.contains(&format!("{name}>")), "{name} is not a name of NAV's");
    }
}

fn names(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| names(item, found)),
        Value::Object(fields) => fields.iter().for_each(|(name, field)| {
            found.insert(name.clone());
            names(field, found);
        }),
        _ => {}
    }
}
