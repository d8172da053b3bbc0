//! The answer to queryInvoiceData.

use jiff::Timestamp;

use super::Answer;
use crate::{
    Error, Payload, ReadError,
    codes::Source,
    xml::{Element, Xml, element},
};

/// An invoice's document with NAV's record of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoiceData {
    /// The document, as NAV sent it.
    pub payload: Payload,
    /// When and how it was reported.
    pub audit: AuditData,
    /// Hash of the electronic invoice's file, where the sender gave one.
    pub electronic_invoice_hash: Option<ElectronicInvoiceHash>,
}

/// A hash in hexadecimal digits and its algorithm, for example SHA-256 or SHA3-512.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ElectronicInvoiceHash {
    /// The attribute cryptoType.
    pub algorithm: String,
    /// The hash as reported.
    pub value: String,
}

impl Element for ElectronicInvoiceHash {
    fn read(xml: &mut Xml<'_>, name: &'static str) -> Result<Option<Self>, ReadError> {
        let algorithm = xml.attribute("cryptoType").unwrap_or_default();
        Ok(String::read(xml, name)?.map(|value| Self { algorithm, value }))
    }
}

element! {
    /// AuditDataType.
    pub struct AuditData {
        /// When NAV stored it. (The XSD spells it insdate here and insDate in the digest.)
        ins_date: Timestamp = "insdate",
        /// Login of the user who reported it.
        ins_cus_user: Option<String> = "insCusUser",
        /// How the report reached NAV.
        source: Option<Source> = "source",
        /// Of the report; absent where it was not sent by machine.
        transaction_id: Option<String> = "transactionId",
        /// Position in the report.
        index: Option<u32> = "index",
        /// Position in a batch of corrective invoices.
        batch_index: Option<u32> = "batchIndex",
        /// 1.0, 1.1, 2.0 or 3.0: the schema that the document follows.
        original_request_version: Option<String> = "originalRequestVersion",
    }
}

/// InvoiceDataResultType, and the whole answer, in which it is absent where nothing was found.
pub(crate) struct Body(Option<InvoiceData>);

impl Element for Body {
    fn read(xml: &mut Xml<'_>, _: &'static str) -> Result<Option<Self>, ReadError> {
        let mut data = None;
        xml.children(|name, xml| match name {
            "invoiceDataResult" => {
                data = Some(result(xml)?);
                Ok(())
            }
            _ => Ok(()),
        })?;
        Ok(Some(Self(data)))
    }
}

fn result(xml: &mut Xml<'_>) -> Result<InvoiceData, ReadError> {
    let (mut payload, mut audit, mut gzip, mut electronic_invoice_hash) = (None, None, None, None);
    xml.children(|name, xml| {
        match name {
            "invoiceData" => {
                let text = xml.text_within("invoiceData", xml.limits.answer_bytes)?;
                payload = Some(Payload::from_base64(text, true)?);
            }
            "auditData" => audit = AuditData::read(xml, "auditData")?,
            "compressedContentIndicator" => gzip = bool::read(xml, "compressedContentIndicator")?,
            "electronicInvoiceHash" => {
                electronic_invoice_hash = ElectronicInvoiceHash::read(xml, "electronicInvoiceHash")?;
            }
            _ => {}
        }
        Ok(())
    })?;
    let missing = |element| ReadError::Missing { parent: "invoiceDataResult", element };
    let payload = payload.ok_or(missing("invoiceData"))?;
    let gzip = gzip.ok_or(missing("compressedContentIndicator"))?;
    let audit = audit.ok_or(missing("auditData"))?;
    Ok(InvoiceData { payload: Payload { gzip, ..payload }, audit, electronic_invoice_hash })
}

impl Answer for InvoiceData {
    const ROOT: &'static str = "QueryInvoiceDataResponse";
    type Body = Body;

    fn from_body(body: Body) -> Result<Self, Error> {
        body.0.ok_or(Error::NotFound)
    }
}
