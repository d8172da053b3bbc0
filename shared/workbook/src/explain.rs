//! The sheets beside the records: what each column is, and what no column holds.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::{
    Kind,
    column::{Column, Columns, Expected},
    write::LeftOut,
};

/// The text of that name in the workbook's language.
pub(crate) type Named<'t> = dyn Fn(&str) -> String + 't;

/// Adds the sheet that explains each column: its heading, what it is, whether a new row needs it, and what
/// may stand there.
pub(crate) fn columns(
    book: &mut Workbook,
    kind: Kind,
    text: &Named<'_>,
    head: &Format,
) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(text("workbook-help"))?;
    let titles = ["workbook-column", "workbook-meaning", "workbook-required", "workbook-allowed"];
    titled(sheet, titles, [30, 80, 12, 40], text, head)?;
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let name = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    for (column, row) in kind.columns().iter().zip(1u32..) {
        let allowed = match column.cells.expected() {
            Expected::Named(named) => text(named),
            Expected::Codes(codes) => codes.join(", "),
        };
        let required = if column.required { text("workbook-yes") } else { text("workbook-no") };
        sheet.write_string_with_format(row, 0, heading(kind, column, text), &name)?;
        for (words, at) in [text(&kind.help(column)), required, allowed].into_iter().zip(1u16..) {
            sheet.write_string_with_format(row, at, words, &cell)?;
        }
    }
    let below = kind.columns().len() as u32 + 2;
    sheet.write_string_with_format(below, 1, text("workbook-rules"), &cell)?;
    Ok(())
}

/// Adds the sheet that tells what is not in the workbook, and how much of it there is.
pub(crate) fn left_out<'a>(
    book: &mut Workbook,
    entries: impl Iterator<Item = &'a LeftOut>,
    text: &Named<'_>,
    head: &Format,
) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(text("workbook-left_out"))?;
    titled(sheet, ["workbook-left_out", "workbook-count"], [50, 12], text, head)?;
    for (entry, row) in entries.zip(1u32..) {
        sheet.write_string(row, 0, text(entry.name))?.write_number(row, 1, entry.count)?;
    }
    Ok(())
}

/// A column's heading as it is written: with a star where a new row needs it.
pub(crate) fn heading(kind: Kind, column: &Column, text: &Named<'_>) -> String {
    let heading = text(&kind.heading(column));
    if column.required { format!("{heading} *") } else { heading }
}

/// Writes the first row, which stays in sight.
fn titled<const N: usize>(
    sheet: &mut Worksheet,
    titles: [&str; N],
    widths: [u8; N],
    text: &Named<'_>,
    head: &Format,
) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, 0)?;
    for ((title, width), at) in titles.into_iter().zip(widths).zip(0u16..) {
        sheet.set_column_width(at, width)?.write_string_with_format(0, at, text(title), head)?;
    }
    Ok(())
}
