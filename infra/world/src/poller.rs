//! The poller in the place of Lambda's: it ticks, receives, relays, and acknowledges only what succeeded.

use std::time::Instant;

use anyhow::{Context as _, Result};
use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent, SqsMessage};
use aws_sdk_sqs::types::{Message, MessageSystemAttributeName};
use domain::{
    ids::WorkspaceId,
    messages::{DeletionMessage, FetchMessage},
};
use harness::Counts;
use jiff::SignedDuration;
use relay_events::Trigger;
use store::outbox::{OutboxEvent, Queue};

use crate::{World, world::queue};

/// Rounds of receiving that one tick can cause, at most: more means that something goes in circles.
const MOST_RECEIVES: usize = 500;
/// Records that the stream hands to one invocation.
const STREAM_BATCH: usize = 10;

/// What a tick and all that followed from it came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Invocations that failed or crashed.
    pub failed: u32,
    /// Batches received from the queues, each of which costs a receive and a delete.
    pub batches: u32,
    /// Messages received.
    pub messages: u32,
    /// Invocations in all.
    pub invocations: u32,
    /// Milliseconds that invocations of fetch-invoices took, each begun one counted.
    pub fetch_ms: u64,
    /// The same of export-workbook and import-workbook.
    pub workbook_ms: u64,
    /// The same of the other functions.
    pub small_ms: u64,
}

/// The functions' queues.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Consumer {
    Slices,
    Steps,
    Exports,
    Imports,
    Mails,
    Deletions,
    Addresses,
    Pushes,
    Questions,
}

impl Consumer {
    /// Those that are asked each time. The others get messages from the outbox only, so it is known when.
    const ALWAYS: [Self; 4] = [Self::Slices, Self::Steps, Self::Exports, Self::Imports];
    /// Those that are asked in a world that has Számlázz.hu.
    const OF_SZAMLAZZ: [Self; 2] = [Self::Questions, Self::Pushes];

    /// Whose messages an event of the outbox becomes, if it is not asked anyway.
    fn of(event: &OutboxEvent) -> Option<Self> {
        match event.queue {
            Queue::Steps | Queue::Exports | Queue::Imports => None,
            Queue::Mails => Some(Self::Mails),
            Queue::Deletions => Some(Self::Deletions),
            Queue::Addresses => Some(Self::Addresses),
        }
    }

    /// Messages that one invocation gets, at most.
    fn batch(self) -> i32 {
        match self {
            Self::Slices | Self::Steps => 4,
            Self::Pushes => 10,
            Self::Exports | Self::Imports | Self::Mails | Self::Deletions | Self::Addresses => 1,
            Self::Questions => 1,
        }
    }
}

impl World {
    /// Three minutes pass; then the tick, and everything that it causes, until the queues are empty.
    pub async fn tick(&mut self) -> Result<Round> {
        self.clock.advance(SignedDuration::from_mins(3));
        let mut round = Round::default();
        self.plan.revive();
        let began = Instant::now();
        let (app, now) = (self.poll_invoices(), self.clock.now());
        let mut ticked = poll_invoices::announce_slices(&app, now, &self.limits).await;
        if self.szamlazz.is_some() {
            ticked = poll_invoices::announce_agent_work(&app, now).await.and(ticked);
        }
        round.small_ms += billed(began);
        round.finish(ticked.is_ok() && !self.plan.crashed());
        self.drain(&mut round).await?;
        Ok(round)
    }

    /// The event that polls these workspaces now.
    pub fn slice_event(&self, workspaces: &[WorkspaceId]) -> SqsEvent {
        let workspaces = workspaces.to_vec();
        let message = FetchMessage::Slice { slice: "0-1".into(), tick: self.clock.now(), workspaces };
        let mut record = SqsMessage::default();
        record.message_id = Some("1".into());
        record.body = serde_json::to_string(&message).ok();
        record.attributes.insert("MessageGroupId".into(), "0-1".into());
        let mut event = SqsEvent::default();
        event.records = vec![record];
        event
    }

