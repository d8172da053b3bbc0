//! What Ledgerport keeps: items in DynamoDB, documents in S3, secrets sealed under KMS.
//!
//! Every type here stands on an SDK client. A state change and the message it causes are one write: see
//! [`outbox`].
#![deny(missing_docs)]

pub mod accounts;
pub mod audit;
pub mod cashbook;
pub mod chains;
pub mod connections;
pub mod deletions;
pub mod documents;
pub mod error;
pub mod exports;
pub mod files;
pub mod imports;
pub mod invitations;
pub mod invoices;
pub mod keys;
mod kinds;
pub mod licences;
pub mod listing;
mod logo;
pub mod mails;
pub mod notices;
pub mod operations;
pub mod outbound;
pub mod outbox;
mod posting_rules;
pub mod reconciliations;
pub mod records;
pub mod registrations;
mod remarks;
pub mod slices;
pub mod steps;
pub mod szamlazz;
mod table;
mod trail;
pub mod vault;
pub mod vouchers;
pub mod workspaces;

pub use error::StoreError;
pub use table::{Page, Store};
