use crate::{HarnessError, Tables};
use aws_lambda_events::event::dynamodb::Event;
use serde_json::{Value, json};

impl Tables {
    /// The inserts of a table's stream as Lambda would hand them over under a filter on INSERT: oldest first,
    /// at most `limit` (Lambda's batch size), those after the sequence number `after`, or all.
    ///
    /// Nothing is consumed. As Lambda's poller does, remember the sequence number of the last record the
    /// handler has dealt with, and ask again from there; an empty event means that the stream is drained.
    pub fn inserts(&self, table: &str, after: Option<&str>, limit: usize) -> Result<Event, HarnessError> {
        let arn = self.stream_arn(table)?;
        let mut iterator = self.shard_iterator(&arn, after)?;
        let mut records = Vec::new();
        while records.len() < limit {
            let request = serde_json::from_value(json!({ "ShardIterator": iterator }))?;
            let page = serde_json::to_value(self.database.get_records(request)?)?;
            let changes = page["Records"].as_array().cloned().unwrap_or_default();
            let Some(next) = page["NextShardIterator"].as_str().filter(|_| !changes.is_empty()) else {
                break;
            };
            iterator = next.to_owned();
            let inserts = changes.into_iter().filter(|change| change["eventName"] == "INSERT");
            records.extend(inserts.map(|insert| with_source(insert, &arn)));
        }
        records.truncate(limit);
        Ok(serde_json::from_value(json!({ "Records": records }))?)
    }

    fn stream_arn(&self, table: &str) -> Result<String, HarnessError> {
        let request = serde_json::from_value(json!({ "TableName": table }))?;
        let streams = serde_json::to_value(self.database.list_streams(request)?)?;
        let arn = streams["Streams"][0]["StreamArn"].as_str().map(str::to_owned);
        arn.ok_or_else(|| HarnessError::NoStream(table.to_owned()))
    }

    fn shard_iterator(&self, arn: &str, after: Option<&str>) -> Result<String, HarnessError> {
        let stream = self.database.describe_stream(serde_json::from_value(json!({ "StreamArn": arn }))?)?;
        let stream = serde_json::to_value(stream)?;
        let mut request = json!({
            "StreamArn": arn,
            "ShardId": stream["StreamDescription"]["Shards"][0]["ShardId"],
            "ShardIteratorType": "TRIM_HORIZON",
        });
        if let Some(after) = after {
            request["ShardIteratorType"] = "AFTER_SEQUENCE_NUMBER".into();
            request["SequenceNumber"] = after.into();
        }
        let answer =
            serde_json::to_value(self.database.get_shard_iterator(serde_json::from_value(request)?)?)?;
        let iterator = answer["ShardIterator"].as_str().map(str::to_owned);
        iterator.ok_or_else(|| HarnessError::Engine(format!("no shard iterator for {arn}")))
    }
}

fn with_source(mut record: Value, arn: &str) -> Value {
    record["eventSourceARN"] = arn.into();
    record
}
