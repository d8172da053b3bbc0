//! The books' own data. So far: partners, taken over from invoices with what NAV says of them.

mod invoice_partner;
mod partners;
mod taxpayer;

use axum::extract::FromRef;
use domain::clock::{Clock, Ids};
use lambda::access::Access;
use store::{Store, vault::Vault};
use utoipa_axum::{router::OpenApiRouter, routes};

/// What the routes work with.
#[derive(Clone)]
pub struct App {
    /// Where invoices and partners are.
    pub store: Store,
    /// Opens the technical user's secrets.
    pub vault: Vault,
    /// The tax authority.
    pub nav: nav::Client,
    /// The time.
    pub clock: Clock,
    /// Fresh identifiers.
    pub ids: Ids,
}

impl FromRef<App> for Access {
    fn from_ref(app: &App) -> Self {
        Self::new(app.store.clone())
    }
}

/// The routes, with their description; [`OpenApiRouter::with_state`] gives them what they work with.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(invoice_partner::read, invoice_partner::take_over))
        .routes(routes!(partners::list))
        .routes(routes!(partners::read))
}
