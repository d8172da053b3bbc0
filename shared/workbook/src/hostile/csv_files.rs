//! .csv in what people save it as.

use domain::country::Country;
use encoding_rs::{WINDOWS_1250, WINDOWS_1252};

use super::{PARTNERS, both, partners, problems, read_partners, read_with, refused, refused_with};
use crate::{Encoding, Limits, Options, WORKBOOK, record::Given};

const TEXT: &str = "Name;Code\r\nKőris & társa;007\r\nŁódź;0012\r\n";

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn encodings_are_told() {
    let marked = format!("\u{feff}{TEXT}");
    for bytes in [
        TEXT.as_bytes().to_vec(),
        marked.as_bytes().to_vec(),
        utf16(TEXT, u16::to_le_bytes),
        utf16(TEXT, u16::to_be_bytes),
        utf16(&marked, u16::to_le_bytes),
        utf16(&marked, u16::to_be_bytes),
        WINDOWS_1250.encode(TEXT).0.into_owned(),
    ] {
        assert_eq!(partners(&bytes), both(), "{:?}", &bytes[..8]);
    }
}

#[test]
fn what_is_not_unicode_is_of_the_countrys_windows() {
    let finnish = "Nimi;Koodi\nÄänekoski Oy à é;1\n";
    let name = |bytes: &[u8], home, encoding| {
        let (_, rows) = read_with(bytes, Options { home, encoding, ..PARTNERS }, &WORKBOOK).unwrap();
        rows[0].cells[1].clone()
    };
    let of_1252 = WINDOWS_1252.encode(finnish).0;
    let right = Given::Set("Äänekoski Oy à é".into());
    assert_eq!(name(&of_1252, Country::Fi, None), right);
    assert_eq!(name(&of_1252, Country::It, None), right);
    assert_eq!(name(&of_1252, Country::Hu, Some(Encoding::Windows1252)), right);
    assert_ne!(name(&of_1252, Country::Pl, None), right);
}

#[test]
fn separators_are_told_by_the_headings() {
    for separator in [";", ",", "\t"] {
        assert_eq!(partners(TEXT.replace(';', separator).as_bytes()), both(), "{separator:?}");
    }
    let mixed = "\"Name\";\"Code\";\"Note, long\"\nKőris & társa;007;\"a, b, c; d\"\nŁódź;0012;\n";
    assert_eq!(partners(mixed.as_bytes()), both());
    let named = format!("sep=,\r\n{}", TEXT.replace(';', ","));
    assert_eq!(partners(named.as_bytes()), both());
}

#[test]
fn leading_zeros_and_long_numbers_stay() {
    let text =
        "Name;Code;Bank account\nx;=\"00123\";117730161111101800000000\ny;\"=\"\"0\"\"\";1.17737E+23\n";
    let (_, rows) = read_partners(text.as_bytes()).unwrap();
    assert_eq!(rows[0].cells[0], Given::Set("00123".into()));
    assert_eq!(rows[1].cells[0], Given::Set("0".into()));
    assert!(rows[0].cells.contains(&Given::Set("117730161111101800000000".into())));
    assert_eq!(problems(text.as_bytes(), PARTNERS), [("CSV!C3".to_owned(), "cell-scientific")]);
}

#[test]
fn a_quote_against_formulas_is_taken_off_and_no_other() {
    let notes = [
        ("'=1+1", "=1+1"),
        ("'+36 1", "+36 1"),
        ("'-1", "-1"),
        ("'@x", "@x"),
        ("\"'\t=1\"", "\t=1"),
        ("=1+1", "=1+1"),
        ("'quoted'", "'quoted'"),
        ("''=1", "''=1"),
        ("=\"a\"&\"b\"", "=\"a\"&\"b\""),
    ];
    let rows: String = notes.iter().map(|(written, _)| format!("x;{written}\n")).collect();
    let (_, rows) = read_partners(format!("Name;Note\n{rows}").as_bytes()).unwrap();
    let note = crate::column::Columns::place_of(crate::Kind::Partners, "note").unwrap();
    let read: Vec<_> = rows.iter().map(|row| row.cells[note].clone()).collect();
    assert_eq!(read, notes.map(|(_, meant)| Given::Set(meant.into())));
}

#[test]
fn cells_are_where_excel_shows_them() {
    for line_end in ["\n", "\r\n"] {
        let text = "title\n\nName;Currency\n\n\"two\nlines\";HUF\n\n\nx;euro\n".replace('\n', line_end);
        assert_eq!(problems(text.as_bytes(), PARTNERS), [("CSV!B8".to_owned(), "currency-format")]);
        let (layout, rows) = read_partners(text.as_bytes()).unwrap();
        assert_eq!(layout.headings, 2);
        assert_eq!(rows[0].cells[1], Given::Set(format!("two{line_end}lines").into()));
    }
}

#[test]
fn a_quote_that_never_ends_does_not_fill_the_memory() {
    let limits = Limits { held_bytes: 100_000, ..WORKBOOK };
    let text = format!("Name;Code\n\"{}", "a\n".repeat(200_000));
    assert_eq!(refused_with(text.as_bytes(), &limits), "workbook-too-large-held");
    assert_eq!(problems(text.as_bytes(), PARTNERS)[0], ("CSV!A2".to_owned(), "cell-length"));
}

#[test]
fn limits_hold() {
    let limits = Limits { rows: 1, ..WORKBOOK };
    assert_eq!(refused_with(TEXT.as_bytes(), &limits), "workbook-too-large-rows");
    assert_eq!(refused(b"Name;Co\x00de\n").code(), "workbook-unknown");
}
