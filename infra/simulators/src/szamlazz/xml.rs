//! A writer of documents that have one namespace, and no prefixes.

use std::fmt::Display;

use quick_xml::escape::partial_escape;

/// Writes a document element by element.
pub(crate) struct Writer {
    out: String,
    open: Vec<&'static str>,
}

impl Writer {
    /// Starts a document of Számlázz.hu, whose namespace ends in the root's name.
    pub(crate) fn new(root: &'static str) -> Writer {
        let namespace = format!(r#"xmlns="http://www.szamlazz.hu/{root}""#);
        Writer::with_attributes(root, &namespace)
    }

    /// As [`Writer::new`], with the address of the schema, as pushes and answers to queries have it.
    pub(crate) fn with_schema(root: &'static str) -> Writer {
        let namespace = format!("http://www.szamlazz.hu/{root}");
        let attributes = format!(
            "xmlns=\"{namespace}\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
             xsi:schemaLocation=\"{namespace} https://www.szamlazz.hu/szamla/docs/xsds/{root}/{root}.xsd\""
        );
        Writer::with_attributes(root, &attributes)
    }

    /// Starts no document: what follows is a piece of one.
    pub(crate) fn bare() -> Writer {
        Writer { out: String::new(), open: Vec::new() }
    }

    fn with_attributes(root: &'static str, attributes: &str) -> Writer {
        let out = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} {attributes}>");
        Writer { out, open: vec![root] }
    }

    pub(crate) fn open(&mut self, name: &'static str) {
        self.start(name);
        self.open.push(name);
    }

    pub(crate) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.end(name);
        }
    }

    pub(crate) fn start(&mut self, name: &str) {
        self.out += &format!("<{name}>");
    }

    pub(crate) fn end(&mut self, name: &str) {
        self.out += &format!("</{name}>");
    }

    pub(crate) fn leaf(&mut self, name: &str, text: impl Display) {
        self.out += &format!("<{name}>{}</{name}>", partial_escape(text.to_string()));
    }

    pub(crate) fn optional(&mut self, name: &str, text: Option<impl Display>) {
        if let Some(text) = text {
            self.leaf(name, text);
        }
    }

    pub(crate) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }
}
