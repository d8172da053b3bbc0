//! What people do in workbooks.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::{
    BOTH, PARTNERS, both,
    files::{SHEET, archive, edited, of_every_format, parts, with_part, xlsx},
    partners, problems, read_partners, read_with, refused, warnings,
};
use crate::{Formulas, Options, WORKBOOK, round_trip::foreign};

#[test]
fn every_format_is_told_by_its_content() {
    for (format, bytes) in of_every_format() {
        assert_eq!(partners(&bytes), both(), "{format}");
        assert!(read_partners(&bytes).unwrap().0.problems.is_empty(), "{format}");
    }
}

#[test]
fn a_wrong_type_under_a_right_name_is_named() {
    let word = archive([("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w/>")]);
    let odt = archive([("mimetype", "application/vnd.oasis.opendocument.text")]);
    let zip = archive([("partners.csv", "name;code")]);
    let ole = super::files::container(&[("/WordDocument", b"x")]);
    for (bytes, found) in [
        (b"%PDF-1.7\n".to_vec(), "PDF"),
        (b"\xEF\xBB\xBF  <!DOCTYPE html><table><tr><td>Name".to_vec(), "HTML"),
        (b"<html><table>".to_vec(), "HTML"),
        (b"<?xml version=\"1.0\"?><Workbook/>".to_vec(), "XML"),
        (b"\x89PNG\r\n\x1A\n".to_vec(), "PNG"),
        (word, "DOCX"),
        (odt, "OpenDocument"),
        (zip, "ZIP"),
        (ole, "DOC"),
    ] {
        let error = refused(&bytes);
        assert_eq!((error.code(), error.arguments()), ("workbook-other", vec![("found", found.to_owned())]));
    }
    assert_eq!(refused(b"\x00\x01\x02 nothing known").code(), "workbook-unknown");
    assert_eq!(refused(b"").code(), "workbook-empty");
    assert_eq!(refused(b"a,b\n1,2\n").code(), "workbook-no-headings");
}

/// What an .xls lacks may be the filling of its last sector; then all of it is there.
#[test]
fn a_truncated_file_is_refused() {
    for (format, bytes) in of_every_format().into_iter().filter(|(format, _)| *format != "csv") {
        for tenth in 1..10 {
            let part = &bytes[..bytes.len() * tenth / 10];
            match read_partners(part) {
                Err(error) => {
                    assert_eq!(error.code(), "workbook-unreadable", "{format}, {tenth} tenths: {error}")
                }
                Ok(_) => assert_eq!(("xls", partners(part)), (format, both()), "{tenth} tenths"),
            }
        }
    }
}

#[test]
fn formulas_are_refused_or_their_last_values_taken() {
    let bytes = foreign(&[&["Name", "Code"], &["=A1&B1", "007"]]);
    assert_eq!(problems(&bytes, PARTNERS), [("Partners!A2".to_owned(), "cell-formula")]);
    let cached = Options { formulas: Formulas::Cached, ..PARTNERS };
    let (_, rows) = read_with(&bytes, cached, &WORKBOOK).unwrap();
    assert_eq!(rows[0].cells[1], crate::record::Given::Set("cached".into()));
    assert!(rows[0].problems[0].warning);
}

#[test]
fn a_shared_formula_is_one_in_each_of_its_cells() {
    let bytes = edited(
        &foreign(&[&["Name", "Code"], &["x", "1"], &["y", "2"]]),
        SHEET,
        "<c r=\"A3\"",
        "<c r=\"A3\" t=\"str\"><f t=\"shared\" si=\"999999999999\"/><v>1</v></c><c r=\"C3\"",
    );
    assert_eq!(problems(&bytes, PARTNERS), [("Partners!A3".to_owned(), "cell-formula")]);
}

#[test]
fn external_links_are_told() {
    let bytes = with_part(&xlsx(), "xl/externalLinks/externalLink1.xml", b"<externalLink/>");
    assert_eq!(warnings(&bytes), [("workbook-links", vec![])]);
    assert_eq!(partners(&bytes), both());
}

#[test]
fn macros_are_ignored_and_told() {
    let bytes = with_part(&xlsx(), "xl/vbaProject.bin", b"macros");
    assert_eq!(warnings(&bytes), [("workbook-macros", vec![])]);
    assert_eq!(partners(&bytes), both());
}

