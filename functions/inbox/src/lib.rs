//! The inbox: every invoice of a workspace, whichever source it came from.

mod chain;
mod document;
mod filter;
mod image;
mod items;
mod list;
mod money;
mod questions;
mod read;
mod reconciliation;
mod reconciliation_csv;
mod status;
mod unmatched;
mod view;

use axum::extract::FromRef;
use domain::clock::Clock;
use lambda::access::Access;
use store::{Store, documents::Documents, files::Files};
use utoipa_axum::{router::OpenApiRouter, routes};

/// What the routes work with.
#[derive(Clone, Debug)]
pub struct App {
    /// Where invoices are.
    pub store: Store,
    /// Where their documents are.
    pub documents: Documents,
    /// Where what Számlázz.hu told lies.
    pub files: Files,
    /// The time.
    pub clock: Clock,
}

impl FromRef<App> for Access {
    fn from_ref(app: &App) -> Self {
        Self::new(app.store.clone(), app.clock.clone())
    }
}

/// The routes, with their description; [`OpenApiRouter::with_state`] gives them what they work with.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list::list))
        .routes(routes!(read::read))
        .routes(routes!(read::lines))
        .routes(routes!(chain::read))
        .routes(routes!(chain::lines))
        .routes(routes!(document::link))
        .routes(routes!(image::link))
        .routes(routes!(status::set))
        .routes(routes!(reconciliation::list, reconciliation::request))
        .routes(routes!(reconciliation::read))
        .routes(routes!(reconciliation::download))
        .routes(routes!(unmatched::list))
        .routes(routes!(unmatched::take_over))
        .routes(routes!(unmatched::link))
        .routes(routes!(questions::list))
        .routes(routes!(questions::ask_again))
        .routes(routes!(money::bank_transactions))
        .routes(routes!(money::receipts))
}
