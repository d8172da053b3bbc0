//! A pull reader over one document in memory: bounded, by namespace, without DOCTYPE and own entities.
//!
//! Text is never trimmed: quick-xml reports the text around an entity in pieces, and the blanks at their ends
//! belong to it.

mod element;
mod namespace;
mod value;

use std::borrow::Cow;

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesCData, BytesDecl, BytesRef, BytesStart, BytesText, Event},
    name::{NamespaceResolver, QName},
};

use crate::{Limits, ReadError};
pub(crate) use element::{choice, element, list};
pub(crate) use namespace::{Namespace, Version};
pub(crate) use value::{Element, Field};

/// A document that is being read. After an element was opened, one of [`Xml::children`] and [`Xml::text`]
/// reads it to its end; what a caller leaves unread, [`Xml::children`] skips.
pub(crate) struct Xml<'i> {
    reader: Reader<&'i [u8]>,
    namespaces: NamespaceResolver,
    pub(crate) limits: Limits,
    /// Which tables the document is read by.
    pub(crate) version: Version,
    depth: usize,
    items: usize,
    lines: usize,
    /// The element just opened, where it has attributes.
    opened: Option<BytesStart<'i>>,
    /// Whether names without a prefix are NAV's, once known, until a declaration comes or goes.
    nav_default: Option<bool>,
}

