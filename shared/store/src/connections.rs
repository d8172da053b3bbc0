//! The connections to NAV, and every change of state of the polling.

use crate::{
    error::StoreError,
    keys,
    outbox::{Outbox, OutboxEvent},
    table::{Store, attribute, from_item, number, part, to_item},
};
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem, builders::UpdateBuilder};
use domain::{
    audit::AuditEntry,
    connection::{ConnectionState, Failure, NavConnection, Progress, SliceRef},
    fetch::{FetchLimits, Step},
    ids::WorkspaceId,
    invoice::Direction,
    notice::Notice,
};
use jiff::civil::Date;

/// What a saved connection brings with it, in the same transaction.
#[derive(Debug, Default)]
pub struct Start {
    /// The slice that the connection joins, where it was in none.
    pub join: Option<SliceRef>,
    /// Steps to begin.
    pub steps: Vec<Step>,
    /// What the audit log says of it, where a person did it.
    pub entry: Option<AuditEntry>,
}

impl Store {
    /// The connection of a workspace.
    pub async fn nav_connection(&self, workspace: WorkspaceId) -> Result<Option<NavConnection>, StoreError> {
        self.get(&keys::nav_connection(workspace)).await
    }

    /// The connections of many workspaces, those that exist and can be read. Changes of the last moment may
    /// be missing; every write that follows checks the version.
    pub async fn nav_connections(
        &self,
        workspaces: &[WorkspaceId],
    ) -> Result<Vec<NavConnection>, StoreError> {
        let keys: Vec<_> = workspaces.iter().copied().map(keys::nav_connection).collect();
        let items = self.get_many(&keys, None, false).await?.into_iter();
        let connections = items.filter_map(|item| {
            let read = from_item(item);
            read.inspect_err(|error| tracing::error!(%error, "a connection cannot be read")).ok()
        });
        Ok(connections.collect())
    }

    /// Saves the owner's settings. `replaces` is the version that was read, none for the first one.
    pub async fn save_connection(
        &self,
        connection: &NavConnection,
        replaces: Option<&NavConnection>,
        start: &Start,
        outbox: &Outbox,
        limits: &FetchLimits,
    ) -> Result<(), StoreError> {
        let item = to_item(&keys::nav_connection(connection.workspace), connection)?;
        let put = match replaces {
            None => self.put(item).condition_expression("attribute_not_exists(pk)"),
            Some(old) => self
                .put(item)
                .condition_expression(
                    "version = :old AND steps_begun = :steps \
                     AND inbound.watermark = :in AND outbound.watermark = :out",
                )
                .expression_attribute_values(":old", number(old.version))
                .expression_attribute_values(":steps", number(old.steps_begun))
                .expression_attribute_values(":in", attribute(&old.inbound.watermark)?)
                .expression_attribute_values(":out", attribute(&old.outbound.watermark)?),
        };
        let mut writes = vec![part!(put, put), self.exists(&keys::cover(connection.workspace))?];
        if let Some(old) = replaces {
            writes.extend(self.unlist_as_stopped(old)?);
        }
        if let Some(slice) = &start.join {
            writes.push(self.join_slice(connection.workspace, slice, limits)?);
        }
        for step in &start.steps {
            writes.extend(self.begin_step(connection.workspace, step, outbox)?);
        }
        if let Some(entry) = &start.entry {
            writes.push(self.audit_put(connection.workspace, entry, &connection.version.to_string())?);
        }
        self.transact(writes).await
    }

    /// Stops polling for good and forgets the secrets; invoices, progress and steps stay.
    pub async fn remove_connection(
        &self,
        connection: &NavConnection,
        entry: &AuditEntry,
    ) -> Result<(), StoreError> {
        let update = self
            .leaving(connection, &ConnectionState::Removed)?
            .update_expression(
                "SET #state = :state, version = version + :one, sealed = :nothing REMOVE #slice, failure",
            )
            .expression_attribute_values(":nothing", AttributeValue::B(Blob::new([])));
        let cause = connection.version.to_string();
        let mut writes = vec![part!(update, update), self.audit_put(connection.workspace, entry, &cause)?];
        writes.extend(self.unlist_as_stopped(connection)?);
        if let Some(slice) = &connection.slice {
            writes.push(self.leave_slice(connection.workspace, slice)?);
        }
        self.transact(writes).await
    }

    /// Stops polling a connection that NAV refuses, tells the owner, once, and lists it for operators.
    pub async fn stop_connection(
        &self,
        connection: &NavConnection,
        code: &str,
        notice: &Notice,
    ) -> Result<(), StoreError> {
        let stopped = ConnectionState::Stopped { code: code.to_owned(), at: notice.at };
        let update = self
            .leaving(connection, &stopped)?
            .update_expression("SET #state = :state, version = version + :one REMOVE #slice, failure");
        let note = to_item(&keys::notice(connection.workspace, &notice.id), notice)?;
        let listed = self.list_as_stopped(connection.workspace)?;
        let mut writes = vec![part!(update, update), part!(put, self.put(note)), listed];
        if let Some(slice) = &connection.slice {
            writes.push(self.leave_slice(connection.workspace, slice)?);
        }
        self.transact(writes).await
    }

    /// Moves the watermark of a direction, unless somebody moved it or changed the settings meanwhile.
    pub async fn move_watermark(
        &self,
        connection: &NavConnection,
        direction: Direction,
        progress: &Progress,
    ) -> Result<(), StoreError> {
        self.apply(self.watermark(connection, direction, progress)?).await
    }

