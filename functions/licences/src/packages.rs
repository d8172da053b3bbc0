//! The packages, what each has and what it costs.

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    access::Action,
    ids::WorkspaceId,
    package::{Feature, Package, Price, check_prices},
};
use lambda::{
    access::{Access, Caller},
    http::{Body, Named},
    problem::{Problem, ProblemDocument},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::App;

/// The packages.
#[derive(Debug, Serialize, ToSchema)]
pub struct Packages {
    /// Each.
    packages: Vec<PackageView>,
}

/// A package.
#[derive(Debug, Serialize, ToSchema)]
pub struct PackageView {
    /// Which.
    package: Package,
    /// What it has.
    features: Vec<Feature>,
    /// What it costs, past and coming prices too, as the operator set them.
    prices: Vec<Price>,
}

/// What a package costs.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPrices {
    /// All prices, past ones too; at most 100.
    prices: Vec<Price>,
}

/// Another package.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherPackage {
    /// The package that the owner would rather have.
    package: Package,
}

async fn view(app: &App, package: Package) -> Result<PackageView, Problem> {
    let prices = app.store.prices(package).await?;
    Ok(PackageView { package, features: package.features().to_vec(), prices })
}

/// List the packages
///
/// With what each has and costs. Anybody may read it.
#[utoipa::path(
    get, path = "/packages",
    operation_id = "listPackages", tag = "licences", security(()),
    responses(
        (status = 200, description = "The packages", body = Packages),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn list(State(app): State<App>) -> Result<Json<Packages>, Problem> {
    let mut packages = Vec::new();
    for package in Package::ALL {
        packages.push(view(&app, package).await?);
    }
    Ok(Json(Packages { packages }))
}

/// Set the prices of a package
///
/// Whoever has subscribed keeps the price of that day. For operators of the deployment only.
#[utoipa::path(
    put, path = "/operator/packages/{package}",
    operation_id = "setPrices", tag = "operations",
    params(("package" = Package, Path, description = "The package")),
    request_body = NewPrices,
    responses(
        (status = 200, description = "The package", body = PackageView),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn set_prices(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(package): Named<Package>,
    Body(NewPrices { prices }): Body<NewPrices>,
) -> Result<Json<PackageView>, Problem> {
    let operator = access.require_operator(&caller).await?;
    check_prices(&prices)?;
    app.store.set_prices(package, prices).await?;
    tracing::info!(operator = %operator.id, package = package.name(), "prices were set");
    Ok(Json(view(&app, package).await?))
}

/// Change the package
///
/// Always refused: the door chosen at registration fixes the package. The answer says what to do instead.
#[utoipa::path(
    put, path = "/workspaces/{workspace}/package",
    operation_id = "changePackage", tag = "licences",
    params(("workspace" = WorkspaceId, Path, description = "The workspace")),
    request_body = OtherPackage,
    responses(
        (status = 204, description = "The package is the one that the workspace has"),
        (status = "default", description = "Why not, and what to do instead", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn change(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named(workspace): Named<WorkspaceId>,
    Body(OtherPackage { package }): Body<OtherPackage>,
) -> Result<StatusCode, Problem> {
    access.require(&caller, workspace, Action::ManageLicence).await?;
    match app.store.licence(workspace).await? {
        Some(licence) if licence.package == package => Ok(StatusCode::NO_CONTENT),
        _ => Err(Problem::new(StatusCode::CONFLICT, "package-fixed")),
    }
}
