//! Files made by hand.

use std::io::{Cursor, Read, Write};

use cfb::CompoundFile;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::BOTH;
use crate::round_trip::foreign;

/// An archive of those parts.
pub(super) fn archive<N: AsRef<str>, C: AsRef<[u8]>>(parts: impl IntoIterator<Item = (N, C)>) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(name.as_ref(), SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_ref()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

pub(super) fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        parts.push((part.name().unwrap().into_owned(), content));
    }
    parts
}

/// The archive with that part, new or in the place of the old one.
pub(super) fn with_part(bytes: &[u8], name: &str, content: &[u8]) -> Vec<u8> {
    let mut parts = parts(bytes);
    parts.retain(|(known, _)| known != name);
    parts.push((name.to_owned(), content.to_vec()));
    archive(parts)
}

/// The archive with that text in one part replaced by another.
pub(super) fn edited(bytes: &[u8], name: &str, from: &str, to: &str) -> Vec<u8> {
    let mut parts = parts(bytes);
    let (_, content) = parts.iter_mut().find(|(known, _)| known == name).unwrap();
    let text = String::from_utf8(std::mem::take(content)).unwrap();
    assert!(text.contains(from), "{from} in {text}");
    *content = text.replacen(from, to, 1).into_bytes();
    archive(parts)
}

pub(super) const SHEET: &str = "xl/worksheets/sheet1.xml";

pub(super) fn xlsx() -> Vec<u8> {
    foreign(&BOTH.each_ref().map(|row| row.as_slice()))
}

/// An .ods whose table has that content.
pub(super) fn ods_of(rows: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?>\
         <office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\">\
         <office:body><office:spreadsheet><table:table table:name=\"Partners\">{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    archive([
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest xmlns:manifest=\"m\"/>"),
        ("content.xml", &content),
    ])
}

pub(super) fn ods_row(cells: &[&str]) -> String {
    let cell = |text: &&str| {
        let text = text.replace('&', "&amp;");
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    format!("<table:table-row>{}</table:table-row>", cells.iter().map(cell).collect::<String>())
}

pub(super) fn ods() -> Vec<u8> {
    ods_of(&BOTH.map(|row| ods_row(&row)).concat())
}

/// A container of those streams.
pub(super) fn container(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut container = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, content) in streams {
        if let Some((folder, _)) = name.rsplit_once('/').filter(|(folder, _)| !folder.is_empty()) {
            container.create_storage_all(folder).unwrap();
        }
        container.create_stream(name).unwrap().write_all(content).unwrap();
    }
    container.into_inner().into_inner()
}

/// A record of an .xls.
pub(super) fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes(), &(data.len() as u16).to_le_bytes(), data].concat()
}

pub(super) fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// A cell of an .xls: row, column, format, and what follows.
pub(super) fn xls_cell(kind: u16, place: [u16; 2], data: &[u8]) -> Vec<u8> {
    record(kind, &[&place[0].to_le_bytes(), &place[1].to_le_bytes(), &[0, 0], data].concat())
}

pub(super) fn xls_text(text: &str) -> Vec<u8> {
    [(text.encode_utf16().count() as u16).to_le_bytes().as_slice(), &[1], &wide(text)].concat()
}

