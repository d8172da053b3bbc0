//! Elements of XML, with their text escaped.

use domain::wrong::Wrong;
use quick_xml::escape::escape;

const ROOT: &str = "p:FatturaElettronica";

pub(crate) struct Writer(String);

impl Writer {
    /// Only the root is in the namespace (elementFormDefault is unqualified).
    pub(crate) fn begin(format: &str) -> Self {
        Self(format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
             <{ROOT} xmlns:p=\"http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2\" \
             versione=\"{format}\">"
        ))
    }

    pub(crate) fn end(mut self) -> String {
        self.close(ROOT);
        self.0
    }

    pub(crate) fn inside(
        &mut self,
        name: &str,
        content: impl FnOnce(&mut Self) -> Result<(), Wrong>,
    ) -> Result<(), Wrong> {
        self.open(name);
        content(self)?;
        self.close(name);
        Ok(())
    }

    pub(crate) fn text(&mut self, name: &str, text: &str) {
        self.open(name);
        self.0.push_str(&escape(text));
        self.close(name);
    }

    fn open(&mut self, name: &str) {
        self.0.extend(["<", name, ">"]);
    }

    fn close(&mut self, name: &str) {
        self.0.extend(["</", name, ">"]);
    }
}