#[test]
fn of_merged_cells_the_first_counts_and_it_is_told() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["Name", "Code", "Note"]).unwrap();
    sheet.merge_range(1, 0, 2, 0, "Kőris", &Format::new()).unwrap();
    sheet.write_string(2, 1, "002").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    assert_eq!(warnings(&bytes), [("workbook-merged", vec!["A2:A3".to_owned()])]);
    assert_eq!(problems(&bytes, PARTNERS), [("Sheet1!A3".to_owned(), "cell-required")]);
}

#[test]
fn hidden_rows_are_read_and_told() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row_matrix(0, 0, BOTH).unwrap();
    sheet.set_column_hidden(1).unwrap().set_row_hidden(2).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    assert_eq!(warnings(&bytes), [("workbook-hidden", vec!["1".to_owned(), "3".to_owned()])]);
    assert_eq!(partners(&bytes), both());
}

#[test]
fn of_several_sheets_the_first_counts_and_the_others_are_named() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Notes").unwrap().write_string(0, 0, "Name").unwrap();
    for (name, partner) in [("Ours", "A"), ("Theirs", "B"), ("Old", "C")] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.write_row(3, 2, ["Code", "Name"]).unwrap().write_row(4, 2, ["1", partner]).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    assert_eq!(warnings(&bytes), [("workbook-sheets", vec!["Ours".to_owned(), "Theirs, Old".to_owned()])]);
    assert_eq!(partners(&bytes), [("A".to_owned(), Some("1".to_owned()))]);
}

#[test]
fn numbers_that_excel_has_shortened_are_refused() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["Name", "Bank account", "Tax number"]).unwrap();
    sheet.write_string(1, 0, "x").unwrap().write_string(1, 2, "1.17737E+10").unwrap();
    sheet.write_number(1, 1, 12).unwrap();
    let bytes = edited(&book.save_to_buffer().unwrap(), SHEET, "<v>12</v>", "<v>1.1773701611111018E+23</v>");
    let found = problems(&bytes, PARTNERS);
    let expected = [("Sheet1!B2", "cell-precision"), ("Sheet1!C2", "cell-scientific")];
    assert_eq!(found, expected.map(|(cell, code)| (cell.to_owned(), code)));
}

#[test]
fn dates_of_1904_are_told_as_the_days_that_they_are() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let date = ExcelDateTime::from_ymd(2026, 11, 25).unwrap();
    let format = Format::new().set_num_format("yyyy-mm-dd");
    sheet.write_row(0, 0, ["Name", "Code"]).unwrap().write_string(1, 0, "x").unwrap();
    sheet.write_datetime_with_format(1, 1, &date, &format).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let of_1904 = edited(&bytes, "xl/workbook.xml", "<workbookPr ", "<workbookPr date1904=\"1\" ");
    for (bytes, day) in [(bytes, "2026-11-25"), (of_1904, "2030-11-26")] {
        let (_, rows) = read_partners(&bytes).unwrap();
        let problem = &rows[0].problems[0];
        assert_eq!((&*problem.code, problem.found.as_str()), ("cell-date", day));
    }
}

#[test]
fn a_text_is_never_written_as_a_formula() {
    let texts = ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "＝1+1"];
    let mut rows = vec![vec!["Name", "Note"]];
    rows.extend(texts.map(|text| vec!["x", text]));
    let mut book = Workbook::new();
    book.add_worksheet().write_row_matrix(0, 0, rows).unwrap();
    let copy = super::copies::copied(&book.save_to_buffer().unwrap(), PARTNERS);
    let (_, sheet) = parts(&copy).into_iter().find(|(name, _)| name == SHEET).unwrap();
    assert!(!String::from_utf8(sheet).unwrap().contains("<f"));
    let (_, rows) = read_partners(&copy).unwrap();
    let note = crate::column::Columns::place_of(crate::Kind::Partners, "note").unwrap();
    let notes: Vec<_> = rows.into_iter().map(|row| row.cells[note].clone()).collect();
    assert_eq!(notes, texts.map(|text| crate::record::Given::Set(text.into())));
}

#[test]
fn the_value_of_a_formula_with_an_error_is_no_value() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["Name", "Code"]).unwrap();
    sheet.write_formula(1, 0, Formula::new("1/0").set_result("#DIV/0!")).unwrap();
    let cached = Options { formulas: Formulas::Cached, ..PARTNERS };
    let found = problems(&book.save_to_buffer().unwrap(), cached);
    assert!(found.contains(&("Sheet1!A2".to_owned(), "cell-error")), "{found:?}");
}
