//! Deletions: requests for them, and the removal of everything that a workspace has in the table.

use aws_sdk_dynamodb::types::{AttributeValue, DeleteRequest, WriteRequest, builders::PutBuilder};
use domain::{
    audit::AuditEntry,
    deletion::{DeletionRecord, DeletionRequest},
    ids::WorkspaceId,
    invitation::Invitation,
    mail::Mail,
    szamlazz::SzamlazzConnection,
    workspace::{Membership, Workspace},
};
use uuid::Uuid;

use crate::{
    error::StoreError,
    keys::{self, PARTITION, SORT, SharedPartition, WorkspacePartition},
    outbox::{Outbox, OutboxEvent},
    table::{Item, Page, Store, from_item, number, part, to_item},
};

/// Deletions in one BatchWriteItem.
const BATCH: usize = 25;
/// How often deletions that DynamoDB left unprocessed are asked for again.
const BATCH_ROUNDS: usize = 8;
/// How long after a workspace is gone it is looked at again, in seconds: whatever was at work on it when it
/// was closed has ended by then (the longest function runs five minutes).
const LOOKED_AT_AGAIN: i32 = 900;

/// The condition that a request is there, as it was made, and that nobody has decided on it.
macro_rules! undecided {
    ($write:expr, $request:expr) => {
        $write
            .condition_expression("#state.#is = :requested AND #at = :at")
            .expression_attribute_names("#state", "state")
            .expression_attribute_names("#is", "is")
            .expression_attribute_names("#at", "at")
            .expression_attribute_values(":requested", AttributeValue::S("requested".into()))
            .expression_attribute_values(":at", AttributeValue::S($request.at.to_string()))
    };
}

impl Store {
    /// The request for the deletion of a workspace.
    pub async fn deletion(&self, workspace: WorkspaceId) -> Result<Option<DeletionRequest>, StoreError> {
        self.get(&keys::deletion(workspace)).await
    }

    /// At most `limit` requests whose workspaces come after one.
    pub async fn deletions(&self, after: &str, limit: i32) -> Result<Page<DeletionRequest>, StoreError> {
        self.page(SharedPartition::Deletions.name(), after, limit).await
    }

    /// Whether a workspace of that identifier is deleted, or being deleted.
    pub async fn is_deleted(&self, workspace: WorkspaceId) -> Result<bool, StoreError> {
        let record = self.deletion_record(workspace).await?;
        Ok(record.is_some() || self.deletion(workspace).await?.is_some())
    }

    /// What stays of a deleted workspace.
    pub async fn deletion_record(
        &self,
        workspace: WorkspaceId,
    ) -> Result<Option<DeletionRecord>, StoreError> {
        self.get(&keys::deletion_record(workspace)).await
    }

    /// At most `limit` records of deleted workspaces whose ids come after one.
    pub async fn deletion_records(
        &self,
        after: &str,
        limit: i32,
    ) -> Result<Page<DeletionRecord>, StoreError> {
        self.page(keys::DELETION_RECORDS, after, limit).await
    }

    /// Asks for the deletion of a workspace. A conflict says that it is asked for already, or that the
    /// workspace is gone.
    pub async fn request_deletion(
        &self,
        request: &DeletionRequest,
        entry: &AuditEntry,
        mails: &[Mail],
        outbox: &Outbox,
    ) -> Result<(), StoreError> {
        let put = self.put(to_item(&keys::deletion(request.workspace), request)?);
        let mut writes = vec![
            part!(put, put.condition_expression("attribute_not_exists(pk)")),
            self.exists(&keys::cover(request.workspace))?,
            self.audit_put(request.workspace, entry, "")?,
        ];
        writes.extend(self.mail_puts(mails, outbox)?);
        self.transact(writes).await
    }

    /// Takes a request away: its owner withdrew it, or support refused it. A conflict says that support began
    /// the deletion, or that there is no such request any more.
    pub async fn remove_deletion(
        &self,
        request: &DeletionRequest,
        entry: &AuditEntry,
        mails: &[Mail],
        outbox: &Outbox,
    ) -> Result<(), StoreError> {
        let delete = undecided!(self.delete(&keys::deletion(request.workspace)), request);
        let mut writes = vec![part!(delete, delete), self.audit_put(request.workspace, entry, "")?];
        writes.extend(self.mail_puts(mails, outbox)?);
        self.transact(writes).await
    }

