//! The partners of a workspace.

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    access::Action,
    exchange::WorkbookKind,
    identifier::tax_number::plain,
    ids::{JobId, WorkspaceId},
    partner::{self, Partner, PartnerRole, PartnerSource},
    record::{RecordId, RecordKind, Recorded, found_by},
    workspace::Workspace,
};
use lambda::{
    access::{Access, Caller},
    http::{Body, IdempotencyKey, IfMatch, Named, Parameters, Tagged},
    problem::{Problem, ProblemDocument},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use store::{listing::Range, records::Name};
use utoipa::{IntoParams, ToSchema};

use crate::{
    App,
    register::{self, Making},
};

/// Which partners.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// A part of the name, or the beginning of the code or tax number.
    text: Option<String>,
    /// Exactly this code, whatever its case.
    code: Option<String>,
    /// Exactly this tax number or EU VAT number, however it is written; of a Hungarian one the first eight
    /// digits count.
    tax_number: Option<String>,
    /// Only customers or suppliers.
    #[param(inline)]
    role: Option<PartnerRole>,
    /// With true, only active partners; with false, only the others.
    active: Option<bool>,
    /// Where the previous page ended.
    cursor: Option<String>,
    /// How many at most, 1 to 100; 50 where absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

impl Filter {
    /// The names of which a partner has to bear one, if there are any.
    fn names(&self) -> Vec<Name> {
        match (&self.code, &self.tax_number) {
            (Some(code), _) => vec![Name::unique("code", code)],
            (None, Some(number)) => {
                ["tax_number", "eu_vat_number"].map(|field| Name::tax_number(field, number)).to_vec()
            }
            (None, None) => Vec::new(),
        }
    }

    fn passes(&self, partner: &Partner) -> bool {
        let is_code = |code: &str| partner.code.as_deref().is_some_and(|its| is_alike(its, code));
        let is_number = |number: &str| {
            let numbers = [&partner.tax_number, &partner.eu_vat_number].into_iter().flatten();
            numbers.map(|its| partner::found_by(its)).any(|its| its == partner::found_by(number))
        };
        self.text.as_deref().is_none_or(|text| mentions(partner, text))
            && self.code.as_deref().is_none_or(is_code)
            && self.tax_number.as_deref().is_none_or(is_number)
            && self.role.is_none_or(|role| partner.is(role))
            && self.active.is_none_or(|active| active == partner.active)
    }
}

fn is_alike(one: &str, other: &str) -> bool {
    found_by(one) == found_by(other)
}

fn mentions(partner: &Partner, text: &str) -> bool {
    let (text, digits) = (text.trim().to_lowercase(), plain(text));
    let mut names = [Some(&partner.name), partner.short_name.as_ref()].into_iter().flatten();
    let begins = |number: &String| !digits.is_empty() && plain(number).starts_with(&digits);
    names.any(|name| name.to_lowercase().contains(&text))
        || partner.tax_number.as_ref().is_some_and(begins)
        || partner.code.as_deref().is_some_and(|code| code.to_lowercase().starts_with(&text))
}

/// A page of the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Partners {
    /// By id.
    partners: Vec<Recorded<Partner>>,
    /// Ask with this cursor for what follows; absent at the end. A page may be short, even empty, and have
    /// one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
    /// The import that is at work on them, if one is: some of its rows may not be written yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    import_at_work: Option<JobId>,
}

/// List the partners
#[utoipa::path(
    get, path = "/workspaces/{workspace}/partners",
    operation_id = "listPartners", tag = "partners",
    params(("workspace" = WorkspaceId, Path, description = "The workspace"), Filter),
    responses(
        (status = 200, description = "A page", body = Partners),
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
) -> Result<Json<Partners>, Problem> {
    access.require(&caller, workspace, Action::ReadBooks).await?;
    let passes = |partner: &Recorded<Partner>| filter.passes(&partner.data);
    let range = Range { cursor: filter.cursor.clone(), ..Range::default() };
    let page = register::page_named(&app, workspace, &filter.names(), range, filter.limit, passes).await?;
    let import_at_work = app.store.import_at_work(workspace, WorkbookKind::Partners).await?;
    Ok(Json(Partners { partners: page.items, next_cursor: page.next, import_at_work }))
}

/// Create a partner
///
/// With the header `Idempotency-Key`, a repeated request makes no second one.
#[utoipa::path(
    post, path = "/workspaces/{workspace}/partners",
    operation_id = "createPartner", tag = "partners",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 255 characters of your choice"),
    ),
    request_body = Partner,
    responses(
        (status = 201, description = "The partner", body = Recorded<Partner>),
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
    Body(partner): Body<Partner>,
) -> Result<Tagged<Partner>, Problem> {
    access.require(&caller, workspace, Action::ManageBooks).await?;
    let by = app.actor(&caller);
    let making = Making::new(&app, workspace, by, RecordKind::Partner, (key, &partner))?;
    if let Some(there) = making.done::<Partner>(&app).await? {
        return Ok(Tagged(StatusCode::CREATED, there));
    }
    let company = register::company(&app, workspace).await?;
    let mut partner = checked(&app, &company, partner, None).await?;
    partner.source = PartnerSource::Person;
    partner.code.get_or_insert_with(|| partner::code_of(&making.id));
    register::create(&app, making, partner).await
}

