//! Cash and bank vouchers, keyed by hand from paper. They are counted, never exported.

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    access::Action,
    document::{Document, DocumentStatus},
    ids::WorkspaceId,
    record::{RecordId, RecordKind, Recorded},
    voucher::{Voucher, VoucherDirection, VoucherId},
    wrong::Wrong,
};
use jiff::civil::Date;
use lambda::{
    access::{Access, Caller},
    http::{Body, IdempotencyKey, IfMatch, Named, Parameters, Tagged},
    problem::{Problem, ProblemDocument},
};
use serde::{Deserialize, Serialize};
use store::{StoreError, cashbook::place, listing::Range, records::Used};
use utoipa::{IntoParams, ToSchema};

use crate::{
    App,
    register::{self, Making},
    settings,
};

/// How often a voucher is tried while others change the settings.
const ATTEMPTS: usize = 5;

/// Which vouchers.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// Only of this register.
    register: Option<String>,
    /// On or after this date; together with a register.
    from: Option<Date>,
    /// On or before this date; together with a register.
    to: Option<Date>,
    /// Only from or to this partner.
    partner: Option<RecordId>,
    /// Only in or out.
    #[param(inline)]
    direction: Option<VoucherDirection>,
    /// A part of the text, the number or the note.
    text: Option<String>,
    /// Where the previous page ended.
    cursor: Option<String>,
    /// How many at most, 1 to 100; 50 where absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

impl Filter {
    fn range(&self) -> Result<Range, Problem> {
        let period = register::period(self.from, self.to, self.cursor.clone())?;
        let Some(register) = &self.register else {
            return match self.from.or(self.to) {
                Some(_) => Err(Problem::field("register", "register-missing")),
                None => Ok(period),
            };
        };
        let (from, to) = (place(register, self.from), place(register, self.to));
        Ok(Range { from: Some(from), to: Some(to), ..period })
    }

    fn passes(&self, voucher: &Voucher) -> bool {
        let text = self.text.as_deref().map(|text| text.trim().to_lowercase());
        let places = [Some(&voucher.text), voucher.voucher_number.as_ref(), voucher.note.as_ref()];
        self.partner.as_ref().is_none_or(|partner| voucher.partner.as_ref() == Some(partner))
            && self.direction.is_none_or(|direction| direction == voucher.direction)
            && text.is_none_or(|text| {
                places.into_iter().flatten().any(|place| place.to_lowercase().contains(&text))
            })
    }
}

/// A page of the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Vouchers {
    /// By register, then date, the earliest first.
    vouchers: Vec<Recorded<Voucher>>,
    /// Ask with this cursor for what follows; absent at the end. A page may be short, even empty, and have
    /// one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

/// List the vouchers
///
/// By register, then date. A period needs a register.
#[utoipa::path(
    get, path = "/workspaces/{workspace}/vouchers",
    operation_id = "listVouchers", tag = "vouchers",
    params(("workspace" = WorkspaceId, Path, description = "The workspace"), Filter),
    responses(
        (status = 200, description = "A page", body = Vouchers),
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
) -> Result<Json<Vouchers>, Problem> {
    access.require(&caller, workspace, Action::ReadBooks).await?;
    let passes = |voucher: &Recorded<Voucher>| filter.passes(&voucher.data);
    let page = register::page(&app, workspace, filter.range()?, filter.limit, passes).await?;
    Ok(Json(Vouchers { vouchers: page.items, next_cursor: page.next }))
}

