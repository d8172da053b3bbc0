//! queryInvoiceChainDigest: an invoice and its corrections, a hundred to a page.

use jiff::Timestamp;

use super::answers::Refusal;
use super::digest::{PAGE_SIZE, may_query, milliseconds, page_of};
use super::published::{Direction, Document, Lines, Reference, Row};
use super::state::State;
use super::verify::Caller;
use super::xml::{Element, Namespace, Writer};

pub(crate) fn answer(
    state: &State,
    caller: &Caller,
    root: &Element,
    now: Timestamp,
    empty: bool,
    writer: &mut Writer,
) -> Result<(), Refusal> {
    let question = Question::read(root)?;
    may_query(state, caller, question.direction)?;
    let documents = state.ledger(&caller.tax_number).map_or(&[][..], |ledger| &ledger.documents);
    let mut elements: Vec<(&Document, &Row)> = documents
        .iter()
        .filter(|document| document.is_visible(now) && document.is_valid() && !empty)
        .flat_map(|document| document.rows.iter().map(move |row| (document, row)))
        .filter(|(document, row)| question.asks_for(document, row))
        .collect();
    elements.sort_by_key(|(_, row)| row.reference.as_ref().map_or(0, |reference| reference.place()));
    let pages = elements.len().div_ceil(PAGE_SIZE);
    writer.open(Namespace::Api, "invoiceChainDigestResult");
    writer.leaf(Namespace::Api, "currentPage", question.page);
    writer.leaf(Namespace::Api, "availablePage", pages);
    for (document, row) in page_of(&elements, question.page) {
        write(writer, document, row);
    }
    writer.close();
    Ok(())
}

/// The number of the chain that a valid request asks for.
pub(crate) fn asked_number(root: &Element) -> &str {
    root.text_at(&["invoiceChainQuery", "invoiceNumber"]).unwrap_or_default()
}

struct Question<'a> {
    page: usize,
    number: &'a str,
    direction: Direction,
    other_party: Option<&'a str>,
}

impl<'a> Question<'a> {
    fn read(root: &'a Element) -> Result<Question<'a>, Refusal> {
        let text = |name: &str| root.text_at(&["invoiceChainQuery", name]);
        let page = root.text_at(&["page"]).and_then(|page| page.parse().ok());
        Ok(Question {
            page: page.ok_or_else(|| Refusal::new("INVALID_REQUEST"))?,
            number: asked_number(root),
            direction: Direction::of(text("invoiceDirection").unwrap_or_default()),
            other_party: text("taxNumber"),
        })
    }

    /// The original itself, and whatever refers to it. Nothing is found by the number of a correction.
    fn asks_for(&self, document: &Document, row: &Row) -> bool {
        let original = row.reference.as_ref().map_or(&row.invoice_number, |reference| &reference.original);
        let other_party = match self.direction {
            Direction::Inbound => Some(row.supplier_tax_number.as_str()),
            Direction::Outbound => row.customer_tax_number.as_deref(),
        };
        document.invoice.direction == self.direction
            && original == self.number
            && (self.other_party.is_none() || self.other_party == other_party)
    }
}

fn write(writer: &mut Writer, document: &Document, row: &Row) {
    let api = Namespace::Api;
    writer.open(api, "invoiceChainElement");
    writer.open(api, "invoiceChainDigest");
    writer.leaf(api, "invoiceNumber", &row.invoice_number);
    writer.optional(api, "batchIndex", row.batch_index);
    writer.leaf(api, "invoiceOperation", document.invoice.operation.code());
    writer.leaf(api, "supplierTaxNumber", &row.supplier_tax_number);
    writer.optional(api, "customerTaxNumber", row.customer_tax_number.as_ref());
    writer.leaf(api, "insDate", milliseconds(document.invoice.ins_date));
    writer.leaf(api, "originalRequestVersion", &document.invoice.original_request_version);
    writer.close();
    if let Some(lines) = &row.lines {
        write_lines(writer, lines);
    }
    if let Some(reference) = &row.reference {
        write_reference(writer, reference);
    }
    writer.close();
}

fn write_lines(writer: &mut Writer, lines: &Lines) {
    let api = Namespace::Api;
    writer.open(api, "invoiceLines");
    writer.leaf(api, "maxLineNumber", lines.highest);
    for (start, end) in &lines.created {
        writer.open(api, "newCreatedLines");
        writer.leaf(api, "lineNumberIntervalStart", start);
        writer.leaf(api, "lineNumberIntervalEnd", end);
        writer.close();
    }
    writer.close();
}

fn write_reference(writer: &mut Writer, reference: &Reference) {
    let api = Namespace::Api;
    writer.open(api, "invoiceReferenceData");
    writer.leaf(api, "originalInvoiceNumber", &reference.original);
    writer.leaf(api, "modifyWithoutMaster", reference.without_original);
    match &reference.timestamp {
        Some(timestamp) => writer.leaf(api, "modificationTimestamp", timestamp),
        None => writer.optional(api, "modificationIndex", reference.index.as_ref()),
    }
    writer.close();
}
