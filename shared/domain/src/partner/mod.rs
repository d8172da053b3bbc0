//! Partners: the customers and suppliers of a workspace.

mod check;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(crate) use check::{bank_accounts, email};

use crate::{
    address::Address,
    document::PaymentMethod,
    identifier::tax_number,
    invoice::{Direction, Party},
    language::Language,
    ledger_account::AccountNumber,
    record::RecordId,
};

/// The identifier that follows from what makes two parties one: the first eight digits of a Hungarian tax
/// number, another tax number whatever its case, blanks and dashes, or else the exact name. None for a party
/// that has neither.
pub fn id_of(party: &Party) -> Option<RecordId> {
    let number = party.tax_number.as_deref().filter(|number| !number.trim().is_empty());
    let (kind, value) = match (number, party.name.as_deref()) {
        (Some(number), _) => match tax_number::core(number) {
            Some(core) => ("hungarian", core.to_owned()),
            None => ("foreign", tax_number::plain(number)),
        },
        (None, Some(name)) if !name.trim().is_empty() => ("name", name.to_owned()),
        (None, _) => return None,
    };
    Some(RecordId::digest([kind.as_bytes(), value.as_bytes()]))
}

/// A tax number as partners are found by it: the first eight digits of a Hungarian one, others plain.
pub fn found_by(tax_number: &str) -> String {
    tax_number::core(tax_number).map_or_else(|| tax_number::plain(tax_number), str::to_owned)
}

/// The code of a partner that was given none: the beginning of its identifier.
pub fn code_of(id: &RecordId) -> String {
    format!("P-{}", id.as_str().chars().take(12).collect::<String>().to_uppercase())
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
    #[schema(example = "17781774")]
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
    #[schema(example = "Pest")]
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
    #[schema(example = "B")]
    pub building: Option<String>,
    /// Staircase.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "1")]
    pub staircase: Option<String>,
    /// Floor.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "2")]
    pub floor: Option<String>,
    /// Door.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "4")]
    pub door: Option<String>,
    /// Lot number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "1234/5")]
    pub lot_number: Option<String>,
}

impl PartnerAddress {
    /// The address as it is written on a letter; none where it does not fit.
    pub fn postal(&self) -> Option<Address> {
        let number = self.number.as_deref().map(|number| format!("{number}."));
        let parts = [Some(self.street_name.as_str()), Some(&self.public_place_category), number.as_deref()];
        let rest = [&self.building, &self.staircase, &self.floor, &self.door].map(Option::as_deref);
        let street: Vec<&str> = parts.into_iter().chain(rest).flatten().collect();
        let address = Address {
            country: self.country.clone(),
            postal_code: self.postal_code.clone(),
            city: self.city.clone(),
            street: street.join(" "),
        };
        address.check("address").is_ok().then_some(address)
    }
}

/// Who told the data of a partner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum PartnerSource {
    /// NAV, by tax number.
    Nav,
    /// The invoice from which the partner was taken over.
    Invoice,
    /// A person who entered it.
    #[default]
    Person,
}

/// A person at a partner, or a department.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Contact {
    /// Its name.
    #[schema(example = "Virtanen Anna")]
    pub name: String,
    /// What it is there for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "accounting")]
    pub position: Option<String>,
    /// Its e-mail address.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "anna@example.fi")]
    pub email: Option<String>,
    /// Its telephone number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "+358 40 123 4567")]
    pub phone: Option<String>,
}

/// A bank account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BankAccount {
    /// An IBAN, or a Hungarian account number of 16 or 24 digits.
    #[schema(example = "FI2112345600000785")]
    pub number: String,
    /// The bank's BIC.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "NDEAFIHH")]
    pub bic: Option<String>,
    /// The bank's name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "Nordea")]
    pub bank: Option<String>,
    /// The account's currency, ISO 4217.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "EUR")]
    pub currency: Option<String>,
}

/// When and how a partner pays, or is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PaymentTerms {
    /// Days from the date of issue, 0 to 999.
    #[schema(example = 14, maximum = 999)]
    pub days: u16,
    /// Whether it is then due at the end of that month.
    #[serde(default)]
    pub end_of_month: bool,
    /// How.
    #[serde(default)]
    pub method: PaymentMethod,
}

impl PaymentTerms {
    /// Terms of so many days.
    pub fn of_days(days: u16) -> Self {
        Self { days, end_of_month: false, method: PaymentMethod::default() }
    }

    /// When a document of that date is due.
    pub fn due(&self, issued: Date) -> Date {
        let due = issued.saturating_add(jiff::Span::new().days(i64::from(self.days)));
        if self.end_of_month { due.last_of_month() } else { due }
    }
}

/// How electronic invoices reach a partner.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EInvoicing {
    /// Its address: OVT or IBAN in Finland.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "003720774740")]
    pub address: Option<String>,
    /// Its operator.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "003723327487")]
    pub operator: Option<String>,
    /// Italy's codice destinatario, 6 or 7 letters and digits.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "ABC1234")]
    pub recipient_code: Option<String>,
    /// Italy's certified mail (PEC).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "azienda@pec.example.it")]
    pub certified_email: Option<String>,
}

