//! Answers: an operation's own, or one of NAV's two error documents, or something else altogether.

mod chain;
mod check;
mod data;
mod digest;
mod taxpayer;

use jiff::Timestamp;

pub use chain::{ChainDigest, ChainDigestPage, ChainElement, ChainLines, ChainReference, LineInterval};
pub(crate) use check::InvoiceCheck;
pub use data::{AuditData, ElectronicInvoiceHash, InvoiceData};
pub use digest::{DigestPage, DigestRow};
pub use taxpayer::{Taxpayer, TaxpayerAddress, TaxpayerData};

use crate::{
    Error, Limits, ReadError,
    xml::{Element, Namespace, Xml, element},
};

/// The answer of one operation.
pub(crate) trait Answer: Sized {
    /// The answer's root element.
    const ROOT: &'static str;

    /// What is read of it.
    type Body: Element;

    /// The result, or [`Error::NotFound`].
    fn from_body(body: Self::Body) -> Result<Self, Error>;
}

element! {
    /// BasicResultType: what NAV thinks of the request.
    pub struct BasicResult {
        /// OK or ERROR.
        func_code: Option<String> = "funcCode",
        /// Why not.
        error_code: Option<String> = "errorCode",
        /// The same in words.
        message: Option<String> = "message",
    }
}

element! {
    /// GeneralErrorResponseType without header and software.
    pub struct GeneralError {
        /// The error.
        result: Option<BasicResult> = "result",
        /// Where the request breaks the XSD.
        details: Vec<TechnicalValidation> = "technicalValidationMessages",
    }
}

element! {
    /// TechnicalValidationResultType.
    pub struct TechnicalValidation {
        /// For example SCHEMA_VIOLATION.
        code: Option<String> = "validationErrorCode",
        /// The validator's words.
        message: Option<String> = "message",
    }
}

/// Reads an answer whatever its HTTP status was; the status only counts where the body says nothing.
pub(crate) fn read<A: Answer>(
    status: u16,
    body: &[u8],
    called_at: Timestamp,
    limits: Limits,
) -> Result<A, Error> {
    if body.iter().all(u8::is_ascii_whitespace) {
        return Err(Error::from_status(status, "no body"));
    }
    match document::<A>(body, limits) {
        Ok(Document::Answer(body)) => A::from_body(body),
        Ok(Document::Error(error)) => Err(decide(error, status, called_at)),
        Ok(Document::Foreign(root)) => Err(Error::from_status(status, format_args!("root element {root}"))),
        Err(error) => Err(Error::from_status(status, error)),
    }
}

enum Document<B> {
    Answer(B),
    Error(GeneralError),
    Foreign(String),
}

fn document<A: Answer>(body: &[u8], limits: Limits) -> Result<Document<A::Body>, ReadError> {
    let mut xml = Xml::new(body, limits);
    let root = xml.root()?;
    let document = match (&root.namespace, root.name.as_str()) {
        (Namespace::Api, name) if name == A::ROOT => read_root(&mut xml, A::ROOT).map(Document::Answer)?,
        (Namespace::Api | Namespace::Shared, "GeneralErrorResponse" | "GeneralErrorHeaderResponse") => {
            read_root(&mut xml, "GeneralErrorResponse").map(Document::Error)?
        }
        (Namespace::Shared, "GeneralExceptionResponse") => {
            let result = read_root(&mut xml, "GeneralExceptionResponse")?;
            Document::Error(GeneralError { result: Some(result), details: Vec::new() })
        }
        _ => return Ok(Document::Foreign(crate::xml::cut(&root.name))),
    };
    xml.end()?;
    Ok(document)
}

fn read_root<T: Element>(xml: &mut Xml<'_>, name: &'static str) -> Result<T, ReadError> {
    T::read(xml, name)?.ok_or(ReadError::Missing { parent: "document", element: name })
}

fn decide(error: GeneralError, status: u16, called_at: Timestamp) -> Error {
    let Some((code, text)) = error.result.and_then(|result| Some((result.error_code?, result.message)))
    else {
        return Error::from_status(status, "an error without errorCode");
    };
    let mut message = text.unwrap_or_default();
    for detail in error.details.into_iter().take(5) {
        let (code, text) = (detail.code.unwrap_or_default(), detail.message.unwrap_or_default());
        message += &format!("; {code} {text}");
    }
    Error::decide(code.trim(), message, called_at)
}
