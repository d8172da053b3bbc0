//! E-mail addresses as sign-in names.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use crate::hex::hex;

/// Longest address that SMTP can carry (RFC 5321, section 4.5.3.1.3), in characters.
pub const MAX_LENGTH: usize = 254;

/// A plausible e-mail address, in lower case: people sign in with it, in whatever case they type it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EmailAddress(String);

/// The text is not an address that mail could reach.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("not an e-mail address")]
pub struct NotAnAddress;

impl EmailAddress {
    /// Reads an address as a person typed it. Whether it exists, only a mail sent there can tell.
    pub fn parse(text: &str) -> Result<Self, NotAnAddress> {
        let text = text.trim().to_lowercase();
        let (local, host) = text.rsplit_once('@').ok_or(NotAnAddress)?;
        let mut labels = host.as_bytes().split(|byte| *byte == b'.');
        let host_is_dotted = labels.clone().count() > 1 && labels.all(|label| !label.is_empty());
        let clean = text.chars().all(|c| !c.is_whitespace() && !c.is_control());
        if local.is_empty()
            || local.as_bytes().contains(&b'@')
            || !host_is_dotted
            || !clean
            || text.len() > MAX_LENGTH
        {
            return Err(NotAnAddress);
        }
        Ok(Self(text))
    }

    /// The address in lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// SHA-256 of the address in hexadecimal: names the address in keys without showing it.
    pub fn fingerprint(&self) -> String {
        hex(&Sha256::digest(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_what_people_type() {
        assert_eq!(EmailAddress::parse(" Anna@Pelda.HU ").unwrap().as_str(), "anna@pelda.hu");
        for wrong in
            ["", "anna", "@pelda.hu", "anna@", "anna@localhost", "an na@pelda.hu", "a@b@pelda.hu", "a@b..hu"]
        {
            assert_eq!(EmailAddress::parse(wrong), Err(NotAnAddress), "{wrong}");
        }
    }
}
