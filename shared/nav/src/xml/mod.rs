//! A pull reader over one document in memory: bounded, by namespace, without DOCTYPE and own entities.
//!
//! Text is never trimmed: quick-xml reports the text around an entity in pieces, and the blanks at their ends
//! belong to it.

mod element;
mod leaf;
mod namespace;
mod value;

use std::borrow::Cow;

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesDecl, BytesRef, BytesStart, Event},
    name::{NamespaceResolver, QName},
};

use crate::{Limits, ReadError};
pub(crate) use element::{choice, element, list};
use leaf::Leaf;
pub(crate) use namespace::{Namespace, Version};
pub(crate) use value::{Element, Field, collapsed};

/// A document that is being read. After an element was opened, one of [`Xml::children`] and [`Xml::text`]
/// reads it to its end; what a caller leaves unread, [`Xml::children`] skips.
pub(crate) struct Xml<'i> {
    reader: Reader<&'i [u8]>,
    /// Bytes of the document.
    length: usize,
    namespaces: NamespaceResolver,
    pub(crate) limits: Limits,
    /// Which tables the document is read by.
    pub(crate) version: Version,
    depth: usize,
    items: usize,
    lines: usize,
    /// The element just opened, where it has attributes.
    opened: Option<BytesStart<'i>>,
    /// The text of the element just opened, where its end was read with it.
    leaf: Option<&'i str>,
    /// Whether names without a prefix are NAV's, once known, until a declaration comes or goes.
    nav_default: Option<bool>,
    /// The last text that came in several pieces.
    joined: String,
}

