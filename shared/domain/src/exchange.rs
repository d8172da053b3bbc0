//! Master data that leave as Excel files and come back: exports, and imports with their dry run.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use utoipa::ToSchema;

use crate::{
    hex::hex,
    ids::{AccountId, JobId},
    language::Language,
    record::{RecordId, RecordKind},
};

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

    /// The name, as it is serialised.
    pub fn name(self) -> &'static str {
        match self {
            Self::Partners => "partners",
            Self::Products => "products",
            Self::LedgerAccounts => "ledger-accounts",
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

/// Why a job came to nothing, as the name of a text with what that text needs to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// The name of the text.
    pub code: String,
    /// Its arguments, by name.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub arguments: Vec<(String, String)>,
}

/// A workbook that is being written, or was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Export {
    /// Which.
    pub id: JobId,
    /// What it holds.
    pub kind: WorkbookKind,
    /// The language of its headings.
    pub language: Language,
    /// How far it is.
    pub state: ExportState,
    /// Rows written so far.
    pub rows: u32,
    /// How often it was begun: a file that cannot be written is not begun for ever.
    pub attempts: u32,
    /// Who asked for it.
    pub asked_by: AccountId,
    /// When.
    pub asked_at: Timestamp,
    /// When it was last begun.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub begun_at: Option<Timestamp>,
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
    /// It came to nothing.
    Failed,
}

impl Export {
    /// One that somebody has just asked for.
    pub fn new(id: JobId, kind: WorkbookKind, language: Language, by: AccountId, at: Timestamp) -> Self {
        Self {
            id,
            kind,
            language,
            state: ExportState::Waiting,
            rows: 0,
            attempts: 0,
            asked_by: by,
            asked_at: at,
            begun_at: None,
            ended_at: None,
            bytes: None,
            failure: None,
        }
    }
}

/// What the rows of an import come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ImportCounts)]
pub struct Counts {
    /// Rows that make a record.
    pub new: u32,
    /// Rows that change one.
    pub changed: u32,
    /// Rows that say what is there already.
    pub unchanged: u32,
    /// Rows that are not taken.
    pub refused: u32,
}

impl Counts {
    /// Rows in all.
    pub fn rows(self) -> u32 {
        self.new + self.changed + self.unchanged + self.refused
    }

    /// Rows to be written.
    pub fn writes(self) -> u32 {
        self.new + self.changed
    }
}

/// Which rows of a checked file are committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CommitMode {
    /// All; it starts only if no row is refused, and then goes on to the end.
    AllOrNothing,
    /// Those that are not refused.
    ValidRows,
}

/// What is done with cells that hold a formula.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FormulaRule {
    /// The row is refused.
    #[default]
    Refuse,
    /// The value that was last reckoned is taken, with a warning.
    Cached,
}

/// How the texts of a .csv are encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TextEncoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, the low byte first: what Excel calls Unicode text.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// Central European.
    Windows1250,
    /// Western European.
    Windows1252,
}

/// A file that is imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// Which.
    pub id: JobId,
    /// What it holds.
    pub kind: WorkbookKind,
    /// The file's name, as its owner calls it.
    pub file_name: String,
    /// The file's bytes, as its owner says: exactly as many can be uploaded.
    pub file_bytes: u64,
    /// The language in which its problems are told in the refused copy.
    pub language: Language,
    /// What is done with formulas.
    pub formulas: FormulaRule,
    /// The encoding of a .csv; it is found out where none is given.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub encoding: Option<TextEncoding>,
    /// How far it is.
    pub state: ImportState,
    /// One more with each write of this record: whoever writes it has seen the last one.
    pub sequence: u32,
    /// Who asked for it.
    pub asked_by: AccountId,
    /// When.
    pub asked_at: Timestamp,
    /// How often a file was begun to be read: one that breaks the reader is not read for ever.
    pub attempts: u32,
    /// Rows read so far, while it is checked.
    pub rows_read: u32,
    /// What the last dry run came to.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub check: Option<Check>,
    /// Why the file as a whole is refused.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub failure: Option<Failure>,
    /// The commit, once it was asked for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub commit: Option<Commit>,
    /// The undoing, once it was asked for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub undo: Option<Undo>,
}

impl Import {
    /// One that somebody has just asked for.
    pub fn new(id: JobId, kind: WorkbookKind, file_name: String, by: AccountId, at: Timestamp) -> Self {
        Self {
            id,
            kind,
            file_name,
            file_bytes: 0,
            language: Language::default(),
            formulas: FormulaRule::default(),
            encoding: None,
            state: ImportState::AwaitingFile,
            sequence: 1,
            asked_by: by,
            asked_at: at,
            attempts: 0,
            rows_read: 0,
            check: None,
            failure: None,
            commit: None,
            undo: None,
        }
    }
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ImportState {
    /// Its file has not arrived.
    AwaitingFile,
    /// Its file is being read: the dry run.
    Checking,
    /// The dry run is done; the import waits to be committed.
    Checked,
    /// The file as a whole is refused.
    Refused,
    /// Its rows are being written.
    Committing,
    /// All its rows are written.
    Committed,
    /// Its rows are being taken back.
    Undoing,
    /// Its rows were taken back, as far as they could be.
    Undone,
}

impl ImportState {
    /// Whether a file that arrives is checked.
    pub fn takes_a_file(self) -> bool {
        matches!(self, Self::AwaitingFile | Self::Checking | Self::Checked | Self::Refused)
    }
}

/// What a dry run came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// What the rows come to.
    pub counts: Counts,
    /// Problems and warnings.
    pub problems: u32,
    /// Whoever commits gives it back: it says which dry run he has seen.
    pub token: String,
    /// The version of the file that was read, as S3 names it.
    pub file_tag: String,
    /// Where its results lie.
    pub results: String,
    /// Bytes of the plan of what is to be written.
    pub plan_bytes: u64,
    /// Whether the books, or the file, changed since somebody tried to commit an earlier dry run.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub overtaken: bool,
    /// When it was done.
    pub at: Timestamp,
}

impl Check {
    /// The token of a dry run: the file and everything that comes of it.
    pub fn token(file_tag: &str, plan: &[u8], problems: &[u8]) -> String {
        let mut digest = Sha256::new();
        for part in [file_tag.as_bytes(), plan, problems] {
            digest = digest.chain_update((part.len() as u64).to_be_bytes()).chain_update(part);
        }
        hex(&digest.finalize()[..16])
    }
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
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ended_at: Option<Timestamp>,
}

impl Undo {
    /// One that begins now.
    pub fn new(by: AccountId, at: Timestamp) -> Self {
        Self { by, at, offset: 0, reversed: 0, kept: 0, failed: 0, ended_at: None }
    }

    /// Rows dealt with.
    pub fn done(&self) -> u32 {
        self.reversed + self.kept + self.failed
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
    /// The name of the text that says why, where it was not done.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<String>,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_names_one_dry_run() {
        let token = Check::token("etag", b"plan", b"problems");
        assert_eq!(token, Check::token("etag", b"plan", b"problems"));
        assert_ne!(token, Check::token("etag", b"planp", b"roblems"));
        assert_ne!(token, Check::token("other", b"plan", b"problems"));
    }
}
