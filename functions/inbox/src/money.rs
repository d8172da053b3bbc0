//! Bank transactions and receipts, as the data link of Számlázz.hu brings them.

use axum::{Json, extract::State};
use domain::{
    access::Action,
    ids::WorkspaceId,
    szamlazz::{BankTransaction, Receipt},
};
use lambda::{
    access::{Access, Caller},
    http::{Named, Parameters, limit},
    problem::{Problem, ProblemDocument},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::App;

/// Which part of a list whose latest entries come first.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct LatestFirst {
    /// Where the previous page ended.
    cursor: Option<i64>,
    /// How many at most, 1 to 100; 50 where absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

impl LatestFirst {
    fn limit(&self) -> Result<i32, Problem> {
        Ok(limit(self.limit, 50, 100)? as i32)
    }
}

/// A page of bank transactions.
#[derive(Debug, Serialize, ToSchema)]
pub struct BankTransactions {
    /// The latest first.
    bank_transactions: Vec<BankTransaction>,
    /// Ask with this cursor for what follows; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<i64>,
}

/// A page of receipts.
#[derive(Debug, Serialize, ToSchema)]
pub struct Receipts {
    /// The latest first.
    receipts: Vec<Receipt>,
    /// Ask with this cursor for what follows; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<i64>,
}

/// List the bank transactions
#[utoipa::path(
    get, path = "/workspaces/{workspace}/bank-transactions",
    operation_id = "listBankTransactions", tag = "invoices",
    params(("workspace" = WorkspaceId, Path, description = "The workspace"), LatestFirst),
    responses(
        (status = 200, description = "A page", body = BankTransactions),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn bank_transactions(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
    Parameters(part): Parameters<LatestFirst>,
) -> Result<Json<BankTransactions>, Problem> {
    access.require(&caller, workspace, Action::ReadInvoices).await?;
    let page = app.store.bank_transactions(workspace, part.cursor, part.limit()?).await?;
    let next_cursor = page.next_after().map(|last| last.id);
    Ok(Json(BankTransactions { bank_transactions: page.items, next_cursor }))
}

/// List the receipts
#[utoipa::path(
    get, path = "/workspaces/{workspace}/receipts",
    operation_id = "listReceipts", tag = "invoices",
    params(("workspace" = WorkspaceId, Path, description = "The workspace"), LatestFirst),
    responses(
        (status = 200, description = "A page", body = Receipts),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn receipts(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
    Parameters(part): Parameters<LatestFirst>,
) -> Result<Json<Receipts>, Problem> {
    access.require(&caller, workspace, Action::ReadInvoices).await?;
    let page = app.store.receipts(workspace, part.cursor, part.limit()?).await?;
    let next_cursor = page.next_after().map(|last| last.id);
    Ok(Json(Receipts { receipts: page.items, next_cursor }))
}
