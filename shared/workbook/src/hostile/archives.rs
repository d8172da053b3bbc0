//! Archives that are more, or other, than they say.

use super::{
    both,
    files::{SHEET, archive, edited, parts, with_part, xlsx},
    partners, read_partners, refused, refused_with,
};
use crate::{Limits, WORKBOOK, round_trip::foreign};

#[test]
fn a_bomb_that_tells_its_size_is_not_unpacked() {
    let limits = Limits { unpacked_bytes: 1_000_000, ..WORKBOOK };
    let bytes = with_part(&xlsx(), "xl/media/image1.png", &vec![0; 2_000_000]);
    assert!(bytes.len() < 50_000);
    assert_eq!(refused_with(&bytes, &limits), "workbook-too-large-unpacked");
    assert_eq!(partners(&bytes), both());
}

/// The directory says that the parts are small, and they are not.
#[test]
fn a_directory_that_lies_is_found_out() {
    let name = "a".repeat(5_000);
    let mut bytes = foreign(&[&["Name", "Code"], &[&name, "1"]]);
    let is_entry = |(place, header): (usize, &[u8])| (header == b"PK\x01\x02").then_some(place);
    let places: Vec<_> = bytes.windows(4).enumerate().filter_map(is_entry).collect();
    assert!(places.len() > 5);
    for place in places {
        bytes[place + 24..place + 28].copy_from_slice(&10u32.to_le_bytes());
    }
    let error = refused(&bytes);
    assert_eq!(error.code(), "workbook-unreadable", "{error}");
}

#[test]
fn shared_texts_are_bounded_as_they_are_held() {
    let limits = Limits { held_bytes: 100_000, ..WORKBOOK };
    let note = "a".repeat(30_000);
    let rows: Vec<Vec<String>> = (0..5).map(|row| vec![format!("{row}"), format!("{row}{note}")]).collect();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["Name", "Note"]).unwrap().write_row_matrix(1, 0, rows).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    assert_eq!(refused_with(&bytes, &limits), "workbook-too-large-held");
    assert_eq!(read_partners(&bytes).unwrap().1.len(), 5);
}

#[test]
fn a_number_of_shared_texts_that_lies_makes_no_room() {
    for lie in ["99999999999999999999", "9999999999999"] {
        let bytes =
            edited(&xlsx(), "xl/sharedStrings.xml", "uniqueCount=\"6\"", &format!("uniqueCount=\"{lie}\""));
        assert_eq!(refused(&bytes).code(), "workbook-unreadable");
    }
}

#[test]
fn entities_are_not_expanded() {
    let mut bomb = String::from("<!DOCTYPE x [<!ENTITY a0 \"aaaaaaaaaa\">");
    for level in 1..12 {
        let inner = format!("&a{};", level - 1).repeat(10);
        bomb += &format!("<!ENTITY a{level} \"{inner}\">");
    }
    let bytes = edited(&xlsx(), "xl/sharedStrings.xml", "<sst", &format!("{bomb}]><sst"));
    assert_eq!(partners(&bytes), both());
    let used = edited(&bytes, "xl/sharedStrings.xml", "Łódź", "&a11;");
    assert_eq!(refused(&used).code(), "workbook-unreadable");
    let file = edited(
        &xlsx(),
        "xl/sharedStrings.xml",
        "<sst",
        "<!DOCTYPE x [<!ENTITY f SYSTEM \"/etc/passwd\">]><sst",
    );
    let file = edited(&file, "xl/sharedStrings.xml", "Łódź", "&f;");
    assert_eq!(refused(&file).code(), "workbook-unreadable");
}

#[test]
fn names_that_lead_out_of_the_archive_lead_nowhere() {
    let mut all = parts(&xlsx());
    for name in ["../../../tmp/ledgerport", "/etc/passwd", "xl/../../x", "C:\\x"] {
        all.push((name.to_owned(), b"x".to_vec()));
    }
    assert_eq!(partners(&archive(all)), both());
    let out = edited(&xlsx(), "xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "/../../etc/passwd");
    assert_eq!(refused(&out).code(), "workbook-unreadable");
}

#[test]
fn rows_that_run_backwards_are_damage() {
    let bytes = edited(&xlsx(), SHEET, "<row r=\"3\"", "<row r=\"1\"");
    let bytes = edited(&bytes, SHEET, "<c r=\"A3\"", "<c r=\"A1\"");
    assert_eq!(refused(&bytes).code(), "workbook-unreadable");
}

#[test]
fn cells_beyond_the_last_column_are_damage() {
    let bytes = edited(&xlsx(), SHEET, "<c r=\"B3\"", "<c r=\"ZZZZ3\"");
    assert_eq!(refused(&bytes).code(), "workbook-unreadable");
    let bytes = edited(&xlsx(), SHEET, "<c r=\"B3\"", "<c r=\"ZZZZZZZZZZZZ99999999999\"");
    assert_eq!(refused(&bytes).code(), "workbook-unreadable");
}
