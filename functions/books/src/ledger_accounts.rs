//! The chart of accounts of a workspace.

use std::collections::BTreeSet;

use axum::{
    Json,
    extract::State,
    http::{HeaderName, StatusCode, header::ETAG},
};
use domain::{
    access::Action,
    chart::{Chart, LedgerAccount},
    chart_room::ChartRoom,
    exchange::WorkbookKind,
    ids::{JobId, WorkspaceId},
    ledger_account::AccountNumber,
    record::{RecordId, RecordKind, Recorded},
};
use lambda::{
    access::{Access, Caller},
    http::{Body, IfMatch, Named, Parameters},
    problem::{Problem, ProblemDocument},
};
use serde::{Deserialize, Serialize};
use store::StoreError;
use utoipa::{IntoParams, ToSchema};

use crate::{App, register};

/// Which accounts.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// A part of the name, or the beginning of the number.
    text: Option<String>,
    /// Only accounts below this one, and it.
    below: Option<AccountNumber>,
    /// With true, only accounts that entries may go to; with false, only the others.
    postable: Option<bool>,
    /// Where the previous page ended.
    cursor: Option<AccountNumber>,
    /// How many at most, 1 to 1,000; 1,000 where absent.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<usize>,
}

/// Accounts on a page, at most: a chart is mostly read as a whole.
const MOST: usize = 1_000;

impl Filter {
    fn passes(&self, account: &LedgerAccountView) -> bool {
        let text = self.text.as_deref().map(|text| text.trim().to_lowercase());
        let number = account.number.as_str();
        self.cursor.as_ref().is_none_or(|cursor| account.number > *cursor)
            && self.below.as_ref().is_none_or(|below| number.starts_with(below.as_str()))
            && self.postable.is_none_or(|postable| postable == account.postable)
            && text.is_none_or(|text| {
                number.starts_with(&text) || account.account.data.name.to_lowercase().contains(&text)
            })
    }
}

/// An account with its place in the chart.
#[derive(Debug, Serialize, ToSchema)]
pub struct LedgerAccountView {
    /// Its number.
    number: AccountNumber,
    /// The account; version 0 is the default chart's.
    #[serde(flatten)]
    account: Recorded<LedgerAccount>,
    /// The class, the first digit of the number.
    #[schema(example = 3)]
    class: u8,
    /// The account above it: the longest number that its own begins with.
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<AccountNumber>,
    /// Whether entries may go to it: it is active, and no account is below it.
    postable: bool,
}

impl LedgerAccountView {
    fn new(chart: &Chart, number: &AccountNumber, account: &Recorded<LedgerAccount>) -> Self {
        Self {
            number: number.clone(),
            class: number.class(),
            parent: number.parent_among(chart.numbers()).cloned(),
            postable: chart.check_postable("", number).is_ok(),
            account: account.clone(),
        }
    }
}

/// An account as the answer, with its version as `ETag`.
type Answer = (StatusCode, [(HeaderName, String); 1], Json<LedgerAccountView>);

fn answer(status: StatusCode, chart: &Chart, number: &AccountNumber) -> Result<Answer, Problem> {
    let account = chart.account(number).ok_or_else(Problem::not_found)?;
    let tag = format!("\"{}\"", account.version);
    Ok((status, [(ETAG, tag)], Json(LedgerAccountView::new(chart, number, account))))
}

/// The accounts.
#[derive(Debug, Serialize, ToSchema)]
pub struct Accounts {
    /// By number.
    accounts: Vec<LedgerAccountView>,
    /// Ask with this cursor for what follows; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<AccountNumber>,
    /// The import that is at work on them, if one is: some of its rows may not be written yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    import_at_work: Option<JobId>,
}

/// List the chart of accounts
///
/// A Hungarian workspace begins with a default chart.
#[utoipa::path(
    get, path = "/workspaces/{workspace}/ledger-accounts",
    operation_id = "listLedgerAccounts", tag = "ledger-accounts",
    params(("workspace" = WorkspaceId, Path, description = "The workspace"), Filter),
    responses(
        (status = 200, description = "A page", body = Accounts),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
    Parameters(filter): Parameters<Filter>,
) -> Result<Json<Accounts>, Problem> {
    access.require(&caller, workspace, Action::ReadBooks).await?;
    let limit = lambda::http::limit(filter.limit, MOST, MOST)?;
    let chart = register::chart(&app, &register::company(&app, workspace).await?).await?;
    let views = chart.accounts().map(|(number, account)| LedgerAccountView::new(&chart, number, account));
    let mut accounts: Vec<_> = views.filter(|view| filter.passes(view)).take(limit + 1).collect();
    let more = accounts.len() > limit;
    accounts.truncate(limit);
    let next_cursor = accounts.last().filter(|_| more).map(|account| account.number.clone());
    let import_at_work = app.store.import_at_work(workspace, WorkbookKind::LedgerAccounts).await?;
    Ok(Json(Accounts { accounts, next_cursor, import_at_work }))
}

/// A new account.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct NewAccount {
    /// Its number.
    number: AccountNumber,
    /// The name, 1 to 512 characters.
    #[schema(example = "Főpénztár")]
    name: String,
    /// What it is for, up to 2,000 characters.
    #[schema(example = "The till in the shop")]
    description: Option<String>,
    /// The usual VAT key.
    #[schema(example = "27")]
    vat_key: Option<String>,
}