/// Key a voucher
///
/// Its register is one of the settings', and its amount is in the register's currency. With the header
/// `Idempotency-Key`, a repeated request makes no second one.
#[utoipa::path(
    post, path = "/workspaces/{workspace}/vouchers",
    operation_id = "createVoucher", tag = "vouchers",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 255 characters of your choice"),
    ),
    request_body = Voucher,
    responses(
        (status = 201, description = "The voucher", body = Recorded<Voucher>),
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
    Body(voucher): Body<Voucher>,
) -> Result<Tagged<Voucher>, Problem> {
    access.require(&caller, workspace, Action::ManageBooks).await?;
    let by = app.actor(&caller);
    let mut making = Making::new(&app, workspace, by, RecordKind::Voucher, (key, &voucher))?;
    let (request, voucher) = (making.id.clone(), voucher.checked()?);
    let id = VoucherId::new(&voucher, &request).record();
    let voucher = Recorded::new(id, by.at, voucher);
    for _ in 0..ATTEMPTS {
        if let Some(keyed) = app.store.keyed_by(workspace, &request).await? {
            making.id = keyed;
            if let Some(there) = making.done(&app).await? {
                return Ok(Tagged(StatusCode::CREATED, there));
            }
        }
        refers(&app, workspace, &voucher.data).await?;
        let settings = settings::of(&app, workspace).await?;
        settings::register(&settings.data, &voucher.data.register)?;
        match app.store.key_voucher(workspace, &voucher, &settings, by, &making.request).await {
            Ok(()) => return Ok(Tagged(StatusCode::CREATED, voucher)),
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Problem::conflict())
}

/// Checks that what the voucher refers to is there, and notes that partner and account are in use. A draft
/// may be deleted, an issued document never.
async fn refers(app: &App, workspace: WorkspaceId, voucher: &Voucher) -> Result<(), Problem> {
    if let Some(document) = &voucher.document {
        let document = app.store.record::<Document>(workspace, document).await?;
        if document.is_none_or(|document| document.data.status == DocumentStatus::Draft) {
            return Err(Wrong::new("document", "voucher-document").into());
        }
    }
    if let Some(partner) = &voucher.partner {
        let partner = Used::stored(RecordKind::Partner, partner);
        if app.store.mark_used(workspace, &[partner]).await?.missing().is_some() {
            return Err(Wrong::new("partner", "partner-unknown").into());
        }
    }
    let company = register::company(app, workspace).await?;
    let account = ("ledger_account".to_owned(), voucher.ledger_account.as_ref());
    register::post_to(app, &company, &[account]).await
}

/// Read a voucher
#[utoipa::path(
    get, path = "/workspaces/{workspace}/vouchers/{voucher}",
    operation_id = "getVoucher", tag = "vouchers",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("voucher" = RecordId, Path, description = "The voucher"),
    ),
    responses(
        (status = 200, description = "The voucher; `ETag` is its version", body = Recorded<Voucher>),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn read(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, voucher)): Named<(WorkspaceId, String)>,
) -> Result<Tagged<Voucher>, Problem> {
    access.require(&caller, workspace, Action::ReadBooks).await?;
    Ok(Tagged(StatusCode::OK, register::find(&app, workspace, &voucher).await?))
}

/// Change a voucher
///
/// The whole voucher is sent, and in `If-Match` the version that it replaces. Register, date, direction and
/// amount stay: who keyed them wrong deletes the voucher and keys it again.
#[utoipa::path(
    put, path = "/workspaces/{workspace}/vouchers/{voucher}",
    operation_id = "changeVoucher", tag = "vouchers",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("voucher" = RecordId, Path, description = "The voucher"),
        ("If-Match" = String, Header, description = "The version that was seen, as `ETag` gave it"),
    ),
    request_body = Voucher,
    responses(
        (status = 200, description = "The voucher as it is now", body = Recorded<Voucher>),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn change(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, voucher)): Named<(WorkspaceId, String)>,
    IfMatch(version): IfMatch,
    Body(entered): Body<Voucher>,
) -> Result<Tagged<Voucher>, Problem> {
    access.require(&caller, workspace, Action::ManageBooks).await?;
    let before = register::seen::<Voucher>(&app, workspace, &voucher, version).await?;
    let after = before.data.changed(entered)?;
    refers(&app, workspace, &after).await?;
    register::change(&app, workspace, &before, after, app.actor(&caller)).await
}

/// Delete a voucher
///
/// The register's balance is as if it had never been keyed. Its trail stays.
#[utoipa::path(
    delete, path = "/workspaces/{workspace}/vouchers/{voucher}",
    operation_id = "deleteVoucher", tag = "vouchers",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("voucher" = RecordId, Path, description = "The voucher"),
        ("If-Match" = String, Header, description = "The version that was seen, as `ETag` gave it"),
    ),
    responses(
        (status = 204, description = "It is deleted"),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn remove(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, voucher)): Named<(WorkspaceId, String)>,
    IfMatch(version): IfMatch,
) -> Result<StatusCode, Problem> {
    access.require(&caller, workspace, Action::ManageBooks).await?;
    let before = register::seen::<Voucher>(&app, workspace, &voucher, version).await?;
    match app.store.remove_voucher(workspace, &before, app.actor(&caller)).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(StoreError::Conflict) => Err(register::outdated()),
        Err(error) => Err(error.into()),
    }
}
