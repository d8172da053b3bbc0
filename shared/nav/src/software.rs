//! The billing software that identifies itself in every request (SoftwareType of invoiceApi.xsd).

use crate::field::{InvalidField, is_text, require};

/// Who asks: the deployment's own entry, the same for all its taxpayers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Software {
    /// `[0-9A-Z\-]{18}`; by NAV's advice the developer's tax number and an own serial.
    pub id: String,
    /// At most 50 characters.
    pub name: String,
    /// Whether it runs locally or as a service.
    pub operation: SoftwareOperation,
    /// At most 15 characters.
    pub main_version: String,
    /// At most 512 characters.
    pub developer_name: String,
    /// An electronic contact, at most 200 characters.
    pub developer_contact: String,
    /// ISO 3166 alpha-2.
    pub developer_country: Option<String>,
    /// At most 50 characters.
    pub developer_tax_number: Option<String>,
}

/// How the software is operated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SoftwareOperation {
    /// A program on the user's own machine.
    LocalSoftware,
    /// A service on the network.
    OnlineService,
}

impl SoftwareOperation {
    /// The value in the request.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LocalSoftware => "LOCAL_SOFTWARE",
            Self::OnlineService => "ONLINE_SERVICE",
        }
    }
}

impl Software {
    /// Checks every field against the facets of NAV's XSD.
    ///
    /// # Errors
    /// The first [`InvalidField`].
    pub fn check(&self) -> Result<(), InvalidField> {
        let id = |b: u8| b.is_ascii_digit() || b.is_ascii_uppercase() || b == b'-';
        require(
            self.id.len() == 18 && self.id.bytes().all(id),
            "software.id",
            "exactly 18 of the characters 0-9 A-Z -",
        )?;
        require(is_text(&self.name, 50), "software.name", "1 to 50 characters")?;
        require(is_text(&self.main_version, 15), "software.main_version", "1 to 15 characters")?;
        require(is_text(&self.developer_name, 512), "software.developer_name", "1 to 512 characters")?;
        require(is_text(&self.developer_contact, 200), "software.developer_contact", "1 to 200 characters")?;
        let upper = |code: &String| code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase());
        let country = self.developer_country.as_ref().is_none_or(upper);
        require(country, "software.developer_country", "two capital letters")?;
        let tax_number = self.developer_tax_number.as_ref().is_none_or(|value| is_text(value, 50));
        require(tax_number, "software.developer_tax_number", "1 to 50 characters")
    }
}
