//! The XSD's complex types as tables: a type, its fields, and the element each field is read from.

/// Defines a struct for a sequence of elements, in the form `field: Type = "elementName"`. `Type` says how
/// often the element occurs (see [`super::Field`]); `= "outer" / "inner"` is a list inside an element of
/// its own. Serialises under the elements' names; what is absent is left out. Documents of a version
/// `before` the named one are read by another table, which converts into this one.
macro_rules! element {
    (
        $(#[$meta:meta])*
        pub struct $type:ident $(before $version:ident: $old:ty;)? {
            $($(#[$doc:meta])* $field:ident: $kind:ty = $name:tt $(/ $inner:tt)?,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
        pub struct $type {
            $(
                $(#[$doc])*
                #[serde(rename = $name, skip_serializing_if = "crate::xml::Field::is_absent")]
                pub $field: $kind,
            )*
        }

        impl crate::xml::Element for $type {
            fn read(
                xml: &mut crate::xml::Xml<'_>,
                parent: &'static str,
            ) -> Result<Option<Self>, crate::ReadError> {
                use crate::xml::Field;
                $(if xml.version < crate::xml::Version::$version {
                    return Ok(<$old as crate::xml::Element>::read(xml, parent)?.map(Self::from));
                })?
                $(let mut $field = <$kind as Field>::Slot::default();)*
                xml.children(|name, xml| match name {
                    $($name => crate::xml::list!($kind, &mut $field, xml, $name $(, $inner)?),)*
                    _ => Ok(()),
                })?;
                Ok(Some(Self { $($field: <$kind as Field>::done($field, parent, $name)?,)* }))
            }
        }
    };
}

/// Reads one occurrence of an element, or the list inside it.
macro_rules! list {
    ($kind:ty, $slot:expr, $xml:ident, $name:literal) => {
        <$kind as Field>::take($slot, $xml, $name)
    };
    ($kind:ty, $slot:expr, $xml:ident, $name:literal, $inner:literal) => {
        $xml.children(|name, xml| match name {
            $inner => <$kind as Field>::take($slot, xml, $inner),
            _ => Ok(()),
        })
    };
}

/// Defines an enum for an element that contains exactly one of several others. Serialises as an object with
/// that one element.
macro_rules! choice {
    (
        $(#[$meta:meta])*
        pub enum $type:ident {
            $($(#[$doc:meta])* $variant:ident($kind:ty) = $name:tt,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
        pub enum $type {
            $($(#[$doc])* #[serde(rename = $name)] $variant($kind),)*
        }

        impl crate::xml::Element for $type {
            fn read(
                xml: &mut crate::xml::Xml<'_>,
                _: &'static str,
            ) -> Result<Option<Self>, crate::ReadError> {
                let mut chosen = None;
                xml.children(|name, xml| {
                    let (element, value) = match name {
                        $($name => {
                            let value = <$kind as crate::xml::Element>::read(xml, $name)?;
                            ($name, value.map(Self::$variant))
                        })*
                        _ => return Ok(()),
                    };
                    if chosen.is_some() {
                        return Err(crate::ReadError::Repeated { element });
                    }
                    chosen = value;
                    Ok(())
                })?;
                Ok(chosen)
            }
        }
    };
}

pub(crate) use {choice, element, list};
