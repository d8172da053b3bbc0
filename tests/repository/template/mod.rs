//! template.yaml: in step with the code, safe, and within AWS's limits.

mod alarms;
mod data;
mod functions;
mod permissions;
mod queues;
mod routes;
mod size;

use std::sync::LazyLock;

use local_cloud::Template;
use serde_json::{Map, Value};

pub use routes::routes;

/// The template, its short forms written out.
pub fn template() -> &'static Template {
    static TEMPLATE: LazyLock<Template> = LazyLock::new(|| {
        Template::read(&local_cloud::workspace::template()).expect("template.yaml can be read")
    });
    &TEMPLATE
}

/// Every resource by its logical id.
fn resources() -> &'static Map<String, Value> {
    template().json()["Resources"].as_object().expect("resources")
}

/// The resources of a type with their properties.
fn of_type(kind: &str) -> Vec<(&'static String, &'static Value)> {
    let found: Vec<_> = template().resources(kind).map(|(id, json)| (id, &json["Properties"])).collect();
    assert!(!found.is_empty(), "no {kind} in the template");
    found
}

/// The properties of the functions.
fn functions() -> Vec<(&'static String, &'static Value)> {
    of_type("AWS::Serverless::Function")
}

/// The events of all functions, of a type: function, name, properties.
fn events(kind: &str) -> Vec<(&'static str, &'static str, &'static Value)> {
    let all = functions().into_iter().flat_map(|(function, properties)| {
        let events = properties["Events"].as_object().into_iter().flatten();
        events.map(move |(name, event)| (function.as_str(), name.as_str(), event))
    });
    all.filter(|(_, _, event)| event["Type"] == kind)
        .map(|(function, name, event)| (function, name, &event["Properties"]))
        .collect()
}

/// The logical id that `!Ref X` or `!GetAtt X.Y` names.
fn target(value: &Value) -> Option<&str> {
    value["Ref"].as_str().or_else(|| value["Fn::GetAtt"][0].as_str())
}

/// A list that may be written as its only element.
fn each(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) => items.iter().collect(),
        Value::Null => Vec::new(),
        one => vec![one],
    }
}