enum Step<'i> {
    Open(BytesStart<'i>),
    Text(BytesText<'i>),
    CData(BytesCData<'i>),
    Char(char),
    Close,
    End,
}

/// The root element: in which namespace, and its local name.
pub(crate) struct Root {
    pub(crate) namespace: Namespace,
    pub(crate) name: String,
}

impl<'i> Xml<'i> {
    pub(crate) fn new(document: &'i [u8], limits: Limits) -> Self {
        let mut reader = Reader::from_reader(document);
        reader.config_mut().expand_empty_elements = true;
        Self {
            reader,
            namespaces: NamespaceResolver::default(),
            limits,
            version: Version::V3,
            depth: 0,
            items: 0,
            lines: 0,
            opened: None,
            nav_default: None,
        }
    }

    /// Opens the root element.
    pub(crate) fn root(&mut self) -> Result<Root, ReadError> {
        loop {
            match self.step()? {
                Step::Open(start) => {
                    let namespace = Namespace::of(&self.namespaces, start.name());
                    return Ok(Root { namespace, name: start.local_name().into_inner().to_owned() });
                }
                Step::Text(text) if is_blank(&text) => {}
                Step::End => return Err(ReadError::Truncated),
                _ => return Err(self.malformed("text before the root element")),
            }
        }
    }

    /// Reads from the root's end to the document's.
    pub(crate) fn end(&mut self) -> Result<(), ReadError> {
        loop {
            match self.step()? {
                Step::End => return Ok(()),
                Step::Text(text) if is_blank(&text) => {}
                _ => return Err(self.malformed("content after the root element")),
            }
        }
    }

    /// Hands each child in a NAV namespace to `read` and skips what is left of it, and every other child.
    pub(crate) fn children(
        &mut self,
        mut read: impl FnMut(&str, &mut Self) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let inside = self.depth;
        loop {
            match self.step()? {
                Step::Open(start) => {
                    if self.is_nav(start.name()) {
                        read(start.local_name().into_inner(), self)?;
                    }
                    self.skip_to(inside)?;
                }
                Step::Close => return Ok(()),
                Step::Text(_) | Step::CData(_) | Step::Char(_) => {}
                Step::End => return Err(ReadError::Truncated),
            }
        }
    }

    /// The text of the open element, as it stands there.
    pub(crate) fn text(&mut self, element: &'static str) -> Result<Cow<'i, str>, ReadError> {
        self.text_within(element, self.limits.text_bytes)
    }

    /// As [`Xml::text`], with a limit of its own.
    pub(crate) fn text_within(
        &mut self,
        element: &'static str,
        limit: usize,
    ) -> Result<Cow<'i, str>, ReadError> {
        let inside = self.depth;
        let mut text = Cow::Borrowed("");
        loop {
            match self.step()? {
                Step::Text(piece) => join(&mut text, piece.xml10_content()),
                Step::CData(piece) => join(&mut text, piece.xml10_content()),
                Step::Char(char) => text.to_mut().push(char),
                Step::Open(_) => self.skip_to(inside)?,
                Step::Close => return Ok(text),
                Step::End => return Err(ReadError::Truncated),
            }
            if text.len() > limit {
                return Err(ReadError::TextTooLong { element, limit });
            }
        }
    }

    /// An attribute of the element just opened.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let attribute = self.opened.as_ref()?.try_get_attribute(name).ok()??;
        attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
    }

    /// Counts one repeated element.
    pub(crate) fn count_item(&mut self, element: &'static str) -> Result<(), ReadError> {
        let (count, limit) = match element {
            "line" => (&mut self.lines, self.limits.lines),
            _ => (&mut self.items, self.limits.items),
        };
        *count += 1;
        if *count > limit { Err(ReadError::TooMany { element, limit }) } else { Ok(()) }
    }

    fn is_nav(&mut self, name: QName<'_>) -> bool {
        match (name.prefix(), self.nav_default) {
            (None, Some(known)) => known,
            (None, None) => *self.nav_default.insert(Namespace::of(&self.namespaces, name).is_nav()),
            (Some(_), _) => Namespace::of(&self.namespaces, name).is_nav(),
        }
    }

    fn skip_to(&mut self, depth: usize) -> Result<(), ReadError> {
        while self.depth > depth {
            self.step()?;
        }
        Ok(())
    }

    fn step(&mut self) -> Result<Step<'i>, ReadError> {
        loop {
            match self.reader.read_event() {
                Ok(Event::Start(start)) => return self.open(start),
                Ok(Event::End(_)) => {
                    self.depth = self.depth.saturating_sub(1);
                    if usize::from(self.namespaces.level()) > self.depth {
                        self.namespaces.set_level(self.depth as u16);
                        self.nav_default = None;
                    }
                    return Ok(Step::Close);
                }
                Ok(Event::Text(text)) => return Ok(Step::Text(text)),
                Ok(Event::CData(text)) => return Ok(Step::CData(text)),
                Ok(Event::GeneralRef(reference)) => return resolve(&reference).map(Step::Char),
                Ok(Event::DocType(_)) => return Err(ReadError::Doctype),
                Ok(Event::Decl(declaration)) => check_encoding(&declaration)?,
                Ok(Event::Eof) if self.depth > 0 => return Err(ReadError::Truncated),
                Ok(Event::Eof) => return Ok(Step::End),
                Ok(Event::Comment(_) | Event::PI(_) | Event::Empty(_)) => {}
                Err(quick_xml::Error::Encoding(_)) => return Err(ReadError::NotUtf8),
                Err(error) => return Err(self.malformed(&error.to_string())),
            }
        }
    }

    fn open(&mut self, start: BytesStart<'i>) -> Result<Step<'i>, ReadError> {
        self.depth += 1;
        let limit = self.limits.depth.min(usize::from(u16::MAX));
        if self.depth > limit {
            return Err(ReadError::TooDeep { limit });
        }
        self.opened = None;
        if !start.attributes_raw().is_empty() {
            self.opened = Some(start.clone());
            self.nav_default = None;
            self.namespaces.set_level((self.depth - 1) as u16);
            self.namespaces.push(&start).map_err(|error| self.malformed(&error.to_string()))?;
        }
        Ok(Step::Open(start))
    }

    fn malformed(&self, detail: &str) -> ReadError {
        ReadError::Malformed { position: self.reader.buffer_position(), detail: cut(detail) }
    }
}

fn join<'i>(text: &mut Cow<'i, str>, piece: Cow<'i, str>) {
    if text.is_empty() {
        *text = piece;
    } else {
        text.to_mut().push_str(&piece);
    }
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_whitespace())
}

/// The first 40 characters: enough to recognise a value, too few to flood a log.
pub(crate) fn cut(text: &str) -> String {
    text.chars().take(40).collect()
}

fn resolve(reference: &BytesRef<'_>) -> Result<char, ReadError> {
    let refused = || ReadError::Reference(cut(reference));
    if reference.is_char_ref() {
        let char = reference.resolve_char_ref().ok().flatten().ok_or_else(refused)?;
        let allowed = char >= ' ' || matches!(char, '\t' | '\n' | '\r');
        return if allowed { Ok(char) } else { Err(refused()) };
    }
    match &**reference {
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "amp" => Ok('&'),
        "apos" => Ok('\''),
        "quot" => Ok('"'),
        _ => Err(refused()),
    }
}

fn check_encoding(declaration: &BytesDecl<'_>) -> Result<(), ReadError> {
    match declaration.encoding() {
        None => Ok(()),
        Some(Ok(name)) if name.eq_ignore_ascii_case("utf-8") || name.eq_ignore_ascii_case("utf8") => Ok(()),
        Some(_) => Err(ReadError::NotUtf8),
    }
}
