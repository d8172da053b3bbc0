//! AWS SDK configuration for the local cloud.

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_s3::config::{Credentials, SharedCredentialsProvider};
use aws_smithy_http_client::Builder;

/// The region that the local cloud plays.
pub const REGION: &str = "eu-central-1";

/// Reaches the MiniStack at `endpoint`. Reads neither environment nor profile, so that no request can leave
/// for a real account.
pub fn sdk_config(endpoint: &str) -> SdkConfig {
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(REGION))
        .endpoint_url(endpoint)
        .http_client(Builder::new().build_http())
        .credentials_provider(SharedCredentialsProvider::new(Credentials::new(
            "test",
            "test",
            None,
            None,
            "local-cloud",
        )))
        .build()
}
