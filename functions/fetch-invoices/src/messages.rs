//! Batches of messages: groups at the same time, the messages of a group in order.

use std::convert::Infallible;

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent, SqsMessage};
use domain::messages::FetchMessage;
use futures::future::join_all;
use lambda::batch::{Group, by_group, deliver_again};

use crate::{App, FetchError, connection::poll_slice, step::work_step};

/// Handles a batch and names the messages to deliver again.
pub async fn handle(app: &App, event: SqsEvent) -> Result<SqsBatchResponse, Infallible> {
    let groups = by_group(event);
    let failed = join_all(groups.iter().map(|group| work_group(app, group))).await;
    Ok(deliver_again(failed.into_iter().flatten()))
}

/// Works a group and returns what is left of it from the first failure on: what follows must not overtake.
async fn work_group<'a>(app: &App, group: &'a Group) -> &'a [SqsMessage] {
    let messages: Vec<Option<FetchMessage>> = group.messages.iter().map(read).collect();
    for (index, message) in messages.iter().enumerate() {
        let newer = messages[index + 1..].iter().flatten();
        let worked = match message {
            None => false,
            Some(message) if newer.into_iter().any(|newer| replaces(newer, message)) => true,
            Some(message) => work(app, message).await,
        };
        if !worked {
            return &group.messages[index..];
        }
    }
    &[]
}

/// A message that cannot be read is never acknowledged: it ends in the dead-letter queue, where a person
/// sees it.
fn read(message: &SqsMessage) -> Option<FetchMessage> {
    let read = serde_json::from_str(message.body.as_deref().unwrap_or_default());
    read.inspect_err(|error| tracing::error!(%error, id = message.message_id, "unreadable message")).ok()
}

/// Whether a later message of the group makes an earlier one needless: a newer tick does all that an older
/// one would.
fn replaces(newer: &FetchMessage, older: &FetchMessage) -> bool {
    matches!((newer, older), (FetchMessage::Slice { .. }, FetchMessage::Slice { .. }))
}

async fn work(app: &App, message: &FetchMessage) -> bool {
    let worked = match message {
        FetchMessage::Slice { slice, tick, workspaces } => {
            if app.clock.now().duration_since(*tick) > app.limits.tick_age {
                tracing::warn!(%tick, slice, "dropped an old tick");
                return true;
            }
            poll_slice(app, workspaces).await
        }
        FetchMessage::Step { workspace, step, sequence } => work_step(app, *workspace, step, *sequence).await,
    };
    worked.inspect_err(|error: &FetchError| tracing::error!(%error, "work failed and is tried again")).is_ok()
}
