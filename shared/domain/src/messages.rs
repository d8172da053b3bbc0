//! The messages on the queues. They carry ids, never state: overtaking does no harm.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    email::EmailAddress,
    ids::{JobId, WorkspaceId},
    language::Language,
};

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

/// Work for query-szamlazz: to ask the Agent for what is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentMessage {
    /// Whose.
    pub workspace: WorkspaceId,
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

/// Work for send-mail: to send this mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailMessage {
    /// Named after its cause.
    pub mail: String,
}

/// Work for delete-workspace: to go on with the deletion of this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeletionMessage {
    /// Which.
    pub workspace: WorkspaceId,
}

/// Work for open-accounts. Only what somebody entered who is not signed in: so that the answer to the request
/// depends on nothing that is known of the address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressMessage {
    /// What the person wants.
    pub wish: Wish,
    /// The address.
    pub email: EmailAddress,
    /// The language that the person was met in.
    pub language: Language,
}

/// What somebody wants of an address before signing in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wish {
    /// An account.
    SignUp,
    /// A new password.
    Password,
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn messages_are_read_as_they_were_written_whatever_serde_json_was_built_with() {
        let message =
            FetchMessage::Step { workspace: WorkspaceId(Uuid::from_u128(7)), step: "s".into(), sequence: 3 };
        let body = serde_json::to_string(&message).unwrap();
        assert_eq!(serde_json::from_str::<FetchMessage>(&body).unwrap(), message);
    }
}
