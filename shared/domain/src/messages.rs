//! The messages on the queues. They carry ids, never state: overtaking does no harm.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{JobId, WorkspaceId};

/// Work for fetch-invoices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "work", rename_all = "kebab-case")]
pub enum FetchMessage {
    /// Poll these connections for what is new at NAV.
    Slice {
        /// The slice: the message group.
        slice: String,
        /// The scheduled time of the tick.
        tick: Timestamp,
        /// The workspaces whose connections the slice holds, at most 25.
        workspaces: Vec<WorkspaceId>,
    },
    /// Go on with one step.
    Step {
        /// Whose connection.
        workspace: WorkspaceId,
        /// The step.
        step: String,
        /// How many times the step had been announced: a message with another number is out of date.
        sequence: u32,
    },
}

/// Work for export-workbook: to write this export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportMessage {
    /// Whose.
    pub workspace: WorkspaceId,
    /// The export.
    pub export: JobId,
}

/// Work for import-workbook: to go on with this import, which says itself where. That its file has arrived,
/// S3 says itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportMessage {
    /// Whose.
    pub workspace: WorkspaceId,
    /// The import.
    pub import: JobId,
}
