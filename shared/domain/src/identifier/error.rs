//! Why a text is not the number that it should be.

use thiserror::Error;

use super::IdentifierKind;

/// Why a text is not such a number.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum IdentifierError {
    /// Too few or too many characters (blanks and dashes aside).
    #[error("{}", .0.shape())]
    Length(IdentifierKind),
    /// Something other than digits, blanks and dashes.
    #[error("it has digits, blanks and dashes only")]
    Digits(IdentifierKind),
    /// Something other than letters from A to Z, digits, blanks and dashes.
    #[error("it has letters from A to Z, digits, blanks and dashes only")]
    Characters,
    /// The check digits do not fit the others.
    #[error("the check digit is wrong")]
    CheckDigit(IdentifierKind),
    /// Zeros fit many rules, but no such number was ever given out.
    #[error("it consists of zeros only")]
    Zeros,
    /// A number that its register leaves out.
    #[error("no such number is ever issued")]
    NeverIssued,
    /// The ninth digit of a Hungarian tax number is not a VAT code.
    #[error("the ninth digit, the VAT code, is from 1 to 5")]
    VatCode,
    /// The last two digits of a Hungarian tax number name no county.
    #[error("the last two digits, the county code, are 02 to 20, 22 to 44 or 51")]
    County,
    /// The first eight digits of a Hungarian account do not fit each other.
    #[error("the check digit of the first group, the bank and branch, is wrong")]
    GiroBank,
    /// The digits after the first eight of a Hungarian account do not fit each other.
    #[error("the check digit of the account after the first group is wrong")]
    GiroAccount,
    /// The first two characters name no country that has IBANs.
    #[error("the first two letters name no country of the IBAN registry")]
    IbanCountry,
    /// Too short or too long for the country.
    #[error("an IBAN of {country} has {length} characters")]
    IbanLength {
        /// ISO 3166-1 alpha-2.
        country: &'static str,
        /// Characters without blanks.
        length: usize,
    },
    /// Letters where the country has digits, or digits where it has letters.
    #[error("letters and digits do not stand where the country has them")]
    IbanStructure,
    /// The account number within a Hungarian IBAN is wrong, although the IBAN's check digits fit.
    #[error("the Hungarian account number in it is wrong")]
    IbanAccount,
    /// An Italian office that does not exist.
    #[error("digits 8 to 10, the office, are 001 to 100, 120, 121, 888 or 999")]
    Office,
    /// Letters and digits of a codice fiscale are not in their places.
    #[error("a person's codice fiscale is like RSSMRA85T10A562S")]
    CodiceFiscalePattern,
    /// The ninth character of a codice fiscale is no month.
    #[error("the ninth character, the month, is one of ABCDEHLMPRST")]
    Month,
    /// The date of birth in a codice fiscale does not exist.
    #[error("characters 7 to 11, the date of birth, are no date")]
    BirthDate,
    /// The last letter of a codice fiscale does not fit the others.
    #[error("the check letter is wrong")]
    CheckLetter,
    /// An RF reference without its first two letters.
    #[error("it begins with RF")]
    RfPrefix,
}

impl IdentifierError {
    /// The name of the text that tells a person about it.
    pub fn code(self) -> &'static str {
        use IdentifierKind::{HuTax8, HuTax11};
        match self {
            Self::Length(kind) => length_code(kind),
            Self::Digits(HuTax8 | HuTax11) => "tax-number-digits",
            Self::Digits(_) => "identifier-digits",
            Self::Characters => "identifier-characters",
            Self::CheckDigit(HuTax8 | HuTax11) => "tax-number-check-digit",
            Self::CheckDigit(_) => "identifier-check-digit",
            Self::Zeros => "identifier-zeros",
            Self::NeverIssued => "identifier-never-issued",
            Self::VatCode => "tax-number-vat-code",
            Self::County => "tax-number-county",
            Self::GiroBank => "giro-bank",
            Self::GiroAccount => "giro-account",
            Self::IbanCountry => "iban-country",
            Self::IbanLength { .. } => "iban-country-length",
            Self::IbanStructure => "iban-structure",
            Self::IbanAccount => "iban-account",
            Self::Office => "partita-iva-office",
            Self::CodiceFiscalePattern => "codice-fiscale-pattern",
            Self::Month => "codice-fiscale-month",
            Self::BirthDate => "codice-fiscale-birth-date",
            Self::CheckLetter => "codice-fiscale-check-letter",
            Self::RfPrefix => "rf-prefix",
        }
    }
}

fn length_code(kind: IdentifierKind) -> &'static str {
    match kind {
        IdentifierKind::HuTax8 => "tax-number-core-length",
        IdentifierKind::HuTax11 => "tax-number-length",
        IdentifierKind::HuGiro => "giro-length",
        IdentifierKind::Iban => "iban-length",
        IdentifierKind::FiYtunnus => "ytunnus-length",
        IdentifierKind::PlNip => "nip-length",
        IdentifierKind::PlRegon => "regon-length",
        IdentifierKind::ItPartitaIva => "partita-iva-length",
        IdentifierKind::ItCodiceFiscale => "codice-fiscale-length",
        IdentifierKind::FiViite => "viite-length",
        IdentifierKind::RfReference => "rf-length",
    }
}
