//! Remarks on records: notes and events of a document, contacts with a partner.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    ids::AccountId,
    limits::BOOKS,
    wrong::{self, Wrong},
};

/// What a remark is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum RemarkKind {
    /// Something to remember.
    #[default]
    Memo,
    /// A telephone call.
    Call,
    /// A message.
    Mail,
    /// A meeting.
    Meeting,
    /// Something that happened: sent, seen, reminded.
    Event,
}

/// A remark as it is entered.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct NewRemark {
    /// What it is of.
    #[serde(default)]
    pub kind: RemarkKind,
    /// When it happened; now where absent.
    pub at: Option<Timestamp>,
    /// What there is to say, 1 to 2,000 characters.
    #[schema(example = "Asked for two more weeks")]
    pub text: String,
}

/// A remark.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Remark {
    /// The remark.
    pub id: String,
    /// What it is of.
    pub kind: RemarkKind,
    /// When it happened.
    pub at: Timestamp,
    /// What there is to say.
    pub text: String,
    /// Who entered it.
    pub by: AccountId,
    /// When it was entered.
    pub created_at: Timestamp,
}

impl NewRemark {
    /// Whether it can be kept.
    pub fn check(&self) -> Result<(), Wrong> {
        wrong::text("text", &self.text, BOOKS.note)
    }
}
