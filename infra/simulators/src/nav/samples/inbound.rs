//! What the company bought.

use rust_decimal::Decimal;

use super::draft::{Advance, Category, Draft, Item, Part, Vat, goods, service};
use super::party::{
    ACCOUNTANT, BOOKS, BUILDER, CARPENTER, COURIER, DESIGNER, FUEL, INSURER, LANDLORD, PHONE, POWER,
    SOFTWARE, STATIONER, WHOLESALER,
};
use super::{Month, SampleInvoice, sample};
use crate::nav::{Direction, InvoiceOperation};

const FULL: Vat = Vat::Percent(27);

pub(super) fn invoices(month: &Month<'_>) -> Vec<SampleInvoice> {
    let created = overheads(month).into_iter().chain(special(month)).chain(purchases(month));
    let mut samples: Vec<SampleInvoice> =
        created.map(|draft| sample(&draft, Direction::Inbound, InvoiceOperation::Create)).collect();
    samples.push(sample(&discount_batch(month), Direction::Inbound, InvoiceOperation::Modify));
    samples
}

fn overheads<'a>(month: &Month<'a>) -> Vec<Draft<'a>> {
    let buy = |prefix: &str, sequence, supplier, day, items| {
        month.draft(month.number(prefix, sequence), supplier, month.company, day, items)
    };
    let last_month = Some(month.last_month());
    let kwh = service("Villamos energia, nappali", 1_240, "KWH", Decimal::new(7_842, 2), FULL);
    let network = service("Rendszerhasználati díj", 1, "MONTH", 18_450, FULL);
    let petrol = |liters: i64, price| goods("ESZ-95 benzin", Decimal::new(liters, 2), "LITER", price, FULL);
    let by_card = |draft: Draft<'a>| Draft { payment: "CARD", due: None, appearance: "PAPER", ..draft };
    vec![
        buy("KI-", 11, LANDLORD, 1, vec![service("Bemutatóterem bérleti díja", 1, "MONTH", 420_000, FULL)]),
        Draft { period: last_month, utility: true, ..buy("FF", 40_817, POWER, 9, vec![kwh, network]) },
        Draft { period: last_month, ..buy("HH-", 5_521, PHONE, 6, phone()) },
        by_card(buy("SZT/", 801, FUEL, 4, vec![petrol(4_862, Decimal::new(48_976, 2))])),
        by_card(buy("SZT/", 964, FUEL, 19, vec![petrol(5_107, Decimal::new(49_213, 2))])),
        buy("TT-", 23, ACCOUNTANT, 10, vec![service("Könyvelési díj", 1, "MONTH", 65_000, FULL)]),
        buy("BP-", 7, DESIGNER, 13, vec![service("Látványterv, nappali", 1, "PIECE", 140_000, Vat::AAM)]),
        Draft {
            period: last_month,
            ..buy("EB", 90_112, INSURER, 5, vec![service("Vagyonbiztosítás", 1, "MONTH", 23_900, Vat::TAM)])
        },
        Draft { category: Category::Aggregate, ..buy("NY-", 318, COURIER, 28, deliveries(month)) },
    ]
}

fn phone() -> Vec<Item> {
    vec![
        service("Mobil előfizetés", 3, "PIECE", 4_488, FULL),
        service("Internet 1000/300", 1, "MONTH", 7_079, Vat::Percent(5)),
    ]
}

fn deliveries(month: &Month<'_>) -> Vec<Item> {
    let parcel =
        |day, count| service("Csomagszállítás", count, "PIECE", 1_890, FULL).delivered(month.day(day));
    vec![parcel(5, 7), parcel(12, 11), parcel(18, 4), parcel(27, 9)]
}

fn special<'a>(month: &Month<'a>) -> Vec<Draft<'a>> {
    let buy = |prefix: &str, sequence, supplier, day, items| {
        month.draft(month.number(prefix, sequence), supplier, month.company, day, items)
    };
    let licence = service("Tervezőprogram előfizetés", 4, "PIECE", Decimal::new(3_950, 2), FULL);
    let walls = service("Válaszfal bontása és építése", 38, "HOUR", 9_500, Vat::DomesticReverseCharge);
    let book = |title, price| goods(title, 2, "PIECE", price, Vat::Percent(5));
    vec![
        Draft {
            currency: "EUR",
            exchange_rate: Decimal::new(38_527, 2),
            ..buy("KH-", 1_207, SOFTWARE, 3, vec![licence])
        },
        buy("M-", 31, BUILDER, 21, vec![walls]),
        buy("LAP", 662, BOOKS, 14, vec![book("Belsőépítészet kézikönyv", 8_381), book("Színtan", 4_752)]),
        Draft {
            category: Category::Simplified,
            payment: "CASH",
            due: None,
            appearance: "PAPER",
            ..buy("PS-", 118, STATIONER, 11, stationery())
        },
    ]
}

/// Gross prices.
fn stationery() -> Vec<Item> {
    vec![
        goods("Nyomtatópapír A4, 500 lap", 5, "PACK", 2_190, FULL),
        goods("Jelölőfilc készlet", 3, "PIECE", 1_450, FULL),
        goods("Napilap", 1, "PIECE", 490, Vat::Percent(5)),
    ]
}

fn purchases<'a>(month: &Month<'a>) -> Vec<Draft<'a>> {
    let buy = |prefix: &str, sequence, supplier, day, items| {
        month.draft(month.number(prefix, sequence), supplier, month.company, day, items)
    };
    let advance_number = month.number("GY-", 41);
    let cabinet = "Egyedi konyhabútor";
    let advance = service("Előleg: egyedi konyhabútor", 1, "PIECE", 300_000, FULL).advance(Advance::Paid);
    let settled = service("Előleg beszámítása", -1, "PIECE", 300_000, FULL)
        .advance(Advance::Settled(advance_number.clone(), month.day(7)));
    vec![
        buy("DB-", 201, WHOLESALER, 2, furniture(4, 10, 2)),
        buy("DB-", 240, WHOLESALER, 16, furniture(6, 12, 1)),
        buy("GY-", 41, CARPENTER, 7, vec![advance]),
        buy("GY-", 58, CARPENTER, 24, vec![goods(cabinet, 1, "PIECE", 870_000, FULL), settled]),
    ]
}

fn furniture(tables: i32, chairs: i32, sofas: i32) -> Vec<Item> {
    vec![
        goods("Tölgy étkezőasztal 180 cm", tables, "PIECE", 89_900, FULL),
        goods("Kárpitozott szék", chairs, "PIECE", 18_650, FULL),
        goods("Háromszemélyes kanapé", sofas, "PIECE", 164_500, FULL),
        service("Kiszállítás", 1, "PIECE", 12_000, FULL),
    ]
}

/// One document that lowers the price of both purchases at the wholesaler.
fn discount_batch<'a>(month: &Month<'a>) -> Draft<'a> {
    let discount = |sequence, amount: i64| Part {
        modifies: Some((month.number("DB-", sequence), 1)),
        items: vec![service("Utólagos engedmény", 1, "PIECE", -amount, FULL).reference(5)],
    };
    let draft = month.draft(month.number("DB-", 263), WHOLESALER, month.company, 26, Vec::new());
    Draft { parts: vec![discount(201, 43_000), discount(240, 38_500)], ..draft }
}
