//! How large a workbook may be.

/// The bounds of a workbook that is read, checked before it is unpacked as far as its directory tells.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Rows of data.
    pub rows: u32,
    /// Bytes of all its parts, unpacked.
    pub unpacked_bytes: u64,
    /// Parts of the archive.
    pub parts: usize,
    /// Sheets.
    pub sheets: usize,
    /// Characters of a cell; Excel's own bound is 32,767.
    pub cell_length: usize,
    /// Rows from the top among which the headings are looked for.
    pub heading_rows: u32,
    /// Columns of a sheet that are looked at.
    pub columns: u32,
}

/// The bounds of the product.
pub const WORKBOOK: Limits = Limits {
    rows: 200_000,
    unpacked_bytes: 1024 * 1024 * 1024,
    parts: 500,
    sheets: 50,
    cell_length: 32_767,
    heading_rows: 20,
    columns: 500,
};
