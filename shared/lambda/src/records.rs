//! What functions that keep records have in common: sizes, versions, and the ledger accounts that records
//! name.

use axum::http::StatusCode;
use domain::{
    ids::WorkspaceId,
    ledger_account::AccountNumber,
    limits::BOOKS,
    record::{RecordId, RecordKind, Recorded},
    workspace::Workspace,
    wrong::Wrong,
};
use store::{
    Store, StoreError,
    records::{Marked, Used},
};

use crate::problem::Problem;

/// Refuses what would not fit into an item together with what it was before.
pub fn fits(data: &impl serde::Serialize) -> Result<(), Problem> {
    let size = serde_json::to_vec(data).map_err(|error| StoreError::Corrupt(error.to_string()))?.len();
    if size > BOOKS.record_bytes {
        let problem = Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "record-size");
        return Err(problem.with("kilobytes", BOOKS.record_bytes / 1024));
    }
    Ok(())
}

/// The record, if it is of the version that the caller has seen.
pub fn of_version<T>(record: Recorded<T>, version: u32) -> Result<Recorded<T>, Problem> {
    if record.version == version { Ok(record) } else { Err(outdated()) }
}

/// Somebody else changed the record since the caller saw it.
pub fn outdated() -> Problem {
    Problem::new(StatusCode::PRECONDITION_FAILED, "version-changed")
}

/// The company whose books these are.
pub async fn company(store: &Store, workspace: WorkspaceId) -> Result<Workspace, Problem> {
    store.workspace(workspace).await?.ok_or_else(Problem::not_found)
}

/// Ledger accounts with the fields that name them.
pub type Accounts<'a> = [(String, Option<&'a AccountNumber>)];

/// Checks that entries may go to these accounts, which something is to name by default.
pub async fn name_accounts(
    store: &Store,
    company: &Workspace,
    accounts: &Accounts<'_>,
) -> Result<(), Problem> {
    use_accounts(store, company, accounts, &[false]).await.map(|_| ())
}

/// Checks that entries may go to these accounts, and notes that they do: none is put below them any more.
pub async fn post_to(store: &Store, company: &Workspace, accounts: &Accounts<'_>) -> Result<(), Problem> {
    // An account may have been put below one before it was marked, but not since.
    if use_accounts(store, company, accounts, &[false, true]).await? == Marked::Now {
        use_accounts(store, company, accounts, &[]).await?;
    }
    Ok(())
}

async fn use_accounts(
    store: &Store,
    company: &Workspace,
    accounts: &Accounts<'_>,
    marks: &[bool],
) -> Result<Marked, Problem> {
    let named: Vec<_> =
        accounts.iter().filter_map(|(field, number)| number.map(|number| (field, number))).collect();
    if named.is_empty() {
        return Ok(Marked::Before);
    }
    let chart = store.chart(company).await?;
    for (field, number) in &named {
        chart.check_postable(field, number)?;
    }
    let used = |number: &AccountNumber, posted| Used {
        kind: RecordKind::LedgerAccount,
        id: RecordId::of_parts(&[number.as_str()]),
        by_default: chart.is_by_default(number),
        posted,
    };
    let used: Vec<_> =
        marks.iter().flat_map(|&posted| named.iter().map(move |(_, number)| used(number, posted))).collect();
    match store.mark_used(company.id, &used).await? {
        Marked::Missing(place) => Err(Wrong::new(named[place % named.len()].0, "account-unknown").into()),
        marked => Ok(marked),
    }
}
