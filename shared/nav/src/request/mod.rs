//! Requests as XML: header, user, software, then the operation's own part, in the order of the XSDs.

mod query;

use std::fmt::Write as _;

use jiff::Timestamp;
use quick_xml::escape::escape;

pub use query::{ChainDigestQuery, DataQuery, DigestQuery, MAX_WINDOW, TaxpayerQuery, Window};
pub(crate) use query::{CheckQuery, Query};

use crate::{Call, Credentials, Software, signature};

/// The whole request in UTF-8.
pub(crate) fn build(
    query: &impl Query,
    credentials: &Credentials,
    call: &Call,
    software: &Software,
) -> String {
    let root = query.root();
    let mut xml = Writer(String::with_capacity(2048));
    xml.0.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    let _ = write!(
        xml.0,
        "<{root} xmlns=\"http://schemas.nav.gov.hu/OSA/3.0/api\" \
         xmlns:common=\"http://schemas.nav.gov.hu/NTCA/1.0/common\">"
    );
    xml.inside("common:header", |xml| {
        xml.text("common:requestId", call.request_id.as_str());
        xml.text("common:timestamp", &milliseconds(call.timestamp));
        xml.text("common:requestVersion", "3.0");
        xml.text("common:headerVersion", "1.0");
    });
    xml.inside("common:user", |xml| user(xml, credentials, call));
    xml.inside("software", |xml| describe(xml, software));
    query.write(&mut xml);
    let _ = write!(xml.0, "</{root}>");
    xml.0
}

fn user(xml: &mut Writer, credentials: &Credentials, call: &Call) {
    let signature =
        signature::request_signature(call.request_id.as_str(), call.timestamp, &credentials.sign_key);
    xml.text("common:login", &credentials.login);
    xml.crypto("common:passwordHash", "SHA-512", &signature::password_hash(&credentials.password));
    xml.text("common:taxNumber", &credentials.tax_number);
    xml.optional("common:predecessorTaxNumber", credentials.predecessor_tax_number.as_deref());
    xml.crypto("common:requestSignature", "SHA3-512", &signature);
}

fn describe(xml: &mut Writer, software: &Software) {
    xml.text("softwareId", &software.id);
    xml.text("softwareName", &software.name);
    xml.text("softwareOperation", software.operation.as_str());
    xml.text("softwareMainVersion", &software.main_version);
    xml.text("softwareDevName", &software.developer_name);
    xml.text("softwareDevContact", &software.developer_contact);
    xml.optional("softwareDevCountryCode", software.developer_country.as_deref());
    xml.optional("softwareDevTaxNumber", software.developer_tax_number.as_deref());
}

/// `2026-01-31T12:00:00.123Z`. Truncates: rounded, .9999 would become a fourth digit that NAV refuses.
fn milliseconds(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

/// Writes elements, with their text escaped.
pub(crate) struct Writer(String);

impl Writer {
    fn inside(&mut self, name: &str, content: impl FnOnce(&mut Self)) {
        let _ = write!(self.0, "<{name}>");
        content(self);
        let _ = write!(self.0, "</{name}>");
    }

    fn text(&mut self, name: &str, text: &str) {
        let _ = write!(self.0, "<{name}>{}</{name}>", escape(text));
    }

    fn optional(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    fn crypto(&mut self, name: &str, algorithm: &str, value: &str) {
        let _ = write!(self.0, "<{name} cryptoType=\"{algorithm}\">{value}</{name}>");
    }
}
