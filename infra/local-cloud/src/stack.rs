//! A deployed stack: what it is made of, and what it tells.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use aws_sdk_cloudformation::Client;

/// A stack on the local cloud.
#[derive(Debug, Clone)]
pub struct Stack {
    /// Its name.
    pub name: String,
    /// The template's outputs, as the emulator gives them.
    pub outputs: BTreeMap<String, String>,
    /// Physical ids by logical ids, of what SAM added too.
    pub resources: BTreeMap<String, String>,
    /// Where the HTTP API answers. Unlike the output ApiUrl, an address that every client can resolve.
    pub api_url: String,
    /// Output UserPoolId.
    pub user_pool_id: String,
    /// Output UserPoolClientId.
    pub user_pool_client_id: String,
}

impl Stack {
    /// Reads a stack that is there.
    pub(crate) async fn read(cloudformation: &Client, name: &str, endpoint: &str) -> Result<Self> {
        let outputs = outputs(cloudformation, name).await?;
        let resources = resources(cloudformation, name).await?;
        let output =
            |key: &str| outputs.get(key).cloned().with_context(|| format!("the stack has no output {key}"));
        let api = output("ApiUrl")?;
        let api_id = api.split("://").last().and_then(|host| host.split('.').next()).unwrap_or_default();
        Ok(Self {
            name: name.to_owned(),
            api_url: format!("{endpoint}/_aws/execute-api/{api_id}"),
            user_pool_id: output("UserPoolId")?,
            user_pool_client_id: output("UserPoolClientId")?,
            outputs,
            resources,
        })
    }

    /// The physical id of a resource, for a function its name.
    pub fn resource(&self, logical_id: &str) -> Result<&str> {
        let found = self.resources.get(logical_id).map(String::as_str);
        found.with_context(|| format!("stack {} has no resource {logical_id}", self.name))
    }

    /// An output of the template.
    pub fn output(&self, key: &str) -> Result<&str> {
        let found = self.outputs.get(key).map(String::as_str);
        found.with_context(|| format!("stack {} has no output {key}", self.name))
    }
}

async fn outputs(cloudformation: &Client, name: &str) -> Result<BTreeMap<String, String>> {
    let answer = cloudformation.describe_stacks().stack_name(name).send().await?;
    let outputs = answer.stacks().iter().flat_map(|stack| stack.outputs());
    Ok(outputs
        .filter_map(|output| Some((output.output_key.clone()?, output.output_value.clone()?)))
        .collect())
}

async fn resources(cloudformation: &Client, name: &str) -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    let mut pages = cloudformation.list_stack_resources().stack_name(name).into_paginator().send();
    while let Some(page) = pages.next().await {
        for resource in page?.stack_resource_summaries() {
            let ids = (resource.logical_resource_id(), resource.physical_resource_id());
            if let (Some(logical), Some(physical)) = ids {
                found.insert(logical.to_owned(), physical.to_owned());
            }
        }
    }
    Ok(found)
}
