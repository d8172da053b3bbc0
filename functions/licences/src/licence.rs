//! How a licence stands.

use axum::{Json, extract::State};
use domain::{
    access::{Action, Role},
    ids::WorkspaceId,
    licence::{Cover, Licence, LicenceState},
    package::{Feature, Package, Period},
};
use jiff::{Timestamp, civil::Date};
use lambda::{
    access::{Access, Caller},
    http::{Named, Parameters, WorkspacePlace},
    problem::{Problem, ProblemDocument},
};
use rust_decimal::Decimal;
use serde::Serialize;
use store::licences::LicencePayment;
use utoipa::ToSchema;

use crate::App;

/// A licence.
#[derive(Debug, Serialize, ToSchema)]
pub struct LicenceView {
    /// The workspace.
    workspace: WorkspaceId,
    /// The office whose licence covers it, where it is not its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    office: Option<WorkspaceId>,
    /// The package.
    package: Package,
    /// What it has.
    features: Vec<Feature>,
    /// How it stands.
    state: LicenceState,
    /// The last day on which the workspace can be worked in.
    until: Date,
    /// The company that the trial is for, which alone can subscribe.
    tax_number: String,
    /// What was subscribed to.
    #[serde(skip_serializing_if = "Option::is_none")]
    subscription: Option<SubscriptionView>,
    /// Payments that were recorded, newest first.
    payments: Vec<PaymentView>,
}

/// A subscription.
#[derive(Debug, Serialize, ToSchema)]
pub struct SubscriptionView {
    /// Since when.
    since: Timestamp,
    /// What is paid at once.
    period: Period,
    /// The net price of a period.
    #[schema(value_type = String, example = "4990")]
    net: Decimal,
    /// Its currency.
    #[schema(example = "HUF")]
    currency: String,
    /// The last day that is paid for.
    #[serde(skip_serializing_if = "Option::is_none")]
    paid_until: Option<Date>,
    /// When it was cancelled: it ends with what is paid for.
    #[serde(skip_serializing_if = "Option::is_none")]
    cancelled_at: Option<Timestamp>,
}

/// A payment.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaymentView {
    /// The bank's reference, or the operator's own.
    reference: String,
    /// The net amount.
    #[schema(value_type = String, example = "4990")]
    net: Decimal,
    /// Its currency.
    #[schema(example = "HUF")]
    currency: String,
    /// How many periods it pays.
    periods: u16,
    /// The last day that is paid for with it.
    paid_until: Date,
    /// When it was recorded.
    at: Timestamp,
}

impl From<LicencePayment> for PaymentView {
    fn from(payment: LicencePayment) -> Self {
        let LicencePayment { reference, net, currency, periods, paid_until, at } = payment;
        Self { reference, net, currency, periods, paid_until, at }
    }
}

/// The view of a workspace's licence.
pub async fn view(app: &App, workspace: WorkspaceId) -> Result<LicenceView, Problem> {
    let cover = app.store.cover(workspace).await?.ok_or_else(Problem::not_found)?;
    view_of(app, workspace, cover).await
}

async fn view_of(app: &App, workspace: WorkspaceId, cover: Cover) -> Result<LicenceView, Problem> {
    let (licence, office) = match cover {
        Cover::Own(licence) => (licence, None),
        Cover::Office { office, .. } => {
            (app.store.licence(office).await?.ok_or_else(Problem::not_found)?, Some(office))
        }
    };
    let payments = match office {
        None => app.store.licence_payments(workspace).await?,
        // What an office pays is not its company's to see.
        Some(_) => Vec::new(),
    };
    let payments = payments.into_iter().map(PaymentView::from).collect();
    Ok(of(workspace, office, licence, payments, app.clock.now()))
}

fn of(
    workspace: WorkspaceId,
    office: Option<WorkspaceId>,
    licence: Licence,
    payments: Vec<PaymentView>,
    now: Timestamp,
) -> LicenceView {
    let subscription = licence.subscription.as_ref().filter(|_| office.is_none());
    LicenceView {
        workspace,
        office,
        package: licence.package,
        features: licence.package.features().to_vec(),
        state: licence.state(now),
        until: licence.until(),
        subscription: subscription.map(|subscription| SubscriptionView {
            since: subscription.since,
            period: subscription.period,
            net: subscription.net,
            currency: subscription.currency.clone(),
            paid_until: subscription.paid_until,
            cancelled_at: subscription.cancelled_at,
        }),
        tax_number: licence.tax_number,
        payments,
    }
}

/// Read the licence of a workspace
#[utoipa::path(
    get, path = "/workspaces/{workspace}/licence",
    operation_id = "getLicence", tag = "licences",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    responses(
        (status = 200, description = "The licence", body = LicenceView),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn read(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
) -> Result<Json<LicenceView>, Problem> {
    access.require(&caller, workspace, Action::ReadWorkspace).await?;
    Ok(Json(view(&app, workspace).await?))
}

/// The licences that the caller manages.
#[derive(Debug, Serialize, ToSchema)]
pub struct Subscriptions {
    /// By the company's name.
    licences: Vec<LicenceView>,
}

/// Manage the own subscriptions
///
/// The licences of all companies that the caller owns, apart from those that an office's covers.
#[utoipa::path(
    get, path = "/account/subscriptions",
    operation_id = "listSubscriptions", tag = "licences",
    responses(
        (status = 200, description = "The licences", body = Subscriptions),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn own(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
) -> Result<Json<Subscriptions>, Problem> {
    let account = access.account(&caller).await?;
    let mut licences = Vec::new();
    for (workspace, role) in app.store.workspaces_of(account.id).await? {
        if role != Role::Owner || workspace.office.is_some() {
            continue;
        }
        // One that is being deleted has none any more.
        if let Some(cover) = app.store.cover(workspace.id).await? {
            licences.push(view_of(&app, workspace.id, cover).await?);
        }
    }
    Ok(Json(Subscriptions { licences }))
}

/// A licence among all.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListedLicenceView {
    /// The workspace.
    workspace: WorkspaceId,
    /// The package.
    package: Package,
    /// The last day.
    until: Date,
    /// Whether the company subscribed, and did not cancel.
    subscribed: bool,
}

/// A page of licences.
#[derive(Debug, Serialize, ToSchema)]
pub struct Licences {
    /// By workspace.
    licences: Vec<ListedLicenceView>,
    /// Where to go on, if more follow.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<WorkspaceId>,
}

/// List all licences
///
/// For operators of the deployment only.
#[utoipa::path(
    get, path = "/operator/licences",
    operation_id = "listLicences", tag = "operations",
    params(WorkspacePlace),
    responses(
        (status = 200, description = "A page", body = Licences),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Parameters(place): Parameters<WorkspacePlace>,
) -> Result<Json<Licences>, Problem> {
    access.require_operator(&caller).await?;
    let (after, limit) = place.page()?;
    let page = app.store.licences(&after, limit).await?;
    let next_cursor = page.next_after().map(|last| last.workspace);
    let licences = page.items.into_iter().map(|licence| ListedLicenceView {
        workspace: licence.workspace,
        package: licence.package,
        until: licence.until,
        subscribed: licence.subscribed,
    });
    Ok(Json(Licences { licences: licences.collect(), next_cursor }))
}
