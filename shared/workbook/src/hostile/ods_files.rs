//! .ods.

use super::{
    PARTNERS, both,
    files::{edited, ods, ods_of, ods_row, with_part},
    partners, problems, refused, refused_with, warnings,
};
use crate::{Limits, WORKBOOK};

fn headings() -> String {
    ods_row(&["Name", "Code"])
}

#[test]
fn a_password_is_asked_to_be_taken_off() {
    let manifest = "<manifest:manifest xmlns:manifest=\"m\"><manifest:file-entry>\
                    <manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let bytes = with_part(&ods(), "META-INF/manifest.xml", manifest.as_bytes());
    assert_eq!(refused(&bytes).code(), "workbook-password");
}

#[test]
fn formulas_are_known() {
    let formula = "<table:table-row><table:table-cell table:formula=\"of:=1\" office:value-type=\"string\" \
                   office:string-value=\"x\"/></table:table-row>";
    assert_eq!(
        problems(&ods_of(&(headings() + formula)), PARTNERS),
        [("Partners!A2".to_owned(), "cell-formula")]
    );
}

#[test]
fn macros_are_told() {
    assert_eq!(warnings(&with_part(&ods(), "Basic/script-lc.xml", b"<x/>")), [("workbook-macros", vec![])]);
}

#[test]
fn blank_rows_and_columns_to_the_end_cost_nothing() {
    let blank = "<table:table-row table:number-rows-repeated=\"1048574\">\
                 <table:table-cell table:style-name=\"ce1\" table:number-columns-repeated=\"16384\"/>\
                 </table:table-row>";
    let rows = headings() + blank;
    let bytes = edited(&ods(), "content.xml", "</table:table>", &format!("{blank}</table:table>"));
    assert_eq!(partners(&bytes), both());
    assert!(super::read_partners(&ods_of(&rows)).unwrap().1.is_empty());
}

#[test]
fn a_million_repeated_cells_are_not_made() {
    let repeated = |rows: u64, columns: u64, text: &str| {
        let row = format!(
            "<table:table-row table:number-rows-repeated=\"{rows}\"><table:table-cell \
             table:number-columns-repeated=\"{columns}\" office:value-type=\"string\">\
             <text:p>{text}</text:p></table:table-cell></table:table-row>"
        );
        refused(&ods_of(&(headings() + &row)))
    };
    for (rows, columns) in [(1_000_000, 16_384), (1_048_576, 2), (1, u64::MAX), (u64::MAX, u64::MAX)] {
        assert_eq!(repeated(rows, columns, "x").code(), "workbook-too-large-cells");
    }
    assert_eq!(repeated(10_000, 2, &"x".repeat(30_000)).code(), "workbook-too-large-held");
    assert_eq!(repeated(1, 1, "<text:s text:c=\"4000000000\"/>").code(), "workbook-too-large-held");
}

#[test]
fn a_far_cell_below_blank_ones_is_counted_with_them() {
    let blank = "<table:table-row table:number-rows-repeated=\"1000000\"/>";
    let last = ods_row(&["a", "b", "c"]);
    let bytes = ods_of(&(headings() + blank + &last));
    assert_eq!(refused(&bytes).code(), "workbook-too-large-cells");
}

#[test]
fn content_that_ends_within_a_table_is_damaged() {
    let whole = "</table:table></office:spreadsheet></office:body></office:document-content>";
    for cut in ["", "<table:table-row>", "<table:table-row><table:table-cell office:value-type=\"string\">"] {
        assert_eq!(refused(&edited(&ods(), "content.xml", whole, cut)).code(), "workbook-unreadable");
    }
    let within = "<table:table table:name=\"x\"/></table:table>";
    assert_eq!(
        refused(&edited(&ods(), "content.xml", "</table:table>", within)).code(),
        "workbook-unreadable"
    );
}

#[test]
fn limits_hold() {
    for (limits, code) in [
        (Limits { held_cells: 5, ..WORKBOOK }, "workbook-too-large-cells"),
        (Limits { held_bytes: 50, ..WORKBOOK }, "workbook-too-large-held"),
        (Limits { rows: 1, ..WORKBOOK }, "workbook-too-large-rows"),
    ] {
        assert_eq!(refused_with(&ods(), &limits), code);
    }
}

/// LibreOffice keeps copies of the sheets of other files.
#[test]
fn sheets_of_other_files_are_none_of_this_one() {
    let other = format!("<table:table table:name=\"'file:///a.ods'#$Sheet1\">{}</table:table>", headings());
    let table = "<table:table table:name=\"Partners\">";
    let bytes = edited(&ods(), "content.xml", table, &(other + table));
    assert_eq!(partners(&bytes), both());
    assert_eq!(warnings(&bytes), []);
}
