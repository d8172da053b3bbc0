//! What NAV says of a party (queryTaxpayer), asked through the workspace's own connection.

use axum::http::StatusCode;
use domain::{
    connection::{ConnectionState, NavConnection},
    identifier::tax_number,
    ids::WorkspaceId,
    invoice::Party,
    partner::{PartnerAddress, PartnerProfile},
};
use lambda::{
    nav_access::{self, NavSecrets, PATIENCE},
    problem::Problem,
};
use nav::{Taxpayer, TaxpayerAddress, TaxpayerData, TaxpayerQuery};
use serde::Serialize;
use utoipa::ToSchema;

use crate::App;

/// What NAV says about a party, or why it says nothing.
pub type Answer = Result<Taxpayer, WhyNothing>;

/// Why NAV says nothing about a party.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WhyNothing {
    /// The invoice has no tax number of the party, such as of a private person.
    NoNumber,
    /// The tax number is not Hungarian.
    Foreign,
    /// NAV never gave out the tax number.
    Unknown,
}

impl WhyNothing {
    /// The name of the text that tells a person.
    pub fn text(self) -> &'static str {
        match self {
            Self::NoNumber => "taxpayer-no-number",
            Self::Foreign => "taxpayer-foreign",
            Self::Unknown => "taxpayer-unknown",
        }
    }
}

/// Asks NAV about a party, for [`PATIENCE`] at most.
pub async fn ask(app: &App, workspace: WorkspaceId, party: &Party) -> Result<Answer, Problem> {
    let Some(number) = party.tax_number.as_deref() else {
        return Ok(Err(WhyNothing::NoNumber));
    };
    let Some(core) = tax_number::core(number) else {
        return Ok(Err(WhyNothing::Foreign));
    };
    let connection = working_connection(app, workspace).await?;
    let secrets = NavSecrets::open(&app.vault, &connection).await?;
    let credentials = secrets.credentials(&connection.login, &connection.tax_number);
    let call = nav_access::call(&app.clock, &app.ids, PATIENCE);
    let query = TaxpayerQuery { tax_number: core.to_owned() };
    match app.nav.query_taxpayer(&credentials, &call, &query).await {
        Ok(taxpayer) => Ok(Ok(taxpayer)),
        Err(nav::Error::NotFound) => Ok(Err(WhyNothing::Unknown)),
        Err(error) => Err(nav_access::refusal(&error)),
    }
}

async fn working_connection(app: &App, workspace: WorkspaceId) -> Result<NavConnection, Problem> {
    let connection = app.store.nav_connection(workspace).await?.filter(NavConnection::is_in_use);
    let connection =
        connection.ok_or_else(|| Problem::new(StatusCode::CONFLICT, "nav-connection-missing"))?;
    match connection.state {
        ConnectionState::Active => Ok(connection),
        ConnectionState::Stopped { .. } | ConnectionState::Removed => {
            Err(Problem::new(StatusCode::CONFLICT, "nav-connection-stopped"))
        }
    }
}

/// NAV's data as a partner's.
pub fn profile(data: TaxpayerData) -> PartnerProfile {
    PartnerProfile {
        name: Some(data.name),
        short_name: data.short_name,
        tax_number: Some(data.tax_number.to_string()),
        incorporation: data.incorporation.map(|incorporation| incorporation.to_string()),
        vat_group: data.vat_group_membership,
        addresses: data.addresses.into_iter().map(address).collect(),
    }
}

fn address(TaxpayerAddress { kind, address }: TaxpayerAddress) -> PartnerAddress {
    PartnerAddress {
        kind: kind.to_string(),
        country: address.country_code,
        region: address.region,
        postal_code: address.postal_code,
        city: address.city,
        street_name: address.street_name,
        public_place_category: address.public_place_category,
        number: address.number,
        building: address.building,
        staircase: address.staircase,
        floor: address.floor,
        door: address.door,
        lot_number: address.lot_number,
    }
}
