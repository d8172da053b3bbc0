//! What lines come to.
//!
//! A line's amount is rounded once, to the currency's unit. VAT is worked out for each VAT key from the sum
//! of its lines (EN 16931, BR-CO-17), so the VAT of the lines may differ from it by half a unit for each.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Amounts, Line, PriceBasis, VatSum};
use crate::{
    country::Country,
    ledger_account::AccountNumber,
    money,
    record::RecordId,
    vat_key::{VatKey, VatKind},
    wrong::{self, Wrong},
};

/// A line as it is entered. Amounts that are given have to be right.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[cfg_attr(test, derive(PartialEq))]
pub struct EnteredLine {
    /// The product, where the line is of one.
    pub product: Option<RecordId>,
    /// What is sold, 1 to 512 characters.
    #[schema(example = "Oak table")]
    pub name: String,
    /// The product's code.
    #[schema(example = "TABLE-OAK")]
    pub sku: Option<String>,
    /// A remark, up to 512 characters.
    #[schema(example = "Oiled")]
    pub comment: Option<String>,
    /// How much, not zero.
    #[schema(value_type = String, example = "2")]
    pub quantity: Decimal,
    /// In what unit.
    #[schema(example = "pcs")]
    pub unit: String,
    /// The price of one unit, net or gross as the document says.
    #[schema(value_type = String, example = "120.50")]
    pub unit_price: Decimal,
    /// The discount in percent, 0 to 100.
    #[schema(value_type = Option<String>, example = "10")]
    pub discount_percent: Option<Decimal>,
    /// The VAT key.
    #[schema(example = "25.5")]
    pub vat_key: String,
    /// The ledger account of the revenue.
    pub ledger_account: Option<AccountNumber>,
    /// What the line comes to, for checking.
    #[serde(default)]
    pub given: Given,
}

/// Amounts that somebody worked out already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Given {
    /// Net of VAT.
    #[schema(value_type = Option<String>, example = "216.90")]
    pub net: Option<Decimal>,
    /// VAT.
    #[schema(value_type = Option<String>, example = "55.31")]
    pub vat: Option<Decimal>,
    /// With VAT.
    #[schema(value_type = Option<String>, example = "272.21")]
    pub gross: Option<Decimal>,
}

/// The VAT of a key that somebody worked out already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GivenVat {
    /// The VAT key.
    #[schema(example = "27")]
    pub vat_key: String,
    /// The VAT of its lines.
    #[schema(value_type = String, example = "55.31")]
    pub vat: Decimal,
}

/// What lines come to, and by what they are worked out.
#[derive(Clone, Debug, PartialEq)]
pub struct Sums {
    /// The lines with their amounts.
    pub lines: Vec<Line>,
    /// By VAT key, in the order in which the keys come.
    pub vat_summary: Vec<VatSum>,
    /// All.
    pub totals: Amounts,
}

/// How the lines of a document are worked out.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// Whose VAT keys.
    pub country: Country,
    /// Of which day.
    pub supply_date: Date,
    /// In which currency.
    pub currency: &'a str,
    /// Whether prices hold VAT.
    pub prices: PriceBasis,
    /// What one unit of the currency is worth in the workspace's, where they differ.
    pub rate: Option<Decimal>,
    /// The VAT of keys as somebody else worked it out.
    pub vat_sums: &'a [GivenVat],
}

/// Most characters of a line's name and comment (NAV's `lineDescription`), unit and product code.
const TEXT: usize = 512;
const UNIT: usize = 50;

