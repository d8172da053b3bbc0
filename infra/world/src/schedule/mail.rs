//! The queues of a schedule, in the schedule's own hands: a message can come twice, late, or in company.

use anyhow::Result;
use aws_lambda_events::sqs::{SqsEvent, SqsMessage};
use harness::FaultPlan;
use store::{
    keys,
    outbox::{Outbox, OutboxEvent},
};

use super::weather::Weather;
use crate::World;

/// Messages under way.
#[derive(Default)]
pub struct Mail {
    waiting: Vec<OutboxEvent>,
    delivered: Vec<OutboxEvent>,
    received: u64,
}

impl Mail {
    /// Takes what the outbox announces. Some of it is announced once more, as after a crash of the relay.
    pub async fn collect(&mut self, world: &World, weather: &mut Weather) -> Result<()> {
        let outbox = Outbox::new(world.tables.client(&FaultPlan::new()), "OutboxTable");
        for partition in 0..keys::OUTBOX_PARTITIONS {
            for event in outbox.unsent(partition, 100).await? {
                if !weather.strikes(8) {
                    outbox.forget(&event.id).await?;
                }
                self.waiting.push(event);
            }
        }
        Ok(())
    }

    /// The next batch, of one message; now and then one that was delivered before.
    pub fn next(&mut self, weather: &mut Weather) -> Option<SqsEvent> {
        if self.waiting.is_empty() {
            return None;
        }
        let event = if !self.delivered.is_empty() && weather.strikes(6) {
            self.delivered[weather.pick(self.delivered.len())].clone()
        } else {
            let event = self.waiting.remove(weather.pick(self.waiting.len()));
            self.delivered.push(event.clone());
            event
        };
        self.received += 1;
        Some(batch(self.received, &event))
    }

    /// Whether a message is left for later.
    pub fn is_late(&self, weather: &mut Weather) -> bool {
        !self.waiting.is_empty() && weather.strikes(5)
    }
}

fn batch(id: u64, event: &OutboxEvent) -> SqsEvent {
    let mut message = SqsMessage::default();
    message.message_id = Some(id.to_string());
    message.body = Some(event.body.clone());
    message.attributes.insert("MessageGroupId".into(), event.group.clone());
    let mut batch = SqsEvent::default();
    batch.records = vec![message];
    batch
}