    /// Moves the watermark and hands what it passes over to a step, in one write.
    pub async fn hand_over(
        &self,
        connection: &NavConnection,
        direction: Direction,
        progress: &Progress,
        step: &Step,
        outbox: &Outbox,
    ) -> Result<(), StoreError> {
        let update = self
            .watermark(connection, direction, progress)?
            .update_expression("SET #direction = :progress ADD steps_begun :one")
            .expression_attribute_values(":one", number(1));
        let mut writes = vec![part!(update, update)];
        writes.extend(self.begin_step(connection.workspace, step, outbox)?);
        self.transact(writes).await
    }

    /// Records that polling fails, or that it works again.
    pub async fn record_failure(
        &self,
        connection: &NavConnection,
        failure: Option<&Failure>,
    ) -> Result<(), StoreError> {
        let update = self
            .update(&keys::nav_connection(connection.workspace))
            .condition_expression("version = :version")
            .expression_attribute_values(":version", number(connection.version));
        let update = match failure {
            None => update.update_expression("REMOVE failure"),
            Some(failure) => update
                .update_expression("SET failure = :failure")
                .expression_attribute_values(":failure", attribute(failure)?),
        };
        self.apply(update).await
    }

    /// Notes that no step is under way, if none was begun since the connection was read.
    pub async fn settle_steps(&self, connection: &NavConnection) -> Result<(), StoreError> {
        let update = self
            .update(&keys::nav_connection(connection.workspace))
            .update_expression("SET steps_settled = :begun")
            .condition_expression("steps_begun = :begun")
            .expression_attribute_values(":begun", number(connection.steps_begun));
        self.apply(update).await
    }

    /// Begins the daily recheck, and notes the day. A conflict says that it is noted already, or that the
    /// last recheck is still under way.
    pub async fn begin_recheck(
        &self,
        connection: &NavConnection,
        day: Date,
        step: &Step,
        outbox: &Outbox,
    ) -> Result<(), StoreError> {
        let update = self
            .once(connection, "rechecked_on", day)?
            .update_expression("SET rechecked_on = :day ADD steps_begun :one")
            .expression_attribute_values(":one", number(1));
        let mut writes = vec![part!(update, update)];
        writes.extend(self.begin_step(connection.workspace, step, outbox)?);
        self.transact(writes).await
    }

    /// Notes a day on which no recheck begins, because the last one is still under way.
    pub async fn skip_recheck(&self, connection: &NavConnection, day: Date) -> Result<(), StoreError> {
        let update = self.once(connection, "rechecked_on", day)?.update_expression("SET rechecked_on = :day");
        self.apply(update).await
    }

    /// Begins to reconcile a month, unless it is noted already.
    pub async fn begin_monthly_reconciliation(
        &self,
        connection: &NavConnection,
        month: Date,
        step: &Step,
    ) -> Result<(), StoreError> {
        let update = self
            .once(connection, "reconciled", month)?
            .update_expression("SET reconciled = :day ADD steps_begun :one")
            .expression_attribute_values(":one", number(1));
        let begin = self.put(to_item(&keys::step(connection.workspace, &step.id), step)?);
        self.transact(vec![part!(update, update), part!(put, begin)]).await
    }

    /// An update that holds only while an earlier day, or none, is noted.
    fn once(
        &self,
        connection: &NavConnection,
        attribute_name: &str,
        day: Date,
    ) -> Result<UpdateBuilder, StoreError> {
        Ok(self
            .update(&keys::nav_connection(connection.workspace))
            .condition_expression(format!(
                "version = :version AND (attribute_not_exists({attribute_name}) OR {attribute_name} < :day)"
            ))
            .expression_attribute_values(":version", number(connection.version))
            .expression_attribute_values(":day", attribute(&day)?))
    }

    /// The write that counts steps which are begun without being announced, on a connection that exists.
    pub(crate) fn count_steps(
        &self,
        workspace: WorkspaceId,
        steps: usize,
    ) -> Result<TransactWriteItem, StoreError> {
        let update = self
            .update(&keys::nav_connection(workspace))
            .update_expression("ADD steps_begun :steps")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(":steps", number(steps));
        Ok(part!(update, update))
    }

    /// The beginning of an update that takes a connection out of the polling, if it is still as it was read.
    fn leaving(
        &self,
        connection: &NavConnection,
        state: &ConnectionState,
    ) -> Result<UpdateBuilder, StoreError> {
        Ok(self
            .update(&keys::nav_connection(connection.workspace))
            .condition_expression("version = :version")
            .expression_attribute_names("#state", "state")
            .expression_attribute_names("#slice", "slice")
            .expression_attribute_values(":version", number(connection.version))
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":state", attribute(state)?))
    }

    fn watermark(
        &self,
        connection: &NavConnection,
        direction: Direction,
        progress: &Progress,
    ) -> Result<UpdateBuilder, StoreError> {
        Ok(self
            .update(&keys::nav_connection(connection.workspace))
            .update_expression("SET #direction = :progress")
            .condition_expression("version = :version AND #direction.watermark = :old")
            .expression_attribute_names("#direction", direction.name())
            .expression_attribute_values(":progress", attribute(progress)?)
            .expression_attribute_values(":version", number(connection.version))
            .expression_attribute_values(":old", attribute(&connection.progress(direction).watermark)?))
    }

    /// The writes that begin a step and announce it. The caller counts it on the connection.
    pub(crate) fn begin_step(
        &self,
        workspace: WorkspaceId,
        step: &Step,
        outbox: &Outbox,
    ) -> Result<[TransactWriteItem; 2], StoreError> {
        let put = self
            .put(to_item(&keys::step(workspace, &step.id), step)?)
            .condition_expression("attribute_not_exists(pk)");
        Ok([part!(put, put), outbox.entry(&OutboxEvent::step(workspace, step)?)?])
    }
}
