//! Master data that leave as Excel files and come back: exports, and imports with their dry run.

mod check;
mod commit;
mod export;
mod import;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use check::{Check, Counts};
pub use commit::{Commit, CommitMode, Outcome, RowOutcome, Undo};
pub use export::{Export, ExportState};
pub use import::{FormulaRule, Import, ImportState, TextEncoding};

use crate::record::RecordKind;

/// What a workbook holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WorkbookKind {
    /// Customers and suppliers.
    Partners,
    /// Products and services.
    Products,
    /// The chart of accounts.
    LedgerAccounts,
}

impl WorkbookKind {
    /// The records that it holds.
    pub fn records(self) -> RecordKind {
        match self {
            Self::Partners => RecordKind::Partner,
            Self::Products => RecordKind::Product,
            Self::LedgerAccounts => RecordKind::LedgerAccount,
        }
    }
}

/// Why a job came to nothing, as the name of a text with what that text needs to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// The name of the text.
    pub code: String,
    /// Its arguments, by name.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub arguments: Vec<(String, String)>,
}

/// Bounds of the work on workbooks.
#[derive(Clone, Copy, Debug)]
pub struct ExchangeLimits {
    /// Bytes of an uploaded file.
    pub file_bytes: u64,
    /// How often a file is begun to be read, or an export to be written.
    pub attempts: u32,
    /// Writes of one transaction; DynamoDB takes 100.
    pub writes_at_once: usize,
    /// Transactions that one message makes.
    pub pages_at_once: u32,
    /// Bytes of the plan that are read at a time.
    pub plan_bytes: u64,
    /// Days in which an import can be undone: its plan is kept as long.
    pub undo_days: i64,
    /// Seconds for which a link to upload a file works.
    pub upload_seconds: u64,
}

impl Default for ExchangeLimits {
    fn default() -> Self {
        Self {
            file_bytes: 64 * 1024 * 1024,
            attempts: 3,
            writes_at_once: 96,
            pages_at_once: 200,
            plan_bytes: 256 * 1024,
            undo_days: 60,
            upload_seconds: 900,
        }
    }
}
