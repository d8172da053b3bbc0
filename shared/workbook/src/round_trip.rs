//! What is written is read back as it was, with the texts of every language.

use std::io::Cursor;

use domain::{
    address::Address,
    chart::LedgerAccount,
    country::Country,
    language::Language,
    ledger_account::AccountNumber,
    partner::{BankAccount, Contact, Partner, PaymentTerms},
    product::Product,
};
use jiff::Timestamp;
use proptest::prelude::*;
use rust_xlsxwriter::{Formula, Workbook};

use crate::{
    Columns as _, Formulas, Kind, LeftOut, Options, Problem, Record, WORKBOOK, Writer, account::Account,
    layout::Layout, read, read::Row, record::Given,
};

/// The texts of `workbook.ftl`: each stands on a line of its own.
pub(crate) fn text(language: Language, name: &str) -> String {
    let texts = match language {
        Language::Hu => include_str!("../../lambda/locales/hu/workbook.ftl"),
        Language::Pl => include_str!("../../lambda/locales/pl/workbook.ftl"),
        Language::Fi => include_str!("../../lambda/locales/fi/workbook.ftl"),
        Language::It => include_str!("../../lambda/locales/it/workbook.ftl"),
        Language::En => include_str!("../../lambda/locales/en/workbook.ftl"),
    };
    let found = texts.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = "));
    found.unwrap_or_else(|| panic!("{name} in {language:?}")).to_owned()
}

/// A row that does not borrow from its file.
pub(crate) fn owned(row: &Row<'_>) -> Row<'static> {
    let cell = |given: &Given<'_>| match given {
        Given::Keep => Given::Keep,
        Given::Clear => Given::Clear,
        Given::Set(text) => Given::Set(text.to_string().into()),
    };
    Row { row: row.row, cells: row.cells.iter().map(cell).collect(), problems: row.problems.clone() }
}

fn rows(bytes: Vec<u8>, kind: Kind, formulas: Formulas) -> (Layout, Vec<Row<'static>>) {
    let mut rows = Vec::new();
    let options = Options { formulas, ..Options::of(kind) };
    let layout = read(Cursor::new(bytes), options, &WORKBOOK, &text, |_, row| {
        rows.push(owned(row));
        Ok(())
    });
    (layout.unwrap(), rows)
}

pub(crate) fn written<T: Record>(records: &[T], language: Language) -> Vec<u8> {
    let mut writer = Writer::new(T::KIND, language, Timestamp::UNIX_EPOCH, &text).unwrap();
    records.iter().for_each(|record| writer.record(record).unwrap());
    let mut bytes = Vec::new();
    writer.finish(&[LeftOut { name: "workbook-left_out-documents", count: 2 }], &mut bytes).unwrap();
    bytes
}

fn round<T: Record>(records: &[T], language: Language) -> Vec<Result<T, Vec<Problem>>> {
    let (layout, rows) = rows(written(records, language), T::KIND, Formulas::Refuse);
    rows.iter().map(|row| row.applied(&layout, None, Country::Hu)).collect()
}

