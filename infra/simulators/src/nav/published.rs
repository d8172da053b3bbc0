//! Invoices that the simulated NAV holds, and the digest rows that it derives from their content.

use jiff::{Timestamp, civil::Date};

use super::xml::{Element, parse};

/// Whether the company issued the invoice or received it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Issued by the company.
    Outbound,
    /// Received by the company.
    Inbound,
}

impl Direction {
    pub(crate) fn of(text: &str) -> Direction {
        if text == "INBOUND" { Direction::Inbound } else { Direction::Outbound }
    }
}

/// What a report to NAV does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvoiceOperation {
    /// A new invoice.
    Create,
    /// A corrective invoice.
    Modify,
    /// A cancellation invoice.
    Storno,
}

impl InvoiceOperation {
    /// As NAV writes it.
    pub fn code(self) -> &'static str {
        match self {
            InvoiceOperation::Create => "CREATE",
            InvoiceOperation::Modify => "MODIFY",
            InvoiceOperation::Storno => "STORNO",
        }
    }
}

/// Through which channel an invoice reached NAV.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Typed in on a page.
    Web,
    /// A file uploaded by hand.
    Xml,
    /// Sent by a program.
    Mgm,
    /// From a cash register.
    Opg,
    /// NAV's own invoicing program.
    Osz,
}

impl Source {
    /// As NAV writes it.
    pub fn code(self) -> &'static str {
        match self {
            Source::Web => "WEB",
            Source::Xml => "XML",
            Source::Mgm => "MGM",
            Source::Opg => "OPG",
            Source::Osz => "OSZ",
        }
    }
}

/// An invoice as a company sees it at NAV, in one direction.
#[derive(Clone, Debug)]
pub struct PublishedInvoice {
    /// Whether the company issued or received it.
    pub direction: Direction,
    /// The operation of the report; the document itself does not carry it.
    pub operation: InvoiceOperation,
    /// The InvoiceData document, plain. It is sent back byte by byte.
    pub xml: Vec<u8>,
    /// When NAV recorded it.
    pub ins_date: Timestamp,
    /// From when on queries show it; without it, from `ins_date` on. A later time makes an invoice appear
    /// late.
    pub visible_from: Option<Timestamp>,
    /// The report's transaction (letters, digits, `+` and `_`, at most 30); without it, one is made up.
    pub transaction_id: Option<String>,
    /// The position in the transaction, 1 to 100.
    pub index: u8,
    /// Whether the sender compressed the document.
    pub gzip: bool,
    /// How it reached NAV.
    pub source: Source,
    /// The interface version of the report: 1.0, 1.1, 2.0 or 3.0.
    pub original_request_version: String,
}

impl PublishedInvoice {
    /// An invoice with the usual rest: visible at once, sent by a program in version 3.0 with compression.
    pub fn new(
        direction: Direction,
        operation: InvoiceOperation,
        xml: impl Into<Vec<u8>>,
        ins_date: Timestamp,
    ) -> Self {
        PublishedInvoice {
            direction,
            operation,
            xml: xml.into(),
            ins_date,
            visible_from: None,
            transaction_id: None,
            index: 1,
            gzip: true,
            source: Source::Mgm,
            original_request_version: "3.0".into(),
        }
    }
}

/// Why an invoice could not be published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// No company of this tax number was added.
    #[error("no company with tax number {0}: add it first")]
    UnknownCompany(String),
    /// The content is no XML.
    #[error("the content is not XML: {0}")]
    NotXml(String),
    /// The digest row cannot be derived.
    #[error("the document has no usable {0}")]
    Missing(&'static str),
}

/// Whether a report still counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    Valid,
    /// Technically annulled: listed, but not handed out any more.
    Annulled,
    /// Technically annulled, and not listed either.
    Withdrawn,
}

/// A document with the rows that the digest shows for it: one, or one for each invoice of a batch.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) invoice: PublishedInvoice,
    pub(crate) transaction_id: String,
    pub(crate) standing: Standing,
    pub(crate) rows: Vec<Row>,
}

