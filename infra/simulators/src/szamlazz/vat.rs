//! VAT keys (`afakulcs`): a rate, or a code for why there is none.

use rust_decimal::Decimal;

/// The codes that answers and pushes know (`afatipusTipus` of szamla.xsd). Requests of old shops still send
/// EU, EUK, MAA and ÁKK.
const CODES: [&str; 21] = [
    "TAM", "AAM", "EU", "EUK", "MAA", "F.AFA", "K.AFA", "ÁKK", "TAHK", "TEHK", "EUT", "EUKT", "HO", "EUE",
    "EUFADE", "EUFAD37", "ATK", "NAM", "EAM", "KBAUK", "KBAET",
];

/// A VAT key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Vat {
    /// A rate in percent.
    Percent(Decimal),
    /// A code, at a rate of nothing.
    Code(String),
}

impl Vat {
    /// Reads a key: a number of percent from 0 to 100 or a known code; `None` for anything else.
    pub fn read(text: &str) -> Option<Vat> {
        if CODES.contains(&text) {
            return Some(Vat::Code(text.into()));
        }
        let percent: Decimal = text.parse().ok()?;
        let possible = Decimal::ZERO <= percent && percent <= Decimal::ONE_HUNDRED;
        possible.then(|| Vat::Percent(percent.normalize()))
    }

    /// The rate in percent; 0 for codes.
    pub fn percent(&self) -> Decimal {
        match self {
            Vat::Percent(percent) => *percent,
            Vat::Code(_) => Decimal::ZERO,
        }
    }

    /// The code, if it is one.
    pub fn code(&self) -> Option<&str> {
        match self {
            Vat::Percent(_) => None,
            Vat::Code(code) => Some(code),
        }
    }
}

impl From<i64> for Vat {
    fn from(percent: i64) -> Self {
        Vat::Percent(percent.into())
    }
}
