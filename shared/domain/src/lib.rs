//! The rules of bookkeeping data: no AWS, no network, no clock, no randomness.
#![deny(missing_docs)]

pub mod access;
pub mod address;
pub mod chain;
pub mod chart;
pub mod chart_room;
pub mod clock;
pub mod connection;
pub mod country;
pub mod default_chart;
pub mod document;
pub mod email;
pub mod exchange;
pub mod fetch;
pub mod hex;
pub mod identifier;
pub mod ids;
pub mod invoice;
pub mod language;
pub mod ledger_account;
pub mod limits;
pub mod messages;
pub mod money;
pub mod notice;
pub mod partner;
pub mod payment;
pub mod product;
pub mod reconciliation;
pub mod record;
pub mod remark;
pub mod series;
pub mod settings;
pub mod vat_key;
pub mod voucher;
pub mod workspace;
pub mod wrong;
