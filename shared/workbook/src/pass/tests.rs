//! Files laid over books: which rows are new, changed, unchanged or refused, and why.

use std::io::Cursor;

use domain::{
    chart::Chart,
    chart_room::ChartRoom,
    country::Country,
    exchange::Counts,
    ledger_account::AccountNumber,
    partner::Partner,
    record::{RecordId, Recorded},
};
use jiff::Timestamp;
use proptest::prelude::*;
use uuid::Uuid;

use crate::{
    Books, Judged, Keyed, Known, Options, Verdict, WORKBOOK,
    account::Account,
    check,
    round_trip::{foreign, text, written},
};

/// Records as books keep them.
fn recorded<T>(records: Vec<T>) -> Vec<Recorded<T>> {
    let numbered = (1..).zip(records);
    numbered
        .map(|(number, data)| {
            Recorded::new(RecordId::fresh(Uuid::from_u128(number)), Timestamp::UNIX_EPOCH, data)
        })
        .collect()
}

/// A file laid over books.
fn laid_over<T: Keyed>(
    file: &[u8],
    stored: &[Recorded<T>],
    chart: Option<&Chart>,
) -> (Counts, Vec<Judged<T>>) {
    let mut known = Known::new().unwrap();
    stored.iter().for_each(|record| known.add(record).unwrap());
    judged(file, Books { known: &mut known, chart, home: Country::Hu, room: None })
}

fn judged<T: Keyed>(file: &[u8], books: Books<'_, T>) -> (Counts, Vec<Judged<T>>) {
    let mut rows = Vec::new();
    let (layout, counts) =
        check(Cursor::new(file), &Options::of(T::KIND), &WORKBOOK, &text, books, |_, judged| {
            rows.push(judged);
            Ok(())
        })
        .unwrap();
    assert!(!layout.refused());
    (counts, rows)
}

/// The codes of the problems of each row.
fn codes<T>(rows: &[Judged<T>]) -> Vec<Vec<&str>> {
    rows.iter().map(|row| row.problems.iter().map(|problem| &*problem.code).collect()).collect()
}

fn partner(code: &str, tax_number: Option<&str>, name: &str) -> Partner {
    let given = serde_json::json!({
        "code": code, "name": name, "customer": true, "tax_number": tax_number,
    });
    serde_json::from_value::<Partner>(given).unwrap().checked(Country::Hu).unwrap()
}

const HEADINGS: &[&str] = &["code", "tax_number", "eu_vat_number", "name", "customer"];

#[test]
fn partners_are_found_by_code_then_tax_number_then_eu_vat_number_and_never_by_name() {
    let vat = Partner { eu_vat_number: Some("HU11773016".into()), ..partner("C", None, "Vat") };
    let stored = recorded(vec![
        partner("A", Some("13104575-2-42"), "Kőris"),
        partner("B", Some("10625790-2-44"), "Tölgy"),
        vat,
    ]);
    let file = foreign(&[
        HEADINGS,
        &[" a ", "", "", "Kőris Kft.", ""],
        &["", "10625790", "", "Tölgy", ""],
        &["", "", "hu 1177 3016", "Vat Kft.", ""],
        &["", "", "", "Kőris", "yes"],
    ]);
    let (counts, rows) = laid_over(&file, &stored, None);
    assert_eq!(counts, Counts { new: 1, changed: 3, unchanged: 0, refused: 0 }, "{:?}", codes(&rows));
    assert!(matches!(&rows[0].verdict, Verdict::Changed(before, _) if before.id == stored[0].id));
    assert!(matches!(&rows[2].verdict, Verdict::Changed(before, _) if before.id == stored[2].id));
    assert_eq!(codes(&rows)[3], ["row-without-key"]);
}

#[test]
fn keys_that_speak_against_each_other_are_refused() {
    let stored = recorded(vec![
        partner("A", Some("13104575-2-42"), "Kőris"),
        partner("B", Some("10625790-2-44"), "Tölgy"),
        partner("C", Some("10625790-2-44"), "Tölgy fiók"),
        partner("D", None, "Nyár"),
    ]);
    let file = foreign(&[
        HEADINGS,
        &["A", "10625790-2-44", "", "", ""],
        &["", "10625790-2-44", "", "", ""],
        &["X", "13104575-2-42", "", "Új", "yes"],
        &["D", "13104575-2-42", "", "", ""],
        &["B", "10625790-2-44", "", "", ""],
        &["b", "", "", "", ""],
        &["N", "11773016-2-44", "", "Új", "yes"],
        &["M", "11773016", "", "Másik", "yes"],
    ]);
    let (counts, rows) = laid_over(&file, &stored, None);
    assert_eq!(
        codes(&rows),
        [
            vec!["key-differs"],
            vec!["key-of-several"],
            vec!["key-of-another"],
            vec!["key-of-another"],
            vec![],
            vec!["row-repeated"],
            vec![],
            vec!["key-of-another-row"],
        ]
    );
    assert_eq!(counts, Counts { new: 1, changed: 0, unchanged: 1, refused: 6 });
    assert_eq!(rows[7].problems[0].arguments, [("row".into(), "8".to_owned())]);
    assert_eq!(rows[0].problems[0].cell, "Partners!B2");
}

