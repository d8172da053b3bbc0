use crate::HarnessError;
use serde_json::{Value, json};
use std::path::Path;

/// What CreateTable takes of a table in CloudFormation. Time to live is left out: AWS may delete an expired
/// item days later, so code under test has to cope with finding one.
const COPIED: [&str; 4] =
    ["AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "LocalSecondaryIndexes"];

/// A table of the template, as a CreateTable request. Its name is its logical id.
#[derive(Debug, Clone, PartialEq)]
pub struct TableDefinition {
    /// The logical id in the template.
    pub name: String,
    pub(crate) request: Value,
}

impl TableDefinition {
    /// Every AWS::DynamoDB::Table of a SAM or CloudFormation template in YAML, in the template's order.
    pub fn of_template(template: &Path) -> Result<Vec<Self>, HarnessError> {
        let text = std::fs::read_to_string(template)
            .map_err(|source| HarnessError::TemplateUnreadable { path: template.to_owned(), source })?;
        let document: serde_yaml_ng::Value = serde_yaml_ng::from_str(&text)?;
        let mut tables = Vec::new();
        for (name, resource) in document["Resources"].as_mapping().into_iter().flatten() {
            if resource["Type"].as_str() == Some("AWS::DynamoDB::Table")
                && let Some(name) = name.as_str()
            {
                tables.push(Self::of_resource(name, &resource["Properties"])?);
            }
        }
        if tables.is_empty() {
            return Err(HarnessError::NoTables(template.to_owned()));
        }
        Ok(tables)
    }

    fn of_resource(name: &str, properties: &serde_yaml_ng::Value) -> Result<Self, HarnessError> {
        let mut request = json!({ "TableName": name, "BillingMode": "PAY_PER_REQUEST" });
        for property in COPIED {
            if let Some(value) = properties.get(property) {
                request[property] = serde_yaml_ng::from_value(value.clone())?;
            }
        }
        if let Some(view) =
            properties.get("StreamSpecification").and_then(|stream| stream.get("StreamViewType"))
        {
            let view: String = serde_yaml_ng::from_value(view.clone())?;
            request["StreamSpecification"] = json!({ "StreamEnabled": true, "StreamViewType": view });
        }
        Ok(Self { name: name.to_owned(), request })
    }
}
