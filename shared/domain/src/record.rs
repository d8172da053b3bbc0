//! What every record of the books has: an identifier, a version, and a trail of who changed what.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    hex::hex,
    ids::{AccountId, JobId, WorkspaceId},
};

/// Names a record among those of its kind in a workspace: 1 to 80 letters, digits, dots and dashes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = String, example = "9f86d081884c7d659a2feaa0c55ad015")]
pub struct RecordId(String);

impl RecordId {
    /// Longest, in characters.
    pub const LENGTH: usize = 80;

    /// A fresh identifier.
    pub fn fresh(random: Uuid) -> Self {
        Self(random.simple().to_string())
    }

    /// The identifier that a request makes under an idempotency key: the same key gives the same record, so
    /// that a repeated request cannot make a second one.
    pub fn for_request(workspace: WorkspaceId, account: AccountId, kind: RecordKind, key: &str) -> Self {
        Self::digest([kind.name().as_bytes(), workspace.0.as_bytes(), account.0.as_bytes(), key.as_bytes()])
    }

    /// An identifier that follows from parts.
    pub fn digest<'p>(parts: impl IntoIterator<Item = &'p [u8]>) -> Self {
        let mut digest = Sha256::new();
        for part in parts {
            digest = digest.chain_update((part.len() as u64).to_be_bytes()).chain_update(part);
        }
        Self(hex(&digest.finalize()[..16]))
    }

    /// An identifier made of plain parts, such as `INVOICE.2026`.
    pub fn of_parts(parts: &[&str]) -> Self {
        Self(parts.join("."))
    }

    /// Reads an identifier from a request.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'));
        (plain && (1..=Self::LENGTH).contains(&text.len())).then(|| Self(text.to_owned()))
    }

    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The kinds of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RecordKind {
    /// A customer or supplier.
    Partner,
    /// Something sold or bought.
    Product,
    /// An account of the chart of accounts.
    LedgerAccount,
    /// An outbound document.
    Document,
    /// A payment made or received.
    Payment,
    /// A cash or bank voucher.
    Voucher,
    /// The company's settings, one record.
    Settings,
    /// A series of document numbers.
    Series,
    /// The company's posting rules, one record.
    PostingRules,
}

impl RecordKind {
    /// The kind's name in paths and keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::Partner => "partner",
            Self::Product => "product",
            Self::LedgerAccount => "ledger-account",
            Self::Document => "document",
            Self::Payment => "payment",
            Self::Voucher => "voucher",
            Self::Settings => "settings",
            Self::Series => "series",
            Self::PostingRules => "posting-rules",
        }
    }
}

/// A record: its data, and what every record has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Recorded<T> {
    /// The record.
    pub id: RecordId,
    /// 1 when it was made, one more with each change; `ETag` and `If-Match` carry it.
    #[schema(example = 1)]
    pub version: u32,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// What it says.
    #[serde(flatten)]
    pub data: T,
}

impl<T> Recorded<T> {
    /// A record that is made now.
    pub fn new(id: RecordId, now: Timestamp, data: T) -> Self {
        Self { id, version: 1, created_at: now, updated_at: now, data }
    }

    /// The record with its data in another form.
    pub fn map<U>(self, form: impl FnOnce(T) -> U) -> Recorded<U> {
        let Self { id, version, created_at, updated_at, data } = self;
        Recorded { id, version, created_at, updated_at, data: form(data) }
    }

    /// The same record with other data.
    pub fn changed(&self, now: Timestamp, data: T) -> Self {
        Self {
            id: self.id.clone(),
            version: self.version + 1,
            created_at: self.created_at,
            updated_at: now,
            data,
        }
    }
}

/// Who changes something, and when.
#[derive(Clone, Copy, Debug)]
pub struct Actor {
    /// Who.
    pub account: AccountId,
    /// When.
    pub at: Timestamp,
    /// The import through which it is done, if it is.
    pub import: Option<JobId>,
}

