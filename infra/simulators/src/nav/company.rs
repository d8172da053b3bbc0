//! Who may ask: taxpayers with a technical user, and taxpayers that can only be looked up.

use std::fmt;

/// What a technical user may query, as a primary user sets it on NAV's pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permissions {
    /// "Számlák lekérdezése": outbound and inbound invoices.
    QueryInvoices,
    /// "Saját számlák lekérdezése": only the company's own outbound invoices; inbound queries are FORBIDDEN.
    QueryOwnInvoices,
    /// No invoice query at all.
    None,
}

/// A detailed Hungarian address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Four digits.
    pub postal_code: String,
    /// Town.
    pub city: String,
    /// Name of the street without its category.
    pub street: String,
    /// Category of the street: utca, út, tér ...
    pub category: String,
    /// House number.
    pub number: String,
}

/// A taxpayer with its technical user.
#[derive(Clone, PartialEq, Eq)]
pub struct Company {
    /// The first eight digits of the tax number.
    pub tax_number: String,
    /// The ninth digit (1 to 5).
    pub vat_code: String,
    /// The last two digits.
    pub county_code: String,
    /// Registered name.
    pub name: String,
    /// Registered seat.
    pub address: Address,
    /// Technical user: 6 to 15 letters and digits.
    pub login: String,
    /// Password of the technical user.
    pub password: String,
    /// Signing key of the technical user.
    pub sign_key: String,
    /// Exchange key of the technical user: 16 characters (no simulated operation uses it).
    pub exchange_key: String,
    /// What the technical user may query.
    pub permissions: Permissions,
}

impl Company {
    /// A made-up company with a valid tax number, for demonstrations and tests.
    pub fn demo() -> Company {
        Company {
            tax_number: "24680132".into(),
            vat_code: "2".into(),
            county_code: "41".into(),
            name: "Zöldfa Lakberendezés Kft.".into(),
            address: Address {
                postal_code: "1073".into(),
                city: "Budapest".into(),
                street: "Kertész".into(),
                category: "utca".into(),
                number: "12".into(),
            },
            login: "zoldfatechnikai".into(),
            password: "Demo-Jelszo-2026".into(),
            sign_key: "de-4f5e-demosigningkey2026LEDGER".into(),
            exchange_key: "DEMO4EXCHANGE4KE".into(),
            permissions: Permissions::QueryInvoices,
        }
    }
}

/// Leaves the secrets out.
impl fmt::Debug for Company {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Company")
            .field("tax_number", &self.tax_number)
            .field("name", &self.name)
            .field("login", &self.login)
            .field("permissions", &self.permissions)
            .finish_non_exhaustive()
    }
}

/// A taxpayer as `queryTaxpayer` knows it. Every [`Company`] is one too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taxpayer {
    /// The first eight digits of the tax number.
    pub tax_number: String,
    /// The ninth digit, if the number has a VAT status.
    pub vat_code: Option<String>,
    /// The last two digits.
    pub county_code: Option<String>,
    /// Registered name.
    pub name: String,
    /// Registered seat.
    pub address: Option<Address>,
    /// Whether the tax number is in force.
    pub valid: bool,
}

impl From<&Company> for Taxpayer {
    fn from(company: &Company) -> Self {
        Taxpayer {
            tax_number: company.tax_number.clone(),
            vat_code: Some(company.vat_code.clone()),
            county_code: Some(company.county_code.clone()),
            name: company.name.clone(),
            address: Some(company.address.clone()),
            valid: true,
        }
    }
}