impl Document {
    pub(crate) fn new(invoice: PublishedInvoice, transaction_id: String) -> Result<Document, PublishError> {
        let rows = rows(&invoice.xml)?;
        Ok(Document { invoice, transaction_id, standing: Standing::Valid, rows })
    }

    pub(crate) fn is_valid(&self) -> bool {
        self.standing == Standing::Valid
    }

    pub(crate) fn is_listed(&self, now: Timestamp) -> bool {
        self.is_visible(now) && self.standing != Standing::Withdrawn
    }

    pub(crate) fn is_visible(&self, now: Timestamp) -> bool {
        self.invoice.visible_from.unwrap_or(self.invoice.ins_date) <= now
    }
}

/// What the digest says about an invoice, as its document writes it.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) invoice_number: String,
    pub(crate) batch_index: Option<u32>,
    pub(crate) category: String,
    pub(crate) issue_date: Date,
    pub(crate) supplier_tax_number: String,
    pub(crate) supplier_group_member: Option<String>,
    pub(crate) supplier_name: String,
    pub(crate) customer_tax_number: Option<String>,
    pub(crate) customer_group_member: Option<String>,
    pub(crate) customer_name: Option<String>,
    pub(crate) payment_method: Option<String>,
    pub(crate) payment_date: Option<String>,
    pub(crate) appearance: Option<String>,
    pub(crate) delivery_date: Option<String>,
    pub(crate) currency: Option<String>,
    pub(crate) net: Option<String>,
    pub(crate) net_huf: Option<String>,
    pub(crate) vat: Option<String>,
    pub(crate) vat_huf: Option<String>,
    pub(crate) reference: Option<Reference>,
    pub(crate) lines: Option<Lines>,
    pub(crate) completeness: Option<String>,
}

/// What a corrective or cancellation invoice corrects.
#[derive(Debug)]
pub(crate) struct Reference {
    pub(crate) original: String,
    /// The original was never reported (modifyWithoutMaster).
    pub(crate) without_original: bool,
    pub(crate) index: Option<String>,
    /// In place of the index, until version 1.1.
    pub(crate) timestamp: Option<String>,
}

impl Reference {
    fn of(element: &Element) -> Option<Reference> {
        let text = |name: &str| element.text_at(&[name]).map(str::to_owned);
        Some(Reference {
            original: text("originalInvoiceNumber")?,
            without_original: text("modifyWithoutMaster").as_deref() == Some("true"),
            index: text("modificationIndex"),
            timestamp: text("modificationTimestamp"),
        })
    }

    /// Its place in the chain, behind the original's 0.
    pub(crate) fn place(&self) -> u32 {
        self.index.as_ref().and_then(|index| index.parse().ok()).unwrap_or(u32::MAX)
    }
}

/// The lines of an invoice, in numbers.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Lines {
    /// The highest lineNumber.
    pub(crate) highest: u64,
    /// First and last number in the chain of lines that are new in it.
    pub(crate) created: Vec<(u64, u64)>,
}

impl Lines {
    fn of(element: &Element) -> Option<Lines> {
        let number = |line: &Element, path: &[&str]| line.text_at(path).and_then(|text| text.parse().ok());
        let lines = || element.children_named("line");
        let highest = lines().filter_map(|line| number(line, &["lineNumber"])).max()?;
        let created = lines().filter_map(|line| match line.child("lineModificationReference") {
            None => number(line, &["lineNumber"]),
            Some(place) if place.text_at(&["lineOperation"]) == Some("CREATE") => {
                number(place, &["lineNumberReference"])
            }
            Some(_) => None,
        });
        let mut intervals: Vec<(u64, u64)> = Vec::new();
        for number in created {
            match intervals.last_mut() {
                Some((_, end)) if *end + 1 == number => *end = number,
                _ => intervals.push((number, number)),
            }
        }
        Some(Lines { highest, created: intervals })
    }
}

