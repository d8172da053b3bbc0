//! .xls and other files in its container.

use super::{
    BOTH, PARTNERS, both,
    files::{container, record, xls_cell, xls_of, xls_stream, xls_text},
    partners, problems, read_with, refused, refused_with, warnings,
};
use crate::{Formulas, Limits, Options, WORKBOOK};

fn labels() -> Vec<u8> {
    let mut sheet = Vec::new();
    for (row, cells) in (0..).zip(BOTH) {
        for (column, text) in (0..).zip(cells) {
            sheet.extend(xls_cell(0x0204, [row, column], &xls_text(text)));
        }
    }
    sheet
}

#[test]
fn a_password_is_asked_to_be_taken_off() {
    let xlsx = container(&[("/EncryptionInfo", b"x"), ("/EncryptedPackage", &[0; 5000])]);
    assert_eq!(refused(&xlsx).code(), "workbook-password");
    let xls = xls_of(&record(0x002F, &[1, 0, 1, 0, 1, 0]), &labels());
    assert_eq!(refused(&xls).code(), "workbook-password");
}

#[test]
fn macros_and_links_are_told() {
    let itself = record(0x01AE, &[1, 0, 1, 4]);
    let other = record(0x01AE, &[1, 0, 3, 0, 0, b'a', b'.', b'x']);
    let stream = xls_stream(&[itself.clone(), other].concat(), &labels());
    let bytes = container(&[("/Workbook", &stream), ("/_VBA_PROJECT_CUR/VBA/dir", b"x")]);
    assert_eq!(warnings(&bytes), [("workbook-macros", vec![]), ("workbook-links", vec![])]);
    assert_eq!(partners(&bytes), both());
    assert!(warnings(&xls_of(&itself, &labels())).is_empty());
}

#[test]
fn formulas_are_known() {
    // Its value is the text that follows; its tokens are nonsense.
    let formula = [&[0, 0, 0, 0, 0, 0, 0xFF, 0xFF][..], &[0; 6], &[2, 0, 0x7F, 0x7F]].concat();
    let sheet = [labels(), xls_cell(0x0006, [3, 0], &formula), record(0x0207, &xls_text("cached"))];
    let bytes = xls_of(&[], &sheet.concat());
    assert_eq!(problems(&bytes, PARTNERS), [("Partners!A4".to_owned(), "cell-formula")]);
    let cached = Options { formulas: Formulas::Cached, ..PARTNERS };
    let (_, rows) = read_with(&bytes, cached, &WORKBOOK).unwrap();
    assert_eq!(rows[2].cells[1], crate::record::Given::Set("cached".into()));
}

#[test]
fn a_long_stream_is_read_to_its_end() {
    let text = |row, column, text: String| xls_cell(0x0204, [row, column], &xls_text(&text));
    let rows = 3..5_000;
    let more =
        rows.clone().flat_map(|row| [text(row, 0, format!("name {row}")), text(row, 1, format!("0{row}"))]);
    let bytes = xls_of(&[], &[labels(), more.flatten().collect()].concat());
    let read = partners(&bytes);
    assert_eq!(
        (read.len(), read.last().cloned()),
        (4_999, Some(("name 4999".to_owned(), Some("04999".to_owned()))))
    );
}

#[test]
fn declared_bounds_make_no_room() {
    let vast = [0u32.to_le_bytes(), u32::MAX.to_le_bytes(), [0, 0, 0xFF, 0xFF], [0; 4]].concat();
    let bytes = xls_of(&[], &[record(0x0200, &vast[..14]), labels()].concat());
    assert_eq!(partners(&bytes), both());
}

#[test]
fn two_cells_far_apart_are_not_the_area_between_them() {
    let far = xls_cell(0x0204, [u16::MAX, u16::MAX], &xls_text("x"));
    assert_eq!(refused(&xls_of(&[], &[labels(), far].concat())).code(), "workbook-too-large-cells");
}

#[test]
fn one_long_text_in_many_cells_is_counted_in_each() {
    let shared = [&[1, 0, 0, 0, 1, 0, 0, 0, 0, 0x1F, 0][..], &[b'a'; 0x1F00]].concat();
    let cells: Vec<u8> = (3..=20_003).flat_map(|row| xls_cell(0x00FD, [row, 0], &[0; 4])).collect();
    let bytes = xls_of(&record(0x00FC, &shared), &[labels(), cells].concat());
    assert_eq!(refused(&bytes).code(), "workbook-too-large-held");
}

#[test]
fn limits_hold() {
    let bytes = xls_of(&[], &labels());
    for (limits, code) in [
        (Limits { held_bytes: 1000, ..WORKBOOK }, "workbook-too-large-held"),
        (Limits { held_cells: 5, ..WORKBOOK }, "workbook-too-large-cells"),
        (Limits { sheets: 0, ..WORKBOOK }, "workbook-too-large-sheets"),
        (Limits { rows: 1, ..WORKBOOK }, "workbook-too-large-rows"),
    ] {
        assert_eq!(refused_with(&bytes, &limits), code);
    }
}

/// A chain of sectors that comes back to its begin.
#[test]
fn a_container_that_goes_round_is_refused() {
    let bytes = xls_of(&[], &labels());
    let sector = 1usize << bytes[30];
    let table = sector * (1 + u32::from_le_bytes(bytes[76..80].try_into().unwrap()) as usize);
    for place in 0..8 {
        let mut round = bytes.clone();
        let at = table + place * 4;
        round[at..at + 4].copy_from_slice(&(place as u32).to_le_bytes());
        if let Ok((_, rows)) = super::read_partners(&round) {
            assert_eq!(rows.len(), 2, "{place}");
        }
    }
}