/// Works out lines, their VAT and their sums.
pub fn sums(lines: &[EnteredLine], terms: &Terms<'_>) -> Result<Sums, Wrong> {
    let mut worked: Vec<(Line, &VatKey)> = Vec::with_capacity(lines.len());
    for (place, line) in lines.iter().enumerate() {
        let line = work(line, terms).map_err(|wrong| wrong.inside(&format!("lines[{place}]")))?;
        worked.push(line);
    }
    let mut keys: Vec<&VatKey> = Vec::new();
    for (_, key) in &worked {
        if !keys.iter().any(|known| known.code == key.code) {
            keys.push(key);
        }
    }
    let mut vat_summary: Vec<VatSum> = Vec::with_capacity(keys.len());
    for key in keys {
        let of_key = worked.iter().map(|(line, _)| line).filter(|line| line.vat_key == key.code);
        vat_summary.push(summary(key, &of_key.collect::<Vec<_>>(), terms)?);
    }
    for (place, sum) in terms.vat_sums.iter().enumerate() {
        let twice = terms.vat_sums[..place].iter().any(|other| other.vat_key == sum.vat_key);
        if twice || worked.iter().all(|(_, key)| key.code != sum.vat_key) {
            return Err(Wrong::new(format!("vat_sums[{place}].vat_key"), "vat-unused"));
        }
    }
    let totals = vat_summary.iter().fold(Amounts::default(), |sum, key| sum.plus(key.amounts));
    let lines = worked.into_iter().map(|(line, _)| line).collect();
    Ok(Sums { lines, vat_summary, totals })
}

fn work(line: &EnteredLine, terms: &Terms<'_>) -> Result<(Line, &'static VatKey), Wrong> {
    wrong::text("name", &line.name, TEXT)?;
    wrong::text("unit", &line.unit, UNIT)?;
    wrong::optional("sku", line.sku.as_deref(), UNIT)?;
    wrong::optional("comment", line.comment.as_deref(), TEXT)?;
    wrong::signed_amount("quantity", line.quantity)?;
    wrong::signed_amount("unit_price", line.unit_price)?;
    if line.quantity.is_zero() {
        return Err(Wrong::new("quantity", "quantity-zero"));
    }
    let discount = line.discount_percent.unwrap_or_default();
    if !(Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&discount) {
        return Err(Wrong::new("discount_percent", "percent-range"));
    }
    let key = VatKey::of(terms.country, &line.vat_key).ok_or_else(|| Wrong::new("vat_key", "vat-unknown"))?;
    if !key.is_valid_on(terms.supply_date) {
        return Err(Wrong::new("vat_key", "vat-date").with("date", terms.supply_date));
    }
    let exact = exact(line, discount).ok_or_else(|| Wrong::new("unit_price", "amount-range"))?;
    let amounts = line_amounts(exact, key, terms);
    let amounts = checked(amounts, exact, &line.given, terms)?;
    Ok((kept(line, amounts), key))
}

fn exact(line: &EnteredLine, discount: Decimal) -> Option<Decimal> {
    let full = line.quantity.checked_mul(line.unit_price)?;
    let exact =
        full.checked_mul(Decimal::ONE_HUNDRED.checked_sub(discount)?)?.checked_div(Decimal::ONE_HUNDRED)?;
    wrong::signed_amount("unit_price", exact.round_dp(6)).ok().map(|()| exact)
}

fn kept(line: &EnteredLine, amounts: Amounts) -> Line {
    Line {
        product: line.product.clone(),
        name: line.name.clone(),
        sku: line.sku.clone(),
        comment: line.comment.clone(),
        quantity: line.quantity,
        unit: line.unit.clone(),
        unit_price: line.unit_price,
        discount_percent: line.discount_percent,
        vat_key: line.vat_key.clone(),
        ledger_account: line.ledger_account.clone(),
        amounts,
    }
}

fn line_amounts(exact: Decimal, key: &VatKey, terms: &Terms<'_>) -> Amounts {
    with_vat(money::round(exact, terms.currency), key, terms)
}

/// Net, VAT and gross of a net or gross amount.
fn with_vat(amount: Decimal, key: &VatKey, terms: &Terms<'_>) -> Amounts {
    let vat = money::round(vat_of(amount, key, terms.prices), terms.currency);
    match terms.prices {
        PriceBasis::Net => Amounts { net: amount, vat, gross: amount + vat },
        PriceBasis::Gross => Amounts { net: amount - vat, vat, gross: amount },
    }
}

