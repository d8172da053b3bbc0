//! Deleting a workspace: the owner asks, support does it, and everything goes (rules R0-04 to R0-06, R0-14).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    country::Country,
    email::EmailAddress,
    exchange::{Export, ExportState, WorkbookKind},
    ids::{AccountId, JobId, WorkspaceId},
    language::Language,
    package::Package,
    wrong::Wrong,
};

/// A request that a workspace be deleted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeletionRequest {
    /// Which.
    pub workspace: WorkspaceId,
    /// The company's name.
    pub company: String,
    /// Its package; none of a company of an office.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub package: Option<Package>,
    /// The country of its tax number.
    pub country: Country,
    /// Its tax number.
    pub tax_number: String,
    /// The office whose company it is, where it is one's.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub office: Option<WorkspaceId>,
    /// Who asked.
    pub by: AccountId,
    /// The address that the confirmation goes to; none where the workspace was deleted before, and a restored
    /// backup had brought it back.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub email: Option<EmailAddress>,
    /// In which language.
    pub language: Language,
    /// When.
    pub at: Timestamp,
    /// What the owner has to say about it.
    pub reason: String,
    /// What the owner knows to be lost.
    pub waiver: Waiver,
    /// How far it is.
    pub state: DeletionState,
}

/// How far a request is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum DeletionState {
    /// Support has not looked at it.
    Requested,
    /// The workspace is closed and being deleted.
    Deleting {
        /// Who of support decided.
        by: AccountId,
        /// When.
        at: Timestamp,
        /// Why.
        reason: String,
    },
}

/// What an owner gives up knowingly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// Partners, products or the chart of accounts, as far as there is no finished export of them.
    #[serde(default)]
    pub without_exports: bool,
    /// Cash vouchers: no export holds them (rule R0-11).
    #[serde(default)]
    pub cash_vouchers: u32,
    /// Bank vouchers: likewise.
    #[serde(default)]
    pub bank_vouchers: u32,
}

/// A kind of records, and its last finished export that can still be downloaded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Exported {
    /// The kind.
    pub kind: WorkbookKind,
    /// The export, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub export: Option<JobId>,
    /// When it was finished.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
}

/// The last finished export of each kind, of all exports of a workspace.
pub fn exported(exports: &[Export], now: Timestamp, days: i64) -> Vec<Exported> {
    let last = |kind: WorkbookKind| {
        let kind = kind.into();
        let ready =
            |export: &&Export| export.kind == kind && export.state_at(now, days) == ExportState::Ready;
        exports.iter().filter(ready).max_by_key(|export| export.ended_at)
    };
    WorkbookKind::ALL
        .into_iter()
        .map(|kind| {
            let export = last(kind);
            let (id, at) = (export.map(|export| export.id), export.and_then(|export| export.ended_at));
            Exported { kind, export: id, at }
        })
        .collect()
}

/// Whether a request may be made: everything is exported, or given up by name and number.
pub fn check(exported: &[Exported], cash: u32, bank: u32, waiver: &Waiver) -> Result<(), Wrong> {
    if !waiver.without_exports && exported.iter().any(|exported| exported.export.is_none()) {
        return Err(Wrong::new("waiver.without_exports", "deletion-export-first"));
    }
    for (field, there, waived) in [
        ("waiver.cash_vouchers", cash, waiver.cash_vouchers),
        ("waiver.bank_vouchers", bank, waiver.bank_vouchers),
    ] {
        if there != waived {
            return Err(Wrong::new(field, "deletion-vouchers-lost").with("cash", cash).with("bank", bank));
        }
    }
    Ok(())
}

/// What stays of a deleted workspace: nothing of a person, and no name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DeletionRecord {
    /// Which workspace it was.
    pub workspace: WorkspaceId,
    /// Its package; none of a company of an office.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub package: Option<Package>,
    /// When its owner asked.
    pub requested_at: Timestamp,
    /// When support decided.
    pub decided_at: Timestamp,
    /// Who of support.
    pub decided_by: AccountId,
    /// Why, in words that name nobody.
    pub reason: String,
    /// What was given up.
    pub waiver: Waiver,
    /// When it was done.
    pub deleted_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use uuid::Uuid;

    use super::*;

    fn ready(kind: WorkbookKind, at: Timestamp) -> Export {
        let (id, by) = (JobId(Uuid::from_u128(1)), AccountId(Uuid::nil()));
        let export = Export::new(id, kind, Language::Hu, by, at);
        Export { state: ExportState::Ready, ended_at: Some(at), ..export }
    }

    #[test]
    fn r0_14_what_is_not_exported_is_given_up_by_name() {
        let now = Timestamp::UNIX_EPOCH;
        let two = [ready(WorkbookKind::Partners, now), ready(WorkbookKind::Products, now)];
        let found = exported(&two, now, 7);
        let wrong = check(&found, 0, 0, &Waiver::default()).unwrap_err();
        assert_eq!((wrong.field.as_str(), wrong.code), ("waiver.without_exports", "deletion-export-first"));
        assert_eq!(check(&found, 0, 0, &Waiver { without_exports: true, ..Waiver::default() }), Ok(()));
        let all = [two.to_vec(), vec![ready(WorkbookKind::LedgerAccounts, now)]].concat();
        assert_eq!(check(&exported(&all, now, 7), 0, 0, &Waiver::default()), Ok(()));
        let later = now + SignedDuration::from_hours(8 * 24);
        assert!(check(&exported(&all, later, 7), 0, 0, &Waiver::default()).is_err(), "the files are gone");
    }

    #[test]
    fn vouchers_are_given_up_by_number() {
        let exports = true;
        let waiver =
            |cash_vouchers, bank_vouchers| Waiver { without_exports: exports, cash_vouchers, bank_vouchers };
        let wrong = check(&[], 3, 2, &waiver(3, 1)).unwrap_err();
        assert_eq!((wrong.field.as_str(), wrong.code), ("waiver.bank_vouchers", "deletion-vouchers-lost"));
        assert_eq!(check(&[], 3, 2, &waiver(3, 2)), Ok(()));
        assert!(check(&[], 0, 0, &waiver(1, 0)).is_err(), "nobody gives up what is not there");
    }
}
