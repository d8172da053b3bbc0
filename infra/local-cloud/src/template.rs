//! Reads template.yaml, short forms included, into the JSON that CloudFormation takes as well.
//!
//! JSON, because a YAML writer and MiniStack's YAML reader disagree about what `2012-10-17` is.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};
use serde_yaml_ng::Value as Yaml;

/// A SAM template with its short forms (`!Ref`, `!Sub`, ...) written out.
#[derive(Debug, Clone)]
pub struct Template(Value);

/// A function of the template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Function {
    /// Its key under `Resources`.
    pub logical_id: String,
    /// The binary that it runs, from `Metadata.BuildProperties.Binary`.
    pub binary: String,
}

impl Template {
    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self> {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        Self::parse(&text).with_context(|| format!("{} is not a template", path.display()))
    }

    /// Reads YAML.
    pub fn parse(text: &str) -> Result<Self> {
        to_json(serde_yaml_ng::from_str(text)?).map(Self)
    }

    /// The whole template.
    pub fn json(&self) -> &Value {
        &self.0
    }

    /// The resources of one type, with their logical ids.
    pub fn resources(&self, kind: &str) -> impl Iterator<Item = (&String, &Value)> {
        let resources = self.0["Resources"].as_object().into_iter().flatten();
        resources.filter(move |(_, resource)| resource["Type"] == kind)
    }

    /// The functions, in the order of their logical ids.
    pub fn functions(&self) -> Result<Vec<Function>> {
        let functions = self.resources("AWS::Serverless::Function");
        let read = functions.map(|(logical_id, function)| {
            let binary = function["Metadata"]["BuildProperties"]["Binary"].as_str();
            let binary = binary.with_context(|| format!("{logical_id} names no Binary in its Metadata"))?;
            Ok(Function { logical_id: logical_id.clone(), binary: binary.to_owned() })
        });
        read.collect()
    }

    /// The environment of a function, what all functions have included. A value that is known only after the
    /// deployment is none; a parameter is its default.
    pub fn environment(&self, function: &Function) -> BTreeMap<&str, Option<&str>> {
        let own = &self.0["Resources"][&function.logical_id]["Properties"];
        let sections = [&self.0["Globals"]["Function"], own];
        let variables = sections.map(|section| section["Environment"]["Variables"].as_object());
        let variables = variables.into_iter().flatten().flatten();
        variables.map(|(name, value)| (name.as_str(), self.value(value))).collect()
    }

    fn value<'a>(&'a self, value: &'a Value) -> Option<&'a str> {
        let parameter = || self.0["Parameters"][value["Ref"].as_str()?]["Default"].as_str();
        value.as_str().or_else(parameter)
    }

    /// Whether it takes a parameter of that name.
    pub fn has_parameter(&self, name: &str) -> bool {
        self.0["Parameters"].get(name).is_some()
    }

    /// What a parameter is where nobody gives it.
    pub fn default_of(&self, name: &str) -> Option<String> {
        self.0["Parameters"].get(name)?["Default"].as_str().map(str::to_owned)
    }

    /// Points a function to its package.
    pub(crate) fn set_code(&mut self, logical_id: &str, bucket: &str, key: &str) {
        let properties = &mut self.0["Resources"][logical_id]["Properties"];
        properties["CodeUri"] = json!({ "Bucket": bucket, "Key": key });
    }
}

fn to_json(yaml: Yaml) -> Result<Value> {
    Ok(match yaml {
        Yaml::Null => Value::Null,
        Yaml::Bool(value) => value.into(),
        Yaml::Number(number) => serde_json::to_value(number)?,
        Yaml::String(text) => text.into(),
        Yaml::Sequence(items) => items.into_iter().map(to_json).collect::<Result<Vec<_>>>()?.into(),
        Yaml::Mapping(entries) => {
            let mut object = Map::new();
            for (key, value) in entries {
                let Yaml::String(key) = key else { bail!("{key:?} is not a text, as a key must be") };
                object.insert(key, to_json(value)?);
            }
            object.into()
        }
        Yaml::Tagged(tagged) => long_form(&tagged.tag.to_string(), to_json(tagged.value)?),
    })
}

fn long_form(tag: &str, value: Value) -> Value {
    let name = tag.trim_start_matches('!');
    match (name, value.as_str().and_then(|text| text.split_once('.'))) {
        ("Ref" | "Condition", _) => json!({ name: value }),
        ("GetAtt", Some((resource, attribute))) => json!({ "Fn::GetAtt": [resource, attribute] }),
        _ => json!({ format!("Fn::{name}"): value }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_written_out() {
        let template = Template::parse(
            "A: !Ref B\nC: !GetAtt D.Arn\nE: !Sub '${F}-g'\nH: !If [I, !Ref J, {Version: 2012-10-17}]\n",
        );
        let expected = json!({
            "A": {"Ref": "B"},
            "C": {"Fn::GetAtt": ["D", "Arn"]},
            "E": {"Fn::Sub": "${F}-g"},
            "H": {"Fn::If": ["I", {"Ref": "J"}, {"Version": "2012-10-17"}]},
        });
        assert_eq!(template.unwrap().json(), &expected);
    }

    #[test]
    fn every_function_of_the_template_names_its_binary() {
        let functions = Template::read(&crate::workspace::template()).unwrap().functions().unwrap();
        let poll = Function { logical_id: "PollInvoices".into(), binary: "poll-invoices".into() };
        assert!(functions.contains(&poll), "{functions:?}");
    }
    #[test]
    fn the_environment_is_the_global_one_and_a_functions_own() {
        let template = Template::parse(
            "Parameters: {Level: {Default: info}}\n\
             Globals: {Function: {Environment: {Variables: {LOG: !Ref Level}}}}\n\
             Resources: {F: {Properties: {Environment: {Variables: {TABLE: !Ref T, NAME: f}}}}}\n",
        );
        let function = Function { logical_id: "F".into(), binary: "f".into() };
        let expected = BTreeMap::from([("LOG", Some("info")), ("NAME", Some("f")), ("TABLE", None)]);
        assert_eq!(template.unwrap().environment(&function), expected);
    }
}