/// The exact VAT of an amount.
fn vat_of(amount: Decimal, key: &VatKey, prices: PriceBasis) -> Decimal {
    let rate = key.rate.unwrap_or_default();
    match (key.kind, prices) {
        (VatKind::Rate, PriceBasis::Net) => amount * rate / Decimal::ONE_HUNDRED,
        (VatKind::Rate, PriceBasis::Gross) => amount * rate / (Decimal::ONE_HUNDRED + rate),
        (VatKind::Content, PriceBasis::Gross) => amount * rate / Decimal::ONE_HUNDRED,
        (VatKind::Content, PriceBasis::Net) => amount * rate / (Decimal::ONE_HUNDRED - rate),
        _ => Decimal::ZERO,
    }
}

/// The given amounts, where there are any and they are right: within one unit of the exact amount, because
/// others round in other ways.
fn checked(worked: Amounts, exact: Decimal, given: &Given, terms: &Terms<'_>) -> Result<Amounts, Wrong> {
    for (field, given) in [("given.net", given.net), ("given.vat", given.vat), ("given.gross", given.gross)] {
        given.map_or(Ok(()), |given| wrong::money(field, given, terms.currency))?;
    }
    let unit = money::unit(terms.currency);
    let near =
        |given: Option<Decimal>, right: Decimal| given.is_none_or(|given| (given - right).abs() < unit);
    let (basis, field) = match terms.prices {
        PriceBasis::Net => (given.net, "given.net"),
        PriceBasis::Gross => (given.gross, "given.gross"),
    };
    if !near(basis, exact) {
        return Err(off(field, worked_basis(worked, terms)));
    }
    if given.vat.is_some_and(|vat| (vat - worked.vat).abs() > unit) {
        return Err(off("given.vat", worked.vat));
    }
    let basis = basis.unwrap_or_else(|| worked_basis(worked, terms));
    let vat = given.vat.unwrap_or(worked.vat);
    let amounts = match terms.prices {
        PriceBasis::Net => Amounts { net: basis, vat, gross: basis + vat },
        PriceBasis::Gross => Amounts { net: basis - vat, vat, gross: basis },
    };
    agrees("given", given, amounts)?;
    Ok(amounts)
}

fn worked_basis(worked: Amounts, terms: &Terms<'_>) -> Decimal {
    match terms.prices {
        PriceBasis::Net => worked.net,
        PriceBasis::Gross => worked.gross,
    }
}

/// Refuses given amounts that are not these.
pub(super) fn agrees(field: &str, given: &Given, amounts: Amounts) -> Result<(), Wrong> {
    let pairs = [
        ("net", given.net, amounts.net),
        ("vat", given.vat, amounts.vat),
        ("gross", given.gross, amounts.gross),
    ];
    match pairs.into_iter().find(|(_, given, right)| given.is_some_and(|given| given != *right)) {
        Some((name, _, right)) => Err(off(format!("{field}.{name}"), right)),
        None => Ok(()),
    }
}

fn off(field: impl Into<String>, right: Decimal) -> Wrong {
    Wrong::new(field, "amount-off").with("right", right.normalize())
}

