//! Workbooks as a person would look into them, by calamine.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};

/// The cells of a sheet, row by row, as texts.
pub fn cells(file: &[u8], sheet: usize) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file.to_vec())).expect("a workbook");
    let range = book.worksheet_range_at(sheet).expect("a sheet").expect("its cells");
    range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
}

/// A workbook of one sheet with these cells, all of them texts.
pub fn workbook(rows: &[Vec<String>]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell).expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}