/// A sheet of partners that somebody else made.
pub(crate) fn foreign(cells: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Partners").unwrap();
    for (row, cells) in (0..).zip(cells) {
        for (column, cell) in (0..).zip(*cells) {
            match cell.strip_prefix('=') {
                Some(formula) => {
                    sheet.write_formula(row, column, Formula::new(formula).set_result("cached")).unwrap()
                }
                None => sheet.write_string(row, column, *cell).unwrap(),
            };
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn no_two_headings_of_a_kind_are_alike() {
    for kind in Kind::ALL {
        for (place, column) in kind.columns().iter().enumerate() {
            for language in Language::ALL {
                let heading = text(language, &kind.heading(column));
                assert_eq!(kind.place_of_heading(&heading, &text), Some(place), "{heading} in {language:?}");
                text(language, &kind.help(column));
            }
        }
    }
}

#[test]
fn every_problem_of_a_row_is_told_with_its_cell() {
    let bytes = foreign(&[
        &["Vevő", "whatever", "NAME *", "Currency", "Tax number", "VAT key"],
        &["maybe", "", "Kőris", "euro", "123", "nope"],
        &["kyllä", "", "=1+1", "", "", ""],
    ]);
    let (layout, found) = rows(bytes.clone(), Kind::Partners, Formulas::Refuse);
    let problems = |row: &Row| row.applied::<Partner>(&layout, None, Country::Hu).unwrap_err();
    let told: Vec<_> =
        problems(&found[0]).iter().map(|problem| (problem.cell.clone(), problem.code.clone())).collect();
    let cells: Vec<_> = told.iter().map(|(cell, _)| cell.as_str()).collect();
    assert_eq!(cells, ["Partners!A2", "Partners!E2", "Partners!D2", "Partners!F2"], "{told:?}");
    assert_eq!(told[2].1, "currency-format");
    assert_eq!(problems(&found[1])[0].code, "cell-formula");

    let (layout, found) = rows(bytes, Kind::Partners, Formulas::Cached);
    assert_eq!(found[1].applied::<Partner>(&layout, None, Country::Hu).unwrap().name, "cached");
    assert!(found[1].problems[0].warning);
}

#[test]
fn a_repeated_column_is_refused() {
    let (layout, rows) =
        rows(foreign(&[&["Name", "Név", "Code"], &["a", "b", "c"]]), Kind::Partners, Formulas::Refuse);
    assert_eq!((layout.problems[0].cell.as_str(), rows.len()), ("Partners!B1", 0));
    assert_eq!(layout.problems[0].code, "column-repeated");
}

#[test]
fn blank_keeps_and_the_word_clears() {
    let was = partner("Kőris".into(), Some("note".into()), "HU42117730161111101800000000".into());
    let cells: &[&[&str]] = &[&["name", "note", "bank_account", "bic"], &["", "#Clear#", "#clear#", ""]];
    let (layout, rows) = rows(foreign(cells), Kind::Partners, Formulas::Refuse);
    let now = rows[0].applied(&layout, Some(&was), Country::Hu).unwrap();
    assert_eq!(now, Partner { note: None, bank_accounts: Vec::new(), ..was });
}

fn partner(name: String, note: Option<String>, number: String) -> Partner {
    let (_, rows) = rows(foreign(&[&["name", "customer"], &["x", "yes"]]), Kind::Partners, Formulas::Refuse);
    let new = Partner::applied(None, &rows[0].cells, Country::Hu).unwrap();
    let contact = Contact { name: name.clone(), phone: Some("+36 1 234".into()), ..Contact::default() };
    Partner {
        code: Some("007".into()),
        name,
        note,
        address: Some(Address {
            country: "HU".into(),
            postal_code: "0123".into(),
            city: "Győr".into(),
            street: "=1+1".into(),
        }),
        contacts: vec![contact],
        bank_accounts: vec![BankAccount { number, ..BankAccount::default() }],
        payment_terms: Some(PaymentTerms { end_of_month: true, ..PaymentTerms::of_days(14) }),
        language: Some(Language::Fi),
        receivable_account: AccountNumber::parse("0311").ok(),
        ..new
    }
}

/// Texts as people have them, and such as could be taken for something else.
fn words(most: usize) -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "=1+1",
        "+36",
        "-1",
        "@x",
        "0012",
        "1234,50",
        "1.17737E+23",
        "#clear#",
        "##clear#",
        "_x000D_",
        "a\r\nb",
        "true",
        "2026-11-25",
        " blank ",
        "a\tb",
        "''",
        "&amp;<b>",
    ]);
    prop_oneof![
        odd.prop_map(str::to_owned),
        "[a-zőűłęäàß0-9=\n\t ,.]{0,40}",
        "\\PC{1,40}",
        Just("ű".repeat(most)),
    ]
    .prop_filter("blank", |text| !text.trim().is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn partners_come_back(name in words(80), note in prop::option::of(words(2000)), language in 0usize..5) {
        prop_assume!(name.chars().count() <= 80);
        let partner = partner(name, note, "117730161111101800000000".into());
        let partner = partner.checked(Country::Hu).unwrap();
        prop_assert_eq!(round(std::slice::from_ref(&partner), Language::ALL[language]), vec![Ok(partner)]);
    }

    #[test]
    fn products_come_back(
        sku in "[0-9]{1,30}|[0-9][.][0-9]E[+][0-9]{1,2}", name in words(512),
        mantissa in 0i64..1_000_000_000_000_000_000, scale in 3u32..7,
        service: bool,
    ) {
        let given = serde_json::json!({
            "sku": sku, "name": name, "unit": "db", "vat_key": "27", "service": service,
            "price": rust_decimal::Decimal::new(mantissa, scale), "price_basis": "gross",
            "product_code": { "category": "VTSZ", "code": "0101" }, "barcode": "05901234123457",
        });
        let product = serde_json::from_value::<Product>(given).unwrap().checked(Country::Hu).unwrap();
        prop_assert_eq!(round(std::slice::from_ref(&product), Language::Pl), vec![Ok(product)]);
    }

    #[test]
    fn accounts_come_back(number in "[0-9]{1,20}", name in words(512), active: bool) {
        let vat_key = Some("5".into());
        let data = LedgerAccount { name, description: None, vat_key, active, removed: false };
        let account = Account { number: AccountNumber::parse(&number).unwrap(), data };
        let bytes = [(); 2].map(|()| written(std::slice::from_ref(&account), Language::It));
        prop_assert!(bytes[0] == bytes[1], "the same records are the same bytes");
        prop_assert_eq!(round(std::slice::from_ref(&account), Language::It), vec![Ok(account)]);
    }
}
