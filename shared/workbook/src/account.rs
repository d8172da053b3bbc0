//! Columns of the chart of accounts.

use domain::{chart::LedgerAccount, country::Country, ledger_account::AccountNumber, wrong::Wrong};
use serde::{Deserialize, Serialize};

use crate::{
    Kind,
    column::{
        Cells::{Number, Text, YesNo},
        Column,
    },
    record::{Cell, Given, Record, account, flag, optional, required},
};

/// The columns.
pub const COLUMNS: &[Column] = &[
    Column::new("number", Number, 14).required().or("0"),
    Column::new("name", Text, 40).required().or("0"),
    Column::new("description", Text, 40),
    Column::new("vat_key", Text, 10),
    Column::new("active", YesNo, 8),
];

/// An account with its number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// The number.
    pub number: AccountNumber,
    /// What else is known of it.
    #[serde(flatten)]
    pub data: LedgerAccount,
}

impl Record for Account {
    const KIND: Kind = Kind::LedgerAccounts;

    fn cells(&self) -> Vec<Cell<'_>> {
        vec![
            Cell::Text(self.number.as_str()),
            Cell::Text(&self.data.name),
            Cell::optional(&self.data.description),
            Cell::optional(&self.data.vat_key),
            Cell::Flag(self.data.active),
        ]
    }

    fn applied(base: Option<&Self>, cells: &[Given<'_>], home: Country) -> Result<Self, Wrong> {
        let [number, name, description, vat_key, active] = cells else {
            return Err(Wrong::new("number", "row-short"));
        };
        let (was_number, was) = base.cloned().map(|base| (base.number, base.data)).unzip();
        let number = account("number", was_number, number)?;
        let was = was.unwrap_or_else(blank);
        let data = LedgerAccount {
            name: required(was.name, name),
            description: optional(was.description, description),
            vat_key: optional(was.vat_key, vat_key),
            active: flag(was.active, true, active),
            removed: false,
        };
        let number = number.ok_or_else(|| Wrong::new("number", "account-number-length"))?;
        Ok(Self { number, data: data.checked(home)? })
    }
}

fn blank() -> LedgerAccount {
    LedgerAccount { name: String::new(), description: None, vat_key: None, active: true, removed: false }
}
