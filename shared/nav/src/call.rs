//! What distinguishes one request from the next: its id, its time, and how long it may take.

use std::{fmt, time::Duration};

use jiff::Timestamp;

use crate::field::{InvalidField, require};

/// One request: everything that the caller's clock and randomness provide.
#[derive(Clone, Debug)]
pub struct Call {
    /// Unique per taxpayer within NAV's clock tolerance of a day.
    pub request_id: RequestId,
    /// The time that is signed. NAV refuses more than a day of difference (INVALID_TIMESTAMP).
    pub timestamp: Timestamp,
    /// After this the answer is no longer awaited. NAV answers within 60 s or not at all.
    pub timeout: Duration,
}

/// NAV's `EntityIdType`: `[+a-zA-Z0-9_]{1,30}`. No hyphen, so a UUID as text is not one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RequestId(String);

impl RequestId {
    /// Takes an id as it is.
    ///
    /// # Errors
    /// [`InvalidField`] where it does not match `[+a-zA-Z0-9_]{1,30}`.
    pub fn new(id: impl Into<String>) -> Result<Self, InvalidField> {
        let id = id.into();
        let valid = |b: u8| b.is_ascii_alphanumeric() || b == b'+' || b == b'_';
        let holds = (1..=30).contains(&id.len()) && id.bytes().all(valid);
        require(holds, "request_id", "1 to 30 of the characters + a-z A-Z 0-9 _")?;
        Ok(Self(id))
    }

    /// The whole of a 128-bit number (a UUID's) in 22 characters, base 62: nothing of it is cut off.
    pub fn from_u128(mut number: u128) -> Self {
        const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        let mut id = [b'0'; 22];
        for place in id.iter_mut().rev() {
            *place = DIGITS[(number % 62) as usize];
            number /= 62;
        }
        Self(id.iter().map(|&digit| char::from(digit)).collect())
    }

    /// As [`RequestId::from_u128`], from a UUID's bytes.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self::from_u128(u128::from_be_bytes(bytes))
    }

    /// The id as it stands in the request.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
