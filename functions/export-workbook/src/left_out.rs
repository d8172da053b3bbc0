//! What no workbook holds, and how much of it the company has.

use domain::{
    chart::LedgerAccount, exchange::WorkbookKind, record::RecordKind, settings::RegisterKind,
    workspace::Workspace,
};
use store::{Store, StoreError};
use workbook::LeftOut;

/// Counts it.
pub async fn count(
    store: &Store,
    company: &Workspace,
    kind: WorkbookKind,
) -> Result<Vec<LeftOut>, StoreError> {
    let mut left_out = vouchers(store, company).await?;
    for (name, kind) in [
        ("workbook-left_out-documents", RecordKind::Document),
        ("workbook-left_out-payments", RecordKind::Payment),
    ] {
        left_out.push(LeftOut { name, count: store.count_records(company.id, kind).await? });
    }
    if kind == WorkbookKind::LedgerAccounts {
        let stored = store.all_records::<LedgerAccount>(company.id).await?;
        let removed = stored.iter().filter(|account| account.data.removed).count();
        left_out.push(LeftOut { name: "workbook-left_out-removed_accounts", count: removed as u32 });
    }
    Ok(left_out)
}

/// Vouchers have to be keyed anew elsewhere (rule R0-11).
async fn vouchers(store: &Store, company: &Workspace) -> Result<Vec<LeftOut>, StoreError> {
    let kinds = [
        ("workbook-left_out-cash_vouchers", RegisterKind::Cash),
        ("workbook-left_out-bank_vouchers", RegisterKind::Bank),
    ];
    let counted = store.vouchers_by_kind(company.id).await?;
    let count = |kind| counted.iter().filter(|(of, _)| *of == kind).map(|(_, count)| count).sum();
    Ok(kinds.map(|(name, kind)| LeftOut { name, count: count(kind) }).to_vec())
}
