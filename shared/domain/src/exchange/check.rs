//! The dry run of an import.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use utoipa::ToSchema;

use crate::hex::hex;

/// What the rows of an import come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ImportCounts)]
pub struct Counts {
    /// Rows that make a record.
    pub new: u32,
    /// Rows that change one.
    pub changed: u32,
    /// Rows that say what is there already.
    pub unchanged: u32,
    /// Rows that are not taken.
    pub refused: u32,
}

impl Counts {
    /// Rows in all.
    pub fn rows(self) -> u32 {
        self.new + self.changed + self.unchanged + self.refused
    }

    /// Rows to be written.
    pub fn writes(self) -> u32 {
        self.new + self.changed
    }
}

/// What a dry run came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// What the rows come to.
    pub counts: Counts,
    /// Problems and warnings.
    pub problems: u32,
    /// How many of them are listed.
    #[serde(default)]
    pub listed: u32,
    /// Whether there is a copy of the file in which they are marked.
    #[serde(default)]
    pub marked: bool,
    /// Whoever commits gives it back: it says which dry run he has seen.
    pub token: String,
    /// Where its results lie.
    pub results: String,
    /// Bytes of the plan of what is to be written.
    pub plan_bytes: u64,
    /// When it was done.
    pub at: Timestamp,
}

impl Check {
    /// Whether the bucket still has its results, which it keeps for so many days.
    pub fn is_kept(&self, now: Timestamp, days: i64) -> bool {
        super::is_within(self.at, now, days)
    }

    /// The token of a dry run: the file and everything that comes of it.
    pub fn token(file_tag: &str, plan: &[u8], problems: &[u8]) -> String {
        let mut digest = Sha256::new();
        for part in [file_tag.as_bytes(), plan, problems] {
            digest = digest.chain_update((part.len() as u64).to_be_bytes()).chain_update(part);
        }
        hex(&digest.finalize()[..16])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_names_one_dry_run() {
        let token = Check::token("etag", b"plan", b"problems");
        assert_eq!(token, Check::token("etag", b"plan", b"problems"));
        assert_ne!(token, Check::token("etag", b"planp", b"roblems"));
        assert_ne!(token, Check::token("other", b"plan", b"problems"));
    }
}
