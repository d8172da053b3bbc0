//! What a written workbook holds beside what is read back.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use domain::{
    address::Address,
    country::Country,
    language::Language,
    partner::{BankAccount, Contact, EInvoicing, Partner, PartnerAddress, PaymentTerms},
};
use jiff::Timestamp;

use crate::{
    Columns as _, Kind, LeftOut, Options, Record, WORKBOOK, Writer, read, record::Given, round_trip::text,
};

/// A partner with something in every column, and with what has none.
fn full() -> Partner {
    let mut given = vec![Given::Keep; Kind::Partners.columns().len()];
    let mut set = |field: &str, text: &str| {
        given[Kind::Partners.place_of(field).unwrap()] = Given::Set(text.to_owned().into());
    };
    set("name", "Kőris Kft.");
    set("customer", "yes");
    let new = Partner::applied(None, &given, Country::Hu).unwrap();
    let some = |text: &str| Some(text.to_owned());
    let address = |city: &str| Address {
        country: "FI".into(),
        postal_code: "00100".into(),
        city: city.into(),
        street: "Katu 1\nB".into(),
    };
    let contact =
        |name: &str| Contact { name: name.into(), position: some("könyvelő"), ..Contact::default() };
    let bank = |number: &str| BankAccount {
        number: number.into(),
        bic: some("OTPVHUHB"),
        bank: some("OTP"),
        currency: some("EUR"),
    };
    Partner {
        short_name: some("Kőris"),
        codice_fiscale: some("RCCMNL83S18D969H"),
        regon: some("192598184"),
        incorporation: some("ORGANIZATION"),
        address: Some(address("Helsinki")),
        mailing_address: Some(address("Turku")),
        contacts: vec![contact("Anna"), contact("Béla"), contact("Cili")],
        bank_accounts: vec![bank("11773016-11111018-00000000"), bank("FI2112345600000785")],
        addresses: vec![nav_address()],
        payment_terms: Some(PaymentTerms { end_of_month: true, ..PaymentTerms::of_days(8) }),
        e_invoicing: Some(EInvoicing {
            address: some("003720774740"),
            operator: some("003723327487"),
            recipient_code: some("0000000"),
            certified_email: some("a@pec.example.it"),
        }),
        cash_accounting: true,
        note: some("all\r\nof it"),
        ..new
    }
}

fn nav_address() -> PartnerAddress {
    let given = serde_json::json!({
        "kind": "HQ", "country": "HU", "postal_code": "1094", "city": "Budapest", "street_name": "Tűzoltó",
        "public_place_category": "utca",
    });
    serde_json::from_value(given).unwrap()
}

fn written(partners: &[Partner], others: &[LeftOut]) -> Vec<u8> {
    let mut writer = Writer::new(Kind::Partners, Language::En, Timestamp::UNIX_EPOCH, &text).unwrap();
    partners.iter().for_each(|partner| writer.record(partner).unwrap());
    let mut bytes = Vec::new();
    writer.finish(others, &mut bytes).unwrap();
    bytes
}

/// The first partner of the file, laid over another one.
fn applied(bytes: Vec<u8>, base: Option<&Partner>) -> Partner {
    let mut partners = Vec::new();
    let options = Options::of(Kind::Partners);
    let layout = read(Cursor::new(bytes), options, &WORKBOOK, &text, |layout, row| {
        partners.push(row.applied(layout, base, Country::Hu).unwrap());
        Ok(())
    });
    assert!(layout.unwrap().problems.is_empty());
    partners.remove(0)
}

#[test]
fn what_has_no_column_is_kept_and_counted() {
    let partner = full().checked(Country::Hu).unwrap();
    let others = [LeftOut { name: "workbook-left_out-documents", count: 7 }];
    let bytes = written(&[partner.clone(), partner.clone()], &others);
    assert_eq!(applied(bytes.clone(), Some(&partner)), partner);

    let mut elsewhere = partner.clone();
    elsewhere.contacts.truncate(1);
    elsewhere.bank_accounts.truncate(1);
    elsewhere.addresses.clear();
    assert_eq!(applied(bytes.clone(), None), elsewhere);

    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range("Not exported").unwrap();
    let counts: Vec<_> = sheet.rows().skip(1).map(|row| row[1].clone()).collect();
    assert_eq!(counts, [4, 2, 2, 7].map(|count| Data::Float(count.into())));
    let sheet = book.worksheet_range("Columns").unwrap();
    assert_eq!(sheet.rows().filter(|row| row[3] != Data::Empty).count(), 1 + Kind::Partners.columns().len());
}

#[test]
fn nothing_left_out_is_said_too() {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(written(&[], &[]))).unwrap();
    let sheet = book.worksheet_range("Not exported").unwrap();
    assert!(sheet.rows().skip(1).all(|row| row[1] == Data::Float(0.0)));
    assert_eq!(sheet.height(), 4);
}

/// Control characters, what looks like one, and what XML cannot hold.
#[test]
fn every_character_comes_back() {
    let all: String = (0..=0xFFu8).map(char::from).chain(['\u{FFFD}', '\u{FFFE}', '\u{FFFF}', '𝄞']).collect();
    let twisted = ["_x000D_", "_x005F_x000D_", "_x000d_", "_xFFFE_", "__x0041__", "\r\n\r", " \t "].join("|");
    for note in [all, twisted, "𝄞".repeat(2_000), "\u{1}".repeat(2_000), "_x000D_".repeat(285)] {
        let partner = Partner { note: Some(note), ..full() }.checked(Country::Hu).unwrap();
        let back = applied(written(std::slice::from_ref(&partner), &[]), Some(&partner));
        assert_eq!(back.note, partner.note);
    }
}
