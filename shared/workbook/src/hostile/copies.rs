//! Copies of refused files.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use domain::language::Language;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::{
    PARTNERS,
    files::{SHEET, edited, of_every_format, parts},
    partners, problems, read_with, wrong,
};
use crate::{
    Copier, Options, Problem, WORKBOOK,
    round_trip::{foreign, text},
};

pub(super) fn copied(bytes: &[u8], options: Options) -> Vec<u8> {
    let (layout, rows) = read_with(bytes, options, &WORKBOOK).unwrap();
    let problems: Vec<Problem> = rows.iter().flat_map(|row| wrong(&layout, row)).collect();
    let message = |language: Language, problem: &Problem| format!("{}: {}", language.code(), problem.code);
    let copier = Copier {
        options: &options,
        limits: &WORKBOOK,
        language: Language::Hu,
        text: &text,
        message: &message,
    };
    let mut copy = Vec::new();
    let of_file = layout.problems.into_iter();
    copier.copy(Cursor::new(bytes.to_vec()), of_file.chain(problems), &mut copy).unwrap();
    copy
}

fn cells(bytes: &[u8]) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let (_, range) = book.worksheets().remove(0);
    range.rows().map(<[Data]>::to_vec).collect()
}

fn refused_file() -> Vec<u8> {
    foreign(&[&["Name", "ours", "Currency", "Code"], &["x", "=1+1", "euro", "1"], &["", "b", "HUF", "2"]])
}

#[test]
fn the_copy_says_why_and_reads_again_once_mended() {
    let copy = copied(&refused_file(), PARTNERS);
    let rows = cells(&copy);
    assert_eq!(rows[0][4], Data::String("Hibák oka".to_owned()));
    assert_eq!(rows[1][1], Data::String("cached".to_owned()));
    assert_eq!(rows[1][4], Data::String("C2: hu: currency-format".to_owned()));
    assert_eq!(rows[2][4], Data::String("A3: hu: cell-required".to_owned()));
    let (_, styles) = parts(&copy).into_iter().find(|(name, _)| name == "xl/styles.xml").unwrap();
    assert!(String::from_utf8(styles).unwrap().contains("FFFF9999"));
    assert_eq!(problems(&copy, PARTNERS).len(), 2);

    let mended = edited(&copy, SHEET, "<t>euro</t>", "<t>EUR</t>");
    let mended =
        edited(&mended, SHEET, "<c r=\"A3\"", "<c r=\"A3\" t=\"inlineStr\"><is><t>y</t></is></c><c r=\"Z3\"");
    let codes = partners(&mended).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    assert_eq!(codes, ["x", "y"]);
}

#[test]
fn reasons_are_replaced_when_a_copy_is_copied() {
    let once = copied(&refused_file(), PARTNERS);
    let twice = copied(&once, PARTNERS);
    assert_eq!(cells(&once), cells(&twice));
    let mended = edited(&once, SHEET, "<t>euro</t>", "<t>EUR</t>");
    let rows = cells(&copied(&mended, PARTNERS));
    assert_eq!((&rows[1][4], rows[0].len()), (&Data::Empty, 5));
}

#[test]
fn every_format_comes_back_as_xlsx() {
    for (format, bytes) in of_every_format() {
        assert_eq!(partners(&copied(&bytes, PARTNERS)), super::both(), "{format}");
    }
}

#[test]
fn the_headings_stay_where_they_were() {
    let bytes =
        foreign(&[&["", "", "our partners"], &[], &["", "", "Name", "Currency"], &["", "", "x", "euro"]]);
    assert_eq!(problems(&copied(&bytes, PARTNERS), PARTNERS), problems(&bytes, PARTNERS));
}

#[test]
fn values_stay_what_they_are() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let date = ExcelDateTime::from_ymd(2026, 11, 25).unwrap();
    let time = ExcelDateTime::from_ymd(2026, 11, 25).unwrap().and_hms(13, 30, 5).unwrap();
    sheet.write_row(0, 0, ["Name", "Code"]).unwrap().write_string(1, 0, "x").unwrap();
    sheet.write_number(1, 2, 1234.5).unwrap().write_boolean(1, 3, true).unwrap();
    sheet.write_datetime_with_format(1, 4, &date, &day).unwrap();
    sheet.write_datetime_with_format(1, 5, &time, &day).unwrap();
    sheet.write_string(1, 6, "line\nbreak").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let same =
        |bytes: &[u8]| (cells(bytes)[1][..7].to_vec(), cells(&copied(bytes, PARTNERS))[1][..7].to_vec());
    let (was, is) = same(&bytes);
    assert_eq!(was, is);
    let of_1904 = edited(&bytes, "xl/workbook.xml", "<workbookPr ", "<workbookPr date1904=\"1\" ");
    let (was, is) = same(&of_1904);
    for place in [4, 5] {
        let [Data::DateTime(was), Data::DateTime(is)] = [&was[place], &is[place]] else { panic!("{place}") };
        assert_eq!(was.to_ymd_hms_milli(), is.to_ymd_hms_milli());
    }
}
