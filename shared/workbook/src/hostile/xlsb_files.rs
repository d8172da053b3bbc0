//! .xlsb.

use super::{
    PARTNERS,
    files::{brt, brt_cell, brt_text, with_part, xlsb, xlsb_of},
    problems, read_with, refused,
};
use crate::{Formulas, Options, WORKBOOK, record::Given};

fn row(number: u32) -> Vec<u8> {
    brt(0, &[number.to_le_bytes().as_slice(), &[0; 21]].concat())
}

#[test]
fn formulas_are_known_also_those_with_an_error() {
    let formula = [&[0, 0][..], &[1, 0, 0, 0, 0x7F], &[0; 4]].concat();
    let cells = [
        row(0),
        brt_cell(6, 0, &brt_text("Name")),
        brt_cell(6, 1, &brt_text("Code")),
        row(1),
        brt_cell(8, 0, &[brt_text("cached"), formula.clone()].concat()),
        row(2),
        brt_cell(0x0B, 0, &[[7].as_slice(), &formula].concat()),
        brt_cell(6, 1, &brt_text("2")),
    ];
    let bytes = xlsb_of(&cells.concat());
    let found = problems(&bytes, PARTNERS);
    assert_eq!(found, ["Partners!A2", "Partners!A3"].map(|cell| (cell.to_owned(), "cell-formula")));
    let cached = Options { formulas: Formulas::Cached, ..PARTNERS };
    let (_, rows) = read_with(&bytes, cached, &WORKBOOK).unwrap();
    assert_eq!(rows[0].cells[1], Given::Set("cached".into()));
    assert_eq!(rows[1].problems.last().unwrap().code, "cell-error");
}

#[test]
fn a_record_that_claims_to_be_long_makes_no_room() {
    let long = [&row(0)[..], &[6, 0xFF, 0xFF, 0xFF, 0x7F]].concat();
    assert_eq!(refused(&xlsb_of(&long)).code(), "workbook-unreadable");
}

#[test]
fn what_makes_its_reader_panic_is_damaged() {
    let unknown = [row(0), brt_cell(7, 0, &[9, 9, 9, 9])].concat();
    assert_eq!(refused(&xlsb_of(&unknown)).code(), "workbook-unreadable");
    assert_eq!(refused(&with_part(&xlsb(), "xl/workbook.bin", &[])).code(), "workbook-unreadable");
}
