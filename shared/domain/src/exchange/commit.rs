//! The commit of an import, and its undoing.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Failure;
use crate::{ids::AccountId, record::RecordId};

/// Which rows of a checked file are committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CommitMode {
    /// All; it starts only if no row is refused, and then goes on to the end.
    AllOrNothing,
    /// Those that are not refused.
    ValidRows,
}

/// How far a commit is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commit {
    /// Which rows.
    pub mode: CommitMode,
    /// Who committed.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
    /// Whether the books were found as the dry run saw them.
    pub confirmed: bool,
    /// Where in the plan it goes on, in bytes.
    pub offset: u64,
    /// Records made.
    pub new: u32,
    /// Records changed.
    pub changed: u32,
    /// Rows that somebody else made needless meanwhile.
    pub unchanged: u32,
    /// Rows that could not be written because somebody else changed the books meanwhile.
    pub failed: u32,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ended_at: Option<Timestamp>,
}

impl Commit {
    /// One that begins now.
    pub fn new(mode: CommitMode, by: AccountId, at: Timestamp) -> Self {
        Self {
            mode,
            by,
            at,
            confirmed: false,
            offset: 0,
            new: 0,
            changed: 0,
            unchanged: 0,
            failed: 0,
            ended_at: None,
        }
    }

    /// Rows dealt with.
    pub fn done(&self) -> u32 {
        self.new + self.changed + self.unchanged + self.failed
    }
}

/// How far an undoing is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    /// Who asked for it.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
    /// Where in the plan it goes on, in bytes.
    pub offset: u64,
    /// Records that are as they were before.
    pub reversed: u32,
    /// Records that a person changed since, and that stay.
    pub kept: u32,
    /// Records that could not be taken back.
    pub failed: u32,
    /// Rows that were never written, so that nothing is to be taken back.
    #[serde(default)]
    pub skipped: u32,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ended_at: Option<Timestamp>,
}

impl Undo {
    /// One that begins now.
    pub fn new(by: AccountId, at: Timestamp) -> Self {
        Self { by, at, offset: 0, reversed: 0, kept: 0, failed: 0, skipped: 0, ended_at: None }
    }

    /// Rows dealt with.
    pub fn done(&self) -> u32 {
        self.reversed + self.kept + self.failed + self.skipped
    }
}

/// What became of a row that was to be written or taken back, where that is to be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowOutcome {
    /// The row's number on its sheet.
    pub row: u32,
    /// What the record is called.
    pub name: String,
    /// The record.
    pub record: RecordId,
    /// What became of it.
    pub outcome: Outcome,
    /// Why, where it was not done.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<Failure>,
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// The record is as it was before the import.
    Reversed,
    /// A person changed the record since: it stays as it is.
    Kept,
    /// It could not be done.
    Failed,
}
