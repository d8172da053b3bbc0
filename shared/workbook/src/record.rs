//! Records as rows of cells, and rows laid over records.

use std::borrow::Cow;

use domain::{country::Country, ledger_account::AccountNumber, wrong::Wrong};
use rust_decimal::Decimal;

use crate::Kind;

/// What a row says of a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Given<'a> {
    /// Nothing: it stays as it is.
    #[default]
    Keep,
    /// That it is emptied.
    Clear,
    /// This, in the form in which the field's type is written: `120.5`, `yes`, `VTSZ`.
    Set(Cow<'a, str>),
}

/// What is written for a field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing.
    Blank,
    /// A text, also a number that is a name, or a code.
    Text(&'a str),
    /// A number to reckon with.
    Decimal(Decimal),
    /// Yes or no.
    Flag(bool),
}

impl<'a> Cell<'a> {
    /// A text where there is one.
    pub(crate) fn optional(text: &'a Option<String>) -> Self {
        text.as_deref().map_or(Self::Blank, Self::Text)
    }

    /// An account's number where there is one.
    pub(crate) fn account(number: &'a Option<AccountNumber>) -> Self {
        number.as_ref().map_or(Self::Blank, |number| Self::Text(number.as_str()))
    }

    /// A number where there is one.
    pub(crate) fn decimal(number: Option<Decimal>) -> Self {
        number.map_or(Self::Blank, Self::Decimal)
    }
}

/// A kind of record that goes through workbooks.
pub trait Record: Sized {
    /// Which.
    const KIND: Kind;

    /// What is written for each column of the kind, in its order.
    fn cells(&self) -> Vec<Cell<'_>>;

    /// How much of each of the kind's [`Columns::left_out`](crate::Columns::left_out) it has.
    fn left_out(&self) -> Vec<usize> {
        Vec::new()
    }

    /// The record with what a row says of it, one entry for each column, or a new one; if it can be.
    fn applied(base: Option<&Self>, cells: &[Given<'_>], home: Country) -> Result<Self, Wrong>;
}

/// A text that may be missing.
pub(crate) fn optional(was: Option<String>, given: &Given<'_>) -> Option<String> {
    match given {
        Given::Keep => was,
        Given::Clear => None,
        Given::Set(text) => Some(text.clone().into_owned()),
    }
}

/// A text that has to be there; the domain refuses an empty one.
pub(crate) fn required(was: String, given: &Given<'_>) -> String {
    optional(Some(was), given).unwrap_or_default()
}

/// Yes or no; emptied it is as on a new record.
pub(crate) fn flag(was: bool, new: bool, given: &Given<'_>) -> bool {
    match given {
        Given::Keep => was,
        Given::Clear => new,
        Given::Set(text) => text == "yes",
    }
}

/// An account's number.
pub(crate) fn account(
    field: &str,
    was: Option<AccountNumber>,
    given: &Given<'_>,
) -> Result<Option<AccountNumber>, Wrong> {
    match given {
        Given::Keep => Ok(was),
        Given::Clear => Ok(None),
        Given::Set(text) => match AccountNumber::parse(text) {
            Ok(number) => Ok(Some(number)),
            Err(error) => Err(Wrong::new(field, error.code())),
        },
    }
}

/// A value that the domain reads from its text.
pub(crate) fn parsed<T>(
    field: &str,
    code: &'static str,
    was: Option<T>,
    given: &Given<'_>,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, Wrong> {
    match given {
        Given::Keep => Ok(was),
        Given::Clear => Ok(None),
        Given::Set(text) => parse(text).map(Some).ok_or_else(|| Wrong::new(field, code)),
    }
}
