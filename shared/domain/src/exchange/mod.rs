//! Master data that leave as Excel files and come back: exports, and imports with their dry run.

mod check;
mod commit;
mod export;
mod import;
mod problem;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use check::{Check, Counts};
pub use commit::{Commit, CommitMode, Outcome, RowOutcome, Undo};
pub use export::{Export, ExportState};
pub use import::{DecimalMark, FormulaRule, Import, ImportState, TextEncoding};
pub use problem::{Problem, address};

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
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Partners, Self::Products, Self::LedgerAccounts];

    /// The name of the text that is the title of its sheet, and of its file.
    pub fn title(self) -> &'static str {
        match self {
            Self::Partners => "workbook-partners",
            Self::Products => "workbook-products",
            Self::LedgerAccounts => "workbook-accounts",
        }
    }

    /// The records that it holds.
    pub fn records(self) -> RecordKind {
        match self {
            Self::Partners => RecordKind::Partner,
            Self::Products => RecordKind::Product,
            Self::LedgerAccounts => RecordKind::LedgerAccount,
        }
    }
}

/// What an export holds: what a workbook of records holds, or what only goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ExportKind {
    /// Customers and suppliers.
    Partners,
    /// Products and services.
    Products,
    /// The chart of accounts.
    LedgerAccounts,
    /// What a month's invoices are posted to.
    PostingList,
}

impl From<WorkbookKind> for ExportKind {
    fn from(kind: WorkbookKind) -> Self {
        match kind {
            WorkbookKind::Partners => Self::Partners,
            WorkbookKind::Products => Self::Products,
            WorkbookKind::LedgerAccounts => Self::LedgerAccounts,
        }
    }
}

impl ExportKind {
    /// The name of the text that is the title of its sheet, and of its file.
    pub fn title(self) -> &'static str {
        match self {
            Self::Partners => WorkbookKind::Partners.title(),
            Self::Products => WorkbookKind::Products.title(),
            Self::LedgerAccounts => WorkbookKind::LedgerAccounts.title(),
            Self::PostingList => "workbook-postings",
        }
    }

    /// What the audit log says was exported.
    pub fn subject(self) -> &'static str {
        match self {
            Self::Partners => WorkbookKind::Partners.records().name(),
            Self::Products => WorkbookKind::Products.records().name(),
            Self::LedgerAccounts => WorkbookKind::LedgerAccounts.records().name(),
            Self::PostingList => "posting-list",
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

impl Failure {
    /// One whose text needs to know nothing.
    pub fn of(code: &str) -> Self {
        Self { code: code.to_owned(), arguments: Vec::new() }
    }

    /// The same, whose text needs to know that too.
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.arguments.push((name.to_owned(), value.to_string()));
        self
    }
}

/// Whether not more than so many days have passed.
fn is_within(since: Timestamp, now: Timestamp, days: i64) -> bool {
    now.duration_since(since) <= SignedDuration::from_hours(24 * days)
}

/// Bounds of the work on workbooks.
#[derive(Clone, Copy, Debug)]
pub struct ExchangeLimits {
    /// Bytes of an uploaded file.
    pub file_bytes: u64,
    /// How often an upload is begun to be read, or an export to be written.
    pub attempts: u32,
    /// Writes of one transaction; DynamoDB takes 100.
    pub writes_at_once: usize,
    /// Seconds after which a commit or an undoing goes on with another message. One transaction is made in
    /// any case.
    pub step_seconds: i64,
    /// Bytes of the plan that are read at a time.
    pub plan_bytes: u64,
    /// Days in which an import can be undone.
    pub undo_days: i64,
    /// Seconds for which a link to upload a file works.
    pub upload_seconds: u64,
    /// Days for which the bucket keeps the file of an export.
    pub export_days: i64,
    /// Days for which the bucket keeps what a dry run came to: longer than an import can be undone by it.
    pub result_days: i64,
}

impl Default for ExchangeLimits {
    fn default() -> Self {
        Self {
            file_bytes: 64 * 1024 * 1024,
            attempts: 3,
            writes_at_once: 96,
            step_seconds: 60,
            plan_bytes: 256 * 1024,
            undo_days: 60,
            upload_seconds: 900,
            export_days: 7,
            result_days: 70,
        }
    }
}
