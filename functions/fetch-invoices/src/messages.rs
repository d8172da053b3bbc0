//! Batches of messages: groups at the same time, the messages of a group in order.

use std::convert::Infallible;

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent, SqsMessage};
use domain::messages::FetchMessage;
use futures::future::join_all;
use jiff::Timestamp;
use lambda::batch::{Group, by_group, deliver_again};

use crate::{App, connection::poll_slice, steps::work_step};

/// Handles a batch and names the messages to deliver again.
pub async fn handle(app: &App, event: SqsEvent) -> Result<SqsBatchResponse, Infallible> {
    let groups = by_group(event);
    let failed = join_all(groups.iter().map(|group| work_group(app, group))).await;
    Ok(deliver_again(failed.into_iter().flatten()))
}

/// Works a group and returns what has to come again: from the first failure on all, since what follows must
/// not overtake; a message that cannot be read comes again alone.
async fn work_group<'a>(app: &App, group: &'a Group) -> Vec<&'a SqsMessage> {
    let messages: Vec<Option<FetchMessage>> = group.messages.iter().map(read).collect();
    let mut again = Vec::new();
    for (index, message) in messages.iter().enumerate() {
        let mut newer = messages[index + 1..].iter().flatten();
        match message {
            None => again.push(&group.messages[index]),
            Some(message) if newer.any(|newer| replaces(newer, message)) => {}
            Some(message) if work(app, message).await => {}
            Some(_) => {
                again.extend(&group.messages[index..]);
                break;
            }
        }
    }
    again
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

/// Works a message; false says that it has to come again. A slice never does: the next tick is its retry, and
/// a message that comes again would hold up its group for as long as it is invisible.
async fn work(app: &App, message: &FetchMessage) -> bool {
    match message {
        FetchMessage::Slice { slice, tick, .. } if is_old(app, *tick) => {
            tracing::warn!(%tick, slice, "dropped an old tick");
            true
        }
        FetchMessage::Slice { slice, workspaces, .. } => {
            if let Err(error) = poll_slice(app, slice, workspaces).await {
                tracing::error!(%error, slice, "a slice could not be polled");
            }
            true
        }
        FetchMessage::Step { workspace, step, sequence } => {
            let worked = work_step(app, *workspace, step, *sequence).await;
            worked.inspect_err(|error| tracing::error!(%error, step, "a step failed and comes again")).is_ok()
        }
    }
}

fn is_old(app: &App, tick: Timestamp) -> bool {
    app.clock.now().duration_since(tick) > app.limits.tick_age
}
