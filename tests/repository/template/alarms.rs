//! Alarms: somebody is told.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{events, functions, of_type, target};

/// The alarms on a metric of a resource.
fn alarms(metric: &str, resource: &str) -> Vec<&'static Value> {
    let alarms = of_type("AWS::CloudWatch::Alarm").into_iter().map(|(_, alarm)| alarm);
    let on_resource = |alarm: &&Value| {
        let mut dimensions = alarm["Dimensions"].as_array().into_iter().flatten();
        dimensions.any(|dimension| target(&dimension["Value"]) == Some(resource))
    };
    alarms.filter(|alarm| alarm["MetricName"] == metric).filter(on_resource).collect()
}

#[test]
fn every_alarm_reaches_the_topic() {
    for (id, alarm) in of_type("AWS::CloudWatch::Alarm") {
        for actions in ["AlarmActions", "OKActions"] {
            assert_eq!(alarm[actions], json!([{ "Ref": "AlarmTopic" }]), "{id}.{actions}");
        }
        assert!(alarm["AlarmDescription"].is_string(), "{id} does not say what is wrong");
    }
}

#[test]
fn every_queue_has_alarms() {
    let consumed: BTreeSet<_> =
        events("SQS").into_iter().filter_map(|(_, _, event)| target(&event["Queue"])).collect();
    for (id, _) in of_type("AWS::SQS::Queue") {
        let depth = alarms("ApproximateNumberOfMessagesVisible", id);
        assert_eq!(depth.len(), 1, "{id}: depth");
        if consumed.contains(id.as_str()) {
            assert_eq!(
                alarms("ApproximateAgeOfOldestMessage", id).len(),
                1,
                "{id}: age of the oldest message"
            );
        } else {
            assert_eq!(depth[0]["Threshold"], 0, "{id}: the first failed message counts");
        }
    }
}

#[test]
fn every_function_has_alarms() {
    for (id, _) in functions() {
        for metric in ["Errors", "Throttles"] {
            assert_eq!(alarms(metric, id).len(), 1, "{id}: {metric}");
        }
    }
    for (function, ..) in events("DynamoDB") {
        assert_eq!(alarms("IteratorAge", function).len(), 1, "{function}: the stream is read late");
    }
}

#[test]
fn ten_minutes_without_a_tick_are_an_alarm() {
    let schedules = events("Schedule");
    let tick = schedules.iter().find(|(function, ..)| *function == "PollInvoices").expect("a tick");
    assert_eq!(tick.2["Schedule"], "rate(3 minutes)");
    let [alarm] = alarms("Invocations", "PollInvoices")[..] else { panic!("one alarm on missing ticks") };
    let expected = json!({
        "Statistic": "Sum",
        "ComparisonOperator": "LessThanThreshold",
        "Threshold": 1,
        "TreatMissingData": "breaching",
    });
    for (key, value) in expected.as_object().unwrap() {
        assert_eq!(&alarm[key], value, "{key}");
    }
    let minutes = alarm["Period"].as_u64().unwrap() * alarm["EvaluationPeriods"].as_u64().unwrap() / 60;
    assert_eq!(minutes, 10);
}

#[test]
fn the_api_has_alarms() {
    assert_eq!(alarms("5xx", "Api").len(), 1);
    let filters = of_type("AWS::Logs::MetricFilter");
    let counted = filters.iter().map(|(_, filter)| &filter["MetricTransformations"][0]["MetricName"]);
    for metric in counted {
        let alarms = of_type("AWS::CloudWatch::Alarm");
        assert!(alarms.iter().any(|(_, alarm)| &alarm["MetricName"] == metric), "{metric} alarms nobody");
    }
}
