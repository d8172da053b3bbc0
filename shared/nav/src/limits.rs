//! Every limit on what is read from outside, in one place.

/// Limits on answers and documents. [`Limits::default`] fits what NAV itself admits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one HTTP answer. NAV admits invoices of 15 MB unpacked (specification 1.6); in base64 that is
    /// a third more, and the envelope is small.
    pub answer_bytes: usize,
    /// Bytes of one invoice document, unpacked (specification 1.6).
    pub unpacked_bytes: usize,
    /// Elements inside each other. InvoiceData 3.0 needs 10.
    pub depth: usize,
    /// Bytes of one element's text. The longest facet of the XSDs is 1024 characters.
    pub text_bytes: usize,
    /// Lines of one document. 15 MB hold about 21,000 lines with amounts.
    pub lines: usize,
    /// Repeated elements of one document or answer, of all kinds together.
    pub items: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            answer_bytes: 22_000_000,
            unpacked_bytes: 15_000_000,
            depth: 32,
            text_bytes: 16_384,
            lines: 30_000,
            items: 200_000,
        }
    }
}