    /// What delete-workspace is told a while after a workspace is gone.
    pub async fn look_again(&self, workspace: WorkspaceId) -> Result<()> {
        let message = DeletionMessage { workspace };
        let mut record = SqsMessage::default();
        record.message_id = Some("1".into());
        record.body = serde_json::to_string(&message).ok();
        let mut event = SqsEvent::default();
        event.records = vec![record];
        let answer = delete_workspace::handle(&self.delete_workspace(), event).await?;
        anyhow::ensure!(answer.batch_item_failures.is_empty(), "it failed");
        Ok(())
    }

    /// Works the queues and the outbox until all are empty.
    pub async fn drain(&mut self, round: &mut Round) -> Result<()> {
        for _ in 0..MOST_RECEIVES {
            let mut worked = self.relay(round).await?;
            for consumer in Consumer::ALWAYS {
                worked |= self.work(consumer, round).await?;
            }
            for consumer in Consumer::OF_SZAMLAZZ.into_iter().filter(|_| self.szamlazz.is_some()) {
                worked |= self.work(consumer, round).await?;
            }
            for consumer in self.busy.clone() {
                let more = self.work(consumer, round).await?;
                if !more {
                    self.busy.remove(&consumer);
                }
                worked |= more;
            }
            if !worked {
                return Ok(());
            }
        }
        anyhow::bail!("the queues do not become empty")
    }

    /// Receives a batch and works it, as an event source mapping does.
    async fn work(&self, consumer: Consumer, round: &mut Round) -> Result<bool> {
        let queue = self.queue(consumer);
        let receive = self.sqs.receive_message().queue_url(queue).max_number_of_messages(consumer.batch());
        let messages = receive.message_system_attribute_names(MessageSystemAttributeName::All).send().await?;
        let messages = messages.messages.unwrap_or_default();
        if messages.is_empty() {
            return Ok(false);
        }
        self.plan.revive();
        let event = event(&messages);
        let began = Instant::now();
        let answer = match consumer {
            Consumer::Slices | Consumer::Steps => {
                let app = self.warm.clone().map_or_else(|| self.fetch_invoices(), Ok)?;
                fetch_invoices::handle(&app, event).await
            }
            Consumer::Exports => export_workbook::handle(&self.export_workbook(), event).await,
            Consumer::Imports => import_workbook::handle(&self.import_workbook(), event).await,
            Consumer::Mails => {
                let answer = send_mail::handle(&self.send_mail(), send_mail::Trigger::Queue(event)).await;
                answer.map(|answer| match answer {
                    send_mail::Answer::Queue(answer) => answer,
                    send_mail::Answer::CustomMessage(_) => SqsBatchResponse::default(),
                })
            }
            Consumer::Deletions => delete_workspace::handle(&self.delete_workspace(), event).await,
            Consumer::Addresses => open_accounts::handle(&self.open_accounts(), event).await,
            Consumer::Pushes => record_pushes::handle(&self.record_pushes(), event).await,
            Consumer::Questions => query_szamlazz::handle(&self.query_szamlazz()?, event).await,
        };
        match consumer {
            Consumer::Slices | Consumer::Steps => round.fetch_ms += billed(began),
            Consumer::Exports | Consumer::Imports => round.workbook_ms += billed(began),
            _ => round.small_ms += billed(began),
        }
        let failures: Vec<String> = match answer {
            Ok(answer) if !self.plan.crashed() => {
                answer.batch_item_failures.into_iter().map(|failure| failure.item_identifier).collect()
            }
            _ => messages.iter().filter_map(|message| message.message_id.clone()).collect(),
        };
        round.batches += 1;
        round.messages += messages.len() as u32;
        round.finish(failures.is_empty());
        if consumer == Consumer::Mails && !failures.is_empty() {
            // It comes again after a while, and somebody else may have died over it: time has to pass.
            self.clock.advance(SignedDuration::from_secs(30));
        }
        for message in &messages {
            let failed = message.message_id.as_ref().is_some_and(|id| failures.contains(id));
            self.acknowledge(queue, message, !failed).await?;
        }
        Ok(true)
    }

