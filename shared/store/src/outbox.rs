//! The outbox: a message is written in the transaction of the change that causes it, and relay-events sends
//! it from there. So neither can be without the other.

use aws_sdk_dynamodb::{
    Client,
    types::{AttributeValue, TransactWriteItem},
};
use domain::{
    exchange::Import,
    fetch::Step,
    ids::{JobId, WorkspaceId},
    mail::Mail,
    messages::{AddressMessage, DeletionMessage, ExportMessage, FetchMessage, ImportMessage, MailMessage},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    error::StoreError,
    keys,
    table::{from_item, part, to_item},
};

/// The outbox table.
#[derive(Clone, Debug)]
pub struct Outbox {
    db: Client,
    table: String,
}

/// The queues that messages of the outbox go to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Queue {
    /// Steps of fetch-invoices.
    #[default]
    Steps,
    /// Exports of export-workbook.
    Exports,
    /// Imports of import-workbook.
    Imports,
    /// Mails of send-mail.
    Mails,
    /// Deletions of delete-workspace.
    Deletions,
    /// Addresses of open-accounts.
    Addresses,
}

/// A message on its way to a queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxEvent {
    /// Where it goes.
    #[serde(default)]
    pub queue: Queue,
    /// Derived from what is announced; also the message's deduplication id.
    pub id: String,
    /// Messages of one group are worked one after the other.
    pub group: String,
    /// The message.
    pub body: String,
    /// Seconds until it is handed out, 900 at most; only queues that keep no order take them.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub delay: Option<i32>,
}

impl OutboxEvent {
    /// Announces a step at its present sequence.
    pub fn step(workspace: WorkspaceId, step: &Step) -> Result<Self, StoreError> {
        let message = FetchMessage::Step { workspace, step: step.id.clone(), sequence: step.sequence };
        // A step that begins anew counts from 1 again: the time tells the two apart.
        let id = format!("{workspace}-{}-{}-{}", step.id, step.sequence, step.due_at.as_second());
        Self::new(Queue::Steps, id, workspace, &message)
    }

    /// Announces an export.
    pub fn export(workspace: WorkspaceId, export: JobId) -> Result<Self, StoreError> {
        let message = ExportMessage { workspace, export };
        Self::new(Queue::Exports, format!("{workspace}-export-{export}"), workspace, &message)
    }

    /// Announces an import at its present sequence.
    pub fn import(workspace: WorkspaceId, import: &Import) -> Result<Self, StoreError> {
        let message = ImportMessage { workspace, import: import.id };
        let id = format!("{workspace}-import-{}-{}", import.id, import.sequence);
        Self::new(Queue::Imports, id, workspace, &message)
    }

    /// Announces a mail.
    pub fn mail(mail: &Mail) -> Result<Self, StoreError> {
        let message = MailMessage { mail: mail.id.clone() };
        Self::in_group(Queue::Mails, format!("mail-{}", mail.id), mail.id.clone(), &message)
    }

    /// Announces the next step of a deletion.
    pub fn deletion(workspace: WorkspaceId, cause: &str) -> Result<Self, StoreError> {
        let id = format!("{workspace}-deletion-{cause}");
        Self::new(Queue::Deletions, id, workspace, &DeletionMessage { workspace })
    }

    /// Announces what somebody wants of an address; `random` is fresh.
    pub fn address(message: &AddressMessage, random: Uuid) -> Result<Self, StoreError> {
        let id = format!("address-{}", random.simple());
        Self::in_group(Queue::Addresses, id.clone(), id, message)
    }

    /// The same, handed out only after so many seconds.
    #[must_use]
    pub fn after(self, seconds: i32) -> Self {
        Self { delay: Some(seconds), ..self }
    }

    fn new(
        queue: Queue,
        id: String,
        workspace: WorkspaceId,
        message: &impl Serialize,
    ) -> Result<Self, StoreError> {
        Self::in_group(queue, id, workspace.to_string(), message)
    }

    fn in_group(
        queue: Queue,
        id: String,
        group: String,
        message: &impl Serialize,
    ) -> Result<Self, StoreError> {
        let body = serde_json::to_string(message).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        Ok(Self { queue, id, group, body, delay: None })
    }
}

impl Outbox {
    /// The outbox on a table.
    pub fn new(db: Client, table: impl Into<String>) -> Self {
        Self { db, table: table.into() }
    }

    /// The write that announces an event, to be part of the transaction of its cause.
    pub(crate) fn entry(&self, event: &OutboxEvent) -> Result<TransactWriteItem, StoreError> {
        let item = to_item(&keys::outbox(&event.id), event)?;
        Ok(part!(put, aws_sdk_dynamodb::types::Put::builder().table_name(&self.table).set_item(Some(item))))
    }

    /// Announces an event that no change of state causes.
    pub async fn announce(&self, event: &OutboxEvent) -> Result<(), StoreError> {
        let item = to_item(&keys::outbox(&event.id), event)?;
        self.db.put_item().table_name(&self.table).set_item(Some(item)).send().await?;
        Ok(())
    }

    /// Events that are still unsent in one partition, at most `limit`.
    pub async fn unsent(&self, partition: u8, limit: i32) -> Result<Vec<OutboxEvent>, StoreError> {
        let query = self.db.query().table_name(&self.table).key_condition_expression("pk = :pk");
        let partition = AttributeValue::S(keys::outbox_partition(partition));
        let answer = query.expression_attribute_values(":pk", partition).limit(limit).send().await?;
        answer.items.unwrap_or_default().into_iter().map(from_item).collect()
    }

    /// Forgets an event that was sent.
    pub async fn forget(&self, id: &str) -> Result<(), StoreError> {
        let key = keys::outbox(id).attributes();
        self.db.delete_item().table_name(&self.table).set_key(Some(key)).send().await?;
        Ok(())
    }
}
