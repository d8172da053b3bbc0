//! The VAT keys of a workspace's country.

use axum::{Json, extract::State};
use domain::{access::Action, ids::WorkspaceId, vat_key::VatKey, vat_key::vat_keys};
use jiff::civil::Date;
use lambda::{
    access::{Access, Caller},
    http::{Accepted, Named, Parameters},
    problem::{Problem, ProblemDocument},
    texts,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{App, register};

/// Which keys.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// Only keys that apply to supplies of this day.
    on: Option<Date>,
}

/// A VAT key and what it means.
#[derive(Debug, Serialize, ToSchema)]
pub struct VatKeyView {
    #[serde(flatten)]
    key: VatKey,
    /// What it means, in the caller's language.
    description: String,
}

/// The keys.
#[derive(Debug, Serialize, ToSchema)]
pub struct VatKeys {
    /// In the order of the country's table.
    vat_keys: Vec<VatKeyView>,
}

/// List the VAT keys
///
/// Those of the workspace's country, each with the days on which it applies and the provision it comes from.
#[utoipa::path(
    get, path = "/workspaces/{workspace}/vat-keys",
    operation_id = "listVatKeys", tag = "settings",
    params(("workspace" = WorkspaceId, Path, description = "The workspace"), Filter),
    responses(
        (status = 200, description = "All keys", body = VatKeys),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Accepted(language): Accepted,
    Named(workspace): Named<WorkspaceId>,
    Parameters(filter): Parameters<Filter>,
) -> Result<Json<VatKeys>, Problem> {
    access.require(&caller, workspace, Action::ReadBooks).await?;
    let company = register::company(&app, workspace).await?;
    let keys = vat_keys(company.country).iter().filter(|key| filter.on.is_none_or(|on| key.is_valid_on(on)));
    let views = keys.map(|key| VatKeyView {
        description: texts::text(language, &key.text(), &[]).unwrap_or_default(),
        key: key.clone(),
    });
    Ok(Json(VatKeys { vat_keys: views.collect() }))
}
