//! Postal addresses.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::wrong::{self, Wrong};

/// A postal address in four parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PostalAddress)]
pub struct Address {
    /// Country, ISO 3166-1 alpha-2.
    #[schema(example = "HU")]
    pub country: String,
    /// Postal code, 3 to 10 characters (NAV's `postalCode`).
    #[schema(example = "1054")]
    pub postal_code: String,
    /// City, at most 255 characters.
    #[schema(example = "Budapest")]
    pub city: String,
    /// Street, house number and all that follows, at most 255 characters.
    #[schema(example = "Honvéd utca 8.")]
    pub street: String,
}

impl Address {
    /// Whether each part is filled and of its form; the bounds are NAV's (invoiceBase.xsd). `field` is the
    /// address's name in what was entered.
    pub fn check(&self, field: &str) -> Result<(), Wrong> {
        let filled = |text: &str, most: usize| !text.trim().is_empty() && !wrong::is_longer(text, most);
        let code = self.postal_code.as_bytes();
        let code_is_plain = code.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b' ' | b'-'));
        let (part, text) = if self.country.len() != 2 || !self.country.bytes().all(|b| b.is_ascii_uppercase())
        {
            ("country", "address-country")
        } else if !(3..=10).contains(&code.len()) || !code_is_plain {
            ("postal_code", "address-postal_code")
        } else if !filled(&self.city, 255) {
            ("city", "address-city")
        } else if !filled(&self.street, 255) {
            ("street", "address-street")
        } else {
            return Ok(());
        };
        Err(Wrong::new(part, text).inside(field))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_first_wrong_field() {
        let good = Address {
            country: "HU".into(),
            postal_code: "1054".into(),
            city: "Budapest".into(),
            street: "Honvéd utca 8.".into(),
        };
        assert_eq!(good.check("address"), Ok(()));
        let wrong = |change: fn(&mut Address)| {
            let mut address = good.clone();
            change(&mut address);
            address.check("seat").unwrap_err().field
        };
        assert_eq!(wrong(|a| a.country = "hu".into()), "seat.country");
        assert_eq!(wrong(|a| a.postal_code = "1".into()), "seat.postal_code");
        assert_eq!(wrong(|a| a.city = " ".into()), "seat.city");
        assert_eq!(wrong(|a| a.street = "u".repeat(256)), "seat.street");
    }
}
