//! How the simple types of the XSD are read, and how often an element may occur.

use jiff::{Timestamp, civil::Date};
use rust_decimal::Decimal;

use super::{Xml, cut};
use crate::ReadError;

/// A type that the content of an element can be read into.
pub(crate) trait Element: Sized {
    /// Reads the open element called `name` to its end. `None` where a simple type is empty: NAV hands out
    /// documents with empty tags that it drops on another day (nav-gov-hu/Online-Invoice issue 1097).
    fn read(xml: &mut Xml<'_>, name: &'static str) -> Result<Option<Self>, ReadError>;
}

/// A field of a complex type: required (`T`), optional (`Option<T>`) or repeated (`Vec<T>`).
pub(crate) trait Field: Sized {
    /// What was read of it so far.
    type Slot: Default;

    /// Reads one occurrence.
    fn take(slot: &mut Self::Slot, xml: &mut Xml<'_>, name: &'static str) -> Result<(), ReadError>;

    /// The field's value, at the end of its parent.
    fn done(slot: Self::Slot, parent: &'static str, name: &'static str) -> Result<Self, ReadError>;

    /// Whether it is left out when serialised.
    fn is_absent(&self) -> bool;
}

fn set<T: Element>(slot: &mut Option<T>, xml: &mut Xml<'_>, element: &'static str) -> Result<(), ReadError> {
    if slot.is_some() {
        return Err(ReadError::Repeated { element });
    }
    *slot = T::read(xml, element)?;
    Ok(())
}

impl<T: Element> Field for T {
    type Slot = Option<T>;

    fn take(slot: &mut Self::Slot, xml: &mut Xml<'_>, name: &'static str) -> Result<(), ReadError> {
        set(slot, xml, name)
    }

    fn done(slot: Self::Slot, parent: &'static str, name: &'static str) -> Result<Self, ReadError> {
        slot.ok_or(ReadError::Missing { parent, element: name })
    }

    fn is_absent(&self) -> bool {
        false
    }
}

impl<T: Element> Field for Option<T> {
    type Slot = Option<T>;

    fn take(slot: &mut Self::Slot, xml: &mut Xml<'_>, name: &'static str) -> Result<(), ReadError> {
        set(slot, xml, name)
    }

    fn done(slot: Self::Slot, _: &'static str, _: &'static str) -> Result<Self, ReadError> {
        Ok(slot)
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Element> Field for Vec<T> {
    type Slot = Vec<T>;

    fn take(slot: &mut Self::Slot, xml: &mut Xml<'_>, name: &'static str) -> Result<(), ReadError> {
        xml.count_item(name)?;
        if let Some(item) = T::read(xml, name)? {
            slot.push(item);
        }
        Ok(())
    }

    fn done(slot: Self::Slot, _: &'static str, _: &'static str) -> Result<Self, ReadError> {
        Ok(slot)
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Element> Element for Box<T> {
    fn read(xml: &mut Xml<'_>, name: &'static str) -> Result<Option<Self>, ReadError> {
        Ok(T::read(xml, name)?.map(Box::new))
    }
}

impl Element for String {
    fn read(xml: &mut Xml<'_>, name: &'static str) -> Result<Option<Self>, ReadError> {
        let text = xml.text(name)?;
        Ok((!text.is_empty()).then(|| text.to_owned()))
    }
}

/// Reads a type whose blanks at both ends mean nothing (whiteSpace "collapse" of XML Schema).
fn parsed<T>(
    xml: &mut Xml<'_>,
    element: &'static str,
    expected: &'static str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<Option<T>, ReadError> {
    let text = xml.text(element)?;
    match collapsed(text) {
        "" => Ok(None),
        text => match parse(text) {
            Some(value) => Ok(Some(value)),
            None => Err(ReadError::BadValue { element, expected, found: cut(text) }),
        },
    }
}

/// Without the blanks at both ends. Looks at them before it trims: nearly every value has none.
pub(crate) fn collapsed(text: &str) -> &str {
    match text.as_bytes() {
        [b'!'..=b'~', .., b'!'..=b'~'] | [b'!'..=b'~'] => text,
        _ => text.trim(),
    }
}

impl Element for Decimal {
    fn read(xml: &mut Xml<'_>, name: &'static str) -> Result<Option<Self>, ReadError> {
        parsed(xml, name, "a decimal number of at most 28 digits", |text| {
            short_decimal(text).or_else(|| decimal(text))
        })
    }
}

/// What nearly every amount is, read at a fraction of the price of [`decimal`]: at most 18 characters after a
/// minus, digits and no more than one point between them.
fn short_decimal(text: &str) -> Option<Decimal> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(text) => (true, text),
        None => (false, text),
    };
    if text.len() > 18 {
        return None;
    }
    let (number, scale) = match digits(text) {
        Some(number) => (number, 0),
        None => {
            let (whole, fraction) = text.split_once('.')?;
            let scale = fraction.len() as u32;
            (digits(whole)? * 10u64.pow(scale) + digits(fraction)?, scale)
        }
    };
    let parts = (number as u32, (number >> 32) as u32);
    (number > 0 || !negative).then(|| Decimal::from_parts(parts.0, parts.1, 0, negative, scale))
}

/// The number that at least one and at most 18 digits are.
fn digits(text: &str) -> Option<u64> {
    let mut number = 0;
    for byte in text.bytes() {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number = number * 10 + u64::from(digit);
    }
    (!text.is_empty()).then_some(number)
}

/// xs:decimal with its scale kept: "1.00" stays "1.00". Never rounds.
fn decimal(text: &str) -> Option<Decimal> {
    let plain = |b: u8| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+');
    text.bytes().all(plain).then(|| Decimal::from_str_exact(text).ok()).flatten()
}

impl Element for bool {
    fn read(xml: &mut Xml<'_>, name: &'static str) -> Result<Option<Self>, ReadError> {
        parsed(xml, name, "true or false", |text| match text {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        })
    }
}

impl Element for Date {
    fn read(xml: &mut Xml<'_>, name: &'static str) -> Result<Option<Self>, ReadError> {
        parsed(xml, name, "a date like 2026-01-31", |text| {
            (text.len() == 10).then(|| text.parse().ok()).flatten()
        })
    }
}

impl Element for Timestamp {
    fn read(xml: &mut Xml<'_>, name: &'static str) -> Result<Option<Self>, ReadError> {
        parsed(xml, name, "a time like 2026-01-31T12:00:00Z", |text| text.parse().ok())
    }
}

impl Element for u32 {
    fn read(xml: &mut Xml<'_>, name: &'static str) -> Result<Option<Self>, ReadError> {
        parsed(xml, name, "a whole number", |text| text.parse().ok())
    }
}

impl Element for u64 {
    fn read(xml: &mut Xml<'_>, name: &'static str) -> Result<Option<Self>, ReadError> {
        parsed(xml, name, "a whole number", |text| text.parse().ok())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{collapsed, decimal, short_decimal};

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn short_decimals_are_the_same_decimals(text in "[+-]?[0-9.]{0,21}") {
            if let Some(short) = short_decimal(&text) {
                let general = decimal(&text).expect("a decimal");
                prop_assert_eq!(short.unpack(), general.unpack());
            }
        }

        #[test]
        fn amounts_are_short_decimals(text in "-?[1-9][0-9]{0,8}(\\.[0-9]{1,6})?") {
            prop_assert!(short_decimal(&text).is_some());
        }

        #[test]
        fn blanks_are_what_trim_removes(text in "[ \t\n\u{a0}\u{2003}ő0-9a-z]{0,6}") {
            prop_assert_eq!(collapsed(&text), text.trim());
        }
    }
}
