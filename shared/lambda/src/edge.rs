//! Where a program meets its surroundings: environment, clock, randomness, logs, AWS.

use std::time::Duration;

use aws_config::{
    BehaviorVersion, Region, SdkConfig, environment::EnvironmentVariableCredentialsProvider,
    timeout::TimeoutConfig,
};
use aws_credential_types::provider::SharedCredentialsProvider;
use domain::clock::{Clock, Ids};
use jiff::Timestamp;
use lambda_runtime::{LambdaEvent, service_fn};
use thiserror::Error;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::{filter::Targets, layer::SubscriberExt, util::SubscriberInitExt};
use uuid::Uuid;

/// A variable that the template should have set.
#[derive(Debug, Error)]
#[error("the environment variable {0} is missing or no number")]
pub struct MissingVariable(&'static str);

/// A variable of the environment; the template's test knows each by this call.
pub fn env(name: &'static str) -> Result<String, MissingVariable> {
    optional_env(name).ok_or(MissingVariable(name))
}

/// The same where it may be empty.
pub fn optional_env(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// A variable of the environment that is a whole number.
pub fn number(name: &'static str) -> Result<u32, MissingVariable> {
    env(name)?.parse().map_err(|_| MissingVariable(name))
}

/// The system's clock.
#[expect(clippy::disallowed_methods, reason = "this is the edge where time enters")]
pub fn clock() -> Clock {
    Clock::new(Timestamp::now)
}

/// Identifiers from the system's source of randomness.
#[expect(clippy::disallowed_methods, reason = "this is the edge where randomness enters")]
pub fn ids() -> Ids {
    Ids::new(Uuid::new_v4)
}

/// Our own crates. The level of the logs is theirs alone: those of others may print whole events, with what
/// people entered.
const OURS: [&str; 23] = [
    "accounts",
    "licences",
    "open_accounts",
    "send_mail",
    "watch_licences",
    "delete_workspace",
    "books",
    "inbox",
    "workbooks",
    "poll_invoices",
    "fetch_invoices",
    "import_workbook",
    "export_workbook",
    "relay_events",
    "hooks",
    "record_pushes",
    "query_szamlazz",
    "workbook",
    "lambda",
    "store",
    "nav",
    "szamlazz",
    "domain",
];

/// Logs as JSON lines on standard output, where Lambda collects them; `RUST_LOG` is the level of our crates.
pub fn log_as_json() {
    let level = optional_env("RUST_LOG").and_then(|level| level.parse().ok()).unwrap_or(LevelFilter::INFO);
    let levels = Targets::new().with_default(LevelFilter::WARN).with_targets(OURS.map(|name| (name, level)));
    tracing_subscriber::registry().with(tracing_subscriber::fmt::layer().json()).with(levels).init();
}

/// How long a request to AWS and all its attempts together may take: the time of a function is short.
const ATTEMPT: Duration = Duration::from_secs(5);
const ATTEMPTS: Duration = Duration::from_secs(12);

/// Region, credentials and endpoint from the environment, where Lambda puts them. The SDK's own search would
/// link clients of STS and of the metadata services, and look for files that are not there.
pub fn aws(http: &reqwest::Client) -> SdkConfig {
    aws_within(http, ATTEMPT, ATTEMPTS)
}

/// The same for functions that move whole files.
pub fn aws_for_files(http: &reqwest::Client) -> SdkConfig {
    aws_within(http, 6 * ATTEMPT, 6 * ATTEMPTS)
}

fn aws_within(http: &reqwest::Client, attempt: Duration, attempts: Duration) -> SdkConfig {
    let timeouts = TimeoutConfig::builder().operation_attempt_timeout(attempt).operation_timeout(attempts);
    let mut config = SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(optional_env("AWS_REGION").map(Region::new))
        .credentials_provider(SharedCredentialsProvider::new(EnvironmentVariableCredentialsProvider::new()))
        .timeout_config(timeouts.build())
        .http_client(transport::aws_http_client(http.clone()));
    config.set_endpoint_url(optional_env("AWS_ENDPOINT_URL"));
    config.build()
}

/// Hands every event to the handler until Lambda ends the process. A handler's error is reported as Lambda
/// wants it, and the event is tried again by whoever sent it.
pub async fn run<Event, Answer, Failure, Pending>(
    handler: impl Fn(Event) -> Pending,
) -> Result<(), lambda_runtime::Error>
where
    Event: for<'de> serde::Deserialize<'de>,
    Answer: serde::Serialize,
    Failure: std::error::Error + Send + Sync + 'static,
    Pending: Future<Output = Result<Answer, Failure>>,
{
    let handler = &handler;
    let service = service_fn(|event: LambdaEvent<Event>| async move {
        handler(event.payload).await.map_err(lambda_runtime::Error::from)
    });
    lambda_runtime::run(service).await
}
