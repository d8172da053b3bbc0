//! What is sent is what the document describes: serde and utoipa each write the names of fields.

use nav::{Limits, invoice::read_document};
use serde_json::{Map, Value, json};

use super::document;
use crate::tree;

#[test]
fn an_invoice_with_every_element_is_as_described() {
    let xml = tree::read("shared/nav/tests/data/every_element.xml");
    let read = read_document(xml.as_bytes(), &Limits::default()).unwrap();
    for (_, invoice) in read.invoices() {
        let sent = serde_json::to_value(invoice).unwrap();
        let mut misfits = Vec::new();
        compare(&sent, &json!({ "$ref": "#/components/schemas/Invoice" }), "invoice", &mut misfits);
        assert!(misfits.is_empty(), "{}", misfits.join("\n"));
    }
}

/// Collects where a value is not as a schema says. A field that the schema does not name is a misfit, too.
fn compare(value: &Value, schema: &Value, place: &str, misfits: &mut Vec<String>) {
    if let Some(reference) = schema["$ref"].as_str() {
        let schema = document().pointer(reference.trim_start_matches('#')).expect("the schema exists");
        return compare(value, schema, place, misfits);
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let attempts = choices.iter().map(|choice| {
            let mut misfits = Vec::new();
            compare(value, choice, place, &mut misfits);
            misfits
        });
        return misfits.extend(attempts.min_by_key(Vec::len).unwrap_or_default());
    }
    match value {
        Value::Object(fields) => compare_fields(fields, schema, place, misfits),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                compare(item, &schema["items"], &format!("{place}[{index}]"), misfits);
            }
        }
        plain => {
            if !types(schema).contains(&name_of(plain)) {
                misfits.push(format!("{place} is {plain}, described as {schema}"));
            }
        }
    }
}

fn compare_fields(fields: &Map<String, Value>, schema: &Value, place: &str, misfits: &mut Vec<String>) {
    for (name, value) in fields {
        match schema["properties"].get(name) {
            Some(property) => compare(value, property, &format!("{place}.{name}"), misfits),
            None => misfits.push(format!("{place}.{name} is sent and not described")),
        }
    }
    let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let missing = required.filter(|name| !fields.contains_key(*name));
    misfits.extend(missing.map(|name| format!("{place}.{name} is required and not sent")));
}

fn types(schema: &Value) -> Vec<&str> {
    match &schema["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    }
}

fn name_of(plain: &Value) -> &'static str {
    match plain {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        _ => "string",
    }
}
