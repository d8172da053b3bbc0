//! A small tree of an XML document, and a writer that chooses the prefixes.

use std::fmt;

use quick_xml::{NsReader, escape::partial_escape, events::Event, name::ResolveResult};

const DEEPEST: usize = 64;

/// The namespaces of NAV Online Számla 3.0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Namespace {
    Common,
    Base,
    Api,
    Data,
    Other,
}

impl Namespace {
    pub(crate) fn uri(self) -> &'static str {
        match self {
            Namespace::Common => "http://schemas.nav.gov.hu/NTCA/1.0/common",
            Namespace::Base => "http://schemas.nav.gov.hu/OSA/3.0/base",
            Namespace::Api => "http://schemas.nav.gov.hu/OSA/3.0/api",
            Namespace::Data => "http://schemas.nav.gov.hu/OSA/3.0/data",
            Namespace::Other => "",
        }
    }

    fn of(uri: &str) -> Namespace {
        [Namespace::Common, Namespace::Base, Namespace::Api, Namespace::Data]
            .into_iter()
            .find(|known| known.uri() == uri)
            .unwrap_or(Namespace::Other)
    }
}

/// An element with all that it contains; comments and processing instructions are left out.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    pub(crate) namespace: Namespace,
    pub(crate) name: String,
    /// Attributes without a prefix; those with one (xsi:schemaLocation) carry no data here.
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Element>,
    pub(crate) text: String,
}

impl Element {
    pub(crate) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    pub(crate) fn children_named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The element at the end of a path of local names.
    pub(crate) fn at(&self, path: &[&str]) -> Option<&Element> {
        path.iter().try_fold(self, |element, name| element.child(name))
    }

