use crate::{FaultPlan, faulty_http_client};
use aws_config::retry::RetryConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_dynamodb::config::{Credentials, SharedCredentialsProvider};
use aws_smithy_http_client::Builder;
use std::time::Duration;

/// A configuration for any SDK client whose every attempt to `endpoint` (plain HTTP, an emulator's) passes
/// `plan`.
///
/// It is the SDK's own standard retry with the usual three attempts; only the pause between them is cut to a
/// millisecond, or a matrix would spend its time asleep. Nothing is read from the environment.
pub fn sdk_config(endpoint: &str, plan: &FaultPlan) -> SdkConfig {
    let pause = Duration::from_millis(1);
    let credentials = Credentials::new("test", "test", None, None, "harness");
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::from_static("us-east-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .endpoint_url(endpoint)
        .retry_config(RetryConfig::standard().with_initial_backoff(pause).with_max_backoff(pause))
        .http_client(faulty_http_client(plan.clone(), Builder::new().build_http()))
        .build()
}
