//! A client of NAV Online Számla 3.0, the invoice interface of the Hungarian tax authority, and a reader of
//! the invoices it hands out.
//!
//! Sources: the interface specification 3.0 of 2023-03-14 and the XSDs of
//! github.com/nav-gov-hu/Online-Invoice. Time and request ids are passed in with each [`Call`]; nothing
//! here reads a clock or draws random numbers.
#![deny(missing_docs)]

mod answer;
mod call;
mod client;
pub mod codes;
mod credentials;
mod error;
mod field;
pub mod invoice;
mod limits;
mod read_error;
mod request;
pub mod signature;
mod software;
mod xml;

pub use answer::{
    AuditData, ChainDigest, ChainDigestPage, ChainElement, ChainLines, ChainReference, DigestPage, DigestRow,
    ElectronicInvoiceHash, InvoiceData, LineInterval, Taxpayer, TaxpayerAddress, TaxpayerData,
};
pub use call::{Call, RequestId};
pub use client::{Client, ClientConfig};
pub use credentials::Credentials;
pub use error::{Error, RetryCause, StopReason};
pub use field::InvalidField;
pub use invoice::Payload;
pub use limits::Limits;
pub use read_error::ReadError;
pub use request::{ChainDigestQuery, DataQuery, DigestQuery, MAX_WINDOW, TaxpayerQuery, Window};
pub use software::{Software, SoftwareOperation};