    /// The text at the end of a path, without surrounding whitespace, if it is not empty.
    pub(crate) fn text_at(&self, path: &[&str]) -> Option<&str> {
        self.at(path).map(|element| element.text.trim()).filter(|text| !text.is_empty())
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Why a text is not a document that NAV reads.
#[derive(Debug)]
pub(crate) struct NotXml(String);

impl fmt::Display for NotXml {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl<E: std::error::Error> From<E> for NotXml {
    fn from(error: E) -> Self {
        NotXml(error.to_string())
    }
}

/// Reads a document; a DOCTYPE, an unknown entity and deep nesting are refused.
pub(crate) fn parse(bytes: &[u8]) -> Result<Element, NotXml> {
    let text = std::str::from_utf8(bytes)?;
    let mut reader = NsReader::from_str(text.trim_start_matches('\u{feff}'));
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    loop {
        let (namespace, event) = reader.read_resolved_event()?;
        let namespace = match namespace {
            ResolveResult::Bound(bound) => Namespace::of(bound.0),
            ResolveResult::Unbound => Namespace::Other,
            ResolveResult::Unknown(prefix) => return Err(NotXml(format!("prefix not bound: {prefix:?}"))),
        };
        match event {
            Event::Start(start) => open.push(element(namespace, &start)?),
            Event::Empty(start) => close(element(namespace, &start)?, &mut open, &mut root)?,
            Event::End(_) => {
                let element = open.pop().ok_or_else(|| NotXml("an end tag without a start tag".into()))?;
                close(element, &mut open, &mut root)?;
            }
            Event::Text(text) => append(&text.xml10_content(), &mut open)?,
            Event::CData(data) => append(&data.xml10_content(), &mut open)?,
            Event::GeneralRef(reference) => append(&resolve(&reference)?, &mut open)?,
            Event::DocType(_) => return Err(NotXml("a DOCTYPE is not allowed".into())),
            Event::Eof => break,
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
        if open.len() > DEEPEST {
            return Err(NotXml(format!("nested deeper than {DEEPEST}")));
        }
    }
    match root {
        Some(root) if open.is_empty() => Ok(root),
        _ => Err(NotXml("the document ends before its root element does".into())),
    }
}

fn element(namespace: Namespace, start: &quick_xml::events::BytesStart<'_>) -> Result<Element, NotXml> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute?;
        let key = attribute.key.0;
        if key != "xmlns" && !key.contains(':') {
            attributes.push((key.to_owned(), quick_xml::escape::unescape(&attribute.value)?.into_owned()));
        }
    }
    let name = start.local_name().as_ref().to_owned();
    Ok(Element { namespace, name, attributes, children: Vec::new(), text: String::new() })
}

fn close(element: Element, open: &mut [Element], root: &mut Option<Element>) -> Result<(), NotXml> {
    match open.last_mut() {
        Some(parent) => parent.children.push(element),
        None if root.is_none() => *root = Some(element),
        None => return Err(NotXml("more than one root element".into())),
    }
    Ok(())
}

fn append(text: &str, open: &mut [Element]) -> Result<(), NotXml> {
    match open.last_mut() {
        Some(element) => element.text.push_str(text),
        None if text.trim().is_empty() => {}
        None => return Err(NotXml("text outside of the root element".into())),
    }
    Ok(())
}

fn resolve(reference: &quick_xml::events::BytesRef<'_>) -> Result<String, NotXml> {
    if let Some(character) = reference.resolve_char_ref()? {
        return Ok(character.into());
    }
    let name = reference.xml10_content();
    quick_xml::escape::resolve_predefined_entity(&name)
        .map(str::to_owned)
        .ok_or_else(|| NotXml(format!("unknown entity &{name};")))
}

/// Writes a document element by element.
pub(crate) struct Writer {
    out: String,
    prefixes: &'static [(Namespace, &'static str)],
    open: Vec<(Namespace, &'static str)>,
}

impl Writer {
    /// Starts a document: the root declares every namespace of `prefixes`, where "" is the default one.
    pub(crate) fn new(
        prefixes: &'static [(Namespace, &'static str)],
        namespace: Namespace,
        root: &'static str,
    ) -> Writer {
        let out = String::from(r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#);
        let mut writer = Writer { out, prefixes, open: Vec::new() };
        writer.out.push('<');
        writer.name(namespace, root);
        for (namespace, prefix) in prefixes {
            let colon = if prefix.is_empty() { "" } else { ":" };
            writer.out += &format!(r#" xmlns{colon}{prefix}="{}""#, namespace.uri());
        }
        writer.out.push('>');
        writer.open.push((namespace, root));
        writer
    }

    fn name(&mut self, namespace: Namespace, name: &str) {
        let prefix =
            self.prefixes.iter().find(|(known, _)| *known == namespace).map_or("", |(_, prefix)| prefix);
        if !prefix.is_empty() {
            self.out += prefix;
            self.out.push(':');
        }
        self.out += name;
    }

    pub(crate) fn open(&mut self, namespace: Namespace, name: &'static str) {
        self.out.push('<');
        self.name(namespace, name);
        self.out.push('>');
        self.open.push((namespace, name));
    }

    pub(crate) fn close(&mut self) {
        if let Some((namespace, name)) = self.open.pop() {
            self.end(namespace, name);
        }
    }

    fn end(&mut self, namespace: Namespace, name: &str) {
        self.out += "</";
        self.name(namespace, name);
        self.out.push('>');
    }

    pub(crate) fn leaf(&mut self, namespace: Namespace, name: &str, text: impl fmt::Display) {
        self.out.push('<');
        self.name(namespace, name);
        self.out.push('>');
        self.out += &partial_escape(text.to_string());
        self.end(namespace, name);
    }

    pub(crate) fn optional(&mut self, namespace: Namespace, name: &str, text: Option<impl fmt::Display>) {
        if let Some(text) = text {
            self.leaf(namespace, name, text);
        }
    }

    /// Writes an element of a request again, with the prefixes of this document.
    pub(crate) fn copy(&mut self, element: &Element) {
        if element.children.is_empty() {
            return self.leaf(element.namespace, &element.name, &element.text);
        }
        self.out.push('<');
        self.name(element.namespace, &element.name);
        self.out.push('>');
        element.children.iter().for_each(|child| self.copy(child));
        self.end(element.namespace, &element.name);
    }

    pub(crate) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }
}
