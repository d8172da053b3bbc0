//! Numbers that identify a business, a bank account or a payment, and their checks.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;
use utoipa::ToSchema;

use crate::country::Country;

mod check;
mod codice_fiscale;
mod error;
mod finnish;
mod giro;
mod iban;
mod iban_registry;
mod italian;
mod polish;
pub mod reference;
pub mod tax_number;

pub use error::IdentifierError;

/// A kind of number that can be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum IdentifierKind {
    /// The first eight digits of a Hungarian tax number (törzsszám); with `HU` the EU VAT number.
    #[serde(rename = "hu_tax_8")]
    HuTax8,
    /// A Hungarian tax number or group number (adószám, csoportazonosító), 11 digits.
    #[serde(rename = "hu_tax_11")]
    HuTax11,
    /// A Hungarian bank account in the GIRO system, 16 or 24 digits.
    HuGiro,
    /// An international bank account number (ISO 13616).
    Iban,
    /// A Finnish business ID (Y-tunnus).
    FiYtunnus,
    /// A Polish tax number.
    PlNip,
    /// A Polish statistical number, 9 or 14 digits.
    PlRegon,
    /// An Italian VAT number.
    ItPartitaIva,
    /// An Italian tax code: a person's, 16 characters, or another body's, 11 digits.
    ItCodiceFiscale,
    /// A Finnish payment reference (viitenumero).
    FiViite,
    /// An international payment reference (ISO 11649).
    RfReference,
}

impl IdentifierKind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::HuTax8,
        Self::HuTax11,
        Self::HuGiro,
        Self::Iban,
        Self::FiYtunnus,
        Self::PlNip,
        Self::PlRegon,
        Self::ItPartitaIva,
        Self::ItCodiceFiscale,
        Self::FiViite,
        Self::RfReference,
    ];

    /// The tax number of a country's companies.
    pub fn tax_number_of(country: Country) -> Self {
        match country {
            Country::Hu => Self::HuTax11,
            Country::Fi => Self::FiYtunnus,
            Country::It => Self::ItPartitaIva,
            Country::Pl => Self::PlNip,
        }
    }

    /// The kind's name in the API and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::HuTax8 => "hu_tax_8",
            Self::HuTax11 => "hu_tax_11",
            Self::HuGiro => "hu_giro",
            Self::Iban => "iban",
            Self::FiYtunnus => "fi_ytunnus",
            Self::PlNip => "pl_nip",
            Self::PlRegon => "pl_regon",
            Self::ItPartitaIva => "it_partita_iva",
            Self::ItCodiceFiscale => "it_codice_fiscale",
            Self::FiViite => "fi_viite",
            Self::RfReference => "rf_reference",
        }
    }

    /// The number in its normal written form, such as `12892312-2-41`, `2077474-0` and an IBAN without
    /// blanks. Blanks, dashes and lower case are accepted, and the country's prefix before a number that
    /// has a VAT form.
    pub fn check(self, text: &str) -> Result<String, IdentifierError> {
        match self {
            Self::HuTax8 => tax_number::checked_core(text),
            Self::HuTax11 => tax_number::TaxNumber::parse(text).map(|number| number.to_string()),
            Self::HuGiro => giro::check(text),
            Self::Iban => iban::check(text),
            Self::FiYtunnus => finnish::check(text),
            Self::PlNip => polish::check_nip(text),
            Self::PlRegon => polish::check_regon(text),
            Self::ItPartitaIva => italian::check(text),
            Self::ItCodiceFiscale => codice_fiscale::check(text),
            Self::FiViite => reference::check_viite(text),
            Self::RfReference => reference::check_rf(text),
        }
    }

    /// The country's prefix in the VAT form of the number.
    fn vat_prefix(self) -> Option<&'static str> {
        match self {
            Self::HuTax8 | Self::HuTax11 => Some("HU"),
            Self::FiYtunnus => Some("FI"),
            Self::PlNip => Some("PL"),
            Self::ItPartitaIva => Some("IT"),
            _ => None,
        }
    }

    /// What such a number looks like, in English.
    fn shape(self) -> &'static str {
        match self {
            Self::HuTax8 => "the first part of a Hungarian tax number has 8 digits, such as 12892312",
            Self::HuTax11 => "a Hungarian tax number has 11 digits, such as 12892312-2-41",
            Self::HuGiro => "a Hungarian account number has 16 or 24 digits, such as 11773016-11111018",
            Self::Iban => "an IBAN has two letters, two digits and the account number",
            Self::FiYtunnus => "a Finnish business ID has 8 digits, such as 2077474-0",
            Self::PlNip => "a NIP has 10 digits, such as 8567346215",
            Self::PlRegon => "a REGON has 9 or 14 digits, such as 192598184",
            Self::ItPartitaIva => "a partita IVA has 11 digits, such as 07643520567",
            Self::ItCodiceFiscale => "a codice fiscale has 16 characters, a company's 11 digits",
            Self::FiViite => "a Finnish reference has 4 to 20 digits, such as 1232",
            Self::RfReference => "an RF reference has RF, two digits and 1 to 21 characters",
        }
    }
}

impl fmt::Display for IdentifierKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

/// A key that names no kind of number.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("there is no such type; the types are {}", IdentifierKind::ALL.map(IdentifierKind::key).join(", "))]
pub struct UnknownKind;

impl FromStr for IdentifierKind {
    type Err = UnknownKind;

    fn from_str(key: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|kind| kind.key() == key).ok_or(UnknownKind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{prelude::*, sample::select};

    #[test]
    fn a_key_is_the_same_everywhere() {
        for kind in IdentifierKind::ALL {
            assert_eq!(kind.key().parse(), Ok(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.key());
        }
        let unknown = "tax".parse::<IdentifierKind>().unwrap_err();
        assert!(unknown.to_string().contains("hu_tax_8, hu_tax_11"), "{unknown}");
    }

    #[test]
    fn nothing_and_zeros_are_no_number_of_any_kind() {
        for kind in IdentifierKind::ALL {
            for text in ["", " ", "-"] {
                assert_eq!(kind.check(text), Err(IdentifierError::Length(kind)), "{text:?}");
            }
            for length in 1..=30 {
                assert!(kind.check(&"0".repeat(length)).is_err(), "{kind}: {length} zeros");
            }
        }
    }

    #[test]
    fn digits_of_other_scripts_are_not_digits() {
        for kind in IdentifierKind::ALL {
            for text in ["١٢٨٩٢٣١٢", "１２８９２３１２", "é2892312"] {
                assert!(kind.check(text).is_err(), "{kind}: {text}");
            }
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_answered(kind in select(&IdentifierKind::ALL[..]), text in ".{0,30}") {
            if let Ok(number) = kind.check(&text) {
                prop_assert_eq!(kind.check(&number), Ok(number));
            }
        }
    }
}
