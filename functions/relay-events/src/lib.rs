//! Sends what the outbox holds. The table's stream brings each event as it is written; a sweep on a schedule
//! sends what an outage of the stream left.
//!
//! An event is forgotten only after it was sent, so it may be sent twice; its id is the deduplication id, and
//! every consumer is idempotent beyond that.

use aws_lambda_events::{
    dynamodb::{Event, EventRecord},
    streams::{DynamoDbBatchItemFailure, DynamoDbEventResponse},
};
use aws_sdk_sqs::{Client, error::DisplayErrorContext};
use serde::{Deserialize, Deserializer, de::Error as _};
use serde_json::Value;
use store::{
    StoreError, keys,
    outbox::{Outbox, OutboxEvent, Queue},
};
use thiserror::Error;

/// Events that a sweep takes from one partition of the outbox.
const SWEPT_AT_ONCE: i32 = 100;

/// What the function works with.
#[derive(Clone, Debug)]
pub struct App {
    /// Where the events are.
    pub outbox: Outbox,
    /// The queues.
    pub sqs: Client,
    /// The queues' addresses.
    pub queues: Queues,
}

/// The addresses of the queues.
#[derive(Clone, Debug)]
pub struct Queues {
    /// Of the queue of steps.
    pub steps: String,
    /// Of the queue of exports.
    pub exports: String,
    /// Of the queue of imports.
    pub imports: String,
    /// Of the queue of mails.
    pub mails: String,
    /// Of the queue of deletions.
    pub deletions: String,
    /// Of the queue of addresses.
    pub addresses: String,
}

impl Queues {
    fn address(&self, queue: Queue) -> &str {
        match queue {
            Queue::Steps => &self.steps,
            Queue::Exports => &self.exports,
            Queue::Imports => &self.imports,
            Queue::Mails => &self.mails,
            Queue::Deletions => &self.deletions,
            Queue::Addresses => &self.addresses,
        }
    }
}

/// What starts the function.
#[derive(Debug)]
pub enum Trigger {
    /// Records of the outbox table's stream.
    Stream(Event),
    /// The schedule of the sweep.
    Sweep(Value),
}

impl<'de> Deserialize<'de> for Trigger {
    /// By hand: an untagged enumeration would take a stream's records for a sweep, because the fractions of
    /// their times do not survive it (serde_json's `arbitrary_precision`).
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let event = Value::deserialize(deserializer)?;
        match event.get("Records") {
            Some(_) => serde_json::from_value(event).map(Self::Stream).map_err(D::Error::custom),
            None => Ok(Self::Sweep(event)),
        }
    }
}

/// Why an event stayed in the outbox: it is tried again.
#[derive(Debug, Error)]
pub enum RelayError {
    /// The outbox could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The queue did not take the message.
    #[error("the queue did not take the message: {0}")]
    Queue(String),
    /// The record is not an event of the outbox.
    #[error("not an event of the outbox: {0}")]
    Unreadable(String),
}

/// Handles either trigger, and names the records to deliver again; none after a sweep.
pub async fn handle(app: &App, trigger: Trigger) -> Result<DynamoDbEventResponse, RelayError> {
    match trigger {
        Trigger::Stream(event) => Ok(relay(app, event.records).await),
        Trigger::Sweep(_) => sweep(app).await.map(|()| DynamoDbEventResponse::default()),
    }
}

/// Sends the records in order. The first that fails is delivered again, with all that follow it.
async fn relay(app: &App, records: Vec<EventRecord>) -> DynamoDbEventResponse {
    let mut response = DynamoDbEventResponse::default();
    for record in records.into_iter().filter(|record| record.event_name == "INSERT") {
        let number = record.change.sequence_number.clone();
        let sent = match serde_dynamo::from_item(record.change.new_image) {
            Ok(event) => send(app, &event).await,
            Err(error) => Err(RelayError::Unreadable(error.to_string())),
        };
        if let Err(error) = sent {
            tracing::error!(%error, "an event stays in the outbox");
            response.batch_item_failures.extend(number.map(again));
            return response;
        }
    }
    response
}

/// Names a record to be delivered again.
fn again(sequence_number: String) -> DynamoDbBatchItemFailure {
    let mut failure = DynamoDbBatchItemFailure::default();
    failure.item_identifier = Some(sequence_number);
    failure
}

/// Sends what is still there. One event that fails does not keep the others back.
async fn sweep(app: &App) -> Result<(), RelayError> {
    let mut outcome = Ok(());
    for partition in 0..keys::OUTBOX_PARTITIONS {
        for event in app.outbox.unsent(partition, SWEPT_AT_ONCE).await? {
            tracing::warn!(event = event.id, "the sweep found an unsent event");
            outcome = send(app, &event).await.and(outcome);
        }
    }
    outcome
}

async fn send(app: &App, event: &OutboxEvent) -> Result<(), RelayError> {
    let queue = app.queues.address(event.queue);
    let mut message = app.sqs.send_message().queue_url(queue).message_body(&event.body);
    message = message.set_delay_seconds(event.delay);
    // Only queues that keep an order take these.
    if queue.ends_with(".fifo") {
        message = message.message_group_id(&event.group).message_deduplication_id(&event.id);
    }
    message.send().await.map_err(|error| RelayError::Queue(DisplayErrorContext(error).to_string()))?;
    Ok(app.outbox.forget(&event.id).await?)
}
