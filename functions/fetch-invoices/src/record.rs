//! From NAV's answers to an invoice of the inbox: the digest says what there is, the document what it states.

use std::collections::BTreeSet;

use domain::invoice::{
    Amounts, Direction, InboxInvoice, InvoiceIdentity, Operation, Party, Reading, Report, Status,
};
use jiff::{Timestamp, civil::Date};
use nav::{
    DigestRow, Limits, Payload, ReadError,
    codes::InvoiceOperation,
    invoice::{Invoice, checks},
};

/// The identity of a row of the digest.
pub fn identity(direction: Direction, row: &DigestRow) -> InvoiceIdentity<'_> {
    InvoiceIdentity {
        direction,
        supplier_tax_number: &row.supplier_tax_number,
        number: &row.invoice_number,
        batch_index: row.batch_index,
    }
}

/// The report of a row. Reports that no machine sent have no transaction; the moment tells them apart.
pub fn report(row: &DigestRow) -> Report {
    Report {
        transaction: row.transaction_id.clone().unwrap_or_else(|| row.ins_date.to_string()),
        index: row.index.unwrap_or(1),
        at: row.ins_date,
    }
}

/// The invoice of a company (8 digits) as far as the digest tells, its document still awaited.
pub fn from_digest(company: &str, direction: Direction, row: &DigestRow, code: &str) -> InboxInvoice {
    let party = |name: Option<&String>, tax_number: Option<&String>| Party {
        name: name.cloned(),
        tax_number: tax_number.cloned(),
    };
    InboxInvoice {
        id: identity(direction, row).id(),
        direction,
        number: row.invoice_number.clone(),
        batch_index: row.batch_index,
        operation: operation(&row.invoice_operation),
        original_number: row.original_invoice_number.clone(),
        modification_index: row.modification_index,
        issue_date: row.invoice_issue_date,
        delivery_date: row.invoice_delivery_date,
        payment_date: row.payment_date,
        payment_method: row.payment_method.as_ref().map(ToString::to_string),
        supplier: party(Some(&row.supplier_name), Some(&row.supplier_tax_number)),
        customer: party(row.customer_name.as_ref(), row.customer_tax_number.as_ref()),
        currency: row.currency.clone(),
        amounts: Amounts { net: row.invoice_net_amount, vat: row.invoice_vat_amount, gross: None },
        amounts_huf: Amounts {
            net: row.invoice_net_amount_huf,
            vat: row.invoice_vat_amount_huf,
            gross: None,
        },
        report: Some(report(row)),
        szamlazz: None,
        reading: Reading::Awaited { code: code.to_owned() },
        contradictions: Vec::new(),
        document: None,
        status: Status::New,
        other_member: other_member(company, direction, row),
        withdrawn_at: None,
        before_start: false,
        superseded: Vec::new(),
    }
}

/// What a document does to the books.
pub fn operation(code: &InvoiceOperation) -> Operation {
    match code {
        InvoiceOperation::Modify => Operation::Modify,
        InvoiceOperation::Storno => Operation::Storno,
        InvoiceOperation::Create | InvoiceOperation::Other(_) => Operation::Create,
    }
}

/// The member of the company's VAT group that a row belongs to, if that is not the company.
pub fn other_member(company: &str, direction: Direction, row: &DigestRow) -> Option<String> {
    let member = match direction {
        Direction::Inbound => &row.customer_group_member_tax_number,
        Direction::Outbound => &row.supplier_group_member_tax_number,
    };
    member.clone().filter(|member| member != company)
}

