//! Posting rules, and what invoices are posted to by them.
//!
//! Nothing of a posting is stored: it follows from the documents and the rules, and is made when somebody
//! looks.

mod books;
mod cursor;
mod invoice;
mod list;
mod month;
mod rules;
mod trial;
mod tried;
mod view;
mod why;

use axum::extract::FromRef;
use domain::clock::Clock;
use lambda::access::Access;
use store::{Store, documents::Documents};
use utoipa_axum::{router::OpenApiRouter, routes};

/// What the routes work with.
#[derive(Clone, Debug)]
pub struct App {
    /// Where rules and invoices are.
    pub store: Store,
    /// Where the invoices' documents are.
    pub documents: Documents,
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
        .routes(routes!(rules::read, rules::change))
        .routes(routes!(trial::try_out))
        .routes(routes!(invoice::read))
        .routes(routes!(why::read))
        .routes(routes!(list::list))
}
