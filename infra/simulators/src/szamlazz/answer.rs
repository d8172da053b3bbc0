//! The Agent's answers: headers and bodies of both versions.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use rust_decimal::Decimal;

use super::action::Action;
use super::document::Held;
use super::form::encode;
use super::pdf;
use super::refusal::Refusal;
use super::xml::Writer;
use crate::common::{empty, plain};
use crate::nav::Taxpayer;
use crate::nav::taxpayer::write as write_taxpayer;
use crate::nav::xml::Namespace::{self, Api, Common};

/// szamlazz-py takes an XML answer for one only under this name.
const XML: &str = "application/octet-stream";
const TEXT: &str = "text/plain;charset=UTF-8";
const PDF: &str = "application/pdf";

/// A document that an answer tells of.
pub(crate) struct Told<'h> {
    pub(crate) held: &'h Held,
    /// Where the customer sees it.
    pub(crate) url: String,
    pub(crate) with_pdf: bool,
    pub(crate) version: u8,
}

impl Told<'_> {
    /// The answer to a create, a cancellation, a credit entry or a query of the PDF.
    pub(crate) fn answer(&self) -> Response<Body> {
        let total = self.held.document.total();
        let outstanding = total.gross - self.held.document.paid();
        let pdf = self.with_pdf.then(|| pdf::render(&self.held.document));
        let number = &self.held.document.number;
        let mut response = match (self.version, pdf) {
            (2, pdf) => {
                let mut writer = Writer::new("xmlszamlavalasz");
                writer.leaf("sikeres", true);
                writer.leaf("szamlaszam", number);
                writer.leaf("szamlanetto", total.net.normalize());
                writer.leaf("szamlabrutto", total.gross.normalize());
                writer.leaf("kintlevoseg", outstanding.normalize());
                writer.leaf("vevoifiokurl", &self.url);
                writer.optional("pdf", pdf.map(|pdf| STANDARD.encode(pdf)));
                plain(StatusCode::OK, XML, writer.finish())
            }
            (_, Some(pdf)) => plain(StatusCode::OK, PDF, pdf),
            (_, None) => plain(StatusCode::OK, TEXT, format!("xmlagentresponse=DONE;{number}")),
        };
        self.headers(&mut response, total.net, total.gross, outstanding);
        response
    }

    fn headers(&self, response: &mut Response<Body>, net: Decimal, gross: Decimal, outstanding: Decimal) {
        let document = &self.held.document;
        header(response, "szlahu_szamlaszam", &encode(&document.number));
        header(response, "szlahu_id", &self.held.id.to_string());
        header(response, "szlahu_nettovegosszeg", &net.normalize().to_string());
        header(response, "szlahu_bruttovegosszeg", &gross.normalize().to_string());
        header(response, "szlahu_kintlevoseg", &outstanding.normalize().to_string());
        header(response, "szlahu_fizetesmod", &encode(&document.payment_method));
        header(response, "szlahu_vevoifiokurl", &encode(&self.url));
    }
}

/// A preview: a PDF, but no document and no number.
pub(crate) fn preview(version: u8, pdf: Vec<u8>) -> Response<Body> {
    if version != 2 {
        return plain(StatusCode::OK, PDF, pdf);
    }
    let mut writer = Writer::new("xmlszamlavalasz");
    writer.leaf("sikeres", true);
    writer.leaf("pdf", STANDARD.encode(pdf));
    plain(StatusCode::OK, XML, writer.finish())
}

/// The data of a document.
pub(crate) fn data(xml: String) -> Response<Body> {
    plain(StatusCode::OK, XML, xml)
}

/// That proformas were deleted.
pub(crate) fn deleted() -> Response<Body> {
    let mut writer = Writer::new("xmlszamladbkdelvalasz");
    writer.leaf("sikeres", true);
    plain(StatusCode::OK, XML, writer.finish())
}

type NavWriter = crate::nav::xml::Writer;

/// The prefixes without which szamlazz-py does not read the answer.
const PREFIXES: &[(Namespace, &str)] = &[(Common, ""), (Api, "ns2"), (Namespace::Base, "ns3")];

/// NAV's answer about a taxpayer. A number that nobody has is no error.
pub(crate) fn taxpayer(taxpayer: Option<&Taxpayer>) -> Response<Body> {
    let mut writer = NavWriter::new(PREFIXES, Api, "QueryTaxpayerResponse");
    writer.open(Common, "result");
    writer.leaf(Common, "funcCode", "OK");
    writer.close();
    writer.leaf(Api, "taxpayerValidity", taxpayer.is_some_and(|taxpayer| taxpayer.valid));
    if let Some(taxpayer) = taxpayer.filter(|taxpayer| taxpayer.valid) {
        write_taxpayer(&mut writer, taxpayer);
    }
    plain(StatusCode::OK, XML, writer.finish())
}

/// A refusal by the body, and where the action does so by headers too.
pub(crate) fn refused(action: Action, version: u8, refusal: &Refusal, by_header: bool) -> Response<Body> {
    let mut response = match action {
        Action::QueryTaxpayer => {
            let mut writer = NavWriter::new(PREFIXES, Api, "QueryTaxpayerResponse");
            writer.open(Common, "result");
            writer.leaf(Common, "funcCode", "ERROR");
            writer.leaf(Common, "errorCode", refusal.code);
            writer.leaf(Common, "message", &refusal.message);
            plain(StatusCode::OK, XML, writer.finish())
        }
        Action::DeleteProforma => verdict("xmlszamladbkdelvalasz", refusal),
        Action::QueryXml => verdict("xmlszamlavalasz", refusal),
        _ if version == 2 => verdict("xmlszamlavalasz", refusal),
        _ => {
            let text = format!("[ERR] {} {}\n------------\n", refusal.code, refusal.message);
            plain(StatusCode::OK, TEXT, text)
        }
    };
    if by_header {
        header(&mut response, "szlahu_error_code", &refusal.code.to_string());
        header(&mut response, "szlahu_error", &encode(&refusal.message));
    }
    response
}

fn verdict(root: &'static str, refusal: &Refusal) -> Response<Body> {
    let mut writer = Writer::new(root);
    writer.leaf("sikeres", false);
    writer.leaf("hibakod", refusal.code);
    writer.leaf("hibauzenet", &refusal.message);
    plain(StatusCode::OK, XML, writer.finish())
}

/// That the service is down, by a header alone.
pub(crate) fn down() -> Response<Body> {
    let mut response = empty(StatusCode::OK);
    header(&mut response, "szlahu_down", &encode("A rendszer karbantartás miatt nem érhető el."));
    response
}

/// Sets a header; every value that comes here is ASCII.
pub(crate) fn header(response: &mut Response<Body>, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(HeaderName::from_static(name), value);
    }
}
