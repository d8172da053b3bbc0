//! The cashbook of a register.

use axum::{Json, extract::State};
use domain::{
    access::Action,
    ids::WorkspaceId,
    record::{RecordId, Recorded},
    voucher::{Voucher, VoucherId},
};
use jiff::civil::Date;
use lambda::{
    access::{Access, Caller},
    http::{Named, Parameters},
    problem::{Problem, ProblemDocument},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use store::cashbook::{Cashbook, Period};
use utoipa::{IntoParams, ToSchema};

use crate::{App, register, settings};

/// Which part of which cashbook.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// The register's code.
    register: String,
    /// On or after this date.
    from: Option<Date>,
    /// On or before this date.
    to: Option<Date>,
    /// Where the previous page ended.
    cursor: Option<String>,
    /// How many at most, 1 to 100; 50 where absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

impl Filter {
    fn period(&self) -> Result<Period, Problem> {
        register::period(self.from, self.to, None)?;
        let after = self.cursor.as_deref().map(|cursor| {
            let after = RecordId::parse(cursor).and_then(|id| VoucherId::of(&id));
            after.filter(|after| self.has(after)).ok_or_else(|| Problem::field("cursor", "cursor-invalid"))
        });
        Ok(Period { from: self.from, to: self.to, after: after.transpose()? })
    }

    fn has(&self, voucher: &VoucherId) -> bool {
        voucher.register == self.register
            && self.from.is_none_or(|from| from <= voucher.date)
            && self.to.is_none_or(|to| voucher.date <= to)
    }
}

/// A page of a cashbook.
#[derive(Debug, Serialize, ToSchema)]
pub struct CashbookPage {
    /// The register's code.
    #[schema(example = "CASH")]
    register: String,
    /// The register's currency, ISO 4217.
    #[schema(example = "EUR")]
    currency: String,
    /// What was in the register before the page's first voucher.
    #[schema(value_type = String, example = "100.00")]
    opening: Decimal,
    /// The vouchers by date, the earliest first.
    entries: Vec<EntryView>,
    /// What was in the register after the page's last voucher.
    #[schema(value_type = String, example = "74.60")]
    closing: Decimal,
    /// Ask with this cursor for what follows; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

/// A voucher in the cashbook.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntryView {
    /// The voucher.
    #[serde(flatten)]
    voucher: Recorded<Voucher>,
    /// What was in the register after it.
    #[schema(value_type = String, example = "74.60")]
    balance: Decimal,
}

/// Read a register's cashbook
///
/// Its vouchers by date, each with the balance after it. The balances of a page are of one moment; what
/// somebody keys meanwhile may stand in the next page's.
#[utoipa::path(
    get, path = "/workspaces/{workspace}/cashbook",
    operation_id = "getCashbook", tag = "vouchers",
    params(("workspace" = WorkspaceId, Path, description = "The workspace"), Filter),
    responses(
        (status = 200, description = "A page", body = CashbookPage),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn read(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
    Parameters(filter): Parameters<Filter>,
) -> Result<Json<CashbookPage>, Problem> {
    access.require(&caller, workspace, Action::ReadBooks).await?;
    let limit = register::page_limit(filter.limit)?;
    let period = filter.period()?;
    let settings = settings::of(&app, workspace).await?.data;
    let register = settings::register(&settings, &filter.register)?;
    let Cashbook { opening, entries, closing, next } =
        app.store.cashbook(workspace, register, &period, limit).await?;
    let entries = entries.into_iter();
    let entries = entries.map(|entry| EntryView { voucher: entry.voucher, balance: entry.balance });
    Ok(Json(CashbookPage {
        register: register.code.clone(),
        currency: register.currency.clone(),
        opening,
        entries: entries.collect(),
        closing,
        next_cursor: next,
    }))
}
