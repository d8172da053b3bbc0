//! References inside a transformed template, worked out against the stack that was made of it.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::{REGION, Stack};

/// Works out the forms that SAM leaves in an API's body: texts, `Ref`, and `Fn::Sub` with `${Resource}`,
/// `${Function.Arn}` and pseudo parameters.
pub(crate) fn resolve(value: &Value, stack: &Stack) -> Result<String> {
    if let Some(name) = value["Ref"].as_str() {
        return reference(name, stack);
    }
    let Some(pattern) = value["Fn::Sub"].as_str() else {
        return value.as_str().map(str::to_owned).with_context(|| format!("{value} is not understood"));
    };
    let mut parts = pattern.split("${");
    let mut resolved = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('}').with_context(|| format!("{pattern} is not understood"))?;
        resolved.push_str(&reference(name, stack)?);
        resolved.push_str(rest);
    }
    Ok(resolved)
}

fn reference(name: &str, stack: &Stack) -> Result<String> {
    Ok(match name {
        "AWS::Region" => REGION.to_owned(),
        "AWS::Partition" => "aws".to_owned(),
        "AWS::URLSuffix" => "amazonaws.com".to_owned(),
        _ => match name.strip_suffix(".Arn") {
            Some(function) => {
                format!("arn:aws:lambda:{REGION}:000000000000:function:{}", stack.resource(function)?)
            }
            None => stack.resource(name)?.to_owned(),
        },
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::*;

    #[test]
    fn what_sam_leaves_in_a_body_is_worked_out() {
        let resources = [("Inbox", "one-Inbox-1"), ("Pool", "eu-central-1_p"), ("Client", "c1")];
        let stack = Stack {
            name: "one".into(),
            outputs: BTreeMap::new(),
            resources: BTreeMap::from(resources.map(|(logical, physical)| (logical.into(), physical.into()))),
            api_url: String::new(),
            user_pool_id: String::new(),
            user_pool_client_id: String::new(),
        };
        let cases = [
            (json!("plain"), "plain"),
            (json!({"Ref": "Client"}), "c1"),
            (
                json!({"Fn::Sub": "a/${Inbox.Arn}/b"}),
                "a/arn:aws:lambda:eu-central-1:000000000000:function:one-Inbox-1/b",
            ),
            (
                json!({"Fn::Sub": "https://cognito-idp.${AWS::Region}.${AWS::URLSuffix}/${Pool}"}),
                "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_p",
            ),
        ];
        for (value, expected) in cases {
            assert_eq!(resolve(&value, &stack).unwrap(), expected);
        }
        let unknown = resolve(&json!({"Fn::Sub": "${Nobody}"}), &stack).unwrap_err().to_string();
        assert_eq!(unknown, "stack one has no resource Nobody");
    }
}
