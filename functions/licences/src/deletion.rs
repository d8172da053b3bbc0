//! The deletion of a workspace, as its owner asks for it (rules R0-04 to R0-06 and R0-14).

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    access::Action,
    audit::{AuditAction, AuditEntry},
    deletion::{DeletionRequest, DeletionState, Exported, Waiver, check, exported},
    ids::WorkspaceId,
    licence::Cover,
    mail::{Mail, MailTemplate},
    settings::RegisterKind,
    workspace::{Account, Workspace},
    wrong,
};
use jiff::Timestamp;
use lambda::{
    access::{Access, Caller},
    http::{Body, Named},
    problem::{Problem, ProblemDocument},
};
use serde::{Deserialize, Serialize};
use store::StoreError;
use utoipa::ToSchema;

use crate::App;

/// Longest reason, in characters.
pub const REASON: usize = 500;

/// What an owner has to say about a deletion.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDeletion {
    /// Why, 1 to 500 characters.
    #[schema(example = "Registered for the wrong package")]
    reason: String,
    /// What is lost knowingly.
    #[serde(default)]
    waiver: Waiver,
}

/// What a deletion would take, and the request for it.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeletionView {
    /// The request, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    request: Option<RequestView>,
    /// What was exported and can be downloaded: each kind has to be, or given up.
    exports: Vec<Exported>,
    /// Cash vouchers: they cannot be exported and have to be keyed anew.
    cash_vouchers: u32,
    /// Bank vouchers: likewise.
    bank_vouchers: u32,
    /// Companies of the office: each is deleted by itself, first.
    companies: usize,
}

/// A request.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequestView {
    /// When it was made.
    at: Timestamp,
    /// Why.
    reason: String,
    /// What is lost knowingly.
    waiver: Waiver,
}

/// What there is of the workspace.
pub struct Belongings {
    exports: Vec<Exported>,
    /// Cash vouchers.
    pub cash: u32,
    /// Bank vouchers.
    pub bank: u32,
    /// Companies of the office.
    pub companies: usize,
}

/// Looks at what there is.
pub async fn belongings(app: &App, workspace: WorkspaceId) -> Result<Belongings, Problem> {
    let exports = app.store.exports(workspace).await?;
    let vouchers = app.store.vouchers_by_kind(workspace).await?;
    let count = |kind| vouchers.iter().filter(|(of, _)| *of == kind).map(|(_, count)| count).sum();
    Ok(Belongings {
        exports: exported(&exports, app.clock.now(), app.export_days),
        cash: count(RegisterKind::Cash),
        bank: count(RegisterKind::Bank),
        companies: app.store.count_companies(workspace).await?,
    })
}

fn view(request: Option<DeletionRequest>, there: Belongings) -> DeletionView {
    let Belongings { exports, cash, bank, companies } = there;
    DeletionView {
        request: request.map(|request| RequestView {
            at: request.at,
            reason: request.reason,
            waiver: request.waiver,
        }),
        exports,
        cash_vouchers: cash,
        bank_vouchers: bank,
        companies,
    }
}