/// A partner, and what it owes.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PartnerView {
    /// The partner.
    #[serde(flatten)]
    partner: Partner,
    /// What it owes, by currency: of outbound documents and payments, since what suppliers invoiced is in the
    /// inbox.
    balances: Vec<BalanceView>,
}

/// What a partner owes in a currency.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BalanceView {
    /// ISO 4217.
    #[schema(example = "EUR")]
    currency: String,
    /// Documents issued and corrections, less payments; below zero what is owed to the partner.
    #[schema(value_type = String, example = "172.21")]
    open: Decimal,
}

/// Read a partner, and what it owes
#[utoipa::path(
    get, path = "/workspaces/{workspace}/partners/{partner}",
    operation_id = "getPartner", tag = "partners",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("partner" = RecordId, Path, description = "The partner"),
    ),
    responses(
        (status = 200, description = "The partner; `ETag` is its version", body = Recorded<PartnerView>),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn read(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, partner)): Named<(WorkspaceId, String)>,
) -> Result<Tagged<PartnerView>, Problem> {
    access.require(&caller, workspace, Action::ReadBooks).await?;
    let record = register::find::<Partner>(&app, workspace, &partner).await?;
    let balances = app.store.balances(workspace, &record.id).await?.into_iter();
    let balances = balances.map(|balance| BalanceView { currency: balance.currency, open: balance.open });
    let balances = balances.collect();
    Ok(Tagged(StatusCode::OK, record.map(|partner| PartnerView { partner, balances })))
}

/// Change a partner
///
/// The whole partner is sent, and in `If-Match` the version that it replaces.
#[utoipa::path(
    put, path = "/workspaces/{workspace}/partners/{partner}",
    operation_id = "changePartner", tag = "partners",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("partner" = RecordId, Path, description = "The partner"),
        ("If-Match" = String, Header, description = "The version that was seen, as `ETag` gave it"),
    ),
    request_body = Partner,
    responses(
        (status = 200, description = "The partner as it is now", body = Recorded<Partner>),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn change(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, partner)): Named<(WorkspaceId, String)>,
    IfMatch(version): IfMatch,
    Body(data): Body<Partner>,
) -> Result<Tagged<Partner>, Problem> {
    access.require(&caller, workspace, Action::ManageBooks).await?;
    let before = register::seen::<Partner>(&app, workspace, &partner, version).await?;
    let company = register::company(&app, workspace).await?;
    let data = checked(&app, &company, data, Some(&before.data)).await?;
    let code = data.code.clone().or_else(|| before.data.code.clone());
    let data = Partner { code, source: before.data.source, ..data };
    register::change(&app, workspace, &before, data, app.actor(&caller)).await
}

/// Delete a partner
///
/// One that documents, payments or vouchers use cannot be deleted; set it inactive.
#[utoipa::path(
    delete, path = "/workspaces/{workspace}/partners/{partner}",
    operation_id = "deletePartner", tag = "partners",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("partner" = RecordId, Path, description = "The partner"),
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
    Named((workspace, partner)): Named<(WorkspaceId, String)>,
    IfMatch(version): IfMatch,
) -> Result<StatusCode, Problem> {
    access.require(&caller, workspace, Action::ManageBooks).await?;
    let before = register::seen::<Partner>(&app, workspace, &partner, version).await?;
    register::remove(&app, workspace, &before, app.actor(&caller)).await
}

/// The partner with its numbers in their normal form, if all it says can be. What it said before may stay: an
/// account that is inactive now, for example.
async fn checked(
    app: &App,
    company: &Workspace,
    partner: Partner,
    before: Option<&Partner>,
) -> Result<Partner, Problem> {
    let partner = partner.checked(company.country)?;
    let accounts = [
        (
            "receivable_account".to_owned(),
            register::unless(&partner.receivable_account, before.map(|before| &before.receivable_account)),
        ),
        (
            "payable_account".to_owned(),
            register::unless(&partner.payable_account, before.map(|before| &before.payable_account)),
        ),
    ];
    register::name_accounts(app, company, &accounts).await?;
    Ok(partner)
}

#[cfg(test)]
mod tests {
    use domain::partner::PartnerProfile;

    use super::*;

    #[test]
    fn partners_are_found_by_names_and_the_beginning_of_the_number() {
        let profile = PartnerProfile {
            name: Some("KŐRIS INGATLANHASZNOSÍTÓ KFT.".into()),
            short_name: Some("FA KFT.".into()),
            tax_number: Some("13104575-2-42".into()),
            ..PartnerProfile::default()
        };
        let partner = Partner::told(profile, PartnerRole::Supplier, PartnerSource::Nav);
        let passes = |text: &str| Filter { text: Some(text.into()), ..Filter::default() }.passes(&partner);
        for text in ["kőris", " Ingatlan", "fa kft", "13104575", "131 04", "13104575-2-42"] {
            assert!(passes(text), "{text}");
        }
        for text in ["tölgy", "3104575", "14"] {
            assert!(!passes(text), "{text}");
        }
        let of = |number: &str| Filter { tax_number: Some(number.into()), ..Filter::default() };
        assert!(of("13104575").passes(&partner) && !of("1310457").passes(&partner));
        let role = |role| Filter { role: Some(role), ..Filter::default() };
        assert!(
            role(PartnerRole::Supplier).passes(&partner) && !role(PartnerRole::Customer).passes(&partner)
        );
    }
}
