//! What the checks have in common.

use super::{IdentifierError, IdentifierKind};

/// The text without blanks and dashes, in capitals. Letters beyond A to Z stay as they are, for no number has
/// them.
pub(super) fn compact(text: &str) -> String {
    let is_gap = |c: char| c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    let mut compact = text.to_owned();
    compact.retain(|c| !is_gap(c));
    compact.make_ascii_uppercase();
    compact
}

/// The text in compact form if that has letters from A to Z and digits only.
pub(super) fn letters_and_digits(text: &str) -> Result<String, IdentifierError> {
    let text = compact(text);
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        Ok(text)
    } else {
        Err(IdentifierError::Characters)
    }
}

/// The digits of a number of one of these lengths, without the prefix of its VAT form.
pub(super) fn digits(kind: IdentifierKind, text: &str, lengths: &[usize]) -> Result<String, IdentifierError> {
    let mut digits = compact(text);
    if let Some(rest) = kind.vat_prefix().and_then(|prefix| digits.strip_prefix(prefix)) {
        digits = rest.to_owned();
    }
    if !is_digits(&digits) {
        Err(IdentifierError::Digits(kind))
    } else if !lengths.contains(&digits.len()) {
        Err(IdentifierError::Length(kind))
    } else if is_zeros(&digits) {
        Err(IdentifierError::Zeros)
    } else {
        Ok(digits)
    }
}

pub(super) fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

pub(super) fn is_zeros(text: &str) -> bool {
    text.bytes().all(|byte| byte == b'0')
}

/// The sum of the digits times their weights; digits beyond the weights do not count.
pub(super) fn weighted_sum(digits: &str, weights: impl IntoIterator<Item = u32>) -> u32 {
    digits.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum()
}

/// The last digit as a number; 0 for no digits.
pub(super) fn last(digits: &str) -> u32 {
    digits.bytes().last().map_or(0, |digit| u32::from(digit - b'0'))
}

/// The two check digits, 02 to 98, between this prefix of two letters and that rest (ISO 7064, MOD 97-10).
/// Both have capitals and digits only.
pub(super) fn mod97_check_digits(prefix: &str, rest: &str) -> String {
    let all = rest.bytes().chain(prefix.bytes()).chain(*b"00");
    let remainder = all.fold(0, |remainder, byte| match byte {
        b'0'..=b'9' => (remainder * 10 + u32::from(byte - b'0')) % 97,
        letter => (remainder * 100 + u32::from(letter - b'A') + 10) % 97,
    });
    format!("{:02}", 98 - remainder)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The text with one digit made another.
    pub fn with_digit_changed(text: &str, at: usize, by: u8) -> String {
        let changed = |(index, c): (usize, char)| match c.to_digit(10) {
            Some(digit) if index == at => char::from(b'0' + (digit as u8 + by) % 10),
            _ => c,
        };
        text.chars().enumerate().map(changed).collect()
    }

    #[test]
    fn what_people_type_between_is_left_out() {
        assert_eq!(compact(" 128\u{a0}92\u{2013}312\t-2\u{2212}41\n"), "12892312241");
        assert_eq!(compact("fi ß ı ſ"), "FIßıſ", "no letter turns into one of ours");
    }

    #[test]
    fn check_digits_are_of_two_places() {
        assert_eq!(mod97_check_digits("RF", "539007547034"), "18");
        assert_eq!(mod97_check_digits("PL", "109010140000071219812874"), "61");
    }
}
