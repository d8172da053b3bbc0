//! The countries in which a workspace keeps its books.

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::language::Language;

/// A workspace's country, as its ISO 3166-1 code. It fixes identifiers, VAT keys and defaults.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "UPPERCASE")]
pub enum Country {
    /// Hungary.
    #[default]
    Hu,
    /// Finland.
    Fi,
    /// Italy.
    It,
    /// Poland.
    Pl,
}

impl Country {
    /// Every country.
    pub const ALL: [Self; 4] = [Self::Hu, Self::Fi, Self::It, Self::Pl];

    /// The ISO 3166-1 code of two letters.
    pub fn code(self) -> &'static str {
        match self {
            Self::Hu => "HU",
            Self::Fi => "FI",
            Self::It => "IT",
            Self::Pl => "PL",
        }
    }

    /// The language of a new workspace.
    pub fn language(self) -> Language {
        match self {
            Self::Hu => Language::Hu,
            Self::Fi => Language::Fi,
            Self::It => Language::It,
            Self::Pl => Language::Pl,
        }
    }

    /// The ISO 4217 code of the currency in which the books are kept.
    pub fn currency(self) -> &'static str {
        match self {
            Self::Hu => "HUF",
            Self::Fi | Self::It => "EUR",
            Self::Pl => "PLN",
        }
    }

    /// The time zone in which the books' dates are days.
    pub fn time_zone(self) -> TimeZone {
        match self {
            Self::Hu => jiff::tz::get!("Europe/Budapest"),
            Self::Fi => jiff::tz::get!("Europe/Helsinki"),
            Self::It => jiff::tz::get!("Europe/Rome"),
            Self::Pl => jiff::tz::get!("Europe/Warsaw"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_fixes_the_defaults() {
        let defaults = Country::ALL.map(|country| {
            let zone = country.time_zone();
            let zone = zone.iana_name().unwrap().to_owned();
            (country.code(), country.language().code(), country.currency(), zone)
        });
        let expected = [
            ("HU", "hu", "HUF", "Europe/Budapest"),
            ("FI", "fi", "EUR", "Europe/Helsinki"),
            ("IT", "it", "EUR", "Europe/Rome"),
            ("PL", "pl", "PLN", "Europe/Warsaw"),
        ];
        assert_eq!(defaults, expected.map(|(code, lang, coin, zone)| (code, lang, coin, zone.to_owned())));
    }
}
