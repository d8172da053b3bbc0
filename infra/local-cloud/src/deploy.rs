//! Makes or updates a stack from template.yaml.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use aws_sdk_cloudformation::Client;
use aws_sdk_cloudformation::error::{DisplayErrorContext, ProvideErrorMetadata};
use aws_sdk_cloudformation::types::{Capability, Parameter, StackStatus};

use crate::{Ministack, Progress, REGION, Stack, Template, http_api, package, verify_sender, workspace};

const DEADLINE: Duration = Duration::from_secs(180);

/// What to deploy.
#[derive(Debug, Clone)]
pub struct DeployOptions {
    /// Name of the stack; deploying to a name again updates it.
    pub stack_name: String,
    /// The SAM template.
    pub template: PathBuf,
    /// Values of the template's parameters. `Architecture` is this machine's and `DeletionProtection` is off
    /// unless given.
    pub parameters: BTreeMap<String, String>,
    /// The folder that holds the functions' binaries (see [`crate::compile::functions`]).
    pub binaries: PathBuf,
}

impl DeployOptions {
    /// template.yaml with its defaults.
    pub fn new(stack_name: impl Into<String>, binaries: PathBuf) -> Self {
        let stack_name = stack_name.into();
        Self { stack_name, template: workspace::template(), parameters: BTreeMap::new(), binaries }
    }

    /// Sets a parameter of the template.
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.insert(name.into(), value.into());
        self
    }
}

/// Packages the functions, makes or updates the stack and waits for it, then adds the API's routes. The error
/// of a failed stack names the resource and the reason.
pub async fn deploy(ministack: &Ministack, options: &DeployOptions, progress: Progress<'_>) -> Result<Stack> {
    let template = Template::read(&options.template)?;
    let parameters = parameters(&template, &options.parameters);
    let sender = template.default_of("MailFrom");
    let url = package::upload(ministack, template, &options.binaries, progress).await?;

    let name = options.stack_name.as_str();
    let config = ministack.sdk_config();
    let cloudformation = Client::new(&config);
    progress(&format!("Deploying stack {name}"));
    if exists(&cloudformation, name).await {
        update(&cloudformation, name, &url, parameters).await?;
    } else {
        let create = cloudformation.create_stack().stack_name(name).template_url(url);
        let create =
            create.capabilities(Capability::CapabilityIam).capabilities(Capability::CapabilityAutoExpand);
        create.set_parameters(Some(parameters)).send().await.map_err(refused)?;
    }
    wait(&cloudformation, name, progress).await?;

    let stack = Stack::read(&cloudformation, name, &ministack.endpoint()).await?;
    if let Some(sender) = sender {
        verify_sender(&config, &sender).await?;
    }
    progress("Adding the API's routes");
    http_api::import(&config, &stack).await.context("the API's routes could not be added")?;
    Ok(stack)
}

fn parameters(template: &Template, given: &BTreeMap<String, String>) -> Vec<Parameter> {
    let architecture = if cfg!(target_arch = "aarch64") { "arm64" } else { "x86_64" };
    let identity = format!("arn:aws:ses:{REGION}:000000000000:identity/example.com");
    let defaults =
        [("Architecture", architecture), ("DeletionProtection", "false"), ("SesIdentityArn", &identity)];
    let mut values = BTreeMap::from(defaults.map(|(key, value)| (key.to_owned(), value.to_owned())));
    values.retain(|key, _| template.has_parameter(key));
    values.extend(given.clone());
    let parameter = |(key, value)| Parameter::builder().parameter_key(key).parameter_value(value).build();
    values.into_iter().map(parameter).collect()
}

async fn exists(cloudformation: &Client, name: &str) -> bool {
    cloudformation.describe_stacks().stack_name(name).send().await.is_ok()
}

async fn update(cloudformation: &Client, name: &str, url: &str, parameters: Vec<Parameter>) -> Result<()> {
    let update = cloudformation.update_stack().stack_name(name).template_url(url);
    let update =
        update.capabilities(Capability::CapabilityIam).capabilities(Capability::CapabilityAutoExpand);
    match update.set_parameters(Some(parameters)).send().await {
        Ok(_) => Ok(()),
        Err(error) if error.message().is_some_and(|said| said.contains("No updates")) => Ok(()),
        Err(error) => Err(refused(error)),
    }
}

fn refused<E>(error: E) -> anyhow::Error
where
    E: std::error::Error + ProvideErrorMetadata,
{
    let said = error.message().map_or_else(|| DisplayErrorContext(&error).to_string(), str::to_owned);
    anyhow::anyhow!("the template was refused: {said}")
}

async fn wait(cloudformation: &Client, name: &str, progress: Progress<'_>) -> Result<()> {
    let started = Instant::now();
    let mut last = None;
    while started.elapsed() < DEADLINE {
        let answer = cloudformation.describe_stacks().stack_name(name).send().await?;
        let stack = answer.stacks().first().context("the stack is gone")?;
        let status = stack.stack_status().cloned().unwrap_or(StackStatus::CreateInProgress);
        match status.as_str() {
            "CREATE_COMPLETE" | "UPDATE_COMPLETE" => return Ok(()),
            running if running.ends_with("IN_PROGRESS") => {}
            ended => bail!("stack {name} ended as {ended}: {}", failure(cloudformation, name).await),
        }
        if last.replace(status.clone()).is_none_or(|before| before != status) {
            progress(&format!("Stack {name}: {}", status.as_str()));
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    bail!("stack {name} was not ready in {DEADLINE:?}")
}

/// The first resource that failed; what failed after it was only cancelled.
async fn failure(cloudformation: &Client, name: &str) -> String {
    let Ok(answer) = cloudformation.describe_stack_events().stack_name(name).send().await else {
        return "no reason given".to_owned();
    };
    let failed = answer
        .stack_events()
        .iter()
        .rev()
        .find(|event| event.resource_status().is_some_and(|status| status.as_str().ends_with("FAILED")));
    failed.map_or_else(
        || "no reason given".to_owned(),
        |event| {
            let reason = event.resource_status_reason().unwrap_or("no reason given");
            format!("{}: {reason}", event.logical_resource_id().unwrap_or("the stack"))
        },
    )
}