/// What the tokeniser finds.
enum Item<'i> {
    /// An element was opened.
    Opened(BytesStart<'i>),
    /// The innermost one was closed.
    Closed,
    /// A text, or what a reference stands for.
    Text(Cow<'i, str>),
    /// A comment, or another thing without a meaning.
    Other,
    /// The end of the document.
    End,
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
        Self {
            reader: Reader::from_reader(document),
            length: document.len(),
            namespaces: NamespaceResolver::default(),
            limits,
            version: Version::V3,
            depth: 0,
            items: 0,
            lines: 0,
            opened: None,
            leaf: None,
            nav_default: None,
            joined: String::new(),
        }
    }

    /// Opens the root element.
    pub(crate) fn root(&mut self) -> Result<Root, ReadError> {
        loop {
            match self.next()? {
                Item::Opened(start) => {
                    let namespace = Namespace::of(&self.namespaces, start.name().prefix());
                    return Ok(Root { namespace, name: start.local_name().into_inner().to_owned() });
                }
                Item::End => return Err(ReadError::Truncated),
                Item::Text(text) if !is_blank(&text) => {
                    return Err(self.malformed("text before the root element"));
                }
                Item::Text(_) | Item::Closed | Item::Other => {}
            }
        }
    }

    /// Reads from the root's end to the document's.
    pub(crate) fn end(&mut self) -> Result<(), ReadError> {
        loop {
            match self.next()? {
                Item::End => return Ok(()),
                Item::Text(text) if is_blank(&text) => {}
                Item::Closed | Item::Other => {}
                Item::Opened(_) | Item::Text(_) => {
                    return Err(self.malformed("content after the root element"));
                }
            }
        }
    }

    /// Hands each child in a NAV namespace to `read` and skips what is left of it, and every other child.
    pub(crate) fn children(
        &mut self,
        mut read: impl FnMut(&str, &mut Self) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        if self.leaf.take().is_some() {
            self.close();
            return Ok(());
        }
        loop {
            if let Some(name) = self.open_leaf()? {
                self.child(QName(name), &mut read)?;
                continue;
            }
            match self.markup()? {
                Item::Opened(start) => self.child(start.name(), &mut read)?,
                Item::Closed => return Ok(()),
                Item::End => return Err(ReadError::Truncated),
                Item::Text(_) | Item::Other => {}
            }
        }
    }

    /// Hands the element just opened to `read`, and skips what is left of it.
    fn child(
        &mut self,
        name: QName<'_>,
        read: &mut impl FnMut(&str, &mut Self) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let inside = self.depth - 1;
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
        Ok(())
    }

    /// The text of the open element, as it stands there.
    pub(crate) fn text(&mut self, element: &'static str) -> Result<&str, ReadError> {
        self.text_within(element, self.limits.text_bytes)
    }

    /// As [`Xml::text`], with a limit of its own.
    pub(crate) fn text_within(&mut self, element: &'static str, limit: usize) -> Result<&str, ReadError> {
        match self.leaf.take() {
            Some(text) if text.len() <= limit => {
                self.close();
                Ok(text)
            }
            Some(_) => Err(ReadError::TextTooLong { element, limit }),
            None => self.join(element, limit),
        }
    }

    /// A text that comes in several pieces.
    #[cold]
    fn join(&mut self, element: &'static str, limit: usize) -> Result<&str, ReadError> {
        let inside = self.depth;
        self.joined.clear();
        while self.joined.len() <= limit {
            match self.next()? {
                Item::Closed => return Ok(&self.joined),
                Item::Opened(_) => self.skip_to(inside)?,
                Item::Text(piece) => self.joined.push_str(&piece),
                Item::End => return Err(ReadError::Truncated),
                Item::Other => {}
            }
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
            if self.leaf.take().is_some() {
                self.close();
            } else if matches!(self.next()?, Item::End) {
                return Err(ReadError::Truncated);
            }
        }
        Ok(())
    }

    /// Reads on. Without the texts it keeps to where a [`Leaf`] may come next: quick-xml remembers a text.
    fn markup(&mut self) -> Result<Item<'i>, ReadError> {
        loop {
            match self.next()? {
                Item::Text(_) => {}
                item => return Ok(item),
            }
        }
    }

    /// Reads on, and keeps count of what is open.
    fn next(&mut self) -> Result<Item<'i>, ReadError> {
        Ok(match self.reader.read_event() {
            Ok(Event::Start(start)) => {
                self.open(&start)?;
                Item::Opened(start)
            }
            Ok(Event::Empty(start)) => {
                self.open(&start)?;
                self.leaf = Some("");
                Item::Opened(start)
            }
            Ok(Event::End(_)) => {
                self.close();
                Item::Closed
            }
            Ok(Event::Text(text)) => Item::Text(text.xml10_content()),
            other => return self.rare(other),
        })
    }

    #[cold]
    fn rare(&self, event: Result<Event<'i>, quick_xml::Error>) -> Result<Item<'i>, ReadError> {
        match event {
            Ok(Event::CData(text)) => Ok(Item::Text(text.xml10_content())),
            Ok(Event::GeneralRef(reference)) => Ok(Item::Text(resolve(&reference)?.to_string().into())),
            Ok(Event::DocType(_)) => Err(ReadError::Doctype),
            Ok(Event::Decl(declaration)) => check_encoding(&declaration).map(|()| Item::Other),
            Ok(Event::Eof) => Ok(Item::End),
            Ok(_) => Ok(Item::Other),
            Err(quick_xml::Error::Encoding(_)) => Err(ReadError::NotUtf8),
            Err(error) => Err(self.malformed(&error.to_string())),
        }
    }

    /// Opens the next element where it is a [`Leaf`], and gives its name.
    fn open_leaf(&mut self) -> Result<Option<&'i str>, ReadError> {
        let Some(Leaf { name, text, after }) = Leaf::next(self.reader.get_ref()) else {
            return Ok(None);
        };
        *self.reader.get_mut() = after;
        self.descend()?;
        self.leaf = Some(text);
        Ok(Some(name))
    }

    fn open(&mut self, start: &BytesStart<'i>) -> Result<(), ReadError> {
        self.descend()?;
        if start.attributes_raw().is_empty() { Ok(()) } else { self.declare(start) }
    }

    fn descend(&mut self) -> Result<(), ReadError> {
        self.depth += 1;
        self.opened = None;
        if self.depth > self.limits.depth {
            Err(ReadError::TooDeep { limit: self.limits.depth })
        } else {
            Ok(())
        }
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

    fn malformed(&self, detail: &str) -> ReadError {
        // The reader does not count the leaves.
        let position = self.length - self.reader.get_ref().len();
        ReadError::Malformed { position: position as u64, detail: cut(detail) }
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
