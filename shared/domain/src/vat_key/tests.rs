//! The tables of VAT keys against what the laws and code lists say.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn all() -> impl Iterator<Item = &'static VatKey> {
    Country::ALL.into_iter().flat_map(vat_keys)
}

fn rates_on(country: Country, day: Date) -> Vec<String> {
    let keys = vat_keys(country).iter().filter(|key| key.kind == VatKind::Rate && key.is_valid_on(day));
    keys.map(|key| key.rate.unwrap().to_string()).collect()
}

#[test]
fn every_row_is_read() {
    for country in Country::ALL {
        let lines = data(country).lines().count() - 1;
        assert_eq!(read(country, data(country)).unwrap().len(), lines, "{country:?}");
        assert_eq!(vat_keys(country).len(), lines, "{country:?}");
    }
}

#[test]
fn a_row_that_cannot_be_read_fails() {
    let header = data(Country::Hu).lines().next().unwrap();
    for row in
        ["27,rate,27%,,,Áfa tv.", "27,charge,27,,,Áfa tv.", "27,rate,27,2012-13-01,,Áfa tv.", "27,rate,27"]
    {
        assert!(read(Country::Hu, &format!("{header}\n{row}\n")).is_err(), "{row}");
    }
}

#[test]
fn keys_are_unique_and_name_their_source() {
    for country in Country::ALL {
        let codes: BTreeSet<_> = vat_keys(country).iter().map(|key| &key.code).collect();
        assert_eq!(codes.len(), vat_keys(country).len(), "{country:?}");
    }
    for key in all() {
        assert_eq!(key.code.trim(), key.code);
        assert!(!key.code.is_empty() && key.source.len() > 5, "{key:?}");
        assert!(key.valid_to.is_none() || key.valid_from < key.valid_to, "{key:?}");
        assert_eq!(VatKey::of(key.country, &key.code), Some(key));
    }
}

#[test]
fn a_key_of_a_rate_is_named_after_it() {
    for key in all() {
        let stated = matches!(key.kind, VatKind::Rate | VatKind::Content);
        assert!(!stated || key.rate.is_some_and(|rate| rate > Decimal::ZERO), "{key:?}");
        assert!(stated || key.rate.is_none_or(|rate| rate.is_zero()), "{key:?}");
        if key.kind == VatKind::Rate {
            assert_eq!(key.code, key.rate.unwrap().normalize().to_string());
        }
    }
}

#[test]
fn rates_change_on_the_day_the_law_says() {
    assert_eq!(rates_on(Country::Fi, date(2024, 8, 31)), ["24", "14", "10"]);
    assert_eq!(rates_on(Country::Fi, date(2024, 9, 1)), ["25.5", "14", "10"]);
    assert_eq!(rates_on(Country::Fi, date(2025, 12, 31)), ["25.5", "14", "10"]);
    assert_eq!(rates_on(Country::Fi, date(2026, 1, 1)), ["25.5", "13.5", "10"]);
    assert_eq!(rates_on(Country::Hu, date(2011, 12, 31)), ["18", "5"]);
    assert_eq!(rates_on(Country::Hu, date(2012, 1, 1)), ["27", "18", "5"]);
    assert_eq!(rates_on(Country::It, date(2013, 9, 30)), ["10", "4"]);
    assert_eq!(rates_on(Country::It, date(2016, 1, 1)), ["22", "10", "5", "4"]);
    assert_eq!(rates_on(Country::Pl, date(2010, 12, 31)), [""; 0]);
    assert_eq!(rates_on(Country::Pl, date(2011, 1, 1)), ["23", "8", "5"]);
}

