//! Every 3 minutes: one message for each slice of connections. The messages go straight to the queue, without
//! the outbox: what one tick fails to send, the next one does.

use aws_sdk_sqs::{
    Client,
    error::DisplayErrorContext,
    types::{SendMessageBatchRequestEntry, builders::SendMessageBatchRequestEntryBuilder},
};
use domain::{fetch::FetchLimits, messages::FetchMessage};
use futures::future::{join_all, try_join_all};
use jiff::Timestamp;
use serde::Deserialize;
use store::{Store, StoreError, slices::Slice};
use thiserror::Error;

/// Messages in one request to SQS, at most.
const BATCH: usize = 10;

/// What the function works with.
#[derive(Clone, Debug)]
pub struct App {
    /// Where the slices are.
    pub store: Store,
    /// The queues.
    pub sqs: Client,
    /// The queue of slices.
    pub queue: String,
}

/// Why a tick failed; Lambda tries it again, and three minutes later comes another.
#[derive(Debug, Error)]
pub enum TickError {
    /// The slices could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The messages could not be sent.
    #[error("the queue did not take the messages: {0}")]
    Queue(String),
}

/// The schedule's event. Its time is the tick: a repeated event is the same tick.
#[derive(Debug, Deserialize)]
pub struct Tick {
    time: Timestamp,
}

/// Handles the schedule's event.
pub async fn handle(app: &App, tick: Tick) -> Result<(), TickError> {
    announce_slices(app, tick.time, &FetchLimits::default()).await
}

/// Sends a message for each slice; one batch that fails does not keep the others back.
pub async fn announce_slices(app: &App, tick: Timestamp, limits: &FetchLimits) -> Result<(), TickError> {
    let shards = try_join_all((0..limits.shards).map(|shard| app.store.slices(shard))).await?;
    let slices: Vec<Slice> = shards.into_iter().flatten().collect();
    let sent = join_all(slices.chunks(BATCH).map(|batch| send(app, batch, tick))).await;
    sent.into_iter().collect::<Result<(), _>>()?;
    tracing::info!(%tick, slices = slices.len(), "announced the slices");
    Ok(())
}

async fn send(app: &App, slices: &[Slice], tick: Timestamp) -> Result<(), TickError> {
    let entries = slices.iter().enumerate().map(|(index, slice)| {
        entry(slice, tick)
            .and_then(|entry| entry.id(index.to_string()).build().map_err(|error| error.to_string()))
    });
    let entries =
        entries.collect::<Result<Vec<SendMessageBatchRequestEntry>, _>>().map_err(TickError::Queue)?;
    let answer = app.sqs.send_message_batch().queue_url(&app.queue).set_entries(Some(entries)).send().await;
    let answer = answer.map_err(|error| TickError::Queue(DisplayErrorContext(error).to_string()))?;
    match answer.failed().first() {
        None => Ok(()),
        Some(failed) => {
            Err(TickError::Queue(format!("{}: {}", failed.code(), failed.message().unwrap_or_default())))
        }
    }
}

fn entry(slice: &Slice, tick: Timestamp) -> Result<SendMessageBatchRequestEntryBuilder, String> {
    let name = slice.at.to_string();
    let deduplication = format!("{name}-{}", tick.as_second());
    let message = FetchMessage::Slice { slice: name.clone(), tick, workspaces: slice.workspaces.clone() };
    let body = serde_json::to_string(&message).map_err(|error| error.to_string())?;
    Ok(SendMessageBatchRequestEntry::builder()
        .message_group_id(name)
        .message_deduplication_id(deduplication)
        .message_body(body))
}