/// A customer or supplier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Partner {
    /// The code, unique among partners, 1 to 50 characters. Absent on entry, one is given out.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "P-0001")]
    pub code: Option<String>,
    /// The name, 1 to 512 characters.
    #[schema(example = "KŐRIS INGATLANHASZNOSÍTÓ KFT.")]
    pub name: String,
    /// The short name in the register.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "KŐRIS KFT.")]
    pub short_name: Option<String>,
    /// Whether it buys from the company.
    #[serde(default)]
    pub customer: bool,
    /// Whether it sells to the company.
    #[serde(default)]
    pub supplier: bool,
    /// Whether it is a private person.
    #[serde(default)]
    pub person: bool,
    /// The country whose rules its numbers follow, ISO 3166-1 alpha-2; the workspace's where absent.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "HU")]
    pub country: Option<String>,
    /// The tax number: adószám, Y-tunnus, Partita IVA, NIP, or another country's.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "13104575-2-42")]
    pub tax_number: Option<String>,
    /// The EU VAT number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "HU13104575")]
    pub eu_vat_number: Option<String>,
    /// The Hungarian VAT group that it is a member of, 8 digits.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "17781774")]
    pub vat_group: Option<String>,
    /// Italy's codice fiscale.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "RCCMNL83S18D969H")]
    pub codice_fiscale: Option<String>,
    /// Poland's REGON.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "122469952")]
    pub regon: Option<String>,
    /// NAV's `incorporation`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "ORGANIZATION")]
    pub incorporation: Option<String>,
    /// Where it is.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub address: Option<Address>,
    /// Where mail goes, if elsewhere.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub mailing_address: Option<Address>,
    /// Headquarters, sites and branches as NAV has them.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub addresses: Vec<PartnerAddress>,
    /// People and departments, at most 20.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub contacts: Vec<Contact>,
    /// Bank accounts, the first is the usual one; at most 50.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub bank_accounts: Vec<BankAccount>,
    /// When and how it pays, or is paid.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub payment_terms: Option<PaymentTerms>,
    /// The currency it is invoiced in, ISO 4217.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "EUR")]
    pub currency: Option<String>,
    /// The language it is written to in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub language: Option<Language>,
    /// How electronic invoices reach it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub e_invoicing: Option<EInvoicing>,
    /// The usual VAT key.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "27")]
    pub vat_key: Option<String>,
    /// The ledger account of what it owes.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(value_type = Option<String>, example = "311")]
    pub receivable_account: Option<AccountNumber>,
    /// The ledger account of what is owed to it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(value_type = Option<String>, example = "454")]
    pub payable_account: Option<AccountNumber>,
    /// Whether it accounts for VAT when it is paid (pénzforgalmi elszámolás).
    #[serde(default)]
    pub cash_accounting: bool,
    /// Whatever else is to be known, up to 2,000 characters.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schema(example = "Delivers on Tuesdays")]
    pub note: Option<String>,
    /// Whether it is offered for new documents.
    #[serde(default = "yes")]
    pub active: bool,
    /// Who told its data; set by the system.
    #[serde(default)]
    pub source: PartnerSource,
}

fn yes() -> bool {
    true
}

impl Partner {
    /// A partner that NAV or an invoice told of.
    pub fn told(profile: PartnerProfile, role: PartnerRole, source: PartnerSource) -> Self {
        let name = profile.name.or_else(|| profile.tax_number.clone()).unwrap_or_default();
        Self {
            code: None,
            name,
            short_name: profile.short_name,
            customer: role == PartnerRole::Customer,
            supplier: role == PartnerRole::Supplier,
            person: false,
            country: profile.addresses.first().map(|address| address.country.clone()),
            tax_number: profile.tax_number,
            eu_vat_number: None,
            vat_group: profile.vat_group,
            codice_fiscale: None,
            regon: None,
            incorporation: profile.incorporation,
            address: profile.addresses.first().and_then(PartnerAddress::postal),
            mailing_address: None,
            addresses: profile.addresses,
            contacts: Vec::new(),
            bank_accounts: Vec::new(),
            payment_terms: None,
            currency: None,
            language: None,
            e_invoicing: None,
            vat_key: None,
            receivable_account: None,
            payable_account: None,
            cash_accounting: false,
            note: None,
            active: true,
            source,
        }
    }

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

    fn id(name: Option<&str>, tax_number: Option<&str>) -> Option<RecordId> {
        id_of(&Party { name: name.map(str::to_owned), tax_number: tax_number.map(str::to_owned) })
    }

    #[test]
    fn documents_are_due_after_days_or_at_the_end_of_that_month() {
        let issued = jiff::civil::date(2026, 11, 24);
        let terms = PaymentTerms::of_days(14);
        assert_eq!(terms.due(issued), jiff::civil::date(2026, 12, 8));
        assert_eq!(PaymentTerms { end_of_month: true, ..terms }.due(issued), jiff::civil::date(2026, 12, 31));
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
}
