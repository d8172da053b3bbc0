//! Chains: an original invoice with its corrections and cancellations.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::invoice::{Direction, InvoiceId};

/// What NAV tells of a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chain {
    /// The original's identifier, whether or not NAV has the original.
    pub base: InvoiceId,
    /// Seen from which side.
    pub direction: Direction,
    /// The original's number.
    pub number: String,
    /// The documents of the chain as far as NAV has them, each once, the original among them.
    pub members: Vec<Member>,
    /// When NAV was asked.
    pub learned_at: Timestamp,
}

/// A document of a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Its identifier in the inbox.
    pub invoice: InvoiceId,
    /// Its number.
    pub number: String,
    /// Its place in a batch document.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub batch_index: Option<u32>,
    /// Why the inbox does not have it, where it does not: what NAV or the reader said.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub missing: Option<String>,
}

impl Chain {
    /// Most documents that are kept of a chain.
    pub const MOST_MEMBERS: usize = 500;

    /// Whether the inbox lacks a document of it.
    pub fn is_incomplete(&self) -> bool {
        self.members.iter().any(|member| member.missing.is_some())
    }

    /// Adds a document, unless it is there or the chain is full.
    pub fn add(&mut self, member: Member) {
        let known = self.members.iter().any(|known| known.invoice == member.invoice);
        if !known && self.members.len() < Self::MOST_MEMBERS {
            self.members.push(member);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invoice::InvoiceIdentity;

    fn member(number: &str) -> Member {
        let direction = Direction::Inbound;
        let identity =
            InvoiceIdentity { direction, supplier_tax_number: "12892312", number, batch_index: None };
        Member { invoice: identity.id(), number: number.into(), batch_index: None, missing: None }
    }

    #[test]
    fn a_document_is_in_a_chain_once() {
        let base = member("A-1");
        let mut chain = Chain {
            base: base.invoice.clone(),
            direction: Direction::Inbound,
            number: "A-1".into(),
            members: Vec::new(),
            learned_at: Timestamp::UNIX_EPOCH,
        };
        for member in [base.clone(), member("A-2"), base] {
            chain.add(member);
        }
        assert_eq!(chain.members.len(), 2);
    }
}
