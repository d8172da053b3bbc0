//! The price of a unit, net and in euro, and the discount.
//!
//! SdI works out PrezzoTotale from price, discount and quantity, and refuses what is off by more than a cent
//! (check 00423). Where the document's prices hold VAT or are in another currency, the net price of a unit
//! is therefore worked out from what the line comes to, with eight decimals.

use domain::{
    document::{Line, PriceBasis},
    vat_key::VatKey,
    wrong::Wrong,
};
use rust_decimal::{Decimal, prelude::Signed};

use crate::{terms::Terms, text, vat, writer::Writer};

/// What a line may be off by.
const TOLERANCE: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// The net price of a unit and what is taken off it. Quantities are never below zero in FatturaPA, so that
/// the price is.
pub(crate) struct Price {
    pub(crate) unit: Decimal,
    pub(crate) discount: Option<Discount>,
}

/// What is taken off the price of a unit.
pub(crate) enum Discount {
    Percent(Decimal),
    /// Of a percentage that has more than two decimals, which Percentuale has no room for.
    Amount(Decimal),
}

impl Price {
    pub(crate) fn of(
        line: &Line,
        total: Decimal,
        key: &VatKey,
        basis: PriceBasis,
        terms: &Terms,
    ) -> Result<Self, Wrong> {
        let off = || Wrong::new("unit_price", "fatturapa-line-price");
        let percent = line.discount_percent.unwrap_or_default();
        let remains = (Decimal::ONE_HUNDRED - percent) / Decimal::ONE_HUNDRED;
        let quantity = line.quantity.abs();
        let stated = terms.exact(line.unit_price) * line.quantity.signum();
        let unit = if basis == PriceBasis::Net && terms.rate.is_none() {
            stated
        } else if remains.is_zero() {
            text::round(without_vat(stated, key, basis), 8)
        } else {
            let parts = quantity.checked_mul(remains).filter(|parts| !parts.is_zero());
            text::round(parts.and_then(|parts| total.checked_div(parts)).ok_or_else(off)?, 8)
        };
        let discount = Discount::of(percent, unit);
        let discounted = unit - discount.as_ref().map_or(Decimal::ZERO, |discount| discount.off(unit));
        let worked = discounted.checked_mul(quantity).ok_or_else(off)?;
        if (worked - total).abs() > TOLERANCE {
            return Err(off());
        }
        Ok(Self { unit, discount })
    }
}

impl Discount {
    fn of(percent: Decimal, unit: Decimal) -> Option<Self> {
        let percent = percent.normalize();
        match percent.scale() {
            _ if percent.is_zero() => None,
            0..=2 => Some(Self::Percent(percent)),
            _ => Some(Self::Amount(text::round(unit * percent / Decimal::ONE_HUNDRED, 8))),
        }
    }

    fn off(&self, unit: Decimal) -> Decimal {
        match self {
            Self::Percent(percent) => unit * percent / Decimal::ONE_HUNDRED,
            Self::Amount(amount) => *amount,
        }
    }

    pub(crate) fn write(&self, xml: &mut Writer) -> Result<(), Wrong> {
        xml.text("Tipo", "SC");
        match self {
            Self::Percent(percent) => xml.text("Percentuale", &text::amount("discount_percent", *percent)?),
            Self::Amount(amount) => xml.text("Importo", &text::price("discount_percent", *amount)?),
        }
        Ok(())
    }
}

fn without_vat(price: Decimal, key: &VatKey, basis: PriceBasis) -> Decimal {
    match basis {
        PriceBasis::Net => price,
        PriceBasis::Gross => price * Decimal::ONE_HUNDRED / (Decimal::ONE_HUNDRED + vat::percent(key)),
    }
}
