//! Payments of subscriptions, as operators record them.

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    audit::{AuditAction, AuditEntry},
    ids::WorkspaceId,
    licence::{Licence, Subscription},
    mail::{Mail, MailTemplate},
    workspace::Account,
    wrong,
};
use lambda::{
    access::{Access, Caller},
    http::{Body, Named},
    problem::{Problem, ProblemDocument},
};
use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use serde::Deserialize;
use store::{StoreError, licences::LicencePayment};
use utoipa::ToSchema;

use crate::{
    App,
    licence::{LicenceView, view},
    subscription::own,
};

/// How often recording is tried when others change the licence at the same moment.
const ATTEMPTS: u32 = 3;
/// Longest reference, in characters.
const REFERENCE: usize = 100;
/// Most periods that one payment pays.
const PERIODS: u16 = 60;

/// A payment.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPayment {
    /// The bank's reference, or the operator's own, 1 to 100 characters: a payment is recorded once under it.
    #[schema(example = "2026-11-24/17")]
    reference: String,
    /// The net amount: one or more times the price of a period.
    #[schema(value_type = String, example = "4990")]
    net: Decimal,
    /// Its currency.
    #[schema(example = "HUF")]
    currency: String,
}

/// Record a payment
///
/// What is paid for begins when the trial, or what was paid before, is over, and today otherwise. A repeated
/// request records it once. For operators of the deployment only.
#[utoipa::path(
    post, path = "/operator/licences/{workspace}/payments",
    operation_id = "recordLicencePayment", tag = "operations",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    request_body = NewPayment,
    responses(
        (status = 201, description = "The licence", body = LicenceView),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn record(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<String>,
    Body(request): Body<NewPayment>,
) -> Result<(StatusCode, Json<LicenceView>), Problem> {
    let operator = access.require_operator(&caller).await?;
    let workspace: WorkspaceId = workspace.parse().map_err(|_| Problem::not_found())?;
    wrong::text("reference", &request.reference, REFERENCE)?;
    app.store.cover(workspace).await?.ok_or_else(Problem::not_found)?;
    for _ in 0..ATTEMPTS {
        if let Some(there) = app.store.licence_payment(workspace, &request.reference).await? {
            let same = there.net == request.net && there.currency == request.currency;
            return match same {
                true => Ok((StatusCode::CREATED, Json(view(&app, workspace).await?))),
                false => Err(Problem::new(StatusCode::CONFLICT, "payment-recorded-otherwise")),
            };
        }
        let licence = own(&app, workspace).await?;
        let (after, payment) = paid(&app, &licence, &request)?;
        let subject = format!("{} {} {}", payment.reference, payment.net, payment.currency);
        let entry = AuditEntry::new(operator.id, payment.at, AuditAction::Paid, subject);
        let mails = mails(&app, workspace, &payment).await?;
        let licences = (&licence, &after);
        match app
            .store
            .record_licence_payment(workspace, licences, &payment, &entry, &mails, &app.outbox)
            .await
        {
            Ok(()) => return Ok((StatusCode::CREATED, Json(view(&app, workspace).await?))),
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Problem::conflict())
}

/// The licence after a payment, which must be a whole number of prices.
fn paid(app: &App, licence: &Licence, request: &NewPayment) -> Result<(Licence, LicencePayment), Problem> {
    let running = licence.subscription.as_ref().filter(|running| running.cancelled_at.is_none());
    let running = running.ok_or_else(|| Problem::new(StatusCode::CONFLICT, "subscription-none"))?;
    let periods = periods(running, request)?;
    let now = app.clock.now();
    let after = licence.paid(running, periods, now);
    let payment = LicencePayment {
        reference: request.reference.clone(),
        net: request.net,
        currency: request.currency.clone(),
        periods,
        paid_until: after.until(),
        at: now,
    };
    Ok((after, payment))
}

fn periods(running: &Subscription, request: &NewPayment) -> Result<u16, Problem> {
    let Subscription { net, currency, .. } = running;
    let times =
        request.net.checked_div(*net).filter(|times| times.is_integer() && request.currency == *currency);
    let times = times.and_then(|times| times.to_u16()).filter(|times| (1..=PERIODS).contains(times));
    times.ok_or_else(|| {
        Problem::field("net", "payment-amount")
            .with("net", net)
            .with("currency", currency)
            .with("most", PERIODS)
    })
}

async fn mails(app: &App, workspace: WorkspaceId, payment: &LicencePayment) -> Result<Vec<Mail>, Problem> {
    let company = app.store.workspace(workspace).await?.ok_or_else(Problem::not_found)?;
    let owners = app.store.owners(workspace).await?;
    let mail = |owner: &Account| {
        let cause = format!("paid-{workspace}-{}", payment.reference);
        Mail::new(&cause, &owner.email, owner.language, MailTemplate::Paid, payment.at)
            .with("company", &company.name)
            .with("net", payment.net)
            .with("currency", &payment.currency)
            .with("until", payment.paid_until)
    };
    Ok(owners.iter().map(mail).collect())
}
