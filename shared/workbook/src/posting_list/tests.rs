//! What a written posting list holds, read back.

use std::io::Cursor;

use calamine::{Data, Range, Reader as _, Xlsx};
use jiff::civil::date;

use super::*;
use crate::round_trip::text;

fn invoice() -> RowInvoice {
    RowInvoice {
        issue_date: date(2026, 10, 20),
        number: "=1+1".into(),
        direction: Direction::Inbound,
        partner: Some("Őszi Áram Zrt.".into()),
        tax_number: Some("12892312-2-41".into()),
        currency: Some("EUR".into()),
    }
}

fn entry(account: &str, debit: i64, credit: i64) -> Row {
    let number = |text: &str| AccountNumber::parse(text).unwrap();
    Row::Entry(EntryRow {
        invoice: invoice(),
        supplied_on: date(2026, 10, 15),
        line: 1,
        text: "Áram".into(),
        account: number(account),
        counter_account: number("454"),
        debit: debit.into(),
        credit: credit.into(),
        vat_key: "27".into(),
        cost_centre: (account == "5114").then(|| "IRODA".into()),
        amount: Some(Decimal::new(2550, 2)),
        rule: "Energia".into(),
    })
}

fn open() -> Row {
    Row::Open(OpenRow {
        invoice: invoice(),
        line: Some(2),
        text: "Késedelmi kamat".into(),
        net: Some(Decimal::new(-12345, 1)),
        vat_key: "ATK".into(),
        reason: "No rule.".into(),
    })
}

fn written(rows: &[Row], language: Language) -> [Range<Data>; 2] {
    let mut writer = PostingListWriter::new(language, Timestamp::UNIX_EPOCH, &text).unwrap();
    rows.iter().for_each(|row| writer.row(row).unwrap());
    let mut bytes = Vec::new();
    writer.finish(&mut bytes).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let names = book.sheet_names();
    [0, 1].map(|sheet: usize| book.worksheet_range(&names[sheet]).unwrap())
}

#[test]
fn entries_come_with_their_sums() {
    let rows = [entry("5114", 10_000, 0), open(), entry("466", 2_700, 0), entry("454", 0, 12_700)];
    let [entries, not_posted] = written(&rows, Language::En);
    let first: Vec<_> = (0..17).map(|at| entries.get((1, at)).cloned().unwrap_or_default()).collect();
    assert!(matches!(first[0], Data::DateTime(_)) && matches!(first[1], Data::DateTime(_)), "{first:?}");
    let words: Vec<_> =
        [2, 3, 4, 5, 7, 8, 9, 12, 13, 14, 16].iter().map(|at: &usize| first[*at].to_string()).collect();
    let expected = [
        "=1+1",
        "Inbound",
        "Őszi Áram Zrt.",
        "12892312-2-41",
        "Áram",
        "5114",
        "454",
        "27",
        "IRODA",
        "EUR",
        "Energia",
    ];
    assert_eq!(words, expected);
    assert!(matches!(&first[8], Data::String(_)), "an account is a name");
    assert_eq!(
        (&first[6], &first[10], &first[11]),
        (&Data::Float(1.0), &Data::Float(10_000.0), &Data::Empty)
    );
    assert_eq!(first[15], Data::Float(25.5));
    let sum = |row: u32, at: u32| entries.get_value((row, at)).cloned();
    assert_eq!((sum(4, 10), sum(4, 11)), (Some(Data::Float(12_700.0)), Some(Data::Float(12_700.0))));
    assert_eq!(sum(5, 10), Some(Data::Float(0.0)));
    assert_eq!(sum(4, 7), Some(Data::String("Total".into())));

    assert_eq!(not_posted.height(), 2);
    let row: Vec<_> = not_posted.rows().nth(1).unwrap()[5..].iter().map(ToString::to_string).collect();
    assert_eq!(row, ["2", "Késedelmi kamat", "-1234.5", "ATK", "No rule."]);
}

#[test]
fn headings_are_in_every_language_and_an_empty_list_balances() {
    for language in Language::ALL {
        let [entries, not_posted] = written(&[], language);
        let headings: Vec<_> = entries.rows().next().unwrap().iter().map(ToString::to_string).collect();
        assert!(headings.len() == 17 && headings.iter().all(|heading| !heading.is_empty()), "{headings:?}");
        assert_eq!(not_posted.width(), 10);
        assert_eq!(entries.get_value((1, 10)), Some(&Data::Float(0.0)));
    }
}

#[test]
fn what_excel_cannot_hold_is_cut_or_written_as_text() {
    let mut row = entry("5114", 0, 0);
    if let Row::Entry(entry) = &mut row {
        entry.text = "ű".repeat(40_000);
        entry.debit = "1234567890123456.78".parse().unwrap();
        entry.invoice.issue_date = date(1899, 1, 1);
    }
    let [entries, _] = written(&[row], Language::Hu);
    let cell = |at: u32| entries.get_value((1, at)).unwrap().to_string();
    assert_eq!(cell(7).chars().count(), 32_767);
    assert_eq!((cell(10), cell(0)), ("1234567890123456.78".into(), "1899-01-01".into()));
}