/// Create a ledger account
///
/// The number names the account, so that a repeated request makes no second one. An account that entries went
/// to gets none below it: its entries would stand above others.
#[utoipa::path(
    post, path = "/workspaces/{workspace}/ledger-accounts",
    operation_id = "createLedgerAccount", tag = "ledger-accounts",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    request_body = NewAccount,
    responses(
        (status = 201, description = "The account", body = LedgerAccountView),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn create(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
    Body(NewAccount { number, name, description, vat_key }): Body<NewAccount>,
) -> Result<Answer, Problem> {
    access.require(&caller, workspace, Action::ManageBooks).await?;
    let (company, by) = (register::company(&app, workspace).await?, app.actor(&caller));
    let data = LedgerAccount { name, description, vat_key, active: true, removed: false };
    let data = data.checked(company.country)?;
    let chart = register::chart(&app, &company).await?;
    if let Some(there) = chart.account(&number) {
        return match there.data == data && there.version > 0 {
            true => answer(StatusCode::CREATED, &chart, &number),
            false => Err(Problem::new(StatusCode::CONFLICT, "name-taken").in_field(Some("number".into()))),
        };
    }
    // That no entries went to the account above is part of the write.
    ChartRoom::new(&chart, BTreeSet::new()).admit(&number)?;
    let removed = chart.ever(&number);
    let account = match removed {
        Some(removed) => removed.changed(by.at, data),
        None => Recorded::new(id_of(&number), by.at, data),
    };
    let parent = number.parent_among(chart.numbers()).map(id_of);
    match app.store.add_account(workspace, &account, removed, parent.as_ref(), by).await {
        Ok(()) => {}
        Err(StoreError::Conflict) => return Err(refused(&app, workspace, parent).await?),
        Err(error) => return Err(error.into()),
    }
    answer(StatusCode::CREATED, &register::chart(&app, &company).await?, &number)
}

/// Why an account was not added.
async fn refused(app: &App, workspace: WorkspaceId, parent: Option<RecordId>) -> Result<Problem, StoreError> {
    match parent {
        Some(parent) if app.store.is_posted(workspace, &parent).await? => {
            Ok(Problem::new(StatusCode::CONFLICT, "account-parent-used").with("parent", parent))
        }
        _ => Ok(Problem::conflict()),
    }
}

fn id_of(number: &AccountNumber) -> RecordId {
    RecordId::of_parts(&[number.as_str()])
}

fn number_of(text: &str) -> Result<AccountNumber, Problem> {
    AccountNumber::parse(text).map_err(|_| Problem::not_found())
}

/// Read a ledger account
#[utoipa::path(
    get, path = "/workspaces/{workspace}/ledger-accounts/{number}",
    operation_id = "getLedgerAccount", tag = "ledger-accounts",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("number" = AccountNumber, Path, description = "The account's number"),
    ),
    responses(
        (status = 200, description = "The account; `ETag` is its version", body = LedgerAccountView),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn read(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, number)): Named<(WorkspaceId, String)>,
) -> Result<Answer, Problem> {
    access.require(&caller, workspace, Action::ReadBooks).await?;
    let chart = register::chart(&app, &register::company(&app, workspace).await?).await?;
    answer(StatusCode::OK, &chart, &number_of(&number)?)
}

/// Change a ledger account
///
/// The whole account is sent, and in `If-Match` the version that it replaces.
#[utoipa::path(
    put, path = "/workspaces/{workspace}/ledger-accounts/{number}",
    operation_id = "changeLedgerAccount", tag = "ledger-accounts",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("number" = AccountNumber, Path, description = "The account's number"),
        ("If-Match" = String, Header, description = "The version that was seen, as `ETag` gave it"),
    ),
    request_body = LedgerAccount,
    responses(
        (status = 200, description = "The account as it is now", body = LedgerAccountView),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn change(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, number)): Named<(WorkspaceId, String)>,
    IfMatch(version): IfMatch,
    Body(data): Body<LedgerAccount>,
) -> Result<Answer, Problem> {
    access.require(&caller, workspace, Action::ManageBooks).await?;
    let (company, number) = (register::company(&app, workspace).await?, number_of(&number)?);
    let data = data.checked(company.country)?;
    let chart = register::chart(&app, &company).await?;
    let before = chart.account(&number).cloned().ok_or_else(Problem::not_found)?;
    let before = register::of_version(before, version)?;
    register::change(&app, workspace, &before, data, app.actor(&caller)).await?;
    answer(StatusCode::OK, &register::chart(&app, &company).await?, &number)
}

/// Delete a ledger account
///
/// One that something uses cannot be deleted; set it inactive.
#[utoipa::path(
    delete, path = "/workspaces/{workspace}/ledger-accounts/{number}",
    operation_id = "deleteLedgerAccount", tag = "ledger-accounts",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("number" = AccountNumber, Path, description = "The account's number"),
        ("If-Match" = String, Header, description = "The version that was seen, as `ETag` gave it"),
    ),
    responses(
        (status = 204, description = "It is gone"),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn remove(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, number)): Named<(WorkspaceId, String)>,
    IfMatch(version): IfMatch,
) -> Result<StatusCode, Problem> {
    access.require(&caller, workspace, Action::ManageBooks).await?;
    let (company, number) = (register::company(&app, workspace).await?, number_of(&number)?);
    let chart = register::chart(&app, &company).await?;
    let before = chart.account(&number).cloned().ok_or_else(Problem::not_found)?;
    let before = register::of_version(before, version)?;
    match app.store.remove_account(workspace, &before, app.actor(&caller)).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(StoreError::Conflict) => {
            let used = app.store.is_used(workspace, RecordKind::LedgerAccount, &before.id).await?;
            Err(if used { register::in_use() } else { register::outdated() })
        }
        Err(error) => Err(error.into()),
    }
}
