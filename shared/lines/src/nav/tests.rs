//! A document with a line of each kind.

use jiff::civil::date;

use super::*;

fn read() -> Vec<PostingLine> {
    let document = read_document(include_bytes!("lines.xml"), &Limits::default()).unwrap();
    lines(&document.into_invoice(None).unwrap())
}

#[test]
fn lines_bear_what_rules_look_at() {
    let lines = read();
    let apples = &lines[0];
    assert_eq!((apples.number, apples.text.as_str()), (1, "Alma"));
    assert_eq!(apples.codes, ["08081080", "ALMA-1"]);
    assert_eq!(apples.supplied_on, Some(date(2026, 10, 2)));
    assert_eq!(apples.exchange_rate, Some(401.into()));
    assert_eq!(apples.amounts.vat, Some(Decimal::new(270, 2)));
    assert_eq!(apples.amounts_huf.net, Some(4010.into()));
    assert_eq!((lines[1].exchange_rate, lines[1].supplied_on), (Some(400.into()), None));
}

#[test]
fn keys_are_those_of_the_countrys_table_or_as_their_elements_say() {
    let keys: Vec<_> = read().into_iter().map(|line| (line.vat_key, line.vat_kind, line.vat_rate)).collect();
    let expected = [
        ("27", VatKind::Rate, Some("27")),
        ("FAD", VatKind::ReverseCharge, None),
        ("content 21.26", VatKind::Content, Some("21.26")),
        ("25 NONREFUNDABLE_VAT", VatKind::Unstated, None),
        ("UNKNOWN", VatKind::Unstated, None),
    ];
    let expected = expected
        .map(|(key, kind, rate)| (key.to_owned(), kind, rate.map(|rate| rate.parse::<Decimal>().unwrap())));
    assert_eq!(keys, expected);
}

#[test]
fn simplified_lines_state_gross_amounts_and_lines_of_words_none() {
    let lines = read();
    assert_eq!(lines[2].amounts_huf, Amounts { gross: Some(400.into()), ..Amounts::default() });
    assert_eq!((lines[4].amounts, lines[4].amounts_huf), Default::default());
}
