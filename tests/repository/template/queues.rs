//! Queues: what fails is kept, and is not handed out again while it is worked on.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{events, of_type, resources, target};

/// The queues that hold what others gave up.
fn dead_letter_queues() -> BTreeSet<&'static str> {
    let redriven = of_type("AWS::SQS::Queue")
        .into_iter()
        .filter_map(|(_, queue)| target(&queue["RedrivePolicy"]["deadLetterTargetArn"]));
    let streams = events("DynamoDB")
        .into_iter()
        .filter_map(|(_, _, event)| target(&event["DestinationConfig"]["OnFailure"]["Destination"]));
    redriven.chain(streams).collect()
}

#[test]
fn every_queue_has_a_dead_letter_queue() {
    for (id, queue) in of_type("AWS::SQS::Queue") {
        if dead_letter_queues().contains(id.as_str()) {
            assert_eq!(queue["MessageRetentionPeriod"], 1_209_600, "{id} keeps what failed for 14 days");
            continue;
        }
        let dead = target(&queue["RedrivePolicy"]["deadLetterTargetArn"]);
        let dead = dead.unwrap_or_else(|| panic!("{id} has no dead-letter queue"));
        assert_eq!(
            resources()[dead]["Properties"]["FifoQueue"],
            queue["FifoQueue"],
            "{id}: {dead} is of its kind"
        );
        let receives = queue["RedrivePolicy"]["maxReceiveCount"].as_u64().unwrap_or_default();
        assert!((3..=10).contains(&receives), "{id}: {receives} receives");
    }
}

#[test]
fn every_queue_is_encrypted_and_fast() {
    for (id, queue) in of_type("AWS::SQS::Queue") {
        assert_eq!(queue["SqsManagedSseEnabled"], true, "{id} is not encrypted");
        if queue["FifoQueue"] == true && !dead_letter_queues().contains(id.as_str()) {
            assert_eq!(queue["FifoThroughputLimit"], "perMessageGroupId", "{id}");
            assert_eq!(queue["DeduplicationScope"], "messageGroup", "{id}");
        }
    }
}

#[test]
fn a_message_stays_hidden_for_six_timeouts_of_its_function() {
    let mut consumed = BTreeSet::new();
    for (function, name, event) in events("SQS") {
        let queue = target(&event["Queue"]).unwrap_or_else(|| panic!("{function}.{name} names no queue"));
        let hidden = resources()[queue]["Properties"]["VisibilityTimeout"].as_u64().unwrap_or(30);
        let timeout = resources()[function]["Properties"]["Timeout"].as_u64().expect("a timeout");
        assert!(
            hidden >= 6 * timeout,
            "{queue}: {hidden} s are less than six times {timeout} s of {function}"
        );
        consumed.insert(queue);
    }
    let idle: Vec<_> = of_type("AWS::SQS::Queue")
        .into_iter()
        .filter(|(id, _)| !consumed.contains(id.as_str()) && !dead_letter_queues().contains(id.as_str()))
        .collect();
    assert!(idle.is_empty(), "no function consumes {idle:?}");
}

#[test]
fn every_batch_reports_its_failed_items() {
    for kind in ["SQS", "DynamoDB"] {
        for (function, name, event) in events(kind) {
            let types = &event["FunctionResponseTypes"];
            assert_eq!(types, &serde_json::json!(["ReportBatchItemFailures"]), "{function}.{name}");
        }
    }
}

#[test]
fn concurrency_is_bounded_and_streams_do_not_block() {
    for (function, name, event) in events("SQS") {
        assert!(event["ScalingConfig"]["MaximumConcurrency"] != Value::Null, "{function}.{name}");
    }
    for (function, name, event) in events("DynamoDB") {
        assert_eq!(event["BisectBatchOnFunctionError"], true, "{function}.{name}");
        for bound in ["MaximumRetryAttempts", "MaximumRecordAgeInSeconds"] {
            assert!(event[bound].as_u64().is_some(), "{function}.{name}: {bound} is not bounded");
        }
        let destination = target(&event["DestinationConfig"]["OnFailure"]["Destination"]);
        assert!(destination.is_some(), "{function}.{name} forgets what it gives up");
    }
}
