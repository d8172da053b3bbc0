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
    events::{BytesDecl, BytesRef, BytesStart, Event},
    name::NamespaceResolver,
};

use crate::{Limits, ReadError};
pub(crate) use element::{choice, element, list};
pub(crate) use namespace::{Namespace, Version};
pub(crate) use value::{Element, Field, collapsed};

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
    /// The last text that came in several pieces.
    joined: String,
    /// Whether every line ends with a line feed alone, as XML wants it handed on.
    normal: bool,
}

/// The root element: in which namespace, and its local name.
pub(crate) struct Root {
    pub(crate) namespace: Namespace,
    pub(crate) name: String,
}

impl<'i> Xml<'i> {
    pub(crate) fn new(document: &'i [u8], limits: Limits) -> Self {
        // Levels of the namespaces are counted in 16 bits.
        let limits = Limits { depth: limits.depth.min(usize::from(u16::MAX)), ..limits };
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
            joined: String::new(),
            normal: memchr::memchr(b'\r', document).is_none(),
        }
    }

    /// Opens the root element.
    pub(crate) fn root(&mut self) -> Result<Root, ReadError> {
        loop {
            match self.reader.read_event() {
                Ok(Event::Start(start)) => {
                    self.open(&start)?;
                    let namespace = Namespace::of(&self.namespaces, start.name().prefix());
                    return Ok(Root { namespace, name: start.local_name().into_inner().to_owned() });
                }
                Ok(Event::Text(text)) if is_blank(&text) => {}
                other => {
                    if self.piece(other)?.is_some() {
                        return Err(self.malformed("text before the root element"));
                    }
                }
            }
        }
    }

    /// Reads from the root's end to the document's.
    pub(crate) fn end(&mut self) -> Result<(), ReadError> {
        loop {
            match self.reader.read_event() {
                Ok(Event::Eof) => return Ok(()),
                Ok(Event::Start(_)) => return Err(self.malformed("content after the root element")),
                Ok(Event::Text(text)) if is_blank(&text) => {}
                other => {
                    if self.piece(other)?.is_some() {
                        return Err(self.malformed("content after the root element"));
                    }
                }
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
            match self.reader.read_event() {
                Ok(Event::Start(start)) => {
                    self.open(&start)?;
                    let name = start.name();
                    // No name that anyone reads has a prefix, so nearly always the search for one is saved.
                    if self.default_is_nav() {
                        read(name.0, self)?;
                    }
                    if self.depth > inside {
                        if let (local, Some(prefix)) = name.decompose()
                            && Namespace::of(&self.namespaces, Some(prefix)).is_nav()
                        {
                            read(local.into_inner(), self)?;
                        }
                        self.skip_to(inside)?;
                    }
                }
                Ok(Event::End(_)) => {
                    self.close();
                    return Ok(());
                }
                Ok(Event::Text(_)) => {}
                other => drop(self.piece(other)?),
            }
        }
    }

    /// The text of the open element, as it stands there.
    // Three of four elements are texts: a call less for each is a twentieth of the time.
    #[inline(always)]
    pub(crate) fn text(&mut self, element: &'static str) -> Result<&str, ReadError> {
        self.text_within(element, self.limits.text_bytes)
    }

    /// As [`Xml::text`], with a limit of its own.
    #[inline(always)]
    pub(crate) fn text_within(&mut self, element: &'static str, limit: usize) -> Result<&str, ReadError> {
        let text = match self.reader.read_event() {
            Ok(Event::Text(text)) if self.normal => match text.into_inner() {
                Cow::Borrowed(text) => text,
                Cow::Owned(text) => {
                    let next = self.reader.read_event();
                    return self.join(&text, next, element, limit);
                }
            },
            other => return self.join("", other, element, limit),
        };
        match self.reader.read_event() {
            Ok(Event::End(_end)) if text.len() <= limit => {
                self.close();
                Ok(text)
            }
            other => self.join(text, other, element, limit),
        }
    }

    /// A text that comes in several pieces; `event` is what follows the first of them.
    #[cold]
    fn join(
        &mut self,
        first: &str,
        mut event: Result<Event<'i>, quick_xml::Error>,
        element: &'static str,
        limit: usize,
    ) -> Result<&str, ReadError> {
        let inside = self.depth;
        self.joined.clear();
        self.joined.push_str(first);
        while self.joined.len() <= limit {
            match event {
                Ok(Event::End(_)) => {
                    self.close();
                    return Ok(&self.joined);
                }
                Ok(Event::Start(start)) => {
                    self.open(&start)?;
                    self.skip_to(inside)?;
                }
                other => {
                    if let Some(piece) = self.piece(other)? {
                        self.joined.push_str(&piece);
                    }
                }
            }
            event = self.reader.read_event();
        }
        Err(ReadError::TextTooLong { element, limit })
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

    fn default_is_nav(&mut self) -> bool {
        *self.nav_default.get_or_insert_with(|| Namespace::of(&self.namespaces, None).is_nav())
    }

    fn skip_to(&mut self, depth: usize) -> Result<(), ReadError> {
        while self.depth > depth {
            match self.reader.read_event() {
                Ok(Event::Start(start)) => self.open(&start)?,
                Ok(Event::End(_)) => self.close(),
                other => drop(self.piece(other)?),
            }
        }
        Ok(())
    }

    #[inline]
    fn open(&mut self, start: &BytesStart<'i>) -> Result<(), ReadError> {
        self.depth += 1;
        if self.depth > self.limits.depth {
            return Err(ReadError::TooDeep { limit: self.limits.depth });
        }
        self.opened = None;
        if start.attributes_raw().is_empty() { Ok(()) } else { self.declare(start) }
    }

    /// Keeps the attributes of the element just opened, and the namespaces that it declares.
    #[cold]
    fn declare(&mut self, start: &BytesStart<'i>) -> Result<(), ReadError> {
        self.opened = Some(start.clone());
        self.nav_default = None;
        self.namespaces.set_level((self.depth - 1) as u16);
        self.namespaces.push(start).map_err(|error| self.malformed(&error.to_string()))
    }

    fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        if usize::from(self.namespaces.level()) > self.depth {
            self.undeclare();
        }
    }

    /// Forgets the namespaces that the element just closed declared.
    #[cold]
    fn undeclare(&mut self) {
        self.namespaces.set_level(self.depth as u16);
        self.nav_default = None;
    }

    /// The text that an event stands for which is no tag, `None` where it stands for none.
    #[cold]
    fn piece(&self, event: Result<Event<'i>, quick_xml::Error>) -> Result<Option<Cow<'i, str>>, ReadError> {
        match event {
            Ok(Event::Text(text)) => Ok(Some(text.xml10_content())),
            Ok(Event::CData(text)) => Ok(Some(text.xml10_content())),
            Ok(Event::GeneralRef(reference)) => Ok(Some(resolve(&reference)?.to_string().into())),
            Ok(Event::DocType(_)) => Err(ReadError::Doctype),
            Ok(Event::Decl(declaration)) => check_encoding(&declaration).map(|()| None),
            Ok(Event::Eof) => Err(ReadError::Truncated),
            Ok(Event::Comment(_) | Event::PI(_) | Event::Start(_) | Event::Empty(_) | Event::End(_)) => {
                Ok(None)
            }
            Err(quick_xml::Error::Encoding(_)) => Err(ReadError::NotUtf8),
            Err(error) => Err(self.malformed(&error.to_string())),
        }
    }

    fn malformed(&self, detail: &str) -> ReadError {
        ReadError::Malformed { position: self.reader.buffer_position(), detail: cut(detail) }
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
