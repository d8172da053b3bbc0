//! An invoice's document as NAV sends it, packed or not.

use std::{borrow::Cow, cell::RefCell, fmt};

use base64_simd::STANDARD;
use libdeflater::{DecompressionError, Decompressor};

use super::{Document, read_document};
use crate::{Limits, ReadError, xml::cut};

const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];
const HEADER: usize = 10;
const TRAILER: usize = 8;

/// The bytes to keep: exactly what NAV sent, out of base64. Their hash is not stable, since NAV formats a
/// document anew now and then (nav-gov-hu/Online-Invoice issue 1097).
#[derive(Clone, PartialEq, Eq)]
pub struct Payload {
    /// XML, or XML in gzip.
    pub bytes: Vec<u8>,
    /// What NAV says about `bytes` (compressedContentIndicator).
    pub gzip: bool,
}

impl Payload {
    /// The payload in an answer's base64, which may be broken into lines.
    ///
    /// # Errors
    /// [`ReadError::BadValue`] of invoiceData.
    pub fn from_base64(text: &str, gzip: bool) -> Result<Self, ReadError> {
        let bytes = STANDARD.decode_to_vec(text).or_else(|_| {
            let unbroken = text.replace(|char: char| char.is_ascii_whitespace(), "");
            STANDARD.decode_to_vec(unbroken)
        });
        let bad = |_| ReadError::BadValue { element: "invoiceData", expected: "base64", found: cut(text) };
        Ok(Self { bytes: bytes.map_err(bad)?, gzip })
    }

    /// The document, unpacked and read.
    ///
    /// # Errors
    /// [`ReadError`], as [`Payload::unpack`] and [`read_document`] give it.
    pub fn document(&self, limits: &Limits) -> Result<Document, ReadError> {
        read_document(&self.unpack(limits)?, limits)
    }

    /// The document's XML. What the bytes look like counts more than the indicator.
    ///
    /// A gzip whose checksum is cut off is accepted, as NAV has sent such (issue 1097); a wrong one is not.
    ///
    /// # Errors
    /// [`ReadError::Gzip`], or [`ReadError::TooLarge`] before more than the limit is held in memory.
    pub fn unpack(&self, limits: &Limits) -> Result<Cow<'_, [u8]>, ReadError> {
        let limit = limits.unpacked_bytes;
        if self.bytes.starts_with(&GZIP_MAGIC) {
            return unpack(&self.bytes, limit).map(Cow::Owned);
        }
        match self.bytes.len() {
            0 if self.gzip => Err(ReadError::Gzip),
            length if length > limit => Err(ReadError::TooLarge { limit }),
            _ => Ok(Cow::Borrowed(&self.bytes)),
        }
    }
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Payload").field("bytes", &self.bytes.len()).field("gzip", &self.gzip).finish()
    }
}

fn unpack(packed: &[u8], limit: usize) -> Result<Vec<u8>, ReadError> {
    thread_local! {
        static INFLATE: RefCell<Decompressor> = RefCell::new(Decompressor::new());
    }
    INFLATE.with_borrow_mut(|inflate| unpack_with(inflate, packed, limit))
}

fn unpack_with(inflate: &mut Decompressor, packed: &[u8], limit: usize) -> Result<Vec<u8>, ReadError> {
    if let Some(unpacked) = grow(packed, limit, |out| inflate.gzip_decompress(packed, out))? {
        return Ok(unpacked);
    }
    let body = packed.get(header_length(packed).ok_or(ReadError::Gzip)?..).ok_or(ReadError::Gzip)?;
    // Where the stream is whole without its last eight bytes, those are a checksum, and it did not match.
    let whole = body.len().checked_sub(TRAILER).map(|length| &body[..length]);
    if let Some(whole) = whole
        && grow(packed, limit, |out| inflate.deflate_decompress(whole, out))?.is_some()
    {
        return Err(ReadError::Gzip);
    }
    grow(packed, limit, |out| inflate.deflate_decompress(body, out))?.ok_or(ReadError::Gzip)
}

/// Tries with ever larger buffers up to `limit`; `None` where the data is damaged.
fn grow(
    packed: &[u8],
    limit: usize,
    mut inflate: impl FnMut(&mut [u8]) -> Result<usize, DecompressionError>,
) -> Result<Option<Vec<u8>>, ReadError> {
    let mut room = expected_length(packed).clamp(1, limit);
    loop {
        let mut out = vec![0; room];
        match inflate(&mut out) {
            Ok(length) => {
                out.truncate(length);
                return Ok(Some(out));
            }
            Err(DecompressionError::BadData) => return Ok(None),
            Err(DecompressionError::InsufficientSpace) if room == limit => {
                return Err(ReadError::TooLarge { limit });
            }
            Err(DecompressionError::InsufficientSpace) => room = room.saturating_mul(4).min(limit),
        }
    }
}

/// The length in the trailer, where it is believable: invoices shrink by no more than 50 times.
fn expected_length(packed: &[u8]) -> usize {
    let told = packed.last_chunk::<4>().map_or(0, |bytes| u32::from_le_bytes(*bytes) as usize);
    if told >= packed.len() / 2 && told / 50 <= packed.len() { told } else { packed.len().saturating_mul(8) }
}

/// The length of a gzip header with its optional parts (RFC 1952, 2.3).
fn header_length(packed: &[u8]) -> Option<usize> {
    const CHECKSUM: u8 = 2;
    const EXTRA: u8 = 4;
    const NAME: u8 = 8;
    const COMMENT: u8 = 16;
    let flags = *packed.get(3)?;
    let mut at = HEADER;
    if flags & EXTRA != 0 {
        let length = packed.get(at..at + 2)?;
        at += 2 + usize::from(u16::from_le_bytes([length[0], length[1]]));
    }
    for flag in [NAME, COMMENT] {
        if flags & flag != 0 {
            at += packed.get(at..)?.iter().position(|&byte| byte == 0)? + 1;
        }
    }
    if flags & CHECKSUM != 0 {
        at += 2;
    }
    Some(at)
}
