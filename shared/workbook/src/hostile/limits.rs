//! Workbooks that are too large, or seem so.

use super::{
    files::{SHEET, edited, xlsx},
    read_with, refused_with,
};
use crate::{Limits, WORKBOOK, round_trip::foreign};

#[test]
fn every_limit_says_which_it_is_and_how_large() {
    let file = foreign(&[&["Name", "Code"], &["a", "1"], &["b", "2"]]);
    for (limits, code, most) in [
        (Limits { file_bytes: 1000, ..WORKBOOK }, "workbook-too-large-file", "1"),
        (Limits { rows: 1, ..WORKBOOK }, "workbook-too-large-rows", "1"),
        (Limits { unpacked_bytes: 1000, ..WORKBOOK }, "workbook-too-large-unpacked", "1"),
        (Limits { held_bytes: 100, ..WORKBOOK }, "workbook-too-large-held", "1"),
        (Limits { sheets: 0, ..WORKBOOK }, "workbook-too-large-sheets", "0"),
        (Limits { parts: 3, ..WORKBOOK }, "workbook-too-large-parts", "3"),
    ] {
        let error = read_with(&file, super::PARTNERS, &limits).map(|_| ()).unwrap_err();
        assert_eq!((error.code(), error.arguments()), (code, vec![("most", most.to_owned())]));
        for language in domain::language::Language::ALL {
            assert!(crate::round_trip::text(language, code).contains("{ $most }"), "{code}");
        }
    }
}

#[test]
fn a_cell_that_is_too_long_is_a_problem_of_its_own() {
    let limits = Limits { cell_length: 5, ..WORKBOOK };
    let (_, rows) =
        read_with(&foreign(&[&["Name", "Code"], &["abcdef", "1"]]), super::PARTNERS, &limits).unwrap();
    assert_eq!(
        (rows[0].problems[0].cell.as_str(), &*rows[0].problems[0].code),
        ("Partners!A2", "cell-length")
    );
}

#[test]
fn a_million_empty_styled_rows_are_no_rows() {
    let empty: String =
        (4..=1_000_003).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" s=\"1\"/></row>")).collect();
    let bytes = edited(&xlsx(), SHEET, "</sheetData>", &format!("{empty}</sheetData>"));
    let limits = Limits { rows: 2, ..WORKBOOK };
    assert_eq!(read_with(&bytes, super::PARTNERS, &limits).unwrap().1.len(), 2);
}

#[test]
fn headings_far_down_are_not_looked_for() {
    let rows: Vec<&[&str]> = vec![&["x"]; 25];
    let rows: Vec<&[&str]> = rows.into_iter().chain([["Name", "Code"].as_slice()]).collect();
    assert_eq!(refused_with(&foreign(&rows), &WORKBOOK), "workbook-no-headings");
}
