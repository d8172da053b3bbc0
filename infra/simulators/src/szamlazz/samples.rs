//! Sample documents: the same arguments give the same ones.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::account::Account;
use super::bank::{BankTransaction, Receipt};
use super::document::{Document, Held};
use super::item::{Item, Payment};
use super::party::Party;
use crate::nav::samples::partners;

const ARTICLES: [(&str, i64, i64); 6] = [
    ("Falióra", 6_490, 27),
    ("Képkeret 30x40", 2_350, 27),
    ("Lakberendezési szakkönyv", 7_990, 5),
    ("Komód, három fiókos", 58_900, 27),
    ("Helyszíni felmérés", 25_000, 27),
    ("Szőnyeg 160x230", 41_200, 27),
];

/// The invoice of position `n` that an account issues on a day, without a number: one to four lines in
/// forints for a Hungarian company.
pub fn one(account: &Account, n: usize, day: Date) -> Document {
    let customers = partners();
    let customer = Party::from(&customers[n % customers.len()]);
    Document { test: account.test, ..Document::new(account.company.clone(), customer, day, items(n)) }
}

/// The invoice of position `n` that an account receives from a supplier under a number.
pub fn incoming(account: &Account, n: usize, supplier: &Party, number: &str, day: Date) -> Document {
    let document = Document::new(supplier.clone(), account.company.clone(), day, items(n));
    Document { number: number.into(), ..document }
}

fn items(n: usize) -> Vec<Item> {
    (0..n % 4 + 1)
        .map(|line| {
            let (name, price, vat) = ARTICLES[(n + line) % ARTICLES.len()];
            let quantity = Decimal::from((n + line) % 5 + 1);
            Item::new(name, quantity, "db", price.into(), vat)
        })
        .collect()
}

/// The bank transaction by which the whole amount of a document arrives (or leaves, for an incoming one).
pub fn transaction(held: &Held, date: Date) -> BankTransaction {
    let document = &held.document;
    let incoming = held.direction == crate::nav::Direction::Outbound;
    let (own, other) = match incoming {
        true => (&document.supplier, &document.customer),
        false => (&document.customer, &document.supplier),
    };
    BankTransaction {
        id: 0,
        bank_account: own.bank_account.clone().unwrap_or_default(),
        date,
        incoming,
        technical: false,
        amount: document.total().gross.abs(),
        currency: document.currency.clone(),
        partner: other.name.clone(),
        partner_account: other.bank_account.clone().unwrap_or_default(),
        memo: document.number.clone(),
    }
}

/// The receipt of position `n`, paid in cash.
pub fn receipt(account: &Account, n: usize, day: Date) -> Receipt {
    let items = items(n);
    let gross = Document::total_of(&items).gross;
    Receipt {
        id: 0,
        number: format!("NYGTA-{}-{}", day.year(), n + 1),
        original: None,
        reversed: false,
        issued: day,
        payment_method: "készpénz".into(),
        currency: "HUF".into(),
        items,
        payments: vec![Payment { title: "készpénz".into(), ..Payment::new(day, gross) }],
        test: account.test,
        tax_number: account.company.tax_number.clone(),
    }
}
