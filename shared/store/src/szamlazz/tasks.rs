//! What Számlázz.hu's Agent is to be asked for. A workspace that has such work is listed with when it is due,
//! so that a tick finds it by one query, whatever the number of workspaces.

use std::collections::{HashMap, HashSet};

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem};
use domain::{
    ids::WorkspaceId,
    notice::Notice,
    szamlazz::{AgentQuery, AgentTask, ImageSweep, QueryCause, QueryState, task_name},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    error::StoreError,
    keys::{self, SharedPartition, WorkspacePartition},
    table::{Page, Store, attribute, from_item, number, part, to_item},
};

/// That a workspace has work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentWork {
    /// Whose.
    pub workspace: WorkspaceId,
    /// When the first of it is due.
    pub due_at: Timestamp,
    /// One more with each piece that is added: whoever found nothing left must not forget what came since.
    pub added: u64,
}

impl Store {
    /// At most `limit` workspaces that have work, whose ids come after one.
    pub async fn agent_work(&self, after: &str, limit: i32) -> Result<Page<AgentWork>, StoreError> {
        self.page(SharedPartition::AgentWork.name(), after, limit).await
    }

    /// That a workspace has work.
    pub async fn agent_work_of(&self, workspace: WorkspaceId) -> Result<Option<AgentWork>, StoreError> {
        self.get(&keys::agent_work(workspace)).await
    }

    /// At most `limit` tasks whose names come after one.
    pub async fn agent_tasks(
        &self,
        workspace: WorkspaceId,
        after: &str,
        limit: i32,
    ) -> Result<Page<AgentTask>, StoreError> {
        self.page(&WorkspacePartition::AgentTasks.of(workspace), after, limit).await
    }

    /// The task that asks for a document.
    pub async fn agent_query(
        &self,
        workspace: WorkspaceId,
        document: &str,
    ) -> Result<Option<AgentQuery>, StoreError> {
        let task: Option<AgentTask> = self.get(&keys::agent_task(workspace, &task_name(document))).await?;
        Ok(match task {
            Some(AgentTask::Query(query)) => Some(query),
            _ => None,
        })
    }

    /// Adds a task by itself.
    pub async fn add_agent_task(&self, workspace: WorkspaceId, task: &AgentTask) -> Result<(), StoreError> {
        self.transact(self.begin_agent_task(workspace, task)?).await
    }

    /// The writes that add a task, and list its workspace.
    pub(crate) fn begin_agent_task(
        &self,
        workspace: WorkspaceId,
        task: &AgentTask,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let put = self.put(to_item(&keys::agent_task(workspace, &task.name()), task)?);
        Ok(vec![part!(put, put), self.list_agent_work(workspace)?])
    }

    /// Lists a workspace as one to be looked at with the next tick: whoever looks tells when the first of all
    /// its work is due.
    fn list_agent_work(&self, workspace: WorkspaceId) -> Result<TransactWriteItem, StoreError> {
        let update = self
            .update(&keys::agent_work(workspace))
            .update_expression("SET workspace = :workspace, due_at = :now ADD added :one")
            .expression_attribute_values(":workspace", attribute(&workspace)?)
            .expression_attribute_values(":now", attribute(&Timestamp::UNIX_EPOCH)?)
            .expression_attribute_values(":one", number(1));
        Ok(part!(update, update))
    }

    /// A payment was announced: the document is asked for, or asked for once more. While a question waits,
    /// its requests stay counted: an announcement may come again.
    pub async fn announce_payment(
        &self,
        workspace: WorkspaceId,
        document: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let more = self
            .update(&keys::agent_task(workspace, &task_name(document)))
            .update_expression("SET cause = :payment, due_at = :now ADD asked :one")
            .condition_expression("#state = :waiting")
            .expression_attribute_names("#state", "state")
            .expression_attribute_values(":waiting", attribute(&QueryState::Waiting)?)
            .expression_attribute_values(":payment", attribute(&QueryCause::Payment)?)
            .expression_attribute_values(":now", attribute(&now)?)
            .expression_attribute_values(":one", number(1));
        match self.transact(vec![part!(update, more), self.list_agent_work(workspace)?]).await {
            Err(StoreError::Conflict) => self.ask_anew(workspace, document, now).await,
            other => other,
        }
    }

    /// Has a question about a payment take the place of one that was given up, or of none.
    async fn ask_anew(
        &self,
        workspace: WorkspaceId,
        document: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let query = AgentTask::Query(AgentQuery::new(document, QueryCause::Payment, now));
        let waiting = attribute(&QueryState::Waiting)?;
        let ask = self
            .update(&keys::agent_task(workspace, &query.name()))
            .update_expression(
                "SET task = :query, #number = :number, cause = :payment, due_at = :now, #state = :waiting, \
                 sends = :none ADD asked :one",
            )
            .expression_attribute_names("#number", "number")
            .expression_attribute_names("#state", "state")
            .expression_attribute_values(":query", AttributeValue::S("query".into()))
            .expression_attribute_values(":number", AttributeValue::S(document.to_owned()))
            .expression_attribute_values(":payment", attribute(&QueryCause::Payment)?)
            .expression_attribute_values(":now", attribute(&now)?)
            .expression_attribute_values(":waiting", waiting)
            .expression_attribute_values(":none", number(0))
            .expression_attribute_values(":one", number(1));
        self.transact(vec![part!(update, ask), self.list_agent_work(workspace)?]).await
    }

