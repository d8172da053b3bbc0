//! What is wrong with a cell of a workbook.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// A cell that is not taken as it is, or what a person should know of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The sheet's name.
    pub sheet: String,
    /// The cell's address with its sheet: `Partners!D17`; empty of what concerns the file.
    pub cell: String,
    /// The name of the text that says why.
    pub code: Cow<'static, str>,
    /// What the cell holds, up to 80 characters.
    pub found: String,
    /// What it should hold: codes, or the name of the kind of cell.
    pub expected: String,
    /// The name of the text that explains the column.
    pub hint: String,
    /// What the text needs to know, by name.
    pub arguments: Vec<(Cow<'static, str>, String)>,
    /// Whether the row is taken nevertheless.
    pub warning: bool,
}

impl Problem {
    /// A warning of the file.
    pub fn of_file(sheet: &str, code: &'static str, arguments: Vec<(&'static str, String)>) -> Self {
        Self {
            sheet: sheet.to_owned(),
            cell: String::new(),
            code: code.into(),
            found: String::new(),
            expected: String::new(),
            hint: String::new(),
            arguments: arguments.into_iter().map(|(name, value)| (name.into(), value)).collect(),
            warning: true,
        }
    }

    /// The cell's row and column, counted from 0.
    pub fn place(&self) -> Option<(u32, u32)> {
        let address = self.cell.rsplit('!').next()?;
        let (letters, row) = address.split_at(address.find(|c: char| c.is_ascii_digit())?);
        let column = letters.bytes().try_fold(0u32, |column, letter| {
            column.checked_mul(26)?.checked_add(u32::from(letter.checked_sub(b'A')?) + 1)
        });
        Some((row.parse::<u32>().ok()?.checked_sub(1)?, column?.checked_sub(1)?))
    }
}

/// An address as Excel writes it; both counted from 0.
pub fn address(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        letters.push(char::from(b'A' + ((left - 1) % 26) as u8));
        left = (left - 1) / 26;
    }
    format!("{}{}", letters.iter().rev().collect::<String>(), row + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_like_excels() {
        let named = [(0, "A1"), (25, "Z1"), (26, "AA1"), (701, "ZZ1"), (702, "AAA1"), (16_383, "XFD1")];
        for (column, name) in named {
            assert_eq!(address(0, column), name);
        }
        assert_eq!(address(16, 3), "D17");
        for place in [(0, 0), (16, 3), (99, 701), (1_048_575, 16_383)] {
            let cell = format!("A!B!{}", address(place.0, place.1));
            assert_eq!(Problem { cell, ..Problem::of_file("A!B", "", Vec::new()) }.place(), Some(place));
        }
    }
}
