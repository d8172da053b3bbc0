//! Suppliers and customers of documents.

use jiff::civil::Date;

use crate::nav::{Company, Taxpayer};

/// An address in Számlázz.hu's four lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Country as the document writes it, such as `Magyarország` or `DE`; may be empty.
    pub country: String,
    /// Postal code.
    pub postal_code: String,
    /// Town.
    pub city: String,
    /// Street and house number.
    pub address: String,
}

/// What the owner of the account noted about a customer for the ledger (`vevo/fokonyv`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartyLedger {
    /// The customer's account number in the ledger.
    pub account: String,
    /// The customer's identifier in the ledger.
    pub identifier: String,
    /// The date of posting.
    pub date: Option<Date>,
    /// Whether the supply is continuous.
    pub continuous: bool,
}

/// Where a party is, for VAT (`lokacio`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Location {
    /// Hungary.
    #[default]
    Hungary,
    /// Another member state.
    European,
    /// Outside of the European Union.
    ThirdCountry,
    /// Not known.
    Unknown,
}

impl Location {
    /// As Számlázz.hu writes it.
    pub fn code(self) -> i8 {
        match self {
            Location::Hungary => 1,
            Location::European => 2,
            Location::ThirdCountry => 3,
            Location::Unknown => -1,
        }
    }
}

/// A supplier or a customer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    /// Name.
    pub name: String,
    /// Seat.
    pub place: Place,
    /// Where post goes, with the addressee, if not to the seat.
    pub post: Option<(String, Place)>,
    /// Hungarian tax number, `12345678-2-42`; empty without one.
    pub tax_number: String,
    /// Number of the VAT group.
    pub group_number: Option<String>,
    /// VAT number in the European Union.
    pub eu_tax_number: Option<String>,
    /// Name of the bank.
    pub bank: Option<String>,
    /// Bank account number.
    pub bank_account: Option<String>,
    /// Mail address; of a customer only.
    pub email: Option<String>,
    /// The owner's identifier of the customer (`azonosito`).
    pub identifier: Option<String>,
    /// Where it is, for VAT.
    pub location: Location,
    /// Whether it is a private person.
    pub private_person: bool,
    /// What the ledger says of a customer.
    pub ledger: PartyLedger,
}

impl Party {
    /// The first eight digits of the tax number, or nothing.
    pub fn taxpayer_id(&self) -> &str {
        self.tax_number.split('-').next().unwrap_or_default()
    }
}

impl From<&Company> for Party {
    fn from(company: &Company) -> Self {
        Party {
            bank: Some("Demo Bank Zrt.".into()),
            bank_account: Some("10400126-34167210-00000006".into()),
            ..Party::from(&Taxpayer::from(company))
        }
    }
}

impl From<&Taxpayer> for Party {
    fn from(taxpayer: &Taxpayer) -> Self {
        let rest = [&taxpayer.vat_code, &taxpayer.county_code].into_iter().flatten();
        let tax_number = rest.fold(taxpayer.tax_number.clone(), |number, part| format!("{number}-{part}"));
        let place = taxpayer.address.as_ref().map(|address| Place {
            country: "Magyarország".into(),
            postal_code: address.postal_code.clone(),
            city: address.city.clone(),
            address: format!("{} {} {}.", address.street, address.category, address.number),
        });
        Party {
            name: taxpayer.name.clone(),
            place: place.unwrap_or_default(),
            tax_number,
            ..Party::default()
        }
    }
}
