//! Room for new accounts in a chart.

use std::collections::BTreeSet;

use crate::{chart::Chart, ledger_account::AccountNumber, limits::BOOKS, wrong::Wrong};

/// The accounts of a chart while new ones are put into it, one after the other.
#[derive(Debug)]
pub struct ChartRoom {
    numbers: BTreeSet<AccountNumber>,
    posted: BTreeSet<AccountNumber>,
    most: usize,
}

impl ChartRoom {
    /// The room of a chart; `posted` are the accounts that entries went to.
    pub fn new(chart: &Chart, posted: BTreeSet<AccountNumber>) -> Self {
        Self { numbers: chart.numbers().clone(), posted, most: BOOKS.ledger_accounts }
    }

    /// The same, for at most so many accounts in all.
    pub fn of(self, most: usize) -> Self {
        Self { most, ..self }
    }

    /// Puts an account into the chart, if it is not full, and no entries went to the account above: what is
    /// above others takes none.
    pub fn admit(&mut self, number: &AccountNumber) -> Result<(), Wrong> {
        if self.numbers.len() >= self.most {
            return Err(Wrong::new("number", "books-full"));
        }
        let parent = number.parent_among(&self.numbers);
        if let Some(parent) = parent.filter(|parent| self.posted.contains(*parent)) {
            return Err(Wrong::new("number", "account-parent-used").with("parent", parent.as_str()));
        }
        self.numbers.insert(number.clone());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::country::Country;

    fn number(text: &str) -> AccountNumber {
        AccountNumber::parse(text).unwrap()
    }

    #[test]
    fn below_an_account_with_entries_is_no_room_however_deep() {
        let chart = Chart::new(Country::Hu, Timestamp::UNIX_EPOCH, Vec::new());
        let mut room = ChartRoom::new(&chart, [number("311")].into());
        for refused in ["3119", "31191"] {
            let wrong = room.admit(&number(refused)).unwrap_err();
            assert_eq!((wrong.code, &*wrong.arguments[0].1), ("account-parent-used", "311"), "{refused}");
        }
        assert_eq!(room.admit(&number("3129")), Ok(()));
        let full = chart.numbers().len() + 1;
        assert_eq!(room.of(full).admit(&number("3139")).map_err(|wrong| wrong.code), Err("books-full"));
    }
}