    /// Closes a workspace and begins its deletion: from now on nobody gets in. A conflict says that there is
    /// no such request any more.
    pub async fn begin_deletion(
        &self,
        deleting: &DeletionRequest,
        outbox: &Outbox,
    ) -> Result<(), StoreError> {
        let put = self.put(to_item(&keys::deletion(deleting.workspace), deleting)?);
        let cause = deleting.at.as_second().to_string();
        self.close(deleting.workspace, undecided!(put, deleting), &cause, outbox).await
    }

    /// Begins the deletion of a workspace that was deleted before and that a restored backup brought back.
    pub async fn replay_deletion(
        &self,
        deleting: &DeletionRequest,
        outbox: &Outbox,
    ) -> Result<(), StoreError> {
        let put = self.put(to_item(&keys::deletion(deleting.workspace), deleting)?);
        let cause = format!("replayed-{}", deleting.at.as_second());
        self.close(deleting.workspace, put, &cause, outbox).await
    }

    /// Keeps the request, takes away what covers the workspace, and announces the deletion.
    async fn close(
        &self,
        workspace: WorkspaceId,
        request: PutBuilder,
        cause: &str,
        outbox: &Outbox,
    ) -> Result<(), StoreError> {
        let writes = vec![
            part!(put, request),
            part!(delete, self.delete(&keys::cover(workspace))),
            part!(delete, self.delete(&keys::listed_licence(workspace))),
            outbox.entry(&OutboxEvent::deletion(workspace, cause)?)?,
        ];
        self.transact(writes).await
    }

    /// Has a deletion gone on with; `random` is fresh.
    pub async fn announce_deletion(
        &self,
        workspace: WorkspaceId,
        random: Uuid,
        outbox: &Outbox,
    ) -> Result<(), StoreError> {
        outbox.announce(&OutboxEvent::deletion(workspace, &random.simple().to_string())?).await
    }

    /// Ends a deletion: the door is free, the record stays, the owner is told, and the workspace is looked at
    /// once more later. A conflict says that this is done.
    pub async fn finish_deletion(
        &self,
        request: &DeletionRequest,
        taxpayer: &str,
        record: &DeletionRecord,
        mail: Option<&Mail>,
        outbox: &Outbox,
    ) -> Result<(), StoreError> {
        let workspace = request.workspace;
        let delete = self.delete(&keys::deletion(workspace)).condition_expression("attribute_exists(pk)");
        let put = self.put(to_item(&keys::deletion_record(workspace), record)?);
        let later = OutboxEvent::deletion(workspace, "late")?.after(LOOKED_AT_AGAIN);
        let mut writes = vec![part!(delete, delete), part!(put, put), outbox.entry(&later)?];
        if let Some(package) = request.package {
            writes.extend(self.free(&keys::door(taxpayer, package), workspace).await?);
        }
        if let Some(office) = request.office {
            let company = Workspace::taxpayer_of(request.country, &request.tax_number);
            writes.extend(self.free(&keys::company(office, &company), workspace).await?);
        }
        writes.extend(self.mail_puts(mail.map_or(&[], std::slice::from_ref), outbox)?);
        self.transact(writes).await
    }

    /// Removes at most about `most` of a workspace's items, those that list it elsewhere with them. Answers
    /// with how many there were.
    pub async fn remove_items(&self, workspace: WorkspaceId, most: usize) -> Result<usize, StoreError> {
        self.leave_polling(workspace).await?;
        let mut removed = 0;
        let (last, others): (Vec<_>, Vec<_>) =
            WorkspacePartition::ALL.into_iter().partition(|p| *p == WorkspacePartition::Profile);
        // By its profile, a workspace that a restore brought back is recognised: it goes last.
        for partition in others.into_iter().chain(last) {
            while removed < most {
                let items = self.some_items(&partition.of(workspace)).await?;
                if items.is_empty() {
                    break;
                }
                removed += items.len();
                // What lists them elsewhere goes first: nothing else names it.
                let elsewhere = listed_elsewhere(partition, &items)?;
                self.delete_many(elsewhere.iter().map(keys::Key::attributes).collect()).await?;
                self.delete_many(items.iter().map(key_of).collect()).await?;
            }
        }
        for shared in SharedPartition::ALL.into_iter().filter(|shared| *shared != SharedPartition::Deletions)
        {
            let items = self.items(shared.name(), &workspace.to_string()).await?;
            removed += items.len();
            self.delete_many(items.iter().map(key_of).collect()).await?;
        }
        Ok(removed)
    }

