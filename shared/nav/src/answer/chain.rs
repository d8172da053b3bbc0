//! The answer to queryInvoiceChainDigest.

use jiff::Timestamp;

use super::Answer;
use crate::{Error, codes::InvoiceOperation, xml::element};

element! {
    /// InvoiceChainDigestResultType: one page. It can be empty although queryInvoiceData hands out the
    /// invoice (nav-gov-hu/Online-Invoice issues 664 and 990).
    pub struct ChainDigestPage {
        /// The page asked for.
        current_page: u32 = "currentPage",
        /// The last page there is; 0 where nothing matches.
        available_page: u32 = "availablePage",
        /// At most 100, in no documented order: the original, where NAV has it, and its corrections.
        elements: Vec<ChainElement> = "invoiceChainElement",
    }
}

element! {
    /// InvoiceChainElementType: one document of the chain.
    pub struct ChainElement {
        /// Which document.
        digest: ChainDigest = "invoiceChainDigest",
        /// What it adds to the lines; absent where it has none.
        lines: Option<ChainLines> = "invoiceLines",
        /// What it corrects; absent on an original.
        reference: Option<ChainReference> = "invoiceReferenceData",
    }
}

element! {
    /// InvoiceChainDigestType: a document of the chain in short.
    pub struct ChainDigest {
        /// Its own number.
        invoice_number: String = "invoiceNumber",
        /// Position in a batch of corrective invoices, from 1.
        batch_index: Option<u32> = "batchIndex",
        /// Original, corrective or cancellation invoice.
        invoice_operation: InvoiceOperation = "invoiceOperation",
        /// Eight digits; of the VAT group where there is one.
        supplier_tax_number: String = "supplierTaxNumber",
        /// Eight digits; absent for foreign and private customers.
        customer_tax_number: Option<String> = "customerTaxNumber",
        /// When NAV stored it.
        ins_date: Timestamp = "insDate",
        /// 1.0, 1.1, 2.0 or 3.0: the schema that the document follows.
        original_request_version: Option<String> = "originalRequestVersion",
    }
}

element! {
    /// InvoiceLinesType: the lines that a document adds to the chain.
    pub struct ChainLines {
        /// The highest number of a line of the document; 0 where it has none, against the XSD (issue 628).
        max_line_number: u64 = "maxLineNumber",
        /// The numbers of the lines that are new in the chain, in no order (issue 331).
        new_created_lines: Vec<LineInterval> = "newCreatedLines",
    }
}

element! {
    /// NewCreatedLinesType: line numbers without a gap, both ends included.
    pub struct LineInterval {
        /// The first.
        start: u64 = "lineNumberIntervalStart",
        /// The last.
        end: u64 = "lineNumberIntervalEnd",
    }
}

element! {
    /// InvoiceReferenceDataType: which invoice a document corrects, and as the how many-th.
    pub struct ChainReference {
        /// Number of the original; NAV has left it out (issue 379).
        original_invoice_number: Option<String> = "originalInvoiceNumber",
        /// The original was never reported.
        modify_without_master: bool = "modifyWithoutMaster",
        /// When a document of version 1.0 or 1.1 was issued, which have no index.
        modification_timestamp: Option<Timestamp> = "modificationTimestamp",
        /// Position in the chain of corrections.
        modification_index: Option<u32> = "modificationIndex",
    }
}

element! {
    /// QueryInvoiceChainDigestResponseType.
    pub struct Body {
        /// The page.
        result: ChainDigestPage = "invoiceChainDigestResult",
    }
}

impl Answer for ChainDigestPage {
    const ROOT: &'static str = "QueryInvoiceChainDigestResponse";
    type Body = Body;

    fn from_body(body: Body) -> Result<Self, Error> {
        Ok(body.result)
    }
}
