//! The connection of a workspace to Számlázz.hu: the Agent key by which we ask, and the link that pushes.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Stream;
use crate::ids::WorkspaceId;

/// The connection of one workspace to Számlázz.hu.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SzamlazzConnection {
    /// Whose connection.
    pub workspace: WorkspaceId,
    /// Counts the changes of settings: what began under an earlier one must not overwrite a later one.
    pub version: u32,
    /// From when on each stream is recorded.
    pub starts: StartDates,
    /// How the Agent is asked, if the owner gave its key.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub agent: Option<Agent>,
    /// The link that pushes, if the owner asked for one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub link: Option<DataLink>,
    /// Keyed hashes of the keys of links that the owner removed: whoever still pushes by one is told to
    /// stop.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub former_links: Vec<String>,
    /// The last part of the address to which payments are announced; nobody can guess it.
    pub payment_address: String,
    /// When the owner first connected.
    pub connected_at: Timestamp,
}

/// From which day on what each stream brings is recorded: by date of issue, value date, date of the receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StartDates {
    /// Invoices issued by the company.
    pub outgoing: Date,
    /// Invoices that it received.
    pub incoming: Date,
    /// Bank transactions.
    pub bank: Date,
    /// Receipts.
    pub receipts: Date,
}

impl StartDates {
    /// The start of a stream.
    pub fn of(&self, stream: Stream) -> Date {
        match stream {
            Stream::Outgoing => self.outgoing,
            Stream::Incoming => self.incoming,
            Stream::Bank => self.bank,
            Stream::Receipts => self.receipts,
        }
    }
}

/// How the Agent is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agent {
    /// The key, sealed.
    #[serde(with = "serde_bytes")]
    pub sealed: Vec<u8>,
    /// Whether it is asked.
    pub state: AgentState,
    /// When the key was saved.
    pub since: Timestamp,
}

/// Whether the Agent is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "is")]
pub enum AgentState {
    /// Whenever something is missing.
    Active,
    /// Számlázz.hu refuses the key: the owner has to act.
    Stopped {
        /// Its error code.
        code: String,
        /// Since when.
        at: Timestamp,
    },
}

/// The link that pushes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataLink {
    /// The keyed hash of the key that the owner enters at Számlázz.hu. The key itself is shown once.
    pub key_hash: String,
    /// When it was made.
    pub since: Timestamp,
}

impl SzamlazzConnection {
    /// Whether anything arrives or is asked for by it.
    pub fn is_in_use(&self) -> bool {
        self.agent.is_some() || self.link.is_some()
    }

    /// The Agent, while it may be asked.
    pub fn asked_agent(&self) -> Option<&Agent> {
        self.agent.as_ref().filter(|agent| agent.state == AgentState::Active)
    }
}
