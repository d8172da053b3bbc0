//! The way of the product, from the text in NAV's answer to the typed invoice.

use anyhow::Result;
use nav::{
    Limits, Payload,
    invoice::{Document, read_document},
};

pub fn read(base64: &str) -> Result<Document> {
    let limits = Limits::default();
    let payload = Payload::from_base64(base64, true)?;
    Ok(read_document(&payload.unpack(&limits)?, &limits)?)
}
