//! Exports.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{ExportKind, Failure};
use crate::{
    ids::{AccountId, JobId},
    language::Language,
};

/// A workbook that is being written, or was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Export {
    /// Which.
    pub id: JobId,
    /// What it holds.
    pub kind: ExportKind,
    /// Of which month, where it is of one; its first day.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub month: Option<Date>,
    /// The language of its headings.
    pub language: Language,
    /// How far it is.
    pub state: ExportState,
    /// Records found so far; once it begins to be written, all.
    pub rows: u32,
    /// Rows written so far.
    #[serde(default)]
    pub written: u32,
    /// How often it was begun: a file that cannot be written is not begun for ever.
    pub attempts: u32,
    /// Who asked for it.
    pub asked_by: AccountId,
    /// When.
    pub asked_at: Timestamp,
    /// When it was last begun.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub begun_at: Option<Timestamp>,
    /// When its records were found.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub counted_at: Option<Timestamp>,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ended_at: Option<Timestamp>,
    /// Bytes of the file.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub bytes: Option<u64>,
    /// Why it came to nothing.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub failure: Option<Failure>,
}

/// How far an export is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ExportState {
    /// Its turn has not come yet.
    Waiting,
    /// It is being written.
    Writing,
    /// The file can be downloaded.
    Ready,
    /// The file was there and is gone: it is kept for a week.
    Expired,
    /// It came to nothing.
    Failed,
}

impl Export {
    /// One that somebody has just asked for.
    pub fn new(
        id: JobId,
        kind: impl Into<ExportKind>,
        language: Language,
        by: AccountId,
        at: Timestamp,
    ) -> Self {
        Self {
            id,
            kind: kind.into(),
            month: None,
            language,
            state: ExportState::Waiting,
            rows: 0,
            written: 0,
            attempts: 0,
            asked_by: by,
            asked_at: at,
            begun_at: None,
            counted_at: None,
            ended_at: None,
            bytes: None,
            failure: None,
        }
    }

    /// The same, of a month.
    pub fn of_month(self, month: Option<Date>) -> Self {
        Self { month, ..self }
    }

    /// How far it is now, where the bucket keeps files for so many days.
    pub fn state_at(&self, now: Timestamp, days: i64) -> ExportState {
        match self.ended_at {
            Some(ended_at) if self.state == ExportState::Ready && !super::is_within(ended_at, now, days) => {
                ExportState::Expired
            }
            _ => self.state,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use uuid::Uuid;

    use super::*;
    use crate::exchange::WorkbookKind;

    #[test]
    fn a_file_is_gone_when_the_bucket_has_let_go_of_it() {
        let (asked, day) = (Timestamp::UNIX_EPOCH, SignedDuration::from_hours(24));
        let by = AccountId(Uuid::nil());
        let export = Export::new(JobId(Uuid::nil()), WorkbookKind::Partners, Language::Hu, by, asked);
        let ended_at = Some(asked + day);
        let ready = Export { state: ExportState::Ready, ended_at, ..export.clone() };
        assert_eq!(ready.state_at(asked + day * 8, 7), ExportState::Ready);
        assert_eq!(ready.state_at(asked + day * 8 + SignedDuration::from_secs(1), 7), ExportState::Expired);
        let failed = Export { state: ExportState::Failed, ended_at, ..export };
        assert_eq!(failed.state_at(asked + day * 30, 7), ExportState::Failed);
    }
}
