//! The packages that a company registers for, and what each has: the door chosen at registration fixes it
//! (rules R0-01 and R0-03).

use jiff::{ToSpan as _, civil::Date};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::wrong::{self, Wrong};

/// A package, named after the door through which a company registers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Package {
    /// Könyvelés: an office that keeps the books of many companies.
    Bookkeeping,
    /// A small firm that keeps its own.
    Business,
}

/// What not every package has, or what people compare packages by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Feature {
    /// Invoices from NAV in one inbox.
    Inbox,
    /// Partners, products, chart of accounts, documents, payments and vouchers.
    Books,
    /// Exports to Excel and imports from it.
    Workbooks,
    /// Further companies, each with a workspace of its own.
    ManyCompanies,
    /// A workspace with sample data and guided steps, apart from live data.
    DemoWorkspace,
}

impl Package {
    /// Every package.
    pub const ALL: [Self; 2] = [Self::Bookkeeping, Self::Business];

    /// Its name, as it is serialised.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bookkeeping => "bookkeeping",
            Self::Business => "business",
        }
    }

    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Bookkeeping => Self::Business,
            Self::Business => Self::Bookkeeping,
        }
    }

    /// What it has.
    pub fn features(self) -> &'static [Feature] {
        use Feature::{Books, DemoWorkspace, Inbox, ManyCompanies, Workbooks};
        match self {
            Self::Bookkeeping => &[Inbox, Books, Workbooks, ManyCompanies, DemoWorkspace],
            Self::Business => &[Inbox, Books, Workbooks],
        }
    }

    /// Whether it has this.
    pub fn has(self, feature: Feature) -> bool {
        self.features().contains(&feature)
    }
}

/// How long what is paid at once lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Period {
    /// A month.
    Month,
    /// A year.
    Year,
}

impl Period {
    /// Its name, as it is serialised.
    pub fn name(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The last day of so many periods that begin on the day after `day`. From the 31st, months end on the
    /// last day that there is.
    pub fn after(self, day: Date, periods: u16) -> Date {
        match self {
            Self::Month => day.saturating_add(i32::from(periods).months()),
            Self::Year => day.saturating_add(i32::from(periods).years()),
        }
    }
}

/// What a package costs from a day on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Price {
    /// What is paid at once.
    pub period: Period,
    /// The net amount.
    #[schema(value_type = String, example = "4990")]
    pub net: Decimal,
    /// Its currency, ISO 4217.
    #[schema(example = "HUF")]
    pub currency: String,
    /// Who subscribes on this day or later pays it.
    pub from: Date,
}

/// Most prices of a package: the past ones stay listed.
pub const MOST_PRICES: usize = 100;

/// What is wrong with a list of prices, by field.
pub fn check_prices(prices: &[Price]) -> Result<(), Wrong> {
    wrong::list("prices", prices, MOST_PRICES, |price| {
        wrong::currency("currency", &price.currency)?;
        wrong::positive_amount("net", price.net)?;
        wrong::money("net", price.net, &price.currency)
    })
}

/// The price in force on a day: of those for the period in the currency, the last that began by then.
pub fn price_on<'p>(prices: &'p [Price], period: Period, currency: &str, day: Date) -> Option<&'p Price> {
    let fits = |price: &&Price| price.period == period && price.currency == currency && price.from <= day;
    prices.iter().filter(fits).max_by_key(|price| price.from)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn r0_01_the_door_fixes_the_features() {
        assert!(Package::Bookkeeping.has(Feature::ManyCompanies));
        assert!(Package::Bookkeeping.has(Feature::DemoWorkspace));
        for feature in [Feature::ManyCompanies, Feature::DemoWorkspace] {
            assert!(!Package::Business.has(feature));
        }
        for feature in [Feature::Inbox, Feature::Books, Feature::Workbooks] {
            assert!(Package::ALL.iter().all(|package| package.has(feature)));
        }
    }

    #[test]
    fn the_last_price_that_began_is_in_force() {
        let price = |net: &str, period, from| Price {
            period,
            net: net.parse().unwrap(),
            currency: "HUF".into(),
            from,
        };
        let prices = [
            price("4990", Period::Month, date(2026, 1, 1)),
            price("5990", Period::Month, date(2027, 1, 1)),
            price("49900", Period::Year, date(2026, 1, 1)),
        ];
        let on = |period, day| price_on(&prices, period, "HUF", day).map(|price| price.net.to_string());
        assert_eq!(on(Period::Month, date(2026, 12, 31)).as_deref(), Some("4990"));
        assert_eq!(on(Period::Month, date(2027, 1, 1)).as_deref(), Some("5990"));
        assert_eq!(on(Period::Year, date(2025, 12, 31)), None);
        assert_eq!(price_on(&prices, Period::Month, "EUR", date(2027, 1, 1)), None);
        assert!(check_prices(&prices).is_ok());
        let crooked = [Price { net: "1.5".parse().unwrap(), currency: "Ft".into(), ..prices[0].clone() }];
        assert_eq!(check_prices(&crooked).unwrap_err().field, "prices[0].currency");
    }

    #[test]
    fn a_month_from_the_31st_ends_with_the_month() {
        assert_eq!(Period::Month.after(date(2026, 12, 31), 2), date(2027, 2, 28));
        assert_eq!(Period::Year.after(date(2028, 2, 29), 1), date(2029, 2, 28));
    }
}
