//! Where a program meets its surroundings: environment, clock, randomness, logs, AWS.

use std::time::Duration;

use aws_config::timeout::TimeoutConfig;
use domain::clock::{Clock, Ids};
use jiff::Timestamp;
use lambda_runtime::{LambdaEvent, service_fn};
use thiserror::Error;
use tracing_subscriber::EnvFilter;
use uuid::Uuid;

/// A variable that the template should have set.
#[derive(Debug, Error)]
#[error("the environment variable {0} is missing or no number")]
pub struct MissingVariable(&'static str);

/// A variable of the environment; the template's test knows each by this call.
pub fn env(name: &'static str) -> Result<String, MissingVariable> {
    std::env::var(name).ok().filter(|value| !value.is_empty()).ok_or(MissingVariable(name))
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
const OURS: [&str; 10] = [
    "accounts",
    "books",
    "inbox",
    "poll_invoices",
    "fetch_invoices",
    "relay_events",
    "lambda",
    "store",
    "nav",
    "domain",
];

/// Logs as JSON lines on standard output, where Lambda collects them; `RUST_LOG` is the level of our crates.
pub fn log_as_json() {
    let level = std::env::var("RUST_LOG").unwrap_or_else(|_| "info".into());
    let ours = OURS.map(|name| format!("{name}={level}")).join(",");
    tracing_subscriber::fmt().json().with_env_filter(EnvFilter::new(format!("warn,{ours}"))).init();
}

/// How long a request to AWS may take, and all its attempts together: the time of a function is short.
const ATTEMPT: Duration = Duration::from_secs(5);
const ATTEMPTS: Duration = Duration::from_secs(12);

/// Region, credentials and endpoint from the environment.
pub async fn aws() -> aws_config::SdkConfig {
    let timeouts =
        TimeoutConfig::builder().operation_attempt_timeout(ATTEMPT).operation_timeout(ATTEMPTS).build();
    aws_config::from_env().timeout_config(timeouts).load().await
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
