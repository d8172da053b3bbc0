//! SQS batches: one receive can hand out several messages of one group, which must stay in order.

use std::pin::Pin;

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent, SqsMessage};
use aws_sdk_sqs::{Client, error::DisplayErrorContext};

/// The messages of one group, in order.
#[derive(Debug)]
pub struct Group {
    /// The messages.
    pub messages: Vec<SqsMessage>,
}

/// The event's messages by message group, groups in the order of their first message. A message without a
/// group is a group of its own.
pub fn by_group(event: SqsEvent) -> Vec<Group> {
    let mut groups: Vec<(Option<String>, Group)> = Vec::new();
    for message in event.records {
        let name = message.attributes.get("MessageGroupId").cloned();
        match groups.iter_mut().find(|(other, _)| name.is_some() && *other == name) {
            Some((_, group)) => group.messages.push(message),
            None => groups.push((name, Group { messages: vec![message] })),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The answer that has these messages delivered again. A message without an id cannot be named: Lambda would
/// take an empty name for the failure of all, so it is left out.
pub fn deliver_again<'a>(messages: impl IntoIterator<Item = &'a SqsMessage>) -> SqsBatchResponse {
    let mut response = SqsBatchResponse::default();
    for id in messages.into_iter().filter_map(|message| message.message_id.as_deref()) {
        if !id.is_empty() {
            response.add_failure(id);
        }
    }
    response
}

/// What came of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worked {
    /// Nothing is left to do.
    Done,
    /// Somebody else is at it, who may die: it comes again, to see whether the work was done.
    Later,
}

/// The queue that messages come from.
#[derive(Clone, Debug)]
pub struct Source {
    sqs: Client,
    queue: String,
}

impl Source {
    /// The queue of that address.
    pub fn new(sqs: Client, queue: impl Into<String>) -> Self {
        Self { sqs, queue: queue.into() }
    }

    /// Has a message come again after a while that doubles each time. By itself it stays hidden for as long
    /// as the queue says, which is six times the longest that its work may take.
    async fn soon(&self, message: &SqsMessage) {
        let Some(receipt) = &message.receipt_handle else { return };
        let received = message.attributes.get("ApproximateReceiveCount");
        let pause = pause(received.and_then(|count| count.parse().ok()).unwrap_or(1));
        let change = self.sqs.change_message_visibility().queue_url(&self.queue).receipt_handle(receipt);
        if let Err(error) = change.visibility_timeout(pause).send().await {
            tracing::warn!(error = %DisplayErrorContext(error), "a message comes again later than it could");
        }
    }
}

/// Seconds until a message comes again that was received so many times: 30 at first, half an hour at most.
fn pause(received: u32) -> i32 {
    (30 << received.saturating_sub(1).min(6)).min(1800)
}

/// Works each message by itself, and has those delivered again soon whose work failed or is not known to be
/// done.
pub async fn one_by_one<'e, Work, Failure>(
    source: &Source,
    event: &'e SqsEvent,
    work: impl Fn(&'e str) -> Work,
) -> SqsBatchResponse
where
    Work: Future<Output = Result<Worked, Failure>> + Send + 'e,
    Failure: std::error::Error,
{
    let mut again = Vec::new();
    for message in &event.records {
        // Behind a pointer: laid out within `main`, some work is too deep for the compiler.
        let working: Pin<Box<dyn Future<Output = Result<Worked, Failure>> + Send + 'e>> =
            Box::pin(work(message.body.as_deref().unwrap_or_default()));
        match working.await {
            Ok(Worked::Done) => continue,
            Ok(Worked::Later) => tracing::info!(id = message.message_id, "somebody else is at it"),
            Err(error) => tracing::error!(%error, id = message.message_id, "a message comes again"),
        }
        source.soon(message).await;
        again.push(message);
    }
    deliver_again(again)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(id: &str, group: Option<&str>) -> SqsMessage {
        let mut message = SqsMessage::default();
        message.message_id = Some(id.to_owned());
        if let Some(group) = group {
            message.attributes.insert("MessageGroupId".into(), group.to_owned());
        }
        message
    }

    #[test]
    fn groups_keep_their_order() {
        let mut event = SqsEvent::default();
        event.records = vec![
            message("1", Some("a")),
            message("2", Some("b")),
            message("3", Some("a")),
            message("4", None),
            message("5", None),
        ];
        let groups: Vec<Vec<_>> = by_group(event)
            .into_iter()
            .map(|group| group.messages.into_iter().filter_map(|message| message.message_id).collect())
            .collect();
        assert_eq!(groups, [vec!["1", "3"], vec!["2"], vec!["4"], vec!["5"]]);
    }

    #[test]
    fn a_message_comes_again_ever_later() {
        assert_eq!([1, 2, 3, 6, 7, 99].map(pause), [30, 60, 120, 960, 1800, 1800]);
    }

    #[test]
    fn an_empty_name_is_never_answered() {
        let messages = [message("", None), message("2", None)];
        let names: Vec<_> =
            deliver_again(&messages).batch_item_failures.into_iter().map(|f| f.item_identifier).collect();
        assert_eq!(names, ["2"]);
    }
}
