//! Imports, from the file that is awaited to the rows that are taken back.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Check, Commit, Failure, Undo, WorkbookKind};
use crate::{
    ids::{AccountId, JobId},
    language::Language,
};

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

/// What stands before the decimals of a number that is written as a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DecimalMark {
    /// 1234,5
    Comma,
    /// 1234.5
    Point,
}

impl DecimalMark {
    /// The character.
    pub fn character(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Point => '.',
        }
    }
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
    /// The decimal mark of numbers that are texts; each number has to show it where none is given.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub decimal_mark: Option<DecimalMark>,
    /// How far it is.
    pub state: ImportState,
    /// One more with each write of this record: whoever writes it has seen the last one.
    pub sequence: u32,
    /// Who asked for it.
    pub asked_by: AccountId,
    /// When.
    pub asked_at: Timestamp,
    /// The upload that was last begun to be read, as S3 numbers it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub upload: Option<String>,
    /// How often it was: one that breaks the reader is not read for ever.
    pub attempts: u32,
    /// Rows read so far, while it is checked.
    pub rows_read: u32,
    /// What the last dry run came to.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub check: Option<Check>,
    /// Whether the books, or the file, were not any more as somebody saw them who committed.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub overtaken: bool,
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
            decimal_mark: None,
            state: ImportState::AwaitingFile,
            sequence: 1,
            asked_by: by,
            asked_at: at,
            upload: None,
            attempts: 0,
            rows_read: 0,
            check: None,
            overtaken: false,
            failure: None,
            commit: None,
            undo: None,
        }
    }

    /// Whether a commit found the books as the dry run saw them.
    pub fn is_confirmed(&self) -> bool {
        self.commit.as_ref().is_some_and(|commit| commit.confirmed)
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