/// What reading a document came to.
pub enum Reader {
    /// It was read.
    Read(Box<Stated>),
    /// NAV is known to hand out the same document in order a moment later.
    AskAgain(&'static str),
    /// Asking again would not help.
    Refuse(&'static str),
}

/// What a document states of one invoice.
pub struct Stated {
    number: String,
    issue_date: Date,
    invoice: Invoice,
    contradictions: Vec<String>,
}

impl Stated {
    /// The date of issue.
    pub fn issue_date(&self) -> Date {
        self.issue_date
    }
}

/// Reads the document of one invoice.
pub fn read(payload: &Payload, batch_index: Option<u32>) -> Reader {
    let limits = Limits::default();
    match payload.document(&limits) {
        Ok(document) => {
            let found = checks::contradictions(&document)
                .into_iter()
                .filter(|found| found.batch_index == batch_index);
            let contradictions: BTreeSet<String> = found.map(|found| found.code.name().to_owned()).collect();
            let contradictions = contradictions.into_iter().collect();
            let (number, issue_date) = (document.invoice_number.clone(), document.invoice_issue_date);
            match document.into_invoice(batch_index) {
                Some(invoice) => {
                    Reader::Read(Box::new(Stated { number, issue_date, invoice, contradictions }))
                }
                None => Reader::Refuse("BATCH_INDEX_MISSING"),
            }
        }
        Err(error @ (ReadError::Gzip | ReadError::Truncated)) => Reader::AskAgain(error.code()),
        Err(error) => Reader::Refuse(error.code()),
    }
}

/// The contradiction between the digest and the document behind it.
const OTHER_DOCUMENT: &str = "NOT_AS_LISTED";

/// Adds what the document states. What one of an old version leaves out stays as the digest tells it.
pub fn complete(mut invoice: InboxInvoice, stated: Stated) -> InboxInvoice {
    let (head, summary) = (&stated.invoice.invoice_head, &stated.invoice.invoice_summary);
    let detail = &head.invoice_detail;
    let tax_number = head.supplier_info.supplier_tax_number.to_string();
    // The listed number is part of the invoice's identity, and of every question after it.
    let same_supplier = invoice.supplier_core().is_none_or(|listed| tax_number.starts_with(listed));
    invoice.supplier = Party {
        name: Some(head.supplier_info.supplier_name.clone()),
        tax_number: if same_supplier { Some(tax_number) } else { invoice.supplier.tax_number },
    };
    if let Some(customer) = &head.customer_info {
        let tax_number = customer.customer_vat_data.as_ref().map(ToString::to_string);
        invoice.customer = Party {
            name: customer.customer_name.clone().or(invoice.customer.name),
            tax_number: tax_number.or(invoice.customer.tax_number),
        };
    }
    invoice.delivery_date = detail.invoice_delivery_date.or(invoice.delivery_date);
    invoice.payment_date = detail.payment_date;
    invoice.payment_method = detail.payment_method.as_ref().map(ToString::to_string);
    invoice.currency = Some(detail.currency_code.clone());
    let (normal, gross) = (summary.summary_normal.as_ref(), summary.summary_gross_data.as_ref());
    invoice.amounts = Amounts {
        net: normal.map(|sums| sums.invoice_net_amount),
        vat: normal.map(|sums| sums.invoice_vat_amount),
        gross: gross.map(|sums| sums.invoice_gross_amount),
    };
    invoice.amounts_huf = Amounts {
        net: normal.and_then(|sums| sums.invoice_net_amount_huf).or(invoice.amounts_huf.net),
        vat: normal.map(|sums| sums.invoice_vat_amount_huf),
        gross: gross.and_then(|sums| sums.invoice_gross_amount_huf),
    };
    let as_listed =
        same_supplier && stated.number == invoice.number && stated.issue_date == invoice.issue_date;
    invoice.contradictions = stated.contradictions;
    invoice.contradictions.extend((!as_listed).then(|| OTHER_DOCUMENT.to_owned()));
    invoice.reading = Reading::Complete;
    invoice
}

/// Marks the invoice as one that a person has to look at.
pub fn refuse(mut invoice: InboxInvoice, code: &str, now: Timestamp) -> InboxInvoice {
    invoice.reading = Reading::Refused { code: code.to_owned(), since: now };
    invoice
}
