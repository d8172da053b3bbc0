//! Partners: the customers and suppliers of a workspace.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use utoipa::ToSchema;

use crate::{
    hex::hex,
    identifier::tax_number,
    invoice::{Direction, Party},
};

/// Names a partner within a workspace: 32 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = String, example = "9f86d081884c7d659a2feaa0c55ad015")]
pub struct PartnerId(String);

impl PartnerId {
    /// The identifier that follows from what makes two parties one: the first eight digits of a Hungarian tax
    /// number, another tax number whatever its case, blanks and dashes, or else the exact name. None for a
    /// party that has neither.
    pub fn of(party: &Party) -> Option<Self> {
        let number = party.tax_number.as_deref().filter(|number| !number.trim().is_empty());
        let (kind, value) = match (number, party.name.as_deref()) {
            (Some(number), _) => match tax_number::core(number) {
                Some(core) => ("hungarian", core.to_owned()),
                None => ("foreign", tax_number::plain(number)),
            },
            (None, Some(name)) if !name.trim().is_empty() => ("name", name.to_owned()),
            (None, _) => return None,
        };
        let digest = Sha256::new().chain_update(kind).chain_update([0]).chain_update(value).finalize();
        Some(Self(hex(&digest[..16])))
    }

    /// Reads an identifier from a request.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'a'..=b'f'));
        (digits && text.len() == 32).then(|| Self(text.to_owned()))
    }

    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PartnerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a partner is to the company.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum PartnerRole {
    /// It buys from the company.
    Customer,
    /// It sells to the company.
    Supplier,
}

impl PartnerRole {
    /// The other party's role on an invoice of that direction.
    pub fn on(direction: Direction) -> Self {
        match direction {
            Direction::Inbound => Self::Supplier,
            Direction::Outbound => Self::Customer,
        }
    }

    /// The name of the partner's field that says whether it has this role.
    pub fn name(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Supplier => "supplier",
        }
    }
}

/// Who a partner is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PartnerProfile {
    /// The name, up to 512 characters; absent where an invoice told a tax number only.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "KŐRIS INGATLANHASZNOSÍTÓ KFT.")]
    pub name: Option<String>,
    /// The short name in the register.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "KŐRIS KFT.")]
    pub short_name: Option<String>,
    /// The tax number in full as far as it is known; another country's as the invoice has it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "13104575-2-42")]
    pub tax_number: Option<String>,
    /// NAV's `incorporation`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "ORGANIZATION")]
    pub incorporation: Option<String>,
    /// The VAT group that the partner is a member of, 8 digits.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "17784441")]
    pub vat_group: Option<String>,
    /// Headquarters, sites and branches.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub addresses: Vec<PartnerAddress>,
}

/// An address of a partner, in the parts in which NAV keeps it (DetailedAddressType of invoiceBase.xsd).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PartnerAddress {
    /// NAV's kind: `HQ`, `SITE` or `BRANCH`.
    #[schema(example = "HQ")]
    pub kind: String,
    /// Country, ISO 3166-1 alpha-2.
    #[schema(example = "HU")]
    pub country: String,
    /// Province.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub region: Option<String>,
    /// Postal code; `0000` where there is none.
    #[schema(example = "1094")]
    pub postal_code: String,
    /// Town.
    #[schema(example = "BUDAPEST")]
    pub city: String,
    /// Name of the street.
    #[schema(example = "TŰZOLTÓ")]
    pub street_name: String,
    /// Street, square, road ...
    #[schema(example = "UTCA")]
    pub public_place_category: String,
    /// House number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "57")]
    pub number: Option<String>,
    /// Building.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub building: Option<String>,
    /// Staircase.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub staircase: Option<String>,
    /// Floor.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub floor: Option<String>,
    /// Door.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub door: Option<String>,
    /// Lot number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub lot_number: Option<String>,
}

/// Who told the data of a partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum PartnerSource {
    /// NAV, by tax number.
    Nav,
    /// The invoice from which the partner was taken over.
    Invoice,
}

/// A customer or supplier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Partner {
    /// The partner.
    pub id: PartnerId,
    /// Who it is.
    #[serde(flatten)]
    pub profile: PartnerProfile,
    /// Whether it buys from the company.
    pub customer: bool,
    /// Whether it sells to the company.
    pub supplier: bool,
    /// Who told its data.
    pub source: PartnerSource,
    /// When it was taken over.
    pub added_at: Timestamp,
}

impl Partner {
    /// Whether it is this to the company.
    pub fn is(&self, role: PartnerRole) -> bool {
        match role {
            PartnerRole::Customer => self.customer,
            PartnerRole::Supplier => self.supplier,
        }
    }

    /// The same partner, which is now this, too.
    pub fn with(self, role: PartnerRole) -> Self {
        match role {
            PartnerRole::Customer => Self { customer: true, ..self },
            PartnerRole::Supplier => Self { supplier: true, ..self },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: Option<&str>, tax_number: Option<&str>) -> Option<PartnerId> {
        PartnerId::of(&Party { name: name.map(str::to_owned), tax_number: tax_number.map(str::to_owned) })
    }

    #[test]
    fn one_tax_number_is_one_partner_whatever_its_name() {
        let whole = id(Some("Kőris Kft."), Some("13104575-2-42"));
        assert_eq!(whole, id(Some("KŐRIS"), Some("13104575")));
        assert_ne!(whole, id(Some("Kőris Kft."), Some("22903815-2-44")));
        assert_eq!(id(None, Some("DE811907980")), id(Some("Lindenbaum"), Some("de 811 907 980")));
    }

    #[test]
    fn a_name_names_only_who_has_no_number() {
        assert_ne!(id(Some("Kőris Kft."), None), id(Some("Kőris Kft."), Some("13104575")));
        assert_ne!(id(Some("Kőris Kft."), None), id(Some("KŐRIS KFT."), None));
        assert_ne!(id(Some("13104575"), None), id(None, Some("13104575")));
        assert_eq!(id(Some("Kőris Kft."), Some(" ")), id(Some("Kőris Kft."), None));
        assert_eq!(id(None, None), None);
        assert_eq!(id(Some(" "), None), None);
    }

    #[test]
    fn ids_from_outside_are_plain() {
        let known = id(None, Some("13104575")).unwrap();
        assert_eq!(PartnerId::parse(known.as_str()), Some(known));
        assert_eq!(PartnerId::parse("../../other"), None);
        assert_eq!(PartnerId::parse(&"A".repeat(32)), None);
    }
}
