//! What a problem holds of what it is about.

use std::borrow::Cow;

/// Arguments of a text, as a problem keeps them.
pub(crate) fn named(arguments: Vec<(&'static str, String)>) -> Vec<(Cow<'static, str>, String)> {
    arguments.into_iter().map(|(name, value)| (Cow::Borrowed(name), value)).collect()
}

/// As much of a text as a problem holds.
pub(crate) fn shortened(text: &str) -> String {
    text.chars().take(80).collect()
}
