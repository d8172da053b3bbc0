//! Postal addresses.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

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
    /// The first field that is empty, too long or not of its form; the bounds are NAV's (invoiceBase.xsd).
    pub fn first_wrong_field(&self) -> Option<&'static str> {
        let filled = |text: &str, most: usize| !text.trim().is_empty() && text.chars().count() <= most;
        if self.country.len() != 2 || !self.country.bytes().all(|b| b.is_ascii_uppercase()) {
            return Some("country");
        }
        let code = self.postal_code.as_bytes();
        let code_is_plain = code.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b' ' | b'-'));
        if !(3..=10).contains(&code.len()) || !code_is_plain {
            return Some("postal_code");
        }
        if !filled(&self.city, 255) {
            return Some("city");
        }
        (!filled(&self.street, 255)).then_some("street")
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
        assert_eq!(good.first_wrong_field(), None);
        let wrong = |change: fn(&mut Address)| {
            let mut address = good.clone();
            change(&mut address);
            address.first_wrong_field()
        };
        assert_eq!(wrong(|a| a.country = "hu".into()), Some("country"));
        assert_eq!(wrong(|a| a.postal_code = "1".into()), Some("postal_code"));
        assert_eq!(wrong(|a| a.city = " ".into()), Some("city"));
        assert_eq!(wrong(|a| a.street = "u".repeat(256)), Some("street"));
    }
}
