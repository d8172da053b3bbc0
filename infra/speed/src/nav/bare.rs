//! The bare pass: what libdeflate and quick-xml need at least, with nothing done with what they find.

use anyhow::{Result, ensure};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use libdeflater::Decompressor;
use quick_xml::{Reader, events::Event};

/// Everything that can be kept from one document to the next.
pub struct Bare {
    inflate: Decompressor,
    gzip: Vec<u8>,
    xml: Vec<u8>,
}

impl Bare {
    pub fn new() -> Self {
        Self { inflate: Decompressor::new(), gzip: Vec::new(), xml: Vec::new() }
    }

    /// Unpacks and tokenises; `length` is how long the XML is. Gives the number of events.
    pub fn pass(&mut self, gzip: &[u8], length: usize) -> Result<usize> {
        self.xml.resize(length, 0);
        let unpacked = self.inflate.gzip_decompress(gzip, &mut self.xml)?;
        ensure!(unpacked == length, "the sample is {unpacked} bytes long");
        let mut reader = Reader::from_reader(self.xml.as_slice());
        let mut events = 0;
        while !matches!(reader.read_event()?, Event::Eof) {
            events += 1;
        }
        Ok(events)
    }

    /// The same from base64 on.
    pub fn pass_base64(&mut self, base64: &str, length: usize) -> Result<usize> {
        let mut gzip = std::mem::take(&mut self.gzip);
        gzip.clear();
        BASE64_STANDARD.decode_vec(base64, &mut gzip)?;
        let events = self.pass(&gzip, length);
        self.gzip = gzip;
        events
    }
}
