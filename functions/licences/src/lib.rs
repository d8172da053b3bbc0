//! Packages and what they cost, trial and subscription, and the deletion of workspaces as owners ask for it
//! and support decides on it.

mod deletion;
mod licence;
mod packages;
mod payments;
mod records;
mod subscription;
mod support;

use axum::extract::FromRef;
use domain::clock::{Clock, Ids};
use lambda::access::{Access, Staff};
use store::{Store, files::Files, outbox::Outbox};
use utoipa_axum::{router::OpenApiRouter, routes};

/// What the routes work with.
#[derive(Clone)]
pub struct App {
    /// Where licences and requests are.
    pub store: Store,
    /// Announces mails and deletions.
    pub outbox: Outbox,
    /// Where the records of deletions are.
    pub files: Files,
    /// The time.
    pub clock: Clock,
    /// Fresh identifiers.
    pub ids: Ids,
    /// Days for which an export can be downloaded.
    pub export_days: i64,
    /// Who works for the deployment.
    pub staff: Staff,
}

impl FromRef<App> for Access {
    fn from_ref(app: &App) -> Self {
        Self::new(app.store.clone(), app.clock.clone()).with_staff(app.staff.clone())
    }
}

/// The routes, with their description; [`OpenApiRouter::with_state`] gives them what they work with.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(packages::list))
        .routes(routes!(packages::set_prices))
        .routes(routes!(packages::change))
        .routes(routes!(licence::read))
        .routes(routes!(licence::own))
        .routes(routes!(licence::list))
        .routes(routes!(subscription::subscribe, subscription::cancel))
        .routes(routes!(payments::record))
        .routes(routes!(deletion::read, deletion::request, deletion::withdraw))
        .routes(routes!(support::list))
        .routes(routes!(support::delete))
        .routes(routes!(support::refuse))
        .routes(routes!(records::list))
        .routes(routes!(records::replay))
}
