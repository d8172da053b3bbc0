//! Workbooks of 100,000 partners, read and written, against calamine's and rust_xlsxwriter's bare passes over
//! the same cells and against openpyxl; and the memory that they take.

use anyhow::Result;

use super::speed;

pub fn measure() -> Result<()> {
    speed::measure("workbook")
}
