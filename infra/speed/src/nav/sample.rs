//! The invoices that are read.

use anyhow::{Context, Result};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use jiff::Timestamp;
use libdeflater::{CompressionLvl, Compressor};
use simulators::nav::{Company, samples};

/// An invoice as NAV's answer holds it.
pub struct Sample {
    /// Lines of the invoice.
    pub lines: usize,
    /// The document: XML, in gzip, in base64.
    pub base64: String,
    /// The document in gzip.
    pub gzip: Vec<u8>,
    /// Bytes of the XML.
    pub length: usize,
}

impl Sample {
    pub fn new(lines: usize) -> Result<Self> {
        let begin = Timestamp::from_second(1_795_341_600)?;
        let invoices = samples::many(&Company::demo(), 1, lines, begin);
        let xml = invoices.into_iter().next().context("no invoice")?.xml;
        let mut compressor = Compressor::new(CompressionLvl::default());
        let mut gzip = vec![0; compressor.gzip_compress_bound(xml.len())];
        let length = compressor.gzip_compress(&xml, &mut gzip)?;
        gzip.truncate(length);
        Ok(Self { lines, base64: BASE64_STANDARD.encode(&gzip), gzip, length: xml.len() })
    }
}