fn rows(xml: &[u8]) -> Result<Vec<Row>, PublishError> {
    let root = parse(xml).map_err(|error| PublishError::NotXml(error.to_string()))?;
    // Until version 1.1.
    if let Some(invoice) = root.child("invoiceExchange") {
        return Ok(vec![row(&root, invoice, None)?]);
    }
    let main = root.child("invoiceMain").ok_or(PublishError::Missing("invoiceMain"))?;
    if let Some(invoice) = main.child("invoice") {
        return Ok(vec![row(&root, invoice, None)?]);
    }
    let batch = |entry: &Element| {
        let index = entry.text_at(&["batchIndex"]).and_then(|text| text.parse().ok());
        let index = index.ok_or(PublishError::Missing("batchIndex"))?;
        row(&root, entry.child("invoice").ok_or(PublishError::Missing("batchInvoice/invoice"))?, Some(index))
    };
    let rows: Vec<Row> = main.children_named("batchInvoice").map(batch).collect::<Result<_, _>>()?;
    if rows.is_empty() { Err(PublishError::Missing("invoice or batchInvoice")) } else { Ok(rows) }
}

fn row(root: &Element, invoice: &Element, batch_index: Option<u32>) -> Result<Row, PublishError> {
    let text = |path: &[&str]| invoice.text_at(path).map(str::to_owned);
    let supplier = |path: &[&str]| text(&[&["invoiceHead", "supplierInfo"], path].concat());
    let customer = |path: &[&str]| text(&[&["invoiceHead", "customerInfo"], path].concat());
    // Until version 2.0 the tax number stood directly in customerInfo.
    let customer_number = |path: &[&str]| {
        customer(&[&["customerVatData", "customerTaxNumber"], path].concat())
            .or_else(|| customer(&[&["customerTaxNumber"], path].concat()))
    };
    let detail = |name: &str| {
        text(&["invoiceHead", "invoiceDetail", name]).or_else(|| text(&["invoiceHead", "invoiceData", name]))
    };
    let total = |name: &str| text(&["invoiceSummary", "summaryNormal", name]);
    let own = |name: &str| root.text_at(&[name]).map(str::to_owned);
    let issued = own("invoiceIssueDate")
        .or_else(|| text(&["invoiceReference", "modificationIssueDate"]))
        .or_else(|| detail("invoiceIssueDate"));
    let issued = issued.and_then(|date| date.parse().ok());
    Ok(Row {
        invoice_number: required(own("invoiceNumber").or_else(|| detail("invoiceNumber")), "invoiceNumber")?,
        batch_index,
        category: required(detail("invoiceCategory"), "invoiceCategory")?,
        issue_date: issued.ok_or(PublishError::Missing("invoiceIssueDate"))?,
        supplier_tax_number: required(supplier(&["supplierTaxNumber", "taxpayerId"]), "supplierTaxNumber")?,
        supplier_group_member: supplier(&["groupMemberTaxNumber", "taxpayerId"]),
        supplier_name: required(supplier(&["supplierName"]), "supplierName")?,
        customer_tax_number: customer_number(&["taxpayerId"]),
        customer_group_member: customer_number(&["groupMemberTaxNumber", "taxpayerId"]),
        customer_name: customer(&["customerName"]),
        payment_method: detail("paymentMethod"),
        payment_date: detail("paymentDate"),
        appearance: detail("invoiceAppearance"),
        delivery_date: detail("invoiceDeliveryDate"),
        currency: detail("currencyCode"),
        net: total("invoiceNetAmount"),
        net_huf: total("invoiceNetAmountHUF"),
        vat: total("invoiceVatAmount"),
        vat_huf: total("invoiceVatAmountHUF"),
        reference: invoice.child("invoiceReference").and_then(Reference::of),
        lines: invoice.child("invoiceLines").and_then(Lines::of),
        completeness: root.text_at(&["completenessIndicator"]).map(str::to_owned),
    })
}

fn required(text: Option<String>, name: &'static str) -> Result<String, PublishError> {
    text.ok_or(PublishError::Missing(name))
}
