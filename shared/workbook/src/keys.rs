//! By what records are found when a row is laid over the books: never by name.

use domain::{
    chart_room::ChartRoom,
    ledger_account::AccountNumber,
    partner::{self, Partner},
    product::Product,
    record,
    wrong::Wrong,
};
use serde::{Serialize, de::DeserializeOwned};

use crate::{account::Account, record::Record};

/// A column by which records are found.
#[derive(Clone, Copy, Debug)]
pub struct KeyColumn {
    /// The column's name.
    pub column: &'static str,
    /// The form in which its values are compared.
    pub form: fn(&str) -> String,
    /// Whether a record that has another value here is another record.
    pub fixed: bool,
}

/// A kind of record that rows are laid over.
pub trait Keyed: Record + Clone + PartialEq + Serialize + DeserializeOwned {
    /// By what it is found, the strongest first. The first belongs to one record alone.
    const KEYS: &'static [KeyColumn];

    /// The record's values of these columns.
    fn keys(&self) -> Vec<Option<&str>>;

    /// The ledger accounts that it names, by field.
    fn accounts(&self) -> Vec<(&'static str, Option<&AccountNumber>)>;

    /// What people call it.
    fn label(&self) -> &str;

    /// Takes its place in the chart, if it is an account.
    fn fits(&self, _room: &mut ChartRoom) -> Result<(), Wrong> {
        Ok(())
    }
}

impl Keyed for Partner {
    const KEYS: &'static [KeyColumn] = &[
        KeyColumn { column: "code", form: record::found_by, fixed: true },
        KeyColumn { column: "tax_number", form: partner::found_by, fixed: true },
        KeyColumn { column: "eu_vat_number", form: partner::found_by, fixed: false },
    ];

    fn keys(&self) -> Vec<Option<&str>> {
        [&self.code, &self.tax_number, &self.eu_vat_number].map(Option::as_deref).to_vec()
    }

    fn accounts(&self) -> Vec<(&'static str, Option<&AccountNumber>)> {
        vec![
            ("receivable_account", self.receivable_account.as_ref()),
            ("payable_account", self.payable_account.as_ref()),
        ]
    }

    fn label(&self) -> &str {
        &self.name
    }
}

impl Keyed for Product {
    const KEYS: &'static [KeyColumn] = &[KeyColumn { column: "sku", form: record::found_by, fixed: true }];

    fn keys(&self) -> Vec<Option<&str>> {
        vec![Some(&self.sku)]
    }

    fn accounts(&self) -> Vec<(&'static str, Option<&AccountNumber>)> {
        vec![("revenue_account", self.revenue_account.as_ref()), ("cost_account", self.cost_account.as_ref())]
    }

    fn label(&self) -> &str {
        &self.name
    }
}

impl Keyed for Account {
    const KEYS: &'static [KeyColumn] = &[KeyColumn { column: "number", form: record::found_by, fixed: true }];

    fn keys(&self) -> Vec<Option<&str>> {
        vec![Some(self.number.as_str())]
    }

    fn accounts(&self) -> Vec<(&'static str, Option<&AccountNumber>)> {
        Vec::new()
    }

    fn label(&self) -> &str {
        &self.data.name
    }

    fn fits(&self, room: &mut ChartRoom) -> Result<(), Wrong> {
        room.admit(&self.number)
    }
}
