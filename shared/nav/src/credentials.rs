//! The technical user with which a taxpayer's data is read.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::field::{InvalidField, is_taxpayer_id, require};

/// A technical user of NAV Online Számla and its keys. `Debug` shows none of the secrets; memory is wiped
/// on drop.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Credentials {
    /// Login of the technical user, `[a-zA-Z0-9]{6,15}`.
    pub login: String,
    /// Its password in clear text; only its hash is sent.
    pub password: String,
    /// The key that signs requests.
    pub sign_key: String,
    /// The key that decodes exchange tokens, 16 characters; only needed to report invoices.
    pub exchange_key: Option<String>,
    /// The first eight digits of the taxpayer's tax number.
    pub tax_number: String,
    /// The same of the predecessor, after a legal succession (in the interface since 2025-01).
    pub predecessor_tax_number: Option<String>,
}

impl Credentials {
    /// Checks every field against the facets of NAV's XSD (UserHeaderType).
    ///
    /// # Errors
    /// The first [`InvalidField`], with no part of its value.
    pub fn check(&self) -> Result<(), InvalidField> {
        let login =
            (6..=15).contains(&self.login.len()) && self.login.bytes().all(|b| b.is_ascii_alphanumeric());
        require(login, "login", "6 to 15 letters or digits")?;
        require(!self.password.is_empty(), "password", "must not be empty")?;
        require(!self.sign_key.trim().is_empty(), "sign_key", "must not be empty")?;
        let exchange_key = self.exchange_key.as_ref().is_none_or(|key| key.len() == 16);
        require(exchange_key, "exchange_key", "exactly 16 characters")?;
        require(is_taxpayer_id(&self.tax_number), "tax_number", "exactly 8 digits")?;
        let predecessor = self.predecessor_tax_number.as_deref().is_none_or(is_taxpayer_id);
        require(predecessor, "predecessor_tax_number", "exactly 8 digits")
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").field("tax_number", &self.tax_number).finish_non_exhaustive()
    }
}