/// NAV Online Számla 3.0 and what its reader makes of older documents.
#[test]
fn hungarian_keys_are_those_of_nav() {
    let mut by_kind: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for key in vat_keys(Country::Hu) {
        by_kind.entry(format!("{:?}", key.kind)).or_default().push(&key.code);
    }
    let expected = [
        ("Content", vec!["content 21.26", "content 15.25", "content 4.76"]),
        ("Exempt", vec!["TAM", "AAM"]),
        (
            "Margin",
            vec![
                "TRAVEL_AGENCY",
                "SECOND_HAND",
                "ARTWORK",
                "ANTIQUES",
                "MARGIN_SCHEME_VAT",
                "MARGIN_SCHEME_NO_VAT",
            ],
        ),
        ("OutOfScope", vec!["ATK", "EUFAD37", "EUFADE", "EUE", "HO", "NO_VAT_CHARGE"]),
        ("Rate", vec!["27", "18", "5"]),
        ("ReverseCharge", vec!["FAD"]),
        ("Unstated", vec!["UNKNOWN"]),
        ("ZeroRated", vec!["KBAET", "KBAUK", "EAM", "NAM"]),
    ];
    assert_eq!(by_kind, expected.map(|(kind, codes)| (kind.to_owned(), codes)).into());
}

/// Áfa tv. 176. § (2): the rate's part of the gross amount, to two places.
#[test]
fn the_content_of_a_simplified_invoice_follows_from_the_rate() {
    let rates = ["27", "18", "5"].map(|code| VatKey::of(Country::Hu, code).unwrap().rate.unwrap());
    let contents = rates.map(|rate| {
        let content = (rate * Decimal::ONE_HUNDRED / (rate + Decimal::ONE_HUNDRED)).round_dp(2);
        VatKey::of(Country::Hu, &format!("content {content}")).unwrap().rate == Some(content)
    });
    assert_eq!(contents, [true; 3]);
}

#[test]
fn other_countries_have_their_code_lists() {
    let kind = |country, code| VatKey::of(country, code).map(|key| key.kind);
    for code in ["N3.1", "N3.2", "N3.3", "N3.4", "N3.5", "N3.6"] {
        assert_eq!(kind(Country::It, code), Some(VatKind::ZeroRated), "{code}");
    }
    for code in ["N6.1", "N6.2", "N6.3", "N6.4", "N6.5", "N6.6", "N6.7", "N6.8", "N6.9"] {
        assert_eq!(kind(Country::It, code), Some(VatKind::ReverseCharge), "{code}");
    }
    for code in ["N1", "N2.1", "N2.2", "N7"] {
        assert_eq!(kind(Country::It, code), Some(VatKind::OutOfScope), "{code}");
    }
    assert_eq!(kind(Country::It, "N4"), Some(VatKind::Exempt));
    assert_eq!(kind(Country::It, "N5"), Some(VatKind::Margin));
    for code in ["0", "0 KR", "0 WDT", "0 EX"] {
        assert_eq!(kind(Country::Pl, code), Some(VatKind::ZeroRated), "{code}");
    }
    assert_eq!(kind(Country::Pl, "zw"), Some(VatKind::Exempt));
    assert_eq!(kind(Country::Pl, "oo"), Some(VatKind::ReverseCharge));
    assert_eq!(kind(Country::Fi, "AE"), Some(VatKind::ReverseCharge));
    assert_eq!(kind(Country::Fi, "27"), None);
}

#[test]
fn texts_have_names_that_fluent_takes() {
    let name = |country, code| VatKey::of(country, code).unwrap().text();
    assert_eq!(name(Country::Hu, "AAM"), "vat-key-HU-AAM");
    assert_eq!(name(Country::It, "N2.1"), "vat-key-IT-N2_1");
    assert_eq!(name(Country::Fi, "25.5"), "vat-key-FI-25_5");
    assert_eq!(name(Country::Pl, "0 WDT"), "vat-key-PL-0_WDT");
    let names: BTreeSet<String> = all().map(VatKey::text).collect();
    assert_eq!(names.len(), all().count());
    let taken = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    assert!(names.iter().all(|name| name.chars().all(taken)), "{names:?}");
}

proptest! {
    #[test]
    fn a_key_is_valid_from_its_first_day_to_its_last(
        at in 0..all().count(), year in 1980i16..2100, day in 1i16..=365,
    ) {
        let key = all().nth(at).unwrap();
        let day = date(year, 1, 1).checked_add(jiff::Span::new().days(i64::from(day) - 1)).unwrap();
        let begun = key.valid_from.is_none_or(|from| day >= from);
        let over = key.valid_to.is_some_and(|to| day > to);
        prop_assert_eq!(key.is_valid_on(day), begun && !over);
    }
}
