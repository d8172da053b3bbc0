//! The document as a whole.

use jiff::{Timestamp, civil::Date};

use super::{
    CustomerInfo, FiscalRepresentative, InvoiceDetail, InvoiceLines, InvoiceSummary, ProductFeeSummary,
    SupplierInfo, old, since_3_0,
};
use crate::{
    Limits, ReadError,
    xml::{Element, Field, Namespace, Version, Xml, cut, element},
};

element! {
    /// InvoiceDataType: a report of one invoice, or of several corrective invoices under one number.
    pub struct Document {
        /// The number of the invoice or corrective document.
        invoice_number: String = "invoiceNumber",
        /// Date of issue.
        invoice_issue_date: Date = "invoiceIssueDate",
        /// Whether the report is the invoice itself; since version 3.0.
        completeness_indicator: Option<bool> = "completenessIndicator",
        /// One invoice, or a batch.
        invoice_main: InvoiceMain = "invoiceMain",
    }
}

/// InvoiceMainType.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum InvoiceMain {
    /// A single invoice or corrective document.
    Invoice(Box<Invoice>),
    /// A document that corrects several originals.
    BatchInvoice(Vec<BatchInvoice>),
}

element! {
    /// BatchInvoiceType: one of the corrections of a batch.
    pub struct BatchInvoice {
        /// From 1.
        batch_index: u32 = "batchIndex",
        /// The correction.
        invoice: Invoice = "invoice",
    }
}

element! {
    /// InvoiceType.
    pub struct Invoice {
        /// On corrective and cancellation invoices: of what.
        invoice_reference: Option<InvoiceReference> = "invoiceReference",
        /// Parties and terms.
        invoice_head: InvoiceHead = "invoiceHead",
        /// Lines; a corrective invoice may have none.
        invoice_lines: Option<InvoiceLines> = "invoiceLines",
        /// Sums of the product fee, at most two.
        product_fee_summary: Vec<ProductFeeSummary> = "productFeeSummary",
        /// Sums.
        invoice_summary: InvoiceSummary = "invoiceSummary",
    }
}

element! {
    /// InvoiceReferenceType. The amounts of such a document are differences.
    pub struct InvoiceReference {
        /// Number of the original: always the first one of the chain.
        original_invoice_number: String = "originalInvoiceNumber",
        /// The original was never reported.
        modify_without_master: bool = "modifyWithoutMaster",
        /// Position in the chain, shared by corrections and cancellations; since version 2.0.
        modification_index: Option<u32> = "modificationIndex",
        /// Before version 2.0: when the correction was made, which orders a chain.
        modification_timestamp: Option<Timestamp> = "modificationTimestamp",
    }
}

element! {
    /// InvoiceHeadType.
    pub struct InvoiceHead {
        /// Who sold.
        supplier_info: SupplierInfo = "supplierInfo",
        /// Who bought.
        customer_info: Option<CustomerInfo> = "customerInfo",
        /// Who answers for a foreign supplier.
        fiscal_representative_info: Option<FiscalRepresentative> = "fiscalRepresentativeInfo",
        /// Terms.
        invoice_detail: InvoiceDetail = "invoiceDetail",
    }
}

impl Document {
    /// The invoices in the document, each with its batch index where it is one of a batch.
    pub fn invoices(&self) -> impl Iterator<Item = (Option<u32>, &Invoice)> {
        let (single, batch): (_, &[BatchInvoice]) = match &self.invoice_main {
            InvoiceMain::Invoice(invoice) => (Some((None, &**invoice)), &[]),
            InvoiceMain::BatchInvoice(batch) => (None, batch),
        };
        single.into_iter().chain(batch.iter().map(|item| (Some(item.batch_index), &item.invoice)))
    }

    /// The invoice at a place in a batch, or the only one of a document that is none.
    pub fn into_invoice(self, batch_index: Option<u32>) -> Option<Invoice> {
        match (self.invoice_main, batch_index) {
            (InvoiceMain::Invoice(invoice), _) => Some(*invoice),
            (InvoiceMain::BatchInvoice(batch), Some(index)) => {
                batch.into_iter().find(|item| item.batch_index == index).map(|item| item.invoice)
            }
            (InvoiceMain::BatchInvoice(_), None) => None,
        }
    }
}

impl Invoice {
    /// The lines, none where the document has none.
    pub fn lines(&self) -> &[super::Line] {
        self.invoice_lines.as_ref().map_or(&[], |lines| &lines.lines)
    }
}

impl Element for InvoiceMain {
    fn read(xml: &mut Xml<'_>, parent: &'static str) -> Result<Option<Self>, ReadError> {
        let (mut invoice, mut batch) = (None, Vec::new());
        xml.children(|name, xml| match name {
            "invoice" => <Box<Invoice> as Field>::take(&mut invoice, xml, "invoice"),
            "batchInvoice" => <Vec<BatchInvoice> as Field>::take(&mut batch, xml, "batchInvoice"),
            _ => Ok(()),
        })?;
        match invoice {
            Some(_) if !batch.is_empty() => Err(ReadError::Repeated { element: "invoice" }),
            Some(invoice) => Ok(Some(Self::Invoice(invoice))),
            None if batch.is_empty() => Err(ReadError::Missing { parent, element: "invoice" }),
            None => Ok(Some(Self::BatchInvoice(batch))),
        }
    }
}

/// Reads an InvoiceData document, unpacked: of version 3.0, or of 2.0, 1.1 and 1.0 as far as they state the
/// same facts.
///
/// # Errors
/// [`ReadError`], without having held more than a small multiple of the document in memory.
pub fn read_document(document: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    if document.len() > limits.unpacked_bytes {
        return Err(ReadError::TooLarge { limit: limits.unpacked_bytes });
    }
    let mut xml = Xml::new(document, *limits);
    let root = xml.root()?;
    xml.version = match (root.namespace, root.name.as_str()) {
        (Namespace::Data, "InvoiceData") => Version::V3,
        (Namespace::OldData(Version::V2), "InvoiceData") => Version::V2,
        (Namespace::OldData(Version::V1), "Invoice") => Version::V1,
        (_, name) => return Err(ReadError::NotAnInvoice(cut(name))),
    };
    let read = match xml.version {
        Version::V1 => old::Report::read(&mut xml, "Invoice")?.map(Document::try_from).transpose()?,
        Version::V2 | Version::V3 => Document::read(&mut xml, "InvoiceData")?,
    };
    xml.end()?;
    let document = read.ok_or(ReadError::Missing { parent: "document", element: "InvoiceData" })?;
    if xml.version == Version::V3 {
        since_3_0::require(&document)?;
    }
    Ok(document)
}
