//! How amounts of each currency are rounded.

use rust_decimal::{Decimal, RoundingStrategy::MidpointAwayFromZero};

/// Decimals of a currency's amounts: those of ISO 4217, but none for the forint, whose fillér went out of use
/// in 1999.
pub fn decimals(currency: &str) -> u32 {
    match currency {
        "HUF" | "JPY" | "KRW" | "ISK" | "CLP" | "VND" | "XAF" | "XOF" | "XPF" | "PYG" | "UGX" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        _ => 2,
    }
}

/// Most decimals of an amount that others worked out: those of ISO 4217, since some programs still invoice
/// fillér.
pub fn most_decimals(currency: &str) -> u32 {
    if currency == "HUF" { 2 } else { decimals(currency) }
}

/// An amount in whole units of the currency; half a unit goes away from zero.
pub fn round(amount: Decimal, currency: &str) -> Decimal {
    let mut rounded = amount.round_dp_with_strategy(decimals(currency), MidpointAwayFromZero);
    rounded.rescale(decimals(currency));
    rounded
}

/// The smallest amount of a currency.
pub fn unit(currency: &str) -> Decimal {
    Decimal::new(1, decimals(currency))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_away_from_zero() {
        let rounded = |amount: &str, currency| round(amount.parse().unwrap(), currency).to_string();
        assert_eq!(rounded("0.5", "HUF"), "1");
        assert_eq!(rounded("-2.5", "HUF"), "-3");
        assert_eq!(rounded("1.005", "EUR"), "1.01");
        assert_eq!(rounded("1.0005", "KWD"), "1.001");
        assert_eq!(rounded("40", "EUR"), "40.00");
        assert_eq!(unit("PLN").to_string(), "0.01");
    }
}
