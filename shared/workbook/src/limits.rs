//! How large a workbook may be.

/// The bounds of a file that is read, checked before it is unpacked as far as its directory tells.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of the file as it was sent.
    pub file_bytes: u64,
    /// Rows of data.
    pub rows: u32,
    /// Bytes of all its parts, unpacked.
    pub unpacked_bytes: u64,
    /// Bytes, unpacked, of what is held in memory: each part that is no sheet, the content of an .ods, an
    /// .xls as a whole, and the texts that their cells come to.
    pub held_bytes: u64,
    /// Cells of an .xls or .ods, which are held in memory.
    pub held_cells: u64,
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
    /// Problems of a file that are kept; all are counted.
    pub problems: u32,
}

/// The bounds of the product.
pub const WORKBOOK: Limits = Limits {
    file_bytes: 64 * MEBIBYTE,
    rows: 200_000,
    unpacked_bytes: 1024 * MEBIBYTE,
    held_bytes: 64 * MEBIBYTE,
    held_cells: 2_000_000,
    parts: 500,
    sheets: 50,
    cell_length: 32_767,
    heading_rows: 20,
    columns: 500,
    problems: 100_000,
};

const MEBIBYTE: u64 = 1 << 20;

/// A bound that a file breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// [`Limits::file_bytes`].
    FileBytes,
    /// [`Limits::rows`].
    Rows,
    /// [`Limits::unpacked_bytes`].
    UnpackedBytes,
    /// [`Limits::held_bytes`].
    HeldBytes,
    /// [`Limits::held_cells`].
    HeldCells,
    /// [`Limits::parts`].
    Parts,
    /// [`Limits::sheets`].
    Sheets,
}

impl Limit {
    /// The name of the text that says what to do.
    pub fn code(self) -> &'static str {
        match self {
            Self::FileBytes => "workbook-too-large-file",
            Self::Rows => "workbook-too-large-rows",
            Self::UnpackedBytes => "workbook-too-large-unpacked",
            Self::HeldBytes => "workbook-too-large-held",
            Self::HeldCells => "workbook-too-large-cells",
            Self::Parts => "workbook-too-large-parts",
            Self::Sheets => "workbook-too-large-sheets",
        }
    }

    /// How large it may be, as people say it: bytes in MiB, at least 1.
    pub fn most(self, limits: &Limits) -> u64 {
        let mebibytes = |bytes: u64| bytes.div_ceil(MEBIBYTE);
        match self {
            Self::FileBytes => mebibytes(limits.file_bytes),
            Self::Rows => limits.rows.into(),
            Self::UnpackedBytes => mebibytes(limits.unpacked_bytes),
            Self::HeldBytes => mebibytes(limits.held_bytes),
            Self::HeldCells => limits.held_cells,
            Self::Parts => limits.parts as u64,
            Self::Sheets => limits.sheets as u64,
        }
    }
}
