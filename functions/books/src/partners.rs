//! The partners of a workspace.

use axum::{Json, extract::State};
use domain::{
    access::Action,
    identifier::tax_number::plain,
    ids::WorkspaceId,
    partner::{Partner, PartnerId},
};
use lambda::{
    access::{Access, Caller},
    http::{Named, Parameters, limit},
    problem::{Problem, ProblemDocument},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::App;

/// Partners on a page, at most.
const MOST: usize = 100;
/// Partners on a page where the caller does not say.
const USUAL: usize = 50;
/// Partners looked at for one page: a filter that few pass ends its page early, with a cursor.
const LOOKED_AT: usize = 1_000;
/// Partners read at once while filtering.
const READ_AT_ONCE: usize = 200;

/// Which partners.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// A part of the name, or the beginning of the tax number.
    text: Option<String>,
    /// Where the previous page ended.
    cursor: Option<String>,
    /// How many at most, 1 to 100; 50 where absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

impl Filter {
    fn passes(&self, partner: &Partner) -> bool {
        let Some(text) = &self.text else { return true };
        let (profile, digits) = (&partner.profile, plain(text));
        let mut names = [&profile.name, &profile.short_name].into_iter().flatten();
        let begins = |number: &str| !digits.is_empty() && plain(number).starts_with(&digits);
        names.any(|name| name.to_lowercase().contains(&text.trim().to_lowercase()))
            || profile.tax_number.as_deref().is_some_and(begins)
    }
}

/// A page of the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Partners {
    /// By id.
    partners: Vec<Partner>,
    /// Ask with this cursor for what follows; absent at the end. A page may be short, even empty, and have
    /// one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<PartnerId>,
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
    access.require(&caller, workspace, Action::ReadPartners).await?;
    Ok(Json(page(&app, workspace, &filter).await?))
}

async fn page(app: &App, workspace: WorkspaceId, filter: &Filter) -> Result<Partners, Problem> {
    let limit = limit(filter.limit, USUAL, MOST)?;
    let cursor = filter.cursor.as_deref();
    let parsed = |text| PartnerId::parse(text).ok_or_else(|| Problem::field("cursor", "cursor-invalid"));
    let mut after = cursor.map(parsed).transpose()?;
    let (mut partners, mut looked_at) = (Vec::new(), 0);
    loop {
        let page = app.store.partners(workspace, after.as_ref(), READ_AT_ONCE as i32).await?;
        looked_at += READ_AT_ONCE;
        let mut rest = page.items.into_iter();
        for partner in rest.by_ref() {
            after = Some(partner.id.clone());
            if filter.passes(&partner) {
                partners.push(partner);
            }
            if partners.len() == limit {
                break;
            }
        }
        let more = page.more || rest.next().is_some();
        if !more || partners.len() == limit || looked_at >= LOOKED_AT {
            return Ok(Partners { partners, next_cursor: after.filter(|_| more) });
        }
    }
}

/// Read a partner
#[utoipa::path(
    get, path = "/workspaces/{workspace}/partners/{partner}",
    operation_id = "getPartner", tag = "partners",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("partner" = PartnerId, Path, description = "The partner"),
    ),
    responses(
        (status = 200, description = "The partner", body = Partner),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn read(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, partner)): Named<(WorkspaceId, String)>,
) -> Result<Json<Partner>, Problem> {
    access.require(&caller, workspace, Action::ReadPartners).await?;
    let id = PartnerId::parse(&partner).ok_or_else(Problem::not_found)?;
    app.store.partner(workspace, &id).await?.map(Json).ok_or_else(Problem::not_found)
}

#[cfg(test)]
mod tests {
    use domain::partner::{PartnerProfile, PartnerSource};

    use super::*;

    #[test]
    fn partners_are_found_by_names_and_the_beginning_of_the_number() {
        let partner = Partner {
            id: PartnerId::parse(&"0".repeat(32)).unwrap(),
            profile: PartnerProfile {
                name: Some("KŐRIS INGATLANHASZNOSÍTÓ KFT.".into()),
                short_name: Some("FA KFT.".into()),
                tax_number: Some("13104575-2-42".into()),
                ..PartnerProfile::default()
            },
            customer: false,
            supplier: true,
            source: PartnerSource::Nav,
            added_at: "2026-11-22T10:00:00Z".parse().unwrap(),
        };
        let passes = |text: &str| Filter { text: Some(text.into()), ..Filter::default() }.passes(&partner);
        for text in ["kőris", " Ingatlan", "fa kft", "13104575", "131 04", "13104575-2-42"] {
            assert!(passes(text), "{text}");
        }
        for text in ["tölgy", "04575", "--"] {
            assert!(!passes(text), "{text}");
        }
        assert!(Filter::default().passes(&partner));
    }
}
