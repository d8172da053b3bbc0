//! The books: partners, products, the chart of accounts, documents, payments and vouchers, and the company's
//! settings. Every record has a version and a trail of who changed what.

mod cashbook;
mod changes;
mod documents;
mod invoice_partner;
mod ledger_accounts;
mod logo;
mod partners;
mod payments;
mod products;
mod register;
mod remarks;
mod series;
mod settings;
mod taxpayer;
mod vat_keys;
mod vouchers;

use axum::extract::FromRef;
use domain::{
    clock::{Clock, Ids},
    country::Country,
    record::Actor,
};
use jiff::civil::Date;
use lambda::access::{Access, Caller};
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
        Self::new(app.store.clone(), app.clock.clone())
    }
}

impl App {
    /// Who changes something now.
    fn actor(&self, caller: &Caller) -> Actor {
        Actor::person(caller.account, self.clock.now())
    }

    /// Today in a country.
    fn today_in(&self, country: Country) -> Date {
        self.clock.now().to_zoned(country.time_zone()).date()
    }
}

/// The routes, with their description; [`OpenApiRouter::with_state`] gives them what they work with.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(invoice_partner::read, invoice_partner::take_over))
        .routes(routes!(partners::list, partners::create))
        .routes(routes!(partners::read, partners::change, partners::remove))
        .routes(routes!(products::list, products::create))
        .routes(routes!(products::read, products::change, products::remove))
        .routes(routes!(ledger_accounts::list, ledger_accounts::create))
        .routes(routes!(ledger_accounts::read, ledger_accounts::change, ledger_accounts::remove))
        .routes(routes!(documents::list::list, documents::draft::create))
        .routes(routes!(documents::list::read, documents::draft::change, documents::draft::remove))
        .routes(routes!(documents::issue::issue))
        .routes(routes!(documents::issue::cancel))
        .routes(routes!(series::list))
        .routes(routes!(series::change))
        .routes(routes!(payments::list, payments::create))
        .routes(routes!(payments::read, payments::remove))
        .routes(routes!(vouchers::list, vouchers::create))
        .routes(routes!(vouchers::read, vouchers::change, vouchers::remove))
        .routes(routes!(cashbook::read))
        .routes(routes!(settings::read, settings::change))
        .routes(routes!(logo::read, logo::set))
        .routes(routes!(vat_keys::list))
        .routes(routes!(changes::list))
        .routes(routes!(remarks::list, remarks::create))
        .routes(routes!(remarks::remove))
}
