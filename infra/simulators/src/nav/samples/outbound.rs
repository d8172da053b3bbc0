//! What the company sold.

use rust_decimal::Decimal;

use super::draft::{Advance, Category, Draft, Item, Part, Vat, goods, service};
use super::party::{AUSTRIAN, CAFE, GERMAN, HOTEL, OFFICE, PERSON};
use super::{Month, SampleInvoice, reversed, sample};
use crate::nav::{Direction, InvoiceOperation};

const FULL: Vat = Vat::Percent(27);

pub(super) fn invoices(month: &Month<'_>) -> Vec<SampleInvoice> {
    let created = shop(month).into_iter().chain(projects(month)).chain(abroad(month));
    let mut samples: Vec<SampleInvoice> =
        created.map(|draft| sample(&draft, Direction::Outbound, InvoiceOperation::Create)).collect();
    samples.push(sample(&correction(month), Direction::Outbound, InvoiceOperation::Modify));
    samples.push(sample(&cancellation(month), Direction::Outbound, InvoiceOperation::Storno));
    samples
}

fn lamps(count: i32) -> Vec<Item> {
    vec![
        goods("Rézbúrás függőlámpa", count, "PIECE", 24_800, FULL),
        service("Csomagolás és szállítás", 1, "PIECE", 1_575, FULL),
    ]
}

fn sell<'a>(
    month: &Month<'a>,
    sequence: u32,
    customer: super::Party<'a>,
    day: i8,
    items: Vec<Item>,
) -> Draft<'a> {
    month.draft(month.number("ZF-", sequence), month.company, customer, day, items)
}

/// The web shop: cards, private persons, and one sale over the counter.
fn shop<'a>(month: &Month<'a>) -> Vec<Draft<'a>> {
    let by_card = |sequence, customer, day, items| Draft {
        payment: "CARD",
        due: None,
        ..sell(month, sequence, customer, day, items)
    };
    let counter =
        vec![goods("Illatgyertya", 2, "PIECE", 3_990, FULL), goods("Váza", 1, "PIECE", 12_500, FULL)];
    vec![
        by_card(1, PERSON, 2, lamps(2)),
        by_card(2, PERSON, 5, vec![goods("Gyapjú pléd", 1, "PIECE", 15_740, FULL)]),
        by_card(3, CAFE, 6, lamps(6)),
        by_card(4, PERSON, 8, lamps(1)),
        by_card(5, OFFICE, 12, vec![goods("Íróasztali lámpa", 14, "PIECE", 11_020, FULL)]),
        Draft {
            category: Category::Simplified,
            payment: "CASH",
            due: None,
            appearance: "PAPER",
            ..sell(month, 6, PERSON, 13, counter)
        },
    ]
}

fn projects<'a>(month: &Month<'a>) -> Vec<Draft<'a>> {
    let advance = service("Előleg: kávézó belső tere", 1, "PIECE", 600_000, FULL).advance(Advance::Paid);
    let design = service("Belsőépítészeti terv és kivitelezés", 1, "PIECE", 2_150_000, FULL);
    let settled = service("Előleg beszámítása", -1, "PIECE", 600_000, FULL)
        .advance(Advance::Settled(month.number("ZF-", 7), month.day(9)));
    vec![
        sell(month, 7, CAFE, 9, vec![advance]),
        sell(month, 11, CAFE, 25, vec![design, settled]),
        sell(month, 9, HOTEL, 20, rooms()),
    ]
}

/// A hotel's thirty rooms, four lines each.
fn rooms() -> Vec<Item> {
    (1..=30)
        .flat_map(|room| {
            let at = |what: &str| format!("{what}, {room}. szoba");
            [
                goods(&at("Éjjeliszekrény"), 2, "PIECE", 21_350, FULL),
                goods(&at("Olvasólámpa"), 2, "PIECE", 8_790, FULL),
                goods(&at("Sötétítő függöny"), Decimal::new(45 + room, 1), "LINEAR_METER", 5_240, FULL),
                service(&at("Beépítés"), Decimal::new(25, 1), "HOUR", 7_600, FULL),
            ]
        })
        .collect()
}

fn abroad<'a>(month: &Month<'a>) -> Vec<Draft<'a>> {
    let in_euro = |rate, draft: Draft<'a>| Draft {
        currency: "EUR",
        exchange_rate: Decimal::new(rate, 2),
        appearance: "ELECTRONIC",
        ..draft
    };
    let design = service("Interior design services", 16, "HOUR", 85, Vat::EUFAD37);
    let lamps = goods("Copper pendant lamp", 20, "PIECE", Decimal::new(5_990, 2), Vat::KBAET);
    vec![
        in_euro(38_614, sell(month, 8, GERMAN, 15, vec![design])),
        in_euro(38_702, sell(month, 10, AUSTRIAN, 22, vec![lamps])),
    ]
}

/// The café gives one lamp back.
fn correction<'a>(month: &Month<'a>) -> Draft<'a> {
    let returned = goods("Rézbúrás függőlámpa (visszáru)", -1, "PIECE", 24_800, FULL).reference(3);
    modifying(month, 12, 3, sell(month, 3, CAFE, 17, vec![returned]))
}

/// The sale to a private person on the 8th is cancelled.
fn cancellation<'a>(month: &Month<'a>) -> Draft<'a> {
    let draft = sell(month, 4, PERSON, 18, reversed(&lamps(1)));
    modifying(month, 13, 4, Draft { payment: "CARD", due: None, ..draft })
}

fn modifying<'a>(month: &Month<'a>, sequence: u32, original: u32, draft: Draft<'a>) -> Draft<'a> {
    let modifies = Some((month.number("ZF-", original), 1));
    let parts = draft.parts.into_iter().map(|part| Part { modifies: modifies.clone(), ..part }).collect();
    Draft { number: month.number("ZF-", sequence), parts, ..draft }
}
