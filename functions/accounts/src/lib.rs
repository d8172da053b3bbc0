//! Accounts, workspaces, their members, their connection to NAV, and notices; and operators' view of all
//! connections.

mod account;
mod cognito;
mod connect;
mod connection;
mod members;
mod notices;
mod operator;
mod retry;
mod sign_up;
mod workspaces;

use axum::extract::FromRef;
use domain::{
    clock::{Clock, Ids},
    fetch::FetchLimits,
};
use lambda::access::Access;
use store::{Store, outbox::Outbox, vault::Vault};
use utoipa_axum::{router::OpenApiRouter, routes};

pub use cognito::Cognito;

/// What the routes work with.
#[derive(Clone)]
pub struct App {
    /// Where accounts and workspaces are.
    pub store: Store,
    /// Announces steps.
    pub outbox: Outbox,
    /// Seals the technical user's secrets.
    pub vault: Vault,
    /// Holds the passwords.
    pub cognito: Cognito,
    /// The tax authority.
    pub nav: nav::Client,
    /// The time.
    pub clock: Clock,
    /// Fresh identifiers.
    pub ids: Ids,
    /// The bounds of the polling.
    pub limits: FetchLimits,
    /// The group of the user pool whose members operate the deployment.
    pub operators: String,
}

impl FromRef<App> for Access {
    fn from_ref(app: &App) -> Self {
        Self::new(app.store.clone()).with_operators(app.operators.clone())
    }
}

/// The routes, with their description; [`OpenApiRouter::with_state`] gives them what they work with.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(sign_up::sign_up))
        .routes(routes!(account::read))
        .routes(routes!(workspaces::create, workspaces::list))
        .routes(routes!(workspaces::read))
        .routes(routes!(members::add, members::list))
        .routes(routes!(members::remove))
        .routes(routes!(connection::read, connection::set, connection::remove))
        .routes(routes!(notices::list))
        .routes(routes!(notices::mark_as_read))
        .routes(routes!(operator::connections))
        .routes(routes!(operator::refused_documents))
        .routes(routes!(retry::one))
        .routes(routes!(retry::all))
}
