//! The description of the API: generated from the code, kept in openapi.json, and complete.

mod document;
mod wire;

use std::collections::BTreeSet;

use serde_json::{Value, json};

pub use document::{Operation, document, operations};

use crate::tree;

const GOLDEN: &str = "openapi.json";

#[test]
fn the_document_is_as_kept() {
    let text = format!("{:#}\n", document());
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(tree::root().join(GOLDEN), &text).unwrap();
    }
    let kept = std::fs::read_to_string(tree::root().join(GOLDEN)).unwrap_or_default();
    let differs = kept.lines().zip(text.lines()).position(|(kept, new)| kept != new);
    let line = differs.unwrap_or(kept.lines().count().min(text.lines().count()));
    assert!(
        kept == text,
        "the API and {GOLDEN} part at line {}: it has {:?}, the code says {:?}. If the API is meant to \
         change, run UPDATE_GOLDEN=1 cargo test -p tests --test repository, and commit {GOLDEN}.",
        line + 1,
        kept.lines().nth(line).unwrap_or_default(),
        text.lines().nth(line).unwrap_or_default(),
    );
}

#[test]
fn every_operation_says_what_it_is() {
    let tags: Vec<&Value> = array(&document()["tags"]).map(|tag| &tag["name"]).collect();
    let mut ids = BTreeSet::new();
    for Operation { method, path, json } in operations() {
        let id = json["operationId"].as_str().unwrap_or_default();
        assert!(ids.insert(id), "{method} {path}: another operation is {id}, too");
        let summary = json["summary"].as_str().unwrap_or_default();
        assert!((5..80).contains(&summary.len()), "{method} {path}: summary {summary:?}");
        let known = array(&json["tags"]).filter(|tag| tags.contains(tag)).count();
        assert_eq!(known, 1, "{method} {path}: one tag of {tags:?}");
    }
    assert!(!ids.is_empty());
}

#[test]
fn every_error_is_a_problem_document() {
    let problem = json!({ "schema": { "$ref": "#/components/schemas/ProblemDocument" } });
    for Operation { method, path, json } in operations() {
        let responses = json["responses"].as_object().unwrap();
        assert!(responses.contains_key("default"), "{method} {path}: errors are not described");
        for (status, response) in responses {
            let content = &response["content"];
            if status.starts_with('2') {
                let has_body = content.as_object().is_some_and(|content| !content.is_empty());
                assert_eq!(has_body, status != "204", "{method} {path} {status}: {content}");
            } else {
                assert_eq!(
                    content,
                    &json!({ "application/problem+json": problem }),
                    "{method} {path} {status}"
                );
            }
        }
    }
}

#[test]
fn the_parameters_of_a_path_are_described() {
    for Operation { method, path, json } in operations() {
        let described: BTreeSet<&str> = array(&json["parameters"])
            .inspect(|parameter| {
                assert!(parameter["description"].is_string(), "{method} {path}: {parameter}")
            })
            .filter(|parameter| parameter["in"] == "path")
            .inspect(|parameter| assert_eq!(parameter["required"], true, "{method} {path}: {parameter}"))
            .filter_map(|parameter| parameter["name"].as_str())
            .collect();
        let in_path: BTreeSet<&str> =
            path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect();
        assert_eq!(described, in_path, "{method} {path}");
    }
}

#[test]
fn what_is_sent_is_described_with_examples() {
    for Operation { method, path, json } in operations() {
        let Some(content) = json["requestBody"]["content"].as_object() else {
            continue;
        };
        let Some(body) = content.get("application/json").map(|body| &body["schema"]) else {
            continue;
        };
        let mut reached = BTreeSet::new();
        reach(body, &mut reached);
        for name in reached {
            for (field, property) in properties(name) {
                let place = format!("{method} {path}: {name}.{field}");
                assert!(is_described(property), "{place} needs a description");
                let types = &property["type"];
                let plain = types == "string" || array(types).any(|kind| kind == "string");
                let told =
                    ["example", "examples", "format", "enum"].iter().any(|key| property.get(key).is_some());
                assert!(!plain || told, "{place} needs an example");
            }
        }
    }
}

#[test]
fn every_schema_exists_once_and_is_used() {
    let schemas = document()["components"]["schemas"].as_object().unwrap();
    for part in document::parts() {
        let part = serde_json::to_value(part).unwrap();
        for (name, schema) in part["components"]["schemas"].as_object().unwrap() {
            assert_eq!(&schemas[name], schema, "two schemas are named {name}: give one #[schema(as = ...)]");
        }
    }
    let mut used = BTreeSet::new();
    for operation in operations() {
        reach(operation.json, &mut used);
    }
    // The data of a record are written out within it, and described once more by themselves.
    let is_record = |name: &&str| schemas.contains_key(&format!("Recorded_{name}"));
    let there = schemas.keys().map(String::as_str);
    let there: BTreeSet<&str> = there.filter(|name| used.contains(name) || !is_record(name)).collect();
    assert_eq!(used, there, "left: referred to; right: there");
}

#[test]
fn a_token_is_needed_but_for_signing_up_and_what_services_push() {
    assert_eq!(document()["security"], json!([{ "bearer": [] }]));
    assert_eq!(document()["components"]["securitySchemes"]["bearer"]["scheme"], "bearer");
    let public: Vec<String> =
        operations().filter(Operation::is_public).map(|operation| operation.path).collect();
    let hooks = ["/hooks/szamlazz", "/hooks/szamlazz/payments/{address}"];
    assert_eq!(public, [&hooks[..], &["/packages", "/password-resets", "/sign-ups"]].concat());
    let others: Vec<String> = operations()
        .filter(|operation| !operation.is_public() && operation.json.get("security").is_some())
        .map(|operation| operation.path)
        .collect();
    assert_eq!(others, [""; 0], "the document's own security is enough");
}

/// Where a field may be absent, the description stands beside the reference.
fn is_described(property: &Value) -> bool {
    property["description"].is_string() || array(&property["oneOf"]).any(is_described)
}

/// The names of the schemas that are referred to from here on.
fn reach(from: &'static Value, reached: &mut BTreeSet<&'static str>) {
    match from {
        Value::Object(entries) => {
            if let Some(name) = entries.get("$ref").and_then(reference)
                && reached.insert(name)
            {
                let schema = &document()["components"]["schemas"][name];
                assert!(schema.is_object(), "no schema is named {name}");
                reach(schema, reached);
            }
            entries.values().for_each(|value| reach(value, reached));
        }
        Value::Array(items) => items.iter().for_each(|value| reach(value, reached)),
        _ => {}
    }
}

fn reference(value: &Value) -> Option<&str> {
    value.as_str()?.strip_prefix("#/components/schemas/")
}

/// The fields of a schema.
pub fn properties(name: &str) -> impl Iterator<Item = (&'static String, &'static Value)> {
    let schema = &document()["components"]["schemas"][name];
    schema["properties"].as_object().into_iter().flatten()
}

fn array(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
