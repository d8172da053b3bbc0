//! The connections to Számlázz.hu, and by what it names them: the key of a link, the address of payments.

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem};
use domain::{
    audit::AuditEntry,
    ids::WorkspaceId,
    notice::Notice,
    szamlazz::{AgentState, AgentTask, SzamlazzConnection},
};
use serde::{Deserialize, Serialize};

use crate::{
    error::StoreError,
    keys,
    table::{Store, attribute, number, part, to_item},
};

/// Whose link a key belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Linked {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// Whether the link is in use.
    pub state: LinkedState,
}

/// Whether a link is in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LinkedState {
    /// It takes what is pushed.
    Active,
    /// Another key took its place, which may not be entered at Számlázz.hu yet.
    Replaced,
    /// The owner removed it: whoever pushes is told to stop.
    Removed,
}

/// That Számlázz.hu refuses the key of an Agent.
#[derive(Clone, Copy, Debug)]
pub struct AgentStop<'a> {
    /// Its code.
    pub code: &'a str,
    /// What the owner is told.
    pub notice: &'a Notice,
}

impl Store {
    /// The connection of a workspace.
    pub async fn szamlazz_connection(
        &self,
        workspace: WorkspaceId,
    ) -> Result<Option<SzamlazzConnection>, StoreError> {
        self.get(&keys::szamlazz_connection(workspace)).await
    }

    /// Whose link a key belongs to, by its keyed hash.
    pub async fn linked(&self, key_hash: &str) -> Result<Option<Linked>, StoreError> {
        self.get(&keys::data_link(key_hash)).await
    }

    /// Whose payments are announced at an address.
    pub async fn payments_of(&self, address: &str) -> Result<Option<WorkspaceId>, StoreError> {
        let linked: Option<Linked> = self.get(&keys::payment_address(address)).await?;
        Ok(linked.map(|linked| linked.workspace))
    }

    /// Saves what the owner set, with what names it, and begins a task. `replaces` is what was read, none for
    /// the first one. A conflict says that somebody else changed it, or that the workspace is gone.
    pub async fn save_szamlazz_connection(
        &self,
        connection: &SzamlazzConnection,
        replaces: Option<&SzamlazzConnection>,
        entry: &AuditEntry,
        task: Option<&AgentTask>,
    ) -> Result<(), StoreError> {
        let workspace = connection.workspace;
        let put = self.put(to_item(&keys::szamlazz_connection(workspace), connection)?);
        let put = match replaces {
            None => put.condition_expression("attribute_not_exists(pk)"),
            Some(old) => put
                .condition_expression("version = :old")
                .expression_attribute_values(":old", number(old.version)),
        };
        let cause = format!("szamlazz-{}", connection.version);
        let mut writes = vec![
            part!(put, put),
            self.exists(&keys::cover(workspace))?,
            self.audit_put(workspace, entry, &cause)?,
        ];
        writes.extend(self.links(connection, replaces)?);
        if let Some(task) = task {
            writes.extend(self.begin_agent_task(workspace, task)?);
        }
        self.transact(writes).await
    }

    /// The writes by which keys and the address lead to the workspace. What is not remembered any more leads
    /// nowhere.
    fn links(
        &self,
        connection: &SzamlazzConnection,
        replaces: Option<&SzamlazzConnection>,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let workspace = connection.workspace;
        let lead = |key, state| -> Result<TransactWriteItem, StoreError> {
            Ok(part!(put, self.put(to_item(&key, &Linked { workspace, state })?)))
        };
        let mut writes = Vec::new();
        if replaces.is_none() {
            writes.push(lead(keys::payment_address(&connection.payment_address), LinkedState::Active)?);
        }
        let hash =
            |connection: &SzamlazzConnection| connection.link.as_ref().map(|link| link.key_hash.clone());
        let (new, old) = (hash(connection), replaces.and_then(hash));
        if new == old {
            return Ok(writes);
        }
        if let Some(new) = &new {
            writes.push(lead(keys::data_link(new), LinkedState::Active)?);
        }
        if let Some(old) = &old {
            let state = if new.is_some() { LinkedState::Replaced } else { LinkedState::Removed };
            writes.push(lead(keys::data_link(old), state)?);
        }
        let former = replaces.iter().flat_map(|replaces| &replaces.former_links);
        for forgotten in former.filter(|former| !connection.former_links.contains(former)) {
            writes.push(part!(delete, self.delete(&keys::data_link(forgotten))));
        }
        Ok(writes)
    }

    /// Asks the Agent of a connection no more, and tells the owner, once.
    pub async fn stop_agent(
        &self,
        connection: &SzamlazzConnection,
        stop: AgentStop<'_>,
    ) -> Result<(), StoreError> {
        let workspace = connection.workspace;
        let stopped = AgentState::Stopped { code: stop.code.to_owned(), at: stop.notice.at };
        let update = self
            .update(&keys::szamlazz_connection(workspace))
            .update_expression("SET #agent.#state = :state, version = version + :one")
            .condition_expression("version = :version")
            .expression_attribute_names("#agent", "agent")
            .expression_attribute_names("#state", "state")
            .expression_attribute_values(":state", attribute(&stopped)?)
            .expression_attribute_values(":version", number(connection.version))
            .expression_attribute_values(":one", AttributeValue::N("1".into()));
        let note = self.put(to_item(&keys::notice(workspace, &stop.notice.id), stop.notice)?);
        self.transact(vec![part!(update, update), part!(put, note)]).await
    }
}
