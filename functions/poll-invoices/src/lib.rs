//! Every 3 minutes: one message for each slice of connections, and one for each workspace for which
//! Számlázz.hu is to be asked something. The messages go straight to the queues, without the outbox: what one
//! tick fails to send, the next one does.

use aws_sdk_sqs::{
    Client,
    error::DisplayErrorContext,
    types::{SendMessageBatchRequestEntry, builders::SendMessageBatchRequestEntryBuilder},
};
use domain::{
    fetch::FetchLimits,
    messages::{AgentMessage, FetchMessage},
};
use futures::future::{join_all, try_join_all};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
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
    /// The queue of work with Számlázz.hu's Agent.
    pub agent_queue: String,
}

/// Why a tick failed; Lambda tries it again, and three minutes later comes another.
#[derive(Debug, Error)]
pub enum TickError {
    /// The slices, or the work, could not be read.
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
    // Behind pointers: laid out within `main`, they are too deep for the compiler.
    let slices = Box::pin(announce_slices(app, tick.time, &FetchLimits::default())).await;
    Box::pin(announce_agent_work(app, tick.time)).await.and(slices)
}

/// Sends a message for each slice; one batch that fails does not keep the others back.
pub async fn announce_slices(app: &App, tick: Timestamp, limits: &FetchLimits) -> Result<(), TickError> {
    let shards = try_join_all((0..limits.shards).map(|shard| app.store.slices(shard))).await?;
    let slices: Vec<Slice> = shards.into_iter().flatten().collect();
    let messages = slices.iter().map(|slice| {
        let group = slice.at.to_string();
        let workspaces = slice.workspaces.clone();
        (group.clone(), FetchMessage::Slice { slice: group, tick, workspaces })
    });
    send_all(app, &app.queue, messages.collect(), tick).await?;
    tracing::info!(%tick, slices = slices.len(), "announced the slices");
    Ok(())
}

/// Workspaces that are looked at in one request.
const WORKSPACES: i32 = 1_000;

/// Sends a message for each workspace whose work with the Agent is due.
pub async fn announce_agent_work(app: &App, tick: Timestamp) -> Result<(), TickError> {
    let mut after = String::new();
    loop {
        let page = app.store.agent_work(&after, WORKSPACES).await?;
        let due = page.items.iter().filter(|work| work.due_at <= tick);
        let messages =
            due.map(|work| (work.workspace.to_string(), AgentMessage { workspace: work.workspace }));
        send_all(app, &app.agent_queue, messages.collect(), tick).await?;
        match page.next_after() {
            Some(last) => after = last.workspace.to_string(),
            None => return Ok(()),
        }
    }
}

/// Sends messages, each in a group of that name; one batch that fails does not keep the others back.
async fn send_all<M: Serialize>(
    app: &App,
    queue: &str,
    messages: Vec<(String, M)>,
    tick: Timestamp,
) -> Result<(), TickError> {
    let sent = join_all(messages.chunks(BATCH).map(|batch| send(app, queue, batch, tick))).await;
    sent.into_iter().collect()
}

async fn send<M: Serialize>(
    app: &App,
    queue: &str,
    messages: &[(String, M)],
    tick: Timestamp,
) -> Result<(), TickError> {
    let entries = messages.iter().enumerate().map(|(index, (group, message))| {
        entry(group, message, tick)
            .and_then(|entry| entry.id(index.to_string()).build().map_err(|error| error.to_string()))
    });
    let entries =
        entries.collect::<Result<Vec<SendMessageBatchRequestEntry>, _>>().map_err(TickError::Queue)?;
    let answer = app.sqs.send_message_batch().queue_url(queue).set_entries(Some(entries)).send().await;
    let answer = answer.map_err(|error| TickError::Queue(DisplayErrorContext(error).to_string()))?;
    match answer.failed().first() {
        None => Ok(()),
        Some(failed) => {
            Err(TickError::Queue(format!("{}: {}", failed.code(), failed.message().unwrap_or_default())))
        }
    }
}

fn entry(
    group: &str,
    message: &impl Serialize,
    tick: Timestamp,
) -> Result<SendMessageBatchRequestEntryBuilder, String> {
    let deduplication = format!("{group}-{}", tick.as_second());
    let body = serde_json::to_string(message).map_err(|error| error.to_string())?;
    Ok(SendMessageBatchRequestEntry::builder()
        .message_group_id(group)
        .message_deduplication_id(deduplication)
        .message_body(body))
}
