//! Subscribing, and cancelling to the end of what is paid for.

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    access::Action,
    audit::{AuditAction, AuditEntry},
    identifier::IdentifierKind,
    ids::WorkspaceId,
    licence::{Licence, Subscription},
    package::{Period, price_on},
    workspace::Workspace,
};
use lambda::{
    access::{Access, Caller},
    http::{Body, Named},
    problem::{Problem, ProblemDocument},
};
use serde::Deserialize;
use store::StoreError;
use utoipa::ToSchema;

use crate::{
    App,
    licence::{LicenceView, view},
};

/// How often a change is tried when others change the licence at the same moment.
const ATTEMPTS: u32 = 3;

/// What a company subscribes to: the package of its trial.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSubscription {
    /// The tax number of the company that subscribes: that of the trial.
    #[schema(example = "12892312-2-41")]
    tax_number: String,
    /// What is paid at once.
    period: Period,
}

/// Subscribe
///
/// For the company of the trial, at the price of today. What is paid for begins when the trial is over;
/// payments are recorded by the operator, who sends the invoice.
#[utoipa::path(
    post, path = "/workspaces/{workspace}/subscription",
    operation_id = "subscribe", tag = "licences",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    request_body = NewSubscription,
    responses(
        (status = 200, description = "The licence", body = LicenceView),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn subscribe(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
    Body(request): Body<NewSubscription>,
) -> Result<Json<LicenceView>, Problem> {
    access.require(&caller, workspace, Action::ManageLicence).await?;
    for _ in 0..ATTEMPTS {
        let licence = own(&app, workspace).await?;
        is_the_company_of_the_trial(&licence, &request.tax_number)?;
        let under_way = licence.subscription.as_ref().filter(|running| running.cancelled_at.is_none());
        match under_way {
            Some(running) if running.period == request.period => {
                return Ok(Json(view(&app, workspace).await?));
            }
            Some(_) => return Err(Problem::new(StatusCode::CONFLICT, "subscribed-already")),
            None => {}
        }
        let after = subscribed(&app, &licence, &caller, request.period).await?;
        let entry =
            AuditEntry::new(caller.account, app.clock.now(), AuditAction::Subscribed, request.period.name());
        match app.store.change_licence(workspace, &licence, &after, &entry).await {
            Ok(()) => return Ok(Json(view(&app, workspace).await?)),
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Problem::conflict())
}

/// The licence of a workspace that has its own.
pub async fn own(app: &App, workspace: WorkspaceId) -> Result<Licence, Problem> {
    let licence = app.store.licence(workspace).await?;
    licence.ok_or_else(|| Problem::new(StatusCode::CONFLICT, "licence-of-office"))
}

fn is_the_company_of_the_trial(licence: &Licence, entered: &str) -> Result<(), Problem> {
    let number = IdentifierKind::tax_number_of(licence.country)
        .check(entered)
        .map_err(|error| Problem::field("tax_number", error.code()))?;
    let taxpayer = |number: &str| Workspace::taxpayer_of(licence.country, number);
    if taxpayer(&number) != taxpayer(&licence.tax_number) {
        return Err(Problem::field("tax_number", "subscription-other-company"));
    }
    Ok(())
}

async fn subscribed(
    app: &App,
    licence: &Licence,
    caller: &Caller,
    period: Period,
) -> Result<Licence, Problem> {
    let now = app.clock.now();
    let prices = app.store.prices(licence.package).await?;
    let price = price_on(&prices, period, licence.country.currency(), licence.today(now));
    let price = price.ok_or_else(|| Problem::new(StatusCode::CONFLICT, "price-missing"))?;
    let subscription = Subscription {
        since: now,
        by: caller.account,
        period,
        net: price.net,
        currency: price.currency.clone(),
        paid_until: licence.subscription.as_ref().and_then(|before| before.paid_until),
        cancelled_at: None,
    };
    Ok(Licence { subscription: Some(subscription), version: licence.version + 1, ..licence.clone() })
}

/// Cancel the subscription
///
/// It ends with what is paid for; then the workspace can be read and exported.
#[utoipa::path(
    delete, path = "/workspaces/{workspace}/subscription",
    operation_id = "cancelSubscription", tag = "licences",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    responses(
        (status = 200, description = "The licence", body = LicenceView),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn cancel(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
) -> Result<Json<LicenceView>, Problem> {
    access.require(&caller, workspace, Action::ManageLicence).await?;
    for _ in 0..ATTEMPTS {
        let licence = own(&app, workspace).await?;
        let running = licence.subscription.clone().ok_or_else(Problem::not_found)?;
        if running.cancelled_at.is_some() {
            return Ok(Json(view(&app, workspace).await?));
        }
        let now = app.clock.now();
        let subscription = Some(Subscription { cancelled_at: Some(now), ..running });
        let after = Licence { subscription, version: licence.version + 1, ..licence.clone() };
        let entry = AuditEntry::new(caller.account, now, AuditAction::Cancelled, after.until().to_string());
        match app.store.change_licence(workspace, &licence, &after, &entry).await {
            Ok(()) => return Ok(Json(view(&app, workspace).await?)),
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Problem::conflict())
}