fn summary(key: &VatKey, lines: &[&Line], terms: &Terms<'_>) -> Result<VatSum, Wrong> {
    let sum = lines.iter().fold(Amounts::default(), |sum, line| sum.plus(line.amounts));
    let basis = worked_basis(sum, terms);
    let mut amounts = with_vat(basis, key, terms);
    if let Some(place) = terms.vat_sums.iter().position(|given| given.vat_key == key.code) {
        let vat = terms.vat_sums[place].vat;
        wrong::money(&format!("vat_sums[{place}].vat"), vat, terms.currency)?;
        if !matches!(key.kind, VatKind::Rate | VatKind::Content) && !vat.is_zero() {
            return Err(off(format!("vat_sums[{place}].vat"), Decimal::ZERO));
        }
        // Half a unit for each line, and for the sum itself.
        let bound = money::unit(terms.currency) * Decimal::new(5, 1) * Decimal::from(lines.len() + 1);
        if (vat - vat_of(basis, key, terms.prices)).abs() > bound {
            return Err(off(format!("vat_sums[{place}].vat"), amounts.vat));
        }
        amounts = match terms.prices {
            PriceBasis::Net => Amounts { net: basis, vat, gross: basis + vat },
            PriceBasis::Gross => Amounts { net: basis - vat, vat, gross: basis },
        };
    }
    let home = Country::currency(terms.country);
    let home_vat = terms.rate.map(|rate| money::round(amounts.vat * rate, home));
    Ok(VatSum { vat_key: key.code.clone(), amounts, home_vat })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn terms(country: Country, currency: &str, prices: PriceBasis) -> Terms<'_> {
        Terms { country, supply_date: date(2026, 11, 1), currency, prices, rate: None, vat_sums: &[] }
    }

    fn line(quantity: &str, price: &str, vat_key: &str) -> EnteredLine {
        EnteredLine {
            name: "Table".into(),
            quantity: quantity.parse().unwrap(),
            unit: "pcs".into(),
            unit_price: price.parse().unwrap(),
            vat_key: vat_key.into(),
            ..EnteredLine::default()
        }
    }

    fn amounts(net: &str, vat: &str, gross: &str) -> Amounts {
        Amounts { net: net.parse().unwrap(), vat: vat.parse().unwrap(), gross: gross.parse().unwrap() }
    }

    #[test]
    fn vat_is_of_the_sum_of_a_keys_lines() {
        let lines = [line("1", "0.33", "25.5"), line("1", "0.33", "25.5"), line("3", "10", "10")];
        let sums = sums(&lines, &terms(Country::Fi, "EUR", PriceBasis::Net)).unwrap();
        assert_eq!(sums.lines[0].amounts, amounts("0.33", "0.08", "0.41"));
        assert_eq!(sums.vat_summary[0].amounts, amounts("0.66", "0.17", "0.83"));
        assert_eq!(sums.totals, amounts("30.66", "3.17", "33.83"));
    }

    #[test]
    fn gross_prices_hold_their_vat() {
        let lines = [EnteredLine { discount_percent: Some(Decimal::TEN), ..line("2", "1270", "27") }];
        let sums = sums(&lines, &terms(Country::Hu, "HUF", PriceBasis::Gross)).unwrap();
        assert_eq!(sums.totals, amounts("1800", "486", "2286"));
    }

    #[test]
    fn the_line_that_is_wrong_is_named() {
        let field = |line: EnteredLine| {
            let lines = [super::tests::line("1", "1", "22"), line];
            let wrong = sums(&lines, &terms(Country::It, "EUR", PriceBasis::Net)).unwrap_err();
            (wrong.field, wrong.code)
        };
        let given = |net: &str| Given { net: Some(net.parse().unwrap()), ..Given::default() };
        assert_eq!(field(line("0", "1", "22")), ("lines[1].quantity".into(), "quantity-zero"));
        assert_eq!(field(line("1", "1", "27")), ("lines[1].vat_key".into(), "vat-unknown"));
        let off = EnteredLine { given: given("2.02"), ..line("2", "1", "22") };
        assert_eq!(field(off), ("lines[1].given.net".into(), "amount-off"));
        let huge = line("999999999999999", "999999999999999", "22");
        assert_eq!(field(huge), ("lines[1].unit_price".into(), "amount-range"));
        let dear = EnteredLine { discount_percent: Some(Decimal::ONE_THOUSAND), ..line("2", "1", "22") };
        assert_eq!(field(dear), ("lines[1].discount_percent".into(), "percent-range"));
    }

    #[test]
    fn a_key_has_its_days() {
        let terms = Terms { supply_date: date(2024, 8, 31), ..terms(Country::Fi, "EUR", PriceBasis::Net) };
        assert_eq!(sums(&[line("1", "1", "25.5")], &terms).unwrap_err().code, "vat-date");
        assert!(sums(&[line("1", "1", "24")], &terms).is_ok());
    }

    #[test]
    fn another_program_may_round_its_vat_by_lines() {
        let lines = vec![line("1", "0.33", "25.5"); 3];
        let of = |vat: &str| [GivenVat { vat_key: "25.5".into(), vat: vat.parse().unwrap() }];
        let with = |vat_sums: &[GivenVat]| {
            sums(&lines, &Terms { vat_sums, ..terms(Country::Fi, "EUR", PriceBasis::Net) })
        };
        assert_eq!(with(&[]).unwrap().totals, amounts("0.99", "0.25", "1.24"));
        assert_eq!(with(&of("0.24")).unwrap().totals, amounts("0.99", "0.24", "1.23"));
        assert_eq!(with(&of("0.28")).unwrap_err().field, "vat_sums[0].vat");
        let other = [GivenVat { vat_key: "14".into(), vat: Decimal::ZERO }];
        assert_eq!(with(&other).unwrap_err().code, "vat-unused");
    }

    fn entered() -> impl Strategy<Value = EnteredLine> {
        (1i64..100_000, 0i64..10_000_000, prop::sample::select(vec!["23", "8", "5", "zw"])).prop_map(
            |(quantity, price, key)| EnteredLine {
                quantity: Decimal::new(quantity, 2),
                unit_price: Decimal::new(price, 3),
                ..line("1", "1", key)
            },
        )
    }

    proptest! {
        #[test]
        fn the_vat_summary_equals_the_lines_within_half_a_unit_for_each(
            lines in prop::collection::vec(entered(), 1..30),
            gross in any::<bool>(),
            currency in prop::sample::select(vec!["HUF", "EUR", "PLN", "KWD"]),
        ) {
            let prices = if gross { PriceBasis::Gross } else { PriceBasis::Net };
            let sums = sums(&lines, &terms(Country::Pl, currency, prices)).unwrap();
            let mut totals = Amounts::default();
            for key in &sums.vat_summary {
                let of_key: Vec<_> = sums.lines.iter().filter(|line| line.vat_key == key.vat_key).collect();
                let sum = of_key.iter().fold(Amounts::default(), |sum, line| sum.plus(line.amounts));
                // Half a unit for each line, and for the sum itself.
                let bound = money::unit(currency) * Decimal::new(5, 1) * Decimal::from(of_key.len() + 1);
                prop_assert!((sum.vat - key.amounts.vat).abs() <= bound);
                prop_assert_eq!(key.amounts.net + key.amounts.vat, key.amounts.gross);
                match prices {
                    PriceBasis::Net => prop_assert_eq!(sum.net, key.amounts.net),
                    PriceBasis::Gross => prop_assert_eq!(sum.gross, key.amounts.gross),
                }
                totals = totals.plus(key.amounts);
            }
            prop_assert_eq!(totals, sums.totals);
            for line in &sums.lines {
                prop_assert_eq!(line.amounts.net + line.amounts.vat, line.amounts.gross);
            }
        }

        #[test]
        fn what_was_worked_out_is_accepted_as_given(
            lines in prop::collection::vec(entered(), 1..10), gross in any::<bool>(),
        ) {
            let terms = terms(Country::Pl, "PLN", if gross { PriceBasis::Gross } else { PriceBasis::Net });
            let first = sums(&lines, &terms).unwrap();
            let given = lines.iter().zip(&first.lines).map(|(line, worked)| {
                let Amounts { net, vat, gross } = worked.amounts;
                EnteredLine {
                    given: Given { net: Some(net), vat: Some(vat), gross: Some(gross) }, ..line.clone()
                }
            });
            prop_assert_eq!(sums(&given.collect::<Vec<_>>(), &terms).unwrap(), first);
        }
    }
}