    /// Writes a later state of a question, and a notice where it was given up. A conflict says that it was
    /// asked once more, or that somebody else is at it.
    pub async fn keep_agent_query(
        &self,
        workspace: WorkspaceId,
        earlier: &AgentQuery,
        later: &AgentQuery,
        notice: Option<&Notice>,
    ) -> Result<(), StoreError> {
        let task = AgentTask::Query(later.clone());
        let put = self.put(to_item(&keys::agent_task(workspace, &task.name()), &task)?);
        let put = put
            .condition_expression("asked = :asked AND sends = :sends")
            .expression_attribute_values(":asked", number(earlier.asked))
            .expression_attribute_values(":sends", number(earlier.sends));
        let Some(notice) = notice else { return self.write(put).await };
        let note = self.put(to_item(&keys::notice(workspace, &notice.id), notice)?);
        self.transact(vec![part!(put, put), part!(put, note)]).await
    }

    /// Forgets a question that was answered. A conflict says that it was asked once more meanwhile.
    pub async fn end_agent_query(
        &self,
        workspace: WorkspaceId,
        query: &AgentQuery,
    ) -> Result<(), StoreError> {
        let delete = self
            .delete(&keys::agent_task(workspace, &task_name(&query.number)))
            .condition_expression("asked = :asked")
            .expression_attribute_values(":asked", number(query.asked));
        self.transact(vec![part!(delete, delete)]).await
    }

    /// Has others take a task's place. A conflict says that one of them is there already, or that another
    /// task of that name is.
    pub async fn replace_agent_task(
        &self,
        workspace: WorkspaceId,
        done: &AgentTask,
        others: &[AgentTask],
    ) -> Result<(), StoreError> {
        let is_done = |task: &&AgentTask| task.name() == done.name();
        let mut writes = Vec::new();
        let (condition, names, values) = as_read(done)?;
        match others.iter().find(is_done) {
            None => {
                let delete = self.delete(&keys::agent_task(workspace, &done.name()));
                let delete = delete.set_condition_expression(condition);
                let delete = delete.set_expression_attribute_names(names);
                writes.push(part!(delete, delete.set_expression_attribute_values(values)));
            }
            Some(later) => {
                let put = self.put(to_item(&keys::agent_task(workspace, &later.name()), later)?);
                let put = put.set_condition_expression(condition).set_expression_attribute_names(names);
                writes.push(part!(put, put.set_expression_attribute_values(values)));
            }
        }
        for task in others.iter().filter(|task| !is_done(task)) {
            let put = self.put(to_item(&keys::agent_task(workspace, &task.name()), task)?);
            writes.push(part!(put, put.condition_expression("attribute_not_exists(pk)")));
        }
        self.transact(writes).await
    }

    /// Which of these documents are being asked for, or were given up.
    pub async fn known_agent_queries(
        &self,
        workspace: WorkspaceId,
        documents: &[&str],
    ) -> Result<HashSet<String>, StoreError> {
        let named: Vec<_> =
            documents.iter().map(|number| keys::agent_task(workspace, &task_name(number))).collect();
        let items = self.get_many(&named, None, false).await?.into_iter();
        let queries = items.map(|item| from_item(item).map(|query: AgentQuery| query.number));
        queries.collect()
    }

    /// Notes when the next work is due, or that none is left. A conflict says that work came since.
    pub async fn settle_agent_work(
        &self,
        work: &AgentWork,
        next: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        let key = keys::agent_work(work.workspace);
        let Some(next) = next else {
            let delete = self
                .delete(&key)
                .condition_expression("added = :added")
                .expression_attribute_values(":added", number(work.added));
            return self.transact(vec![part!(delete, delete)]).await;
        };
        let update = self
            .update(&key)
            .update_expression("SET due_at = :next")
            .condition_expression("added = :added")
            .expression_attribute_values(":next", attribute(&next)?)
            .expression_attribute_values(":added", number(work.added));
        self.apply(update).await
    }
}

type Condition = (Option<String>, Option<HashMap<String, String>>, Option<HashMap<String, AttributeValue>>);

/// That a task is still the one that was read: a sweep that begins anew has another end or another beginning.
fn as_read(task: &AgentTask) -> Result<Condition, StoreError> {
    let AgentTask::Sweep(ImageSweep { from, before, .. }) = task else { return Ok((None, None, None)) };
    let names = [("#from", "from"), ("#before", "before")].map(|(name, field)| (name.into(), field.into()));
    let values = [(":from".into(), attribute(from)?), (":before".into(), attribute(before)?)];
    let condition = "#from = :from AND #before = :before".to_owned();
    Ok((Some(condition), Some(names.into()), Some(values.into())))
}