#[test]
fn a_number_that_is_written_otherwise_is_the_same_number() {
    let finnish = Partner { country: Some("FI".into()), ..partner("F", None, "Mänty") };
    let finnish = Partner { tax_number: Some("2077474-0".into()), ..finnish }.checked(Country::Hu).unwrap();
    let (_, rows) = laid_over::<Partner>(
        &foreign(&[&["country", "tax_number", "name", "customer"], &["FI", "FI20774740", "Mänty Oy", "yes"]]),
        &recorded(vec![finnish]),
        None,
    );
    assert!(matches!(&rows[0].verdict, Verdict::Changed(_, after) if after.name == "Mänty Oy"), "{rows:?}");
}

#[test]
fn accounts_that_the_chart_does_not_have_are_refused_unless_they_were_named_before() {
    let chart = Chart::new(Country::Hu, Timestamp::UNIX_EPOCH, Vec::new());
    let account = |number: &str| domain::ledger_account::AccountNumber::parse(number).ok();
    let before = Partner { receivable_account: account("999999"), ..partner("A", None, "Kőris") };
    let file = foreign(&[
        &["code", "name", "customer", "receivable_account"],
        &["A", "Kőris Kft.", "", "999999"],
        &["B", "Tölgy", "yes", "999999"],
        &["C", "Nyár", "yes", "311"],
    ]);
    let (counts, rows) = laid_over(&file, &recorded(vec![before]), Some(&chart));
    assert_eq!(counts, Counts { new: 1, changed: 1, unchanged: 0, refused: 1 }, "{:?}", codes(&rows));
    assert_eq!(
        (rows[1].problems[0].cell.as_str(), &*rows[1].problems[0].code),
        ("Partners!D3", "account-unknown")
    );
}

#[test]
fn accounts_have_to_fit_into_the_chart() {
    let chart = Chart::new(Country::Hu, Timestamp::UNIX_EPOCH, Vec::new());
    let posted = AccountNumber::parse("311").unwrap();
    let room = ChartRoom::new(&chart, [posted].into()).of(chart.numbers().len() + 1);
    let file = foreign(&[
        &["number", "name"],
        &["3119", "below one with entries"],
        &["31191", "below it as well"],
        &["3129", "the last there is room for"],
        &["3139", "one too many"],
    ]);
    let books = Books { known: &mut Known::new().unwrap(), chart: None, home: Country::Hu, room: Some(room) };
    let (counts, rows) = judged::<Account>(&file, books);
    assert_eq!((counts.new, counts.refused), (1, 3));
    assert_eq!(
        codes(&rows),
        [vec!["account-parent-used"], vec!["account-parent-used"], vec![], vec!["books-full"]]
    );
}

/// Partners as people have them: some without numbers, codes with leading zeros, texts that look like others.
fn books() -> impl Strategy<Value = Vec<Partner>> {
    let name = "[A-ZŐŰŁÄ][a-zőűłä =+@\n]{0,20}[a-z]";
    let note = prop::option::of("[=+@-]?[0-9a-ző,\n.]{0,40}[0-9]");
    let number = prop::sample::select(vec![
        None,
        Some("HU42117730161111101800000000"),
        Some("117730161111101800000000"),
    ]);
    prop::collection::vec((name, note, number, 0u16..999, any::<bool>()), 0..12).prop_map(|all| {
        let partners = (0..).zip(all).map(|(row, (name, note, number, days, supplier))| {
            let accounts = number.iter().map(|number| serde_json::json!({ "number": number }));
            let accounts: Vec<_> = accounts.collect();
            let given = serde_json::json!({
                "code": format!("{row:05}"), "name": name, "note": note, "customer": true,
                "supplier": supplier,
                "bank_accounts": accounts,
                "payment_terms": { "days": days },
            });
            serde_json::from_value::<Partner>(given).unwrap().checked(Country::Hu).unwrap()
        });
        partners.collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    /// Rule R0-13: the exported file is accepted unchanged, here and by another company.
    #[test]
    fn r0_13_what_is_exported_changes_nothing_here_and_is_the_same_elsewhere(
        partners in books(), missing in 0usize..12, language in 0usize..5,
    ) {
        let language = domain::language::Language::ALL[language];
        let file = written(&partners, language);
        let count = partners.len() as u32;
        let (here, _) = laid_over(&file, &recorded(partners.clone()), None);
        prop_assert_eq!(here, Counts { unchanged: count, ..Counts::default() });

        let there: Vec<Partner> = partners.iter().skip(missing).cloned().collect();
        let (counts, rows) = laid_over(&file, &recorded(there.clone()), None);
        let new = count - there.len() as u32;
        prop_assert_eq!(counts, Counts { new, unchanged: count - new, ..Counts::default() });
        let made = rows.into_iter().filter_map(|row| match row.verdict {
            Verdict::New(partner) => Some(partner),
            _ => None,
        });
        let mut all: Vec<Partner> = made.chain(there).collect();
        all.sort_by(|a, b| a.code.cmp(&b.code));
        prop_assert!(written(&all, language) == file, "the second export is another file");
    }
}
