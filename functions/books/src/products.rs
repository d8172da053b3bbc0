//! The products of a workspace.

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    access::Action,
    exchange::WorkbookKind,
    ids::{JobId, WorkspaceId},
    product::Product,
    record::{RecordId, RecordKind, Recorded},
    workspace::Workspace,
};
use lambda::{
    access::{Access, Caller},
    http::{Body, IdempotencyKey, IfMatch, Named, Parameters, Tagged},
    problem::{Problem, ProblemDocument},
};
use serde::{Deserialize, Serialize};
use store::{listing::Range, records::Name};
use utoipa::{IntoParams, ToSchema};

use crate::{
    App,
    register::{self, Making},
};

/// Which products.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// A part of the name, or the beginning of the code or bar code.
    text: Option<String>,
    /// Exactly this code, whatever its case.
    sku: Option<String>,
    /// Only those of this category.
    category: Option<String>,
    /// With true, only active products; with false, only the others.
    active: Option<bool>,
    /// Where the previous page ended.
    cursor: Option<String>,
    /// How many at most, 1 to 100; 50 where absent.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<usize>,
}

impl Filter {
    fn passes(&self, product: &Product) -> bool {
        let text = self.text.as_deref().map(|text| text.trim().to_lowercase());
        let begins = |value: &str| text.as_deref().is_some_and(|text| value.to_lowercase().starts_with(text));
        let mentions = text.as_deref().is_none_or(|text| {
            product.name.to_lowercase().contains(text)
                || begins(&product.sku)
                || product.barcode.as_deref().is_some_and(begins)
        });
        let is_sku = |sku: &str| sku.trim().to_lowercase() == product.sku.trim().to_lowercase();
        mentions
            && self.sku.as_deref().is_none_or(is_sku)
            && (self.category.is_none() || self.category == product.category)
            && self.active.is_none_or(|active| active == product.active)
    }
}

/// A page of the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Products {
    /// By id.
    products: Vec<Recorded<Product>>,
    /// Ask with this cursor for what follows; absent at the end. A page may be short, even empty, and have
    /// one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
    /// The import that is at work on them, if one is: some of its rows may not be written yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    import_at_work: Option<JobId>,
}

/// List the products
#[utoipa::path(
    get, path = "/workspaces/{workspace}/products",
    operation_id = "listProducts", tag = "products",
    params(("workspace" = WorkspaceId, Path, description = "The workspace"), Filter),
    responses(
        (status = 200, description = "A page", body = Products),
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
) -> Result<Json<Products>, Problem> {
    access.require(&caller, workspace, Action::ReadBooks).await?;
    let passes = |product: &Recorded<Product>| filter.passes(&product.data);
    let range = Range { cursor: filter.cursor.clone(), ..Range::default() };
    let names: Vec<_> = filter.sku.iter().map(|sku| Name::unique("sku", sku)).collect();
    let page = register::page_named(&app, workspace, &names, range, filter.limit, passes).await?;
    let import_at_work = app.store.import_at_work(workspace, WorkbookKind::Products).await?;
    Ok(Json(Products { products: page.items, next_cursor: page.next, import_at_work }))
}

/// Create a product
///
/// With the header `Idempotency-Key`, a repeated request makes no second one.
#[utoipa::path(
    post, path = "/workspaces/{workspace}/products",
    operation_id = "createProduct", tag = "products",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 255 characters of your choice"),
    ),
    request_body = Product,
    responses(
        (status = 201, description = "The product", body = Recorded<Product>),
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
    Body(product): Body<Product>,
) -> Result<Tagged<Product>, Problem> {
    access.require(&caller, workspace, Action::ManageBooks).await?;
    let by = app.actor(&caller);
    let making = Making::new(&app, workspace, by, RecordKind::Product, (key, &product))?;
    if let Some(there) = making.done::<Product>(&app).await? {
        return Ok(Tagged(StatusCode::CREATED, there));
    }
    let company = register::company(&app, workspace).await?;
    let product = checked(&app, &company, product, None).await?;
    register::create(&app, making, product).await
}

/// Read a product
#[utoipa::path(
    get, path = "/workspaces/{workspace}/products/{product}",
    operation_id = "getProduct", tag = "products",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("product" = RecordId, Path, description = "The product"),
    ),
    responses(
        (status = 200, description = "The product; `ETag` is its version", body = Recorded<Product>),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn read(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, product)): Named<(WorkspaceId, String)>,
) -> Result<Tagged<Product>, Problem> {
    access.require(&caller, workspace, Action::ReadBooks).await?;
    Ok(Tagged(StatusCode::OK, register::find(&app, workspace, &product).await?))
}

/// Change a product
///
/// The whole product is sent, and in `If-Match` the version that it replaces.
#[utoipa::path(
    put, path = "/workspaces/{workspace}/products/{product}",
    operation_id = "changeProduct", tag = "products",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("product" = RecordId, Path, description = "The product"),
        ("If-Match" = String, Header, description = "The version that was seen, as `ETag` gave it"),
    ),
    request_body = Product,
    responses(
        (status = 200, description = "The product as it is now", body = Recorded<Product>),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn change(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, product)): Named<(WorkspaceId, String)>,
    IfMatch(version): IfMatch,
    Body(data): Body<Product>,
) -> Result<Tagged<Product>, Problem> {
    access.require(&caller, workspace, Action::ManageBooks).await?;
    let before = register::seen::<Product>(&app, workspace, &product, version).await?;
    let company = register::company(&app, workspace).await?;
    let data = checked(&app, &company, data, Some(&before.data)).await?;
    register::change(&app, workspace, &before, data, app.actor(&caller)).await
}

/// Delete a product
///
/// One that documents use cannot be deleted; set it inactive.
#[utoipa::path(
    delete, path = "/workspaces/{workspace}/products/{product}",
    operation_id = "deleteProduct", tag = "products",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("product" = RecordId, Path, description = "The product"),
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
    Named((workspace, product)): Named<(WorkspaceId, String)>,
    IfMatch(version): IfMatch,
) -> Result<StatusCode, Problem> {
    access.require(&caller, workspace, Action::ManageBooks).await?;
    let before = register::seen::<Product>(&app, workspace, &product, version).await?;
    register::remove(&app, workspace, &before, app.actor(&caller)).await
}

/// The product with its numbers in their normal form, if all it says can be. What it said before may stay: an
/// account that is inactive now, for example.
async fn checked(
    app: &App,
    company: &Workspace,
    product: Product,
    before: Option<&Product>,
) -> Result<Product, Problem> {
    let product = product.checked(company.country)?;
    let accounts = [
        (
            "revenue_account".to_owned(),
            register::unless(&product.revenue_account, before.map(|before| &before.revenue_account)),
        ),
        (
            "cost_account".to_owned(),
            register::unless(&product.cost_account, before.map(|before| &before.cost_account)),
        ),
    ];
    register::name_accounts(app, company, &accounts).await?;
    Ok(product)
}