/// A workbook stream with one sheet: records of the workbook, and of the sheet.
pub(super) fn xls_stream(globals: &[u8], sheet: &[u8]) -> Vec<u8> {
    let begin = |kind: u8| record(0x0809, &[0, 6, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let name = [&[0, 0, 8, 0], b"Partners".as_slice()].concat();
    let length = begin(5).len() + globals.len() + 4 + 4 + name.len() + 4;
    let bound = record(0x0085, &[(length as u32).to_le_bytes().as_slice(), &name].concat());
    [begin(5).as_slice(), globals, &bound, &record(0x000A, &[]), &begin(0x10), sheet, &record(0x000A, &[])]
        .concat()
}

pub(super) fn xls_of(globals: &[u8], sheet: &[u8]) -> Vec<u8> {
    container(&[("/Workbook", &xls_stream(globals, sheet))])
}

/// The headings and the first partner as labels, the second as shared texts.
pub(super) fn xls() -> Vec<u8> {
    let mut sheet = record(0x0200, &[0; 14]);
    for (row, cells) in (0..2).zip(BOTH) {
        for (column, text) in (0..2).zip(cells) {
            sheet.extend(xls_cell(0x0204, [row, column], &xls_text(text)));
        }
    }
    for column in 0..2u8 {
        sheet.extend(xls_cell(0x00FD, [2, column.into()], &[column, 0, 0, 0]));
    }
    // The first shared text is cut in two, and goes on in letters of one byte.
    let shared = [&[2, 0, 0, 0, 2, 0, 0, 0, 4, 0, 1][..], &wide("Łó")].concat();
    let more = [&[1], &wide("dź")[..], &[4, 0, 0], b"0012"].concat();
    xls_of(&[record(0x00FC, &shared), record(0x003C, &more)].concat(), &sheet)
}

/// A record of an .xlsb.
pub(super) fn brt(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut record = match kind {
        0..=0x7F => vec![kind as u8],
        _ => vec![(kind & 0x7F) as u8 | 0x80, (kind >> 7) as u8],
    };
    let mut length = data.len();
    while length > 0x7F {
        record.push((length & 0x7F) as u8 | 0x80);
        length >>= 7;
    }
    record.push(length as u8);
    record.extend(data);
    record
}

pub(super) fn brt_text(text: &str) -> Vec<u8> {
    [(text.encode_utf16().count() as u32).to_le_bytes().as_slice(), &wide(text)].concat()
}

pub(super) fn brt_cell(kind: u16, column: u32, data: &[u8]) -> Vec<u8> {
    brt(kind, &[&column.to_le_bytes(), &[0; 4], data].concat())
}

/// An .xlsb with one sheet of those records.
pub(super) fn xlsb_of(cells: &[u8]) -> Vec<u8> {
    let sheet = [&[0; 8], brt_text("rId1").as_slice(), &brt_text("Partners")].concat();
    let book =
        [brt(0x83, &[]), brt(0x8F, &[]), brt(0x9C, &sheet), brt(0x90, &[]), brt(0x9D, &[]), brt(0x84, &[])];
    let sheet = [&brt(0x81, &[]), &brt(0x94, &[0; 16]), &brt(0x91, &[]), cells, &brt(0x92, &[])[..]].concat();
    let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet";
    let rels = format!(
        "<Relationships><Relationship Id=\"rId1\" Type=\"{types}\" \
         Target=\"worksheets/sheet1.bin\"/></Relationships>"
    );
    archive([
        ("[Content_Types].xml", b"<Types/>".as_slice()),
        ("xl/workbook.bin", &book.concat()),
        ("xl/_rels/workbook.bin.rels", rels.as_bytes()),
        ("xl/worksheets/sheet1.bin", &sheet),
    ])
}

pub(super) fn xlsb() -> Vec<u8> {
    let mut cells = Vec::new();
    for (row, texts) in (0u32..).zip(BOTH) {
        cells.extend(brt(0, &[row.to_le_bytes().as_slice(), &[0; 21]].concat()));
        for (column, text) in (0..).zip(texts) {
            cells.extend(brt_cell(6, column, &brt_text(text)));
        }
    }
    xlsb_of(&cells)
}

pub(super) fn csv() -> Vec<u8> {
    BOTH.map(|row| row.join(";") + "\r\n").concat().into_bytes()
}

/// A good file of every format.
pub(super) fn of_every_format() -> [(&'static str, Vec<u8>); 5] {
    [("xlsx", xlsx()), ("xlsb", xlsb()), ("xls", xls()), ("ods", ods()), ("csv", csv())]
}
