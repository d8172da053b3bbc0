//! The made-up records are what the domain takes, unchanged, and go through a workbook.
#![allow(clippy::unwrap_used, reason = "a test ends where its support fails")]

use std::collections::HashSet;

use domain::{country::Country, partner::found_by};
use simulators::books;
use workbook::{
    Record,
    record::{Cell, Given},
};

/// More would be the same, only longer.
const MANY: u32 = 20_000;

#[test]
fn partners_are_valid_and_fill_fifteen_columns() {
    for n in (0..MANY).chain(books::DIFFERENT - 1_000..books::DIFFERENT) {
        let partner = books::partner(n);
        assert_eq!(partner.clone().checked(Country::Hu).as_ref(), Ok(&partner));
        let filled = partner.cells().iter().filter(|cell| **cell != Cell::Blank).count();
        assert!(filled >= 15, "{partner:?}");
    }
}

#[test]
fn products_and_accounts_are_valid() {
    for n in (0..MANY).chain(books::DIFFERENT - 1_000..books::DIFFERENT) {
        let product = books::product(n);
        assert_eq!(product.clone().checked(Country::Hu).as_ref(), Ok(&product));
        let account = books::account(n).unwrap();
        assert_eq!(account.data.clone().checked(Country::Hu).as_ref(), Ok(&account.data));
    }
}

/// The numbers are one-to-one with the place, so that a stride of it is a sample.
#[test]
fn nothing_by_which_a_record_is_found_comes_twice() {
    let mut found = HashSet::new();
    let mut once = |key: String, n: u32| assert!(found.insert(key.clone()), "{key} again at {n}");
    for n in (0..MANY).chain((MANY..books::DIFFERENT).step_by(487)) {
        let partner = books::partner(n);
        once(format!("code {}", partner.code.unwrap()), n);
        partner.tax_number.into_iter().for_each(|number| once(format!("tax {}", found_by(&number)), n));
        partner.eu_vat_number.into_iter().for_each(|number| once(format!("vat {number}"), n));
        once(format!("bank {}", partner.bank_accounts[0].number), n);
        once(format!("sku {}", books::product(n).sku), n);
        once(format!("account {}", books::account(n).unwrap().number), n);
    }
}

#[test]
fn what_the_columns_hold_is_all_of_them() {
    let given = |cell: &Cell<'_>| match cell {
        Cell::Blank => Given::Keep,
        Cell::Text(text) => Given::Set((*text).to_owned().into()),
        Cell::Decimal(number) => Given::Set(number.to_string().into()),
        Cell::Flag(flag) => Given::Set(if *flag { "yes" } else { "no" }.into()),
    };
    for n in 0..1_000 {
        let partner = books::partner(n);
        let cells: Vec<Given<'_>> = partner.cells().iter().map(given).collect();
        assert_eq!(Record::applied(None, &cells, Country::Hu).as_ref(), Ok(&partner));
    }
}
