//! What is wrong with a cell.

use serde::Serialize;

/// A cell that is not taken as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The sheet's name.
    pub sheet: String,
    /// The cell's address with its sheet: `Partners!D17`.
    pub cell: String,
    /// The name of the text that says why.
    pub code: &'static str,
    /// What the cell holds, up to 80 characters.
    pub found: String,
    /// What it should hold: codes, or the name of the kind of cell.
    pub expected: String,
    /// The name of the text that explains the column.
    pub hint: String,
    /// What the text needs to know, by name.
    pub arguments: Vec<(&'static str, String)>,
    /// Whether the row is taken nevertheless.
    pub warning: bool,
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
    }
}
