//! Tables for spreadsheets, as CSV.

/// What spreadsheets recognise UTF-8 by.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A table with headings, its cells separated by semicolons.
pub fn written<const COLUMNS: usize>(
    headings: [String; COLUMNS],
    rows: impl IntoIterator<Item = [String; COLUMNS]>,
) -> Result<String, csv::Error> {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    writer.write_record(headings)?;
    for row in rows {
        writer.write_record(row)?;
    }
    let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(format!("{BYTE_ORDER_MARK}{}", String::from_utf8_lossy(&bytes)))
}

/// Text from outside that a spreadsheet does not take for a formula.
pub fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}
