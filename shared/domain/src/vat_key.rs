//! VAT keys (áfakulcs, verokanta, aliquota e Natura, stawka): what an invoice's line says about its VAT.
//!
//! The tables are data, one file for each country under `data/vat_keys`; each row names the provision it
//! comes from. A key is named as its country's documents name it, Hungarian ones as NAV's reader does.

use std::sync::LazyLock;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::country::Country;

/// How a key treats VAT.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum VatKind {
    /// VAT is charged at the rate.
    Rate,
    /// A simplified invoice: the rate is the part of the gross amount that is VAT.
    Content,
    /// No VAT is charged, the seller's input VAT is deductible: exports, intra-Community supplies.
    ZeroRated,
    /// Exempt without the right to deduct.
    Exempt,
    /// Outside the scope of the country's VAT, by nature or by place of supply.
    OutOfScope,
    /// The buyer owes the VAT, in this country.
    ReverseCharge,
    /// VAT is owed on the seller's margin and not shown.
    Margin,
    /// No VAT is charged, and the document does not say why.
    Unstated,
}

/// A VAT key of a country.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct VatKey {
    /// Whose key it is.
    pub country: Country,
    /// The key as documents name it: `27`, `AAM`, `13.5`, `N2.1`, `0 WDT`.
    #[schema(example = "27")]
    pub code: String,
    /// How it treats VAT.
    pub kind: VatKind,
    /// In percent: of the net amount, for [`VatKind::Content`] of the gross. Absent where none is stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "27")]
    pub rate: Option<Decimal>,
    /// The first day of supply to which it applies; absent where it is older than the books.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Date>,
    /// The last day of supply to which it applies; absent where it still does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Date>,
    /// The act and section, or the code list, that the key comes from, in the country's language.
    pub source: String,
}

impl VatKey {
    /// The country's key of that name, whether or not it is still valid.
    pub fn of(country: Country, code: &str) -> Option<&'static Self> {
        vat_keys(country).iter().find(|key| key.code == code)
    }

    /// Whether the key applies to supplies of that day.
    pub fn is_valid_on(&self, date: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= date) && self.valid_to.is_none_or(|to| date <= to)
    }

    /// The name of the text that describes the key to people: `vat-key-IT-N2_1`.
    pub fn text(&self) -> String {
        let code = self.code.replace(|c: char| !c.is_ascii_alphanumeric(), "_");
        format!("vat-key-{}-{code}", self.country.code())
    }
}

/// All keys of a country, also those of the past.
pub fn vat_keys(country: Country) -> &'static [VatKey] {
    match country {
        Country::Hu => &HUNGARIAN,
        Country::Fi => &FINNISH,
        Country::It => &ITALIAN,
        Country::Pl => &POLISH,
    }
}

static HUNGARIAN: LazyLock<Vec<VatKey>> = LazyLock::new(|| table(Country::Hu));
static FINNISH: LazyLock<Vec<VatKey>> = LazyLock::new(|| table(Country::Fi));
static ITALIAN: LazyLock<Vec<VatKey>> = LazyLock::new(|| table(Country::It));
static POLISH: LazyLock<Vec<VatKey>> = LazyLock::new(|| table(Country::Pl));

/// The tables are compiled in: that they can be read is a test's business.
fn table(country: Country) -> Vec<VatKey> {
    read(country, data(country)).unwrap_or_default()
}

fn data(country: Country) -> &'static str {
    match country {
        Country::Hu => include_str!("../data/vat_keys/hu.csv"),
        Country::Fi => include_str!("../data/vat_keys/fi.csv"),
        Country::It => include_str!("../data/vat_keys/it.csv"),
        Country::Pl => include_str!("../data/vat_keys/pl.csv"),
    }
}

#[derive(Deserialize)]
struct Row {
    code: String,
    kind: VatKind,
    #[serde(with = "rust_decimal::serde::str_option")]
    rate: Option<Decimal>,
    valid_from: Option<Date>,
    valid_to: Option<Date>,
    source: String,
}

fn read(country: Country, data: &str) -> csv::Result<Vec<VatKey>> {
    let mut reader = csv::Reader::from_reader(data.as_bytes());
    let rows = reader.deserialize().map(|row| {
        let Row { code, kind, rate, valid_from, valid_to, source } = row?;
        Ok(VatKey { country, code, kind, rate, valid_from, valid_to, source })
    });
    rows.collect()
}

#[cfg(test)]
mod tests;