    fn queue(&self, consumer: Consumer) -> &str {
        match consumer {
            Consumer::Slices => &self.slice_queue,
            Consumer::Steps => &self.step_queue,
            Consumer::Exports => &self.export_queue,
            Consumer::Imports => &self.import_queue,
            Consumer::Mails => &self.mail_queue,
            Consumer::Deletions => &self.deletion_queue,
            Consumer::Addresses => &self.address_queue,
            Consumer::Pushes => &self.push_queue,
            Consumer::Questions => &self.agent_queue,
        }
    }

    async fn acknowledge(&self, queue: &str, message: &Message, worked: bool) -> Result<()> {
        let handle = message.receipt_handle.as_deref().context("a message without a receipt")?;
        if worked {
            self.sqs.delete_message().queue_url(queue).receipt_handle(handle).send().await?;
        } else {
            let again = self.sqs.change_message_visibility().queue_url(queue).receipt_handle(handle);
            again.visibility_timeout(0).send().await?;
        }
        Ok(())
    }

    /// Hands the outbox's inserts to relay-events, and remembers how far it came.
    async fn relay(&mut self, round: &mut Round) -> Result<bool> {
        let event = self.tables.inserts("OutboxTable", self.relayed.as_deref(), STREAM_BATCH)?;
        let Some(last) = event.records.last().and_then(|record| record.change.sequence_number.clone()) else {
            return Ok(false);
        };
        let images = event.records.iter().map(|record| record.change.new_image.clone());
        let events = images.filter_map(|image| serde_dynamo::from_item::<_, OutboxEvent>(image).ok());
        for consumer in events.filter_map(|event| Consumer::of(&event)).collect::<Vec<_>>() {
            if self.made.insert(consumer) {
                let name = self.queue(consumer).rsplit('/').next().unwrap_or_default();
                queue(&self.sqs, name).await?;
            }
            self.busy.insert(consumer);
        }
        self.plan.revive();
        let began = Instant::now();
        let answer = relay_events::handle(&self.relay_events(), Trigger::Stream(event)).await;
        round.small_ms += billed(began);
        let relayed =
            matches!(&answer, Ok(answer) if answer.batch_item_failures.is_empty()) && !self.plan.crashed();
        round.finish(relayed);
        if relayed {
            self.relayed = Some(last);
        }
        Ok(true)
    }

    /// What the functions asked of AWS so far, with a receive and a delete for each batch of messages.
    pub fn requests(&self, rounds: &[Round]) -> (Counts, u64) {
        let counts = self.plan.counts();
        let polling: u64 = rounds.iter().map(|round| 2 * u64::from(round.batches)).sum();
        let requests = counts.aws_requests() + polling;
        (counts, requests)
    }
}

impl Round {
    fn finish(&mut self, succeeded: bool) {
        self.invocations += 1;
        self.failed += u32::from(!succeeded);
    }
}

fn event(messages: &[Message]) -> SqsEvent {
    let records = messages.iter().map(|message| {
        let mut record = SqsMessage::default();
        record.message_id = message.message_id.clone();
        record.body = message.body.clone();
        let attributes = message.attributes.iter().flatten();
        record.attributes =
            attributes.map(|(name, value)| (name.as_str().to_owned(), value.clone())).collect();
        record
    });
    let mut event = SqsEvent::default();
    event.records = records.collect();
    event
}

/// Lambda bills each begun millisecond.
fn billed(began: Instant) -> u64 {
    began.elapsed().as_micros().div_ceil(1000) as u64
}
