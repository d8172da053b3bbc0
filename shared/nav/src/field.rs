//! Facets of the fields that callers fill in, checked before anything is sent.

/// A field that NAV's XSD would refuse: which one, and why. Never carries the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {reason}")]
pub struct InvalidField {
    /// The field's name in Rust.
    pub field: &'static str,
    /// What the value must look like.
    pub reason: &'static str,
}

/// `Ok` where `holds`, else the field with the reason.
pub(crate) fn require(holds: bool, field: &'static str, reason: &'static str) -> Result<(), InvalidField> {
    if holds { Ok(()) } else { Err(InvalidField { field, reason }) }
}

/// NAV's `SimpleText<max>NotBlankType`, without the characters that XML 1.0 forbids.
pub(crate) fn is_text(value: &str, max: usize) -> bool {
    let printable =
        |c: char| matches!(c, '\t' | '\n' | '\r') || (c >= ' ' && c != '\u{fffe}' && c != '\u{ffff}');
    !value.trim().is_empty() && value.chars().count() <= max && value.chars().all(printable)
}

/// NAV's `TaxpayerIdType`: the first eight digits of a Hungarian tax number.
pub(crate) fn is_taxpayer_id(value: &str) -> bool {
    value.len() == 8 && value.bytes().all(|b| b.is_ascii_digit())
}
