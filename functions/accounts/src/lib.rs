//! Accounts, workspaces, offices' companies, people, the connections to NAV and Számlázz.hu, notices and the
//! audit log; and operators' view of all connections.

mod account;
mod audit;
mod checklist;
mod cognito;
mod companies;
mod connect;
mod connection;
mod demo;
mod identities;
mod invitations;
mod invited;
mod members;
mod notices;
mod operator;
mod retry;
mod sign_up;
mod szamlazz;
mod szamlazz_connect;
mod workspaces;

use axum::extract::FromRef;
use domain::{
    clock::{Clock, Ids},
    fetch::FetchLimits,
};
use lambda::access::{Access, Staff};
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
    /// Számlázz.hu.
    pub szamlazz: ::szamlazz::Agent,
    /// What keys of its links end in; none where Számlázz.hu does not know this system.
    pub szamlazz_postfix: Option<String>,
    /// Where the API is, if not where callers find it.
    pub api_address: Option<String>,
    /// The time.
    pub clock: Clock,
    /// Fresh identifiers.
    pub ids: Ids,
    /// The bounds of the polling.
    pub limits: FetchLimits,
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
        .routes(routes!(sign_up::sign_up))
        .routes(routes!(sign_up::reset_password))
        .routes(routes!(account::read))
        .routes(routes!(account::sign_out))
        .routes(routes!(account::resume_mail))
        .routes(routes!(identities::link))
        .routes(routes!(identities::unlink))
        .routes(routes!(invited::list))
        .routes(routes!(invited::accept))
        .routes(routes!(invited::decline))
        .routes(routes!(workspaces::create, workspaces::list))
        .routes(routes!(workspaces::read))
        .routes(routes!(workspaces::end_preparation))
        .routes(routes!(checklist::read))
        .routes(routes!(companies::add, companies::list))
        .routes(routes!(companies::join_company))
        .routes(routes!(companies::open_demo))
        .routes(routes!(members::list))
        .routes(routes!(members::change_role, members::remove))
        .routes(routes!(invitations::create, invitations::list))
        .routes(routes!(invitations::withdraw))
        .routes(routes!(audit::list))
        .routes(routes!(audit::download))
        .routes(routes!(connection::read, connection::set, connection::remove))
        .routes(routes!(szamlazz::read, szamlazz::set, szamlazz::remove))
        .routes(routes!(szamlazz::make_link, szamlazz::remove_link))
        .routes(routes!(notices::list))
        .routes(routes!(notices::mark_as_read))
        .routes(routes!(operator::connections))
        .routes(routes!(operator::refused_documents))
        .routes(routes!(retry::one))
        .routes(routes!(retry::all))
}
