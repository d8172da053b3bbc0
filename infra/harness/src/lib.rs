//! The harness behind the crash matrix and the request counts.
//!
//! A scenario runs real handlers in the test's process over DynamoDB in process ([`Tables`]) and, where it
//! needs them, SQS, S3 and KMS on one emulator ([`sdk_config`]). A [`FaultPlan`] numbers every outside call
//! and disturbs one of them; [`crash_matrix`] runs the scenario once undisturbed and then three times for
//! each call.
//!
//! The fault sits below the SDK's retries, because that is where the classic bug lives: a conditional write
//! whose answer is lost is retried by the SDK and comes back as ConditionalCheckFailed.
//!
//! A complete scenario, done right and wrong, is in tests/suite/scenarios.rs.
#![deny(missing_docs)]

mod call;
mod capacity;
mod counts;
mod difference;
mod error;
mod fault_plan;
mod http_client;
mod matrix;
mod report;
mod scenario;
mod sdk;
mod stream;
mod table_definition;
mod tables;

pub use counts::Counts;
pub use difference::Difference;
pub use error::HarnessError;
pub use fault_plan::{Fault, FaultPlan, Verdict};
pub use http_client::faulty_http_client;
pub use matrix::{Limits, crash_matrix, crash_matrix_within, survey};
pub use report::{Failure, Report};
pub use scenario::{Delivery, EndState, Scenario, without};
pub use sdk::sdk_config;
pub use table_definition::TableDefinition;
pub use tables::Tables;