impl Actor {
    /// A person.
    pub fn person(account: AccountId, at: Timestamp) -> Self {
        Self { account, at, import: None }
    }
}

/// A code or number in the form in which records are found by it: blanks around it and its case do not count.
pub fn found_by(code: &str) -> String {
    code.trim().to_lowercase()
}

/// What was done to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ChangeAction {
    /// It was made.
    Created,
    /// Its data were changed.
    Changed,
    /// It was deleted.
    Deleted,
    /// The document got its number.
    Issued,
    /// A corrective or cancellation document refers to it.
    Corrected,
    /// A payment was allocated to it, or taken back.
    Paid,
    /// What an import changed of it was taken back.
    Reversed,
}

/// An entry of the audit trail.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Change {
    /// The record's version after it.
    pub version: u32,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: AccountId,
    /// What was done.
    pub action: ChangeAction,
    /// The import of an Excel file through which it was done, if it was.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub import: Option<JobId>,
    /// The fields that changed; none where the record was made, since the oldest values stand in what changed
    /// later.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub fields: Vec<FieldChange>,
}

/// A field before and after a change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FieldChange {
    /// The field's name.
    #[schema(example = "name")]
    pub field: String,
    /// What it was; absent where it was absent.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "crate::json::plain", default)]
    #[schema(value_type = Option<Value>)]
    pub before: Option<Value>,
    /// What it is; absent where it is absent now.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "crate::json::plain", default)]
    #[schema(value_type = Option<Value>)]
    pub after: Option<Value>,
}

/// The fields in which two states of a record differ, by name.
///
/// # Errors
/// Where a state is no JSON object.
pub fn differences<T: Serialize>(before: &T, after: &T) -> serde_json::Result<Vec<FieldChange>> {
    let object = |state: &T| serde_json::from_value::<Map<String, Value>>(serde_json::to_value(state)?);
    let (mut before, after) = (object(before)?, object(after)?);
    let mut changes: Vec<FieldChange> = Vec::new();
    for (field, after) in after {
        let before = before.remove(&field);
        if before.as_ref() != Some(&after) {
            changes.push(FieldChange { field, before, after: Some(after) });
        }
    }
    let gone =
        before.into_iter().map(|(field, value)| FieldChange { field, before: Some(value), after: None });
    changes.extend(gone);
    changes.sort_by(|a, b| a.field.cmp(&b.field));
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn ids_from_outside_are_plain() {
        for good in ["9f86d081884c7d659a2feaa0c55ad015", "0311", "CASH.2026-11-24.1f"] {
            assert_eq!(RecordId::parse(good).unwrap().as_str(), good);
        }
        for bad in ["", "a#b", "../x", "ő", &"a".repeat(81)] {
            assert_eq!(RecordId::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn one_key_is_one_record_of_a_kind() {
        let (workspace, account) = (WorkspaceId(Uuid::from_u128(1)), AccountId(Uuid::from_u128(2)));
        let id = |kind, key| RecordId::for_request(workspace, account, kind, key);
        assert_eq!(id(RecordKind::Partner, "k"), id(RecordKind::Partner, "k"));
        assert_ne!(id(RecordKind::Partner, "k"), id(RecordKind::Partner, "l"));
        assert_ne!(id(RecordKind::Partner, "k"), id(RecordKind::Product, "k"));
    }

    #[test]
    fn differences_name_what_changed_came_and_went() {
        let before = json!({ "a": 1, "b": 2, "c": [1] });
        let after = json!({ "a": 1, "c": [1, 2], "d": "new" });
        let change = |field: &str, before, after| FieldChange { field: field.into(), before, after };
        assert_eq!(
            differences(&before, &after).unwrap(),
            [
                change("b", Some(json!(2)), None),
                change("c", Some(json!([1])), Some(json!([1, 2]))),
                change("d", None, Some(json!("new"))),
            ]
        );
        assert!(differences(&1, &2).is_err());
    }
}
