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
        slot.extend(T::read(xml, name)?);
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
        Ok((!text.is_empty()).then(|| text.into_owned()))
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
    match text.trim() {
        "" => Ok(None),
        text => match parse(text) {
            Some(value) => Ok(Some(value)),
            None => Err(ReadError::BadValue { element, expected, found: cut(text) }),
        },
    }
}

impl Element for Decimal {
    fn read(xml: &mut Xml<'_>, name: &'static str) -> Result<Option<Self>, ReadError> {
        parsed(xml, name, "a decimal number of at most 28 digits", decimal)
    }
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
