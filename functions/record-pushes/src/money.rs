//! Bank transactions and receipts.

use domain::{
    ids::WorkspaceId,
    szamlazz::{BankTransaction, PushedObject, Reason, Receipt, SzamlazzConnection, Unmatched, supplier_of},
};
use futures::{StreamExt as _, TryStreamExt as _, stream};
use jiff::Timestamp;
use lambda::batch::Worked;
use store::{StoreError, error::done_by_another};

use crate::{App, RecordError};

/// Receipts that are written at the same time.
const WRITES_IN_FLIGHT: usize = 16;

/// Records a bank transaction, unless it is from before the start of the stream.
pub async fn transaction(
    app: &App,
    workspace: WorkspaceId,
    object: &PushedObject,
    transaction: &BankTransaction,
) -> Result<Worked, RecordError> {
    let Some(connection) = connection(app, workspace).await? else { return Ok(Worked::Done) };
    if transaction.value_date.is_none_or(|date| date >= connection.starts.bank) {
        done_by_another(app.store.record_bank_transaction(workspace, transaction, object).await)?;
    }
    Ok(Worked::Done)
}

/// Records the receipts of a day that are the company's and from after the start of the stream.
pub async fn receipts(
    app: &App,
    workspace: WorkspaceId,
    object: &PushedObject,
    receipts: Vec<(Receipt, Option<String>)>,
) -> Result<Worked, RecordError> {
    let Some(connection) = connection(app, workspace).await? else { return Ok(Worked::Done) };
    let Some(company) = app.store.workspace(workspace).await? else { return Ok(Worked::Done) };
    let own = supplier_of(Some(&company.tax_number), None);
    // A batch is a day of a till: thousands of receipts.
    let records = receipts.into_iter().map(|(receipt, issuer)| {
        let issuer = supplier_of(issuer.as_deref(), None);
        let is_own = issuer.is_none() || issuer == own;
        record(app, &connection, object, receipt, is_own)
    });
    stream::iter(records).buffer_unordered(WRITES_IN_FLIGHT).try_collect::<()>().await?;
    Ok(Worked::Done)
}

async fn record(
    app: &App,
    connection: &SzamlazzConnection,
    object: &PushedObject,
    receipt: Receipt,
    is_own: bool,
) -> Result<(), StoreError> {
    let (store, workspace) = (&app.store, connection.workspace);
    if !is_own {
        let unmatched = of_another_company(&receipt, object, app.clock.now());
        return done_by_another(store.list_unmatched(workspace, &unmatched).await);
    }
    if receipt.date.is_some_and(|date| date < connection.starts.receipts) {
        return Ok(());
    }
    done_by_another(store.record_receipt(workspace, &receipt, object).await)
}

fn of_another_company(receipt: &Receipt, object: &PushedObject, since: Timestamp) -> Unmatched {
    Unmatched {
        number: receipt.number.clone(),
        issue_date: receipt.date,
        gross: receipt.gross,
        currency: receipt.currency.clone(),
        ..Unmatched::new(format!("receipt-{}", receipt.id), Reason::OtherCompany, object.clone(), since)
    }
}

async fn connection(app: &App, workspace: WorkspaceId) -> Result<Option<SzamlazzConnection>, StoreError> {
    app.store.szamlazz_connection(workspace).await
}
