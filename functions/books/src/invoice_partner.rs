//! The other party of an invoice: who it is, and its taking over as a partner.

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    access::Action,
    ids::WorkspaceId,
    invoice::{InboxInvoice, InvoiceId, Party},
    language::Language,
    partner::{self, Partner, PartnerProfile, PartnerRole, PartnerSource},
    record::{Actor, RecordId, RecordKind, Recorded},
};
use lambda::{
    access::{Access, Caller},
    http::{Accepted, Named, Tagged},
    problem::{Problem, ProblemDocument},
    texts,
};
use serde::Serialize;
use store::StoreError;
use utoipa::ToSchema;

use crate::{
    App, register,
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
    partner: Option<RecordId>,
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
    access.require(&caller, workspace, Action::ReadBooks).await?;
    let invoice = find(&app, workspace, &invoice).await?;
    let party = invoice.other_party();
    let answer = taxpayer::ask(&app, workspace, party).await?;
    let partner = there(&app, workspace, party).await?.map(|partner| partner.id);
    Ok(Json(view(&invoice, answer, partner, language)))
}

fn view(
    invoice: &InboxInvoice,
    answer: Answer,
    partner: Option<RecordId>,
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
        (status = 201, description = "The new partner", body = Recorded<Partner>),
        (status = 200, description = "The partner that was there", body = Recorded<Partner>),
        (status = "default", description = "A problem; nothing was taken over", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn take_over(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, invoice)): Named<(WorkspaceId, String)>,
) -> Result<Tagged<Partner>, Problem> {
    access.require(&caller, workspace, Action::ManageBooks).await?;
    let invoice = find(&app, workspace, &invoice).await?;
    let (role, party, by) = (PartnerRole::on(invoice.direction), invoice.other_party(), app.actor(&caller));
    let nobody = || Problem::new(StatusCode::CONFLICT, "partner-unnamed");
    let id = partner::id_of(party).ok_or_else(nobody)?;
    if let Some(partner) = there(&app, workspace, party).await? {
        return with_role(&app, workspace, partner, role, by).await;
    }
    let data = told(&app, workspace, party, role).await?;
    // One that was deleted goes on from its last version.
    let version = app.store.last_version(workspace, RecordKind::Partner, &id).await? + 1;
    let data = Partner { code: Some(partner::code_of(&id)), ..data };
    let partner = Recorded { version, ..Recorded::new(id, by.at, data) };
    match app.store.add_record(workspace, &partner, by, None).await {
        Ok(()) => Ok(Tagged(StatusCode::CREATED, partner)),
        Err(StoreError::Conflict) => {
            let there = there(&app, workspace, party).await?.ok_or_else(Problem::conflict)?;
            with_role(&app, workspace, there, role, by).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The partner that the party is: the one that was taken over as it, or one that somebody entered with its
/// tax number.
async fn there(
    app: &App,
    workspace: WorkspaceId,
    party: &Party,
) -> Result<Option<Recorded<Partner>>, Problem> {
    let Some(id) = partner::id_of(party) else { return Ok(None) };
    if let Some(partner) = app.store.record(workspace, &id).await? {
        return Ok(Some(partner));
    }
    let Some(number) = party.tax_number.as_deref().filter(|number| !number.trim().is_empty()) else {
        return Ok(None);
    };
    let found = app.store.named::<Partner>(workspace, "tax_number", &partner::found_by(number)).await?;
    match found.first() {
        Some(id) => Ok(app.store.record(workspace, id).await?),
        None => Ok(None),
    }
}

/// The partner with this role beside those that it had.
async fn with_role(
    app: &App,
    workspace: WorkspaceId,
    mut partner: Recorded<Partner>,
    role: PartnerRole,
    by: Actor,
) -> Result<Tagged<Partner>, Problem> {
    while !partner.data.is(role) {
        let data = partner.data.clone().with(role);
        partner = match app.store.change_record(workspace, &partner, data, by).await {
            Ok(changed) => changed,
            Err(StoreError::Conflict) => register::find(app, workspace, partner.id.as_str()).await?,
            Err(error) => return Err(error.into()),
        };
    }
    Ok(Tagged(StatusCode::OK, partner))
}

/// What NAV, or else the invoice, tells of a party.
async fn told(
    app: &App,
    workspace: WorkspaceId,
    party: &Party,
    role: PartnerRole,
) -> Result<Partner, Problem> {
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
    Ok(Partner::told(profile, role, source))
}

async fn find(app: &App, workspace: WorkspaceId, id: &str) -> Result<InboxInvoice, Problem> {
    let id = InvoiceId::parse(id).ok_or_else(Problem::not_found)?;
    app.store.invoice(workspace, &id).await?.ok_or_else(Problem::not_found)
}
