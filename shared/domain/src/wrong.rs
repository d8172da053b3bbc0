//! What is wrong with what somebody entered, and how texts and amounts are checked.

use rust_decimal::Decimal;
use thiserror::Error;

use crate::money::most_decimals;

/// A field that cannot be kept as it was entered.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{field}: {code}")]
pub struct Wrong {
    /// The field, with the places in lists: `lines[3].quantity`.
    pub field: String,
    /// The name of the text that says why.
    pub code: &'static str,
    /// What that text needs to know, by name.
    pub arguments: Vec<(&'static str, String)>,
}

impl Wrong {
    /// This field, for this reason.
    pub fn new(field: impl Into<String>, code: &'static str) -> Self {
        Self { field: field.into(), code, arguments: Vec::new() }
    }

    /// With an argument of the text.
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.arguments.push((name, value.to_string()));
        self
    }

    /// The same within a part of what was entered, such as `lines[3]`.
    pub fn inside(self, part: &str) -> Self {
        Self { field: format!("{part}.{}", self.field), ..self }
    }
}

/// Whether a text has more than `most` characters; one of fewer bytes has not.
pub fn is_longer(text: &str, most: usize) -> bool {
    text.len() > most && text.chars().count() > most
}

/// A text of 1 to `most` characters that is not blank.
pub fn text(field: &str, text: &str, most: usize) -> Result<(), Wrong> {
    if text.trim().is_empty() || is_longer(text, most) {
        return Err(Wrong::new(field, "text-length").with("most", most));
    }
    Ok(())
}

/// The same where there is one.
pub fn optional(field: &str, value: Option<&str>, most: usize) -> Result<(), Wrong> {
    value.map_or(Ok(()), |value| text(field, value, most))
}

/// A list of at most `most` entries, each of which passes.
pub fn list<T>(
    field: &str,
    entries: &[T],
    most: usize,
    check: impl Fn(&T) -> Result<(), Wrong>,
) -> Result<(), Wrong> {
    if entries.len() > most {
        return Err(Wrong::new(field, "list-length").with("most", most));
    }
    entries.iter().enumerate().try_for_each(|(place, entry)| {
        check(entry).map_err(|wrong| wrong.inside(&format!("{field}[{place}]")))
    })
}

/// A currency, ISO 4217.
pub fn currency(field: &str, code: &str) -> Result<(), Wrong> {
    let is_code = code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
    if is_code { Ok(()) } else { Err(Wrong::new(field, "currency-format")) }
}

/// An amount of at most 15 digits before and 6 behind the point, not below zero.
pub fn amount(field: &str, amount: Decimal) -> Result<(), Wrong> {
    signed_amount(field, amount)?;
    if amount.is_sign_negative() && !amount.is_zero() {
        return Err(Wrong::new(field, "amount-negative"));
    }
    Ok(())
}

/// The same, and not zero.
pub fn positive_amount(field: &str, value: Decimal) -> Result<(), Wrong> {
    amount(field, value)?;
    if value.is_zero() { Err(Wrong::new(field, "amount-zero")) } else { Ok(()) }
}

/// An amount of money, above or below zero, that the currency has coins for.
pub fn money(field: &str, value: Decimal, currency: &str) -> Result<(), Wrong> {
    signed_amount(field, value)?;
    let most = most_decimals(currency);
    if value.normalize().scale() > most {
        return Err(Wrong::new(field, "amount-decimals").with("most", most));
    }
    Ok(())
}

/// An amount within the same bounds, below zero, too.
pub fn signed_amount(field: &str, amount: Decimal) -> Result<(), Wrong> {
    let most = Decimal::from(10u64.pow(15));
    if amount.abs() >= most || amount.normalize().scale() > 6 {
        return Err(Wrong::new(field, "amount-range"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        let entries = ["good", " "];
        let wrong = list("notes", &entries, 5, |entry| text("text", entry, 10)).unwrap_err();
        assert_eq!((wrong.field.as_str(), wrong.code), ("notes[1].text", "text-length"));
        assert_eq!(list("notes", &entries, 1, |_| Ok(())).unwrap_err().code, "list-length");
        assert_eq!(optional("name", None, 3), Ok(()));
        assert!(optional("name", Some("four"), 3).is_err());
    }

    #[test]
    fn amounts_have_bounds() {
        assert_eq!(amount("net", "0".parse().unwrap()), Ok(()));
        assert_eq!(amount("net", "-1".parse().unwrap()).unwrap_err().code, "amount-negative");
        assert_eq!(signed_amount("net", "-1.500000".parse().unwrap()), Ok(()));
        assert_eq!(amount("net", "1.0000001".parse().unwrap()).unwrap_err().code, "amount-range");
        assert_eq!(amount("net", "1000000000000000".parse().unwrap()).unwrap_err().code, "amount-range");
        assert_eq!(money("net", "1.005".parse().unwrap(), "EUR").unwrap_err().code, "amount-decimals");
        assert_eq!(money("net", "-1.50".parse().unwrap(), "HUF"), Ok(()));
        assert!(currency("currency", "HUF").is_ok() && currency("currency", "huf").is_err());
    }
}