    /// Takes the connection out of its slice, so that no tick asks for it any more.
    async fn leave_polling(&self, workspace: WorkspaceId) -> Result<(), StoreError> {
        let Some(connection) = self.nav_connection(workspace).await? else { return Ok(()) };
        let Some(slice) = &connection.slice else { return Ok(()) };
        let update = self
            .update(&keys::nav_connection(workspace))
            .update_expression("SET version = version + :one REMOVE #slice")
            .condition_expression("version = :version")
            .expression_attribute_names("#slice", "slice")
            .expression_attribute_values(":version", number(connection.version))
            .expression_attribute_values(":one", number(1));
        self.transact(vec![part!(update, update), self.leave_slice(workspace, slice)?]).await
    }

    /// Some items of a partition, from its beginning.
    async fn some_items(&self, partition: &str) -> Result<Vec<Item>, StoreError> {
        let query = self.db.query().table_name(&self.table).consistent_read(true).limit(100);
        let query = query.key_condition_expression("pk = :pk");
        let query = query.expression_attribute_values(":pk", AttributeValue::S(partition.to_owned()));
        Ok(query.send().await?.items.unwrap_or_default())
    }

    async fn delete_many(&self, keys: Vec<Item>) -> Result<(), StoreError> {
        for batch in keys.chunks(BATCH) {
            let request = |key: &Item| {
                let delete = DeleteRequest::builder().set_key(Some(key.clone())).build();
                Ok(WriteRequest::builder().delete_request(crate::table::built(delete)?).build())
            };
            let mut wanted: Vec<WriteRequest> =
                batch.iter().map(request).collect::<Result<_, StoreError>>()?;
            for _ in 0..BATCH_ROUNDS {
                let answer = self.db.batch_write_item().request_items(&self.table, wanted).send().await?;
                wanted = answer.unprocessed_items.unwrap_or_default().remove(&self.table).unwrap_or_default();
                if wanted.is_empty() {
                    break;
                }
            }
            if !wanted.is_empty() {
                return Err(StoreError::Busy);
            }
        }
        Ok(())
    }
}

fn key_of(item: &Item) -> Item {
    item.iter()
        .filter(|(name, _)| [PARTITION, SORT].contains(&name.as_str()))
        .map(|(n, v)| (n.clone(), v.clone()))
        .collect()
}

/// The keys under which items of a partition are listed elsewhere, too.
fn listed_elsewhere(partition: WorkspacePartition, items: &[Item]) -> Result<Vec<keys::Key>, StoreError> {
    let items = items.iter().cloned();
    match partition {
        WorkspacePartition::Members => items
            .map(|item| {
                let member: Membership = from_item(item)?;
                Ok(keys::account_workspace(member.account, member.workspace))
            })
            .collect(),
        WorkspacePartition::Invitations => items
            .map(|item| {
                let invitation: Invitation = from_item(item)?;
                Ok(keys::invited(&invitation.email, invitation.workspace))
            })
            .collect(),
        WorkspacePartition::Connections => {
            let szamlazz = AttributeValue::S(keys::SZAMLAZZ.into());
            let listed = items
                .filter(|item| item.get(SORT) == Some(&szamlazz))
                .map(|item| from_item(item).map(named_by_szamlazz));
            Ok(listed.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
        }
        _ => Ok(Vec::new()),
    }
}

/// What Számlázz.hu names a workspace by.
fn named_by_szamlazz(connection: SzamlazzConnection) -> Vec<keys::Key> {
    let links = connection.former_links.iter().chain(connection.link.as_ref().map(|link| &link.key_hash));
    let links = links.map(|hash| keys::data_link(hash));
    links.chain([keys::payment_address(&connection.payment_address)]).collect()
}