/// Look at what a deletion would take
#[utoipa::path(
    get, path = "/workspaces/{workspace}/deletion",
    operation_id = "getDeletion", tag = "licences",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    responses(
        (status = 200, description = "What it would take, and the request if there is one",
            body = DeletionView),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn read(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
) -> Result<Json<DeletionView>, Problem> {
    access.require(&caller, workspace, Action::RequestDeletion).await?;
    let request = app.store.deletion(workspace).await?;
    Ok(Json(view(request, belongings(&app, workspace).await?)))
}

/// Ask for the deletion of a workspace
///
/// Partners, products and chart of accounts have to be exported first, or given up; vouchers, which cannot be
/// exported, are given up by their number. Support decides, and confirms the deletion by e-mail; after that
/// the company can register again, through either door. An office's demo goes with it. A request that is
/// there stays as it is: withdraw it to make another.
#[utoipa::path(
    post, path = "/workspaces/{workspace}/deletion",
    operation_id = "requestDeletion", tag = "licences",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    request_body = NewDeletion,
    responses(
        (status = 202, description = "Support will decide", body = DeletionView),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn request(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
    Body(request): Body<NewDeletion>,
) -> Result<(StatusCode, Json<DeletionView>), Problem> {
    access.require(&caller, workspace, Action::RequestDeletion).await?;
    let account = access.account(&caller).await?;
    wrong::text("reason", &request.reason, REASON)?;
    let there = belongings(&app, workspace).await?;
    if let Some(asked) = app.store.deletion(workspace).await? {
        return Ok((StatusCode::ACCEPTED, Json(view(Some(asked), there))));
    }
    if there.companies > 0 {
        let problem = Problem::new(StatusCode::CONFLICT, "deletion-companies-first");
        return Err(problem.with("count", there.companies));
    }
    check(&there.exports, there.cash, there.bank, &request.waiver)?;
    let company = app.store.workspace(workspace).await?.ok_or_else(Problem::not_found)?;
    let request = asked(&app, &company, &account, request).await?;
    let entry = AuditEntry::new(account.id, request.at, AuditAction::DeletionRequested, &request.reason);
    let mails = mails(&app, &company, &account, request.at).await?;
    let request = match app.store.request_deletion(&request, &entry, &mails, &app.outbox).await {
        Ok(()) => request,
        // Another owner was first, or support has closed it meanwhile.
        Err(StoreError::Conflict) => app.store.deletion(workspace).await?.ok_or_else(Problem::not_found)?,
        Err(error) => return Err(error.into()),
    };
    Ok((StatusCode::ACCEPTED, Json(view(Some(request), there))))
}

async fn asked(
    app: &App,
    company: &Workspace,
    account: &Account,
    request: NewDeletion,
) -> Result<DeletionRequest, Problem> {
    let package = match app.store.cover(company.id).await?.ok_or_else(Problem::not_found)? {
        Cover::Own(licence) => Some(licence.package),
        Cover::Office { .. } => None,
    };
    Ok(DeletionRequest {
        workspace: company.id,
        company: company.name.clone(),
        package,
        country: company.country,
        tax_number: company.tax_number.clone(),
        office: company.office,
        by: account.id,
        email: Some(account.email.clone()),
        language: account.language,
        at: app.clock.now(),
        reason: request.reason,
        waiver: request.waiver,
        state: DeletionState::Requested,
    })
}

/// All owners are told, so that none is taken by surprise.
async fn mails(app: &App, company: &Workspace, by: &Account, at: Timestamp) -> Result<Vec<Mail>, StoreError> {
    let owners = app.store.owners(company.id).await?;
    let cause = format!("deletion-requested-{}-{}", company.id, at.as_millisecond());
    let mail = |owner: &Account| {
        Mail::new(&cause, &owner.email, owner.language, MailTemplate::DeletionRequested, at)
            .with("company", &company.name)
            .with("by", by.email.as_str())
    };
    Ok(owners.iter().map(mail).collect())
}

/// Withdraw the request for deletion
#[utoipa::path(
    delete, path = "/workspaces/{workspace}/deletion",
    operation_id = "withdrawDeletion", tag = "licences",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    responses(
        (status = 204, description = "The workspace stays"),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn withdraw(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
) -> Result<StatusCode, Problem> {
    access.require(&caller, workspace, Action::RequestDeletion).await?;
    let request = app.store.deletion(workspace).await?.ok_or_else(Problem::not_found)?;
    let entry = AuditEntry::new(caller.account, app.clock.now(), AuditAction::DeletionWithdrawn, "");
    app.store.remove_deletion(&request, &entry, &[], &app.outbox).await?;
    Ok(StatusCode::NO_CONTENT)
}
