//! Columns of the chart of accounts.

use domain::{chart::LedgerAccount, country::Country, ledger_account::AccountNumber, wrong::Wrong};
use serde::{Deserialize, Serialize};

use crate::{
    column::{
        Cells::{Number, Text, YesNo},
        Column, Kind,
    },
    record::{Cell, Given, Record, account, flag, optional, required},
};

/// The columns.
pub const COLUMNS: &[Column] = &[
    Column::new("number", Number, 14).required().or("0"),
    Column::new("name", Text, 40).required().or("0"),
    Column::new("description", Text, 40),
    Column::new("vat_key", Number, 10),
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
    const KIND: Kind = Kind::Accounts;

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::text(self.number.as_str()),
            Cell::text(&self.data.name),
            Cell::optional(&self.data.description),
            Cell::optional(&self.data.vat_key),
            Cell::flag(self.data.active),
        ]
    }

    fn applied(base: Option<&Self>, cells: &[Given], home: Country) -> Result<Self, Wrong> {
        let [number, name, description, vat_key, active] = cells else {
            return Err(Wrong::new("number", "row-short"));
        };
        let was = base.map(|base| &base.data);
        let number = account("number", base.map(|base| &base.number), number)?;
        let data = LedgerAccount {
            name: required(was.map(|was| &was.name), name),
            description: optional(was.and_then(|was| was.description.as_ref()), description),
            vat_key: optional(was.and_then(|was| was.vat_key.as_ref()), vat_key),
            active: flag(was.is_none_or(|was| was.active), true, active),
            removed: false,
        };
        let number = number.ok_or_else(|| Wrong::new("number", "account-number-length"))?;
        Ok(Self { number, data: data.checked(home)? })
    }
}
