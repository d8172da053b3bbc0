//! The other party of an invoice: who it is, and its taking over as a partner.

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    access::Action,
    ids::WorkspaceId,
    invoice::{InboxInvoice, InvoiceId, Party},
    language::Language,
    partner::{Partner, PartnerId, PartnerProfile, PartnerRole, PartnerSource},
};
use lambda::{
    access::{Access, Caller},
    http::{Accepted, Named},
    problem::{Problem, ProblemDocument},
    texts,
};
use serde::Serialize;
use store::StoreError;
use utoipa::ToSchema;

use crate::{
    App,
    taxpayer::{self, Answer, WhyNothing},
};

/// The other party of an invoice.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvoicePartner {
    /// What it is to the company on this invoice.
    role: PartnerRole,
    /// As the invoice names it.
    party: Party,
    /// What NAV says of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    nav: Option<TaxpayerView>,
    /// Why NAV says nothing of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    without_nav: Option<WithoutNav>,
    /// The partner, where it is taken over already.
    #[serde(skip_serializing_if = "Option::is_none")]
    partner: Option<PartnerId>,
}

/// What NAV says of a tax number.
#[derive(Debug, Serialize, ToSchema)]
pub struct TaxpayerView {
    /// Whether the tax number is in force.
    valid: bool,
    /// Whose it is; NAV says so of numbers in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    profile: Option<PartnerProfile>,
}

/// Why NAV says nothing of a party.
#[derive(Debug, Serialize, ToSchema)]
pub struct WithoutNav {
    /// Stable.
    code: WhyNothing,
    /// The reason in the caller's language.
    text: String,
}

/// Look up the partner of an invoice
///
/// NAV is asked through the workspace's connection, for at most 20 seconds.
#[utoipa::path(
    get, path = "/workspaces/{workspace}/invoices/{invoice}/partner",
    operation_id = "getInvoicePartner", tag = "partners",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("invoice" = InvoiceId, Path, description = "The invoice"),
    ),
    responses(
        (status = 200, description = "The other party of the invoice", body = InvoicePartner),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn read(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Accepted(language): Accepted,
    Named((workspace, invoice)): Named<(WorkspaceId, String)>,
) -> Result<Json<InvoicePartner>, Problem> {
    access.require(&caller, workspace, Action::ReadPartners).await?;
    let invoice = find(&app, workspace, &invoice).await?;
    let party = invoice.other_party();
    let answer = taxpayer::ask(&app, workspace, party).await?;
    let partner = match PartnerId::of(party) {
        Some(id) => app.store.partner(workspace, &id).await?.map(|partner| partner.id),
        None => None,
    };
    Ok(Json(view(&invoice, answer, partner, language)))
}

fn view(
    invoice: &InboxInvoice,
    answer: Answer,
    partner: Option<PartnerId>,
    language: Language,
) -> InvoicePartner {
    let (nav, without_nav) = match answer {
        Ok(taxpayer) => {
            let profile = taxpayer.data.map(taxpayer::profile);
            (Some(TaxpayerView { valid: taxpayer.valid, profile }), None)
        }
        Err(code) => {
            let text = texts::text(language, code.text(), &[]).unwrap_or_default();
            (None, Some(WithoutNav { code, text }))
        }
    };
    let role = PartnerRole::on(invoice.direction);
    InvoicePartner { role, party: invoice.other_party().clone(), nav, without_nav, partner }
}

/// Take over the partner of an invoice
///
/// A party with the tax number of a partner, or without any and with its very name, is that partner: it gets
/// the role that it has on this invoice, too, and is otherwise left as it is. The data of a new partner come
/// from NAV where there are any, else from the invoice.
#[utoipa::path(
    post, path = "/workspaces/{workspace}/invoices/{invoice}/partner",
    operation_id = "takeOverInvoicePartner", tag = "partners",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("invoice" = InvoiceId, Path, description = "The invoice"),
    ),
    responses(
        (status = 201, description = "The new partner", body = Partner),
        (status = 200, description = "The partner that was there", body = Partner),
        (status = "default", description = "A problem; nothing was taken over", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn take_over(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, invoice)): Named<(WorkspaceId, String)>,
) -> Result<(StatusCode, Json<Partner>), Problem> {
    access.require(&caller, workspace, Action::ManagePartners).await?;
    let invoice = find(&app, workspace, &invoice).await?;
    let (role, party) = (PartnerRole::on(invoice.direction), invoice.other_party());
    let nobody = || Problem::new(StatusCode::CONFLICT, "partner-unnamed");
    let id = PartnerId::of(party).ok_or_else(nobody)?;
    if let Some(partner) = existing(&app, workspace, &id, role).await? {
        return Ok((StatusCode::OK, Json(partner)));
    }
    let partner = new(&app, workspace, id, party).await?.with(role);
    match app.store.add_partner(workspace, &partner).await {
        Ok(()) => Ok((StatusCode::CREATED, Json(partner))),
        Err(StoreError::Conflict) => {
            let there = existing(&app, workspace, &partner.id, role).await?;
            Ok((StatusCode::OK, Json(there.ok_or_else(Problem::conflict)?)))
        }
        Err(error) => Err(error.into()),
    }
}

/// The partner that is there, with this role beside those that it had.
async fn existing(
    app: &App,
    workspace: WorkspaceId,
    id: &PartnerId,
    role: PartnerRole,
) -> Result<Option<Partner>, Problem> {
    let Some(partner) = app.store.partner(workspace, id).await? else { return Ok(None) };
    if !partner.is(role) {
        app.store.add_partner_role(workspace, id, role).await?;
    }
    Ok(Some(partner.with(role)))
}

/// A partner without a role yet.
async fn new(app: &App, workspace: WorkspaceId, id: PartnerId, party: &Party) -> Result<Partner, Problem> {
    let said = match taxpayer::ask(app, workspace, party).await? {
        Ok(taxpayer) => taxpayer.data.map(taxpayer::profile),
        Err(_) => None,
    };
    let source = if said.is_some() { PartnerSource::Nav } else { PartnerSource::Invoice };
    let profile = said.unwrap_or_else(|| PartnerProfile {
        name: party.name.clone(),
        tax_number: party.tax_number.clone(),
        ..PartnerProfile::default()
    });
    Ok(Partner { id, profile, customer: false, supplier: false, source, added_at: app.clock.now() })
}

async fn find(app: &App, workspace: WorkspaceId, id: &str) -> Result<InboxInvoice, Problem> {
    let id = InvoiceId::parse(id).ok_or_else(Problem::not_found)?;
    app.store.invoice(workspace, &id).await?.ok_or_else(Problem::not_found)
}
