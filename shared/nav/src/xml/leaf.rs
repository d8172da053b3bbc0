//! Elements that hold a text and nothing else, read at once: three of four elements are such.

/// An element without attributes and children, and what follows it.
pub(super) struct Leaf<'i> {
    /// Its name, with its prefix.
    pub(super) name: &'i str,
    /// Its text, which is the one in the document.
    pub(super) text: &'i str,
    /// The document after its end tag.
    pub(super) after: &'i [u8],
}

impl<'i> Leaf<'i> {
    /// The leaf that comes next but for blanks. `None` also where it is written in a way that needs the
    /// tokeniser: with a reference, a carriage return, a blank in a tag, a name that is not all ASCII.
    pub(super) fn next(document: &'i [u8]) -> Option<Self> {
        let document = document.trim_ascii_start().strip_prefix(b"<")?;
        let length = document.iter().position(|&byte| !is_name(byte)).filter(|&length| length > 0)?;
        let (tag, content) = document.split_at_checked(length + 1)?;
        let (name, b">") = tag.split_at(length) else { return None };
        let end = memchr::memchr3(b'<', b'&', b'\r', content)?;
        let (text, end) = content.split_at(end);
        let after = end.strip_prefix(b"</")?.strip_prefix(tag)?;
        let utf8 = |bytes| str::from_utf8(bytes).ok();
        Some(Self { name: utf8(name)?, text: utf8(text)?, after })
    }
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b':'
}
