//! Payments made and received.

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    access::Action,
    document::Document,
    ids::WorkspaceId,
    payment::{Payment, PaymentDirection},
    record::{RecordId, RecordKind, Recorded},
    wrong::Wrong,
};
use jiff::civil::Date;
use lambda::{
    access::{Access, Caller},
    http::{Body, IdempotencyKey, IfMatch, Named, Parameters, Tagged},
    problem::{Problem, ProblemDocument},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use store::{StoreError, outbound::Step, records::Used};
use utoipa::{IntoParams, ToSchema};

use crate::{
    App,
    documents::issue,
    register::{self, Making},
};

/// How often a payment is tried while others change the same invoices.
const ATTEMPTS: usize = 5;

/// Which payments.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// On or after this date.
    from: Option<Date>,
    /// On or before this date.
    to: Option<Date>,
    /// Only from or to this partner.
    partner: Option<RecordId>,
    /// Only for this invoice.
    document: Option<RecordId>,
    /// Only received or made.
    #[param(inline)]
    direction: Option<PaymentDirection>,
    /// A part of the reference or note.
    text: Option<String>,
    /// Where the previous page ended.
    cursor: Option<String>,
    /// How many at most, 1 to 100; 50 where absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

impl Filter {
    fn passes(&self, payment: &Payment) -> bool {
        let text = self.text.as_deref().map(|text| text.trim().to_lowercase());
        let mut places = [&payment.reference, &payment.note].into_iter().flatten();
        self.partner.as_ref().is_none_or(|partner| *partner == payment.partner)
            && self.direction.is_none_or(|direction| direction == payment.direction)
            && self
                .document
                .as_ref()
                .is_none_or(|document| payment.allocations.iter().any(|part| part.document == *document))
            && text.is_none_or(|text| places.any(|place| place.to_lowercase().contains(&text)))
    }
}

/// A page of the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Payments {
    /// The latest first.
    payments: Vec<Recorded<Payment>>,
    /// Ask with this cursor for what follows; absent at the end. A page may be short, even empty, and have
    /// one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

/// List the payments
///
/// A change may take a moment to show.
#[utoipa::path(
    get, path = "/workspaces/{workspace}/payments",
    operation_id = "listPayments", tag = "payments",
    params(("workspace" = WorkspaceId, Path, description = "The workspace"), Filter),
    responses(
        (status = 200, description = "A page", body = Payments),
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
) -> Result<Json<Payments>, Problem> {
    access.require(&caller, workspace, Action::ReadBooks).await?;
    let range = register::period(filter.from, filter.to, filter.cursor.clone())?;
    let passes = |payment: &Recorded<Payment>| filter.passes(&payment.data);
    let page = register::page(&app, workspace, range, filter.limit, passes).await?;
    Ok(Json(Payments { payments: page.items, next_cursor: page.next }))
}

/// Record a payment
///
/// What is allocated to invoices lowers what is open of them, the rest stays on account; the partner's
/// balance changes by all of it. With the header `Idempotency-Key`, a repeated request makes no second one.
#[utoipa::path(
    post, path = "/workspaces/{workspace}/payments",
    operation_id = "createPayment", tag = "payments",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 255 characters of your choice"),
    ),
    request_body = Payment,
    responses(
        (status = 201, description = "The payment", body = Recorded<Payment>),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn create(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
    IdempotencyKey(key): IdempotencyKey,
    Body(payment): Body<Payment>,
) -> Result<Tagged<Payment>, Problem> {
    access.require(&caller, workspace, Action::ManageBooks).await?;
    let by = app.actor(&caller);
    let making = Making::new(&app, workspace, by, RecordKind::Payment, (key, &payment))?;
    let payment = Recorded::new(making.id.clone(), by.at, payment.checked()?);
    let partner = Used::stored(RecordKind::Partner, &payment.data.partner);
    issue::partner(&app, workspace, &payment.data.partner).await?;
    for _ in 0..ATTEMPTS {
        if let Some(there) = making.done::<Payment>(&app).await? {
            return Ok(Tagged(StatusCode::CREATED, there));
        }
        let invoices = settled(&app, workspace, &payment.data, Document::with_payment).await?;
        let marked = app.store.mark_used(workspace, std::slice::from_ref(&partner)).await?;
        if marked.missing().is_some() {
            return Err(Wrong::new("partner", "partner-unknown").into());
        }
        match app.store.pay(workspace, &payment, &invoices, by, &making.request).await {
            Ok(()) => return Ok(Tagged(StatusCode::CREATED, payment)),
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Problem::conflict())
}

/// The invoices of a payment after it, or after it is taken back.
async fn settled(
    app: &App,
    workspace: WorkspaceId,
    payment: &Payment,
    settle: fn(Document, Decimal) -> Result<Document, Wrong>,
) -> Result<Vec<Step<Document>>, Problem> {
    let mut invoices = Vec::with_capacity(payment.allocations.len());
    for (place, part) in payment.allocations.iter().enumerate() {
        let field = |name: &str| format!("allocations[{place}].{name}");
        let before = app.store.record::<Document>(workspace, &part.document).await?;
        let before = before.filter(|invoice| invoice.data.partner == payment.partner);
        let before = before.ok_or_else(|| Wrong::new(field("document"), "payment-document"))?;
        if before.data.currency != payment.currency {
            let wrong = Wrong::new(field("document"), "payment-currency");
            return Err(wrong.with("currency", &before.data.currency).into());
        }
        let after = settle(before.data.clone(), payment.paid(part.amount));
        let after = after.map_err(|wrong| wrong.inside(&format!("allocations[{place}]")))?;
        invoices.push(Step { before, after });
    }
    Ok(invoices)
}

/// Read a payment
#[utoipa::path(
    get, path = "/workspaces/{workspace}/payments/{payment}",
    operation_id = "getPayment", tag = "payments",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("payment" = RecordId, Path, description = "The payment"),
    ),
    responses(
        (status = 200, description = "The payment; `ETag` is its version", body = Recorded<Payment>),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn read(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, payment)): Named<(WorkspaceId, String)>,
) -> Result<Tagged<Payment>, Problem> {
    access.require(&caller, workspace, Action::ReadBooks).await?;
    Ok(Tagged(StatusCode::OK, register::find(&app, workspace, &payment).await?))
}

/// Take a payment back
///
/// What it paid is open again. Its trail stays.
#[utoipa::path(
    delete, path = "/workspaces/{workspace}/payments/{payment}",
    operation_id = "deletePayment", tag = "payments",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("payment" = RecordId, Path, description = "The payment"),
        ("If-Match" = String, Header, description = "The version that was seen, as `ETag` gave it"),
    ),
    responses(
        (status = 204, description = "It is taken back"),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn remove(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, payment)): Named<(WorkspaceId, String)>,
    IfMatch(version): IfMatch,
) -> Result<StatusCode, Problem> {
    access.require(&caller, workspace, Action::ManageBooks).await?;
    for _ in 0..ATTEMPTS {
        let before = register::seen::<Payment>(&app, workspace, &payment, version).await?;
        let invoices = settled(&app, workspace, &before.data, Document::without_payment).await?;
        match app.store.take_back(workspace, &before, &invoices, app.actor(&caller)).await {
            Ok(()) => return Ok(StatusCode::NO_CONTENT),
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Problem::conflict())
}
