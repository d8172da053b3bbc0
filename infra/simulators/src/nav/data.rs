//! queryInvoiceData: one invoice with its document. queryInvoiceCheck: whether there is one.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use libdeflater::{CompressionLvl, Compressor};

use super::answers::Refusal;
use super::digest::{may_query, milliseconds};
use super::fault::FaultKind;
use super::published::{Direction, Document};
use super::rewrite::{long_decimals, reformatted};
use super::state::State;
use super::verify::{Caller, require};
use super::xml::{Element, Namespace, Writer};

/// Who reported an invoice that the company received.
const SUPPLIERS_LOGIN: &str = "kiallitoiprogra";

pub(crate) fn answer(
    state: &State,
    caller: &Caller,
    root: &Element,
    now: Timestamp,
    fault: Option<&FaultKind>,
    writer: &mut Writer,
) -> Result<(), Refusal> {
    let question = Question::read(root)?;
    let found = question.find(state, caller, now)?;
    if let Some(document) = found.filter(|_| !matches!(fault, Some(FaultKind::NoData(_)))) {
        write(writer, document, question.batch_index, &caller.login, fault);
    }
    Ok(())
}

/// queryInvoiceCheck: whether queryInvoiceData would find one.
pub(crate) fn check(
    state: &State,
    caller: &Caller,
    root: &Element,
    now: Timestamp,
    writer: &mut Writer,
) -> Result<(), Refusal> {
    let found = Question::read(root)?.find(state, caller, now)?;
    writer.leaf(Namespace::Api, "invoiceCheckResult", found.is_some());
    Ok(())
}

struct Question<'a> {
    number: &'a str,
    direction: Direction,
    batch_index: Option<u32>,
    supplier: Option<&'a str>,
}

impl<'a> Question<'a> {
    fn read(root: &'a Element) -> Result<Question<'a>, Refusal> {
        let text = |name: &str| root.text_at(&["invoiceNumberQuery", name]);
        let direction = Direction::of(text("invoiceDirection").unwrap_or_default());
        let supplier = text("supplierTaxNumber");
        let expected = supplier.is_none() || direction == Direction::Inbound;
        require(expected, "BAD_QUERY_PARAM_SUPPLIER_NOT_EXPECTED")?;
        Ok(Question {
            number: text("invoiceNumber").ok_or_else(|| Refusal::new("INVALID_REQUEST"))?,
            direction,
            batch_index: text("batchIndex").and_then(|index| index.parse().ok()),
            supplier,
        })
    }

    fn find<'s>(
        &self,
        state: &'s State,
        caller: &Caller,
        now: Timestamp,
    ) -> Result<Option<&'s Document>, Refusal> {
        may_query(state, caller, self.direction)?;
        let Some(ledger) = state.ledger(&caller.tax_number) else {
            return Ok(None);
        };
        let found: Vec<&Document> = ledger
            .with_number(self.number)
            .filter(|document| document.is_visible(now) && document.is_valid() && self.asks_for(document))
            .collect();
        let supplier = |document: &Document| document.rows[0].supplier_tax_number.clone();
        let one_supplier = found.iter().all(|document| supplier(document) == supplier(found[0]));
        require(one_supplier, "BAD_QUERY_PARAM_SUPPLIER_EXPECTED")?;
        require(found.len() < 2, "MULTIPLE_QUERY_RESULT_FOUND")?;
        Ok(found.first().copied())
    }

    fn asks_for(&self, document: &Document) -> bool {
        document.invoice.direction == self.direction
            && self.supplier.is_none_or(|supplier| document.rows[0].supplier_tax_number == supplier)
            && match self.batch_index {
                Some(_) => document.rows.iter().any(|row| row.batch_index == self.batch_index),
                // A customer must say which invoice of a batch is meant, an issuer need not.
                None => self.direction == Direction::Outbound || document.rows[0].batch_index.is_none(),
            }
    }
}

/// The invoice number that a valid request asks for.
pub(crate) fn asked_number(root: &Element) -> &str {
    root.text_at(&["invoiceNumberQuery", "invoiceNumber"]).unwrap_or_default()
}

fn write(
    writer: &mut Writer,
    document: &Document,
    batch_index: Option<u32>,
    login: &str,
    fault: Option<&FaultKind>,
) {
    let api = Namespace::Api;
    let invoice = &document.invoice;
    let reporter = if invoice.direction == Direction::Outbound { login } else { SUPPLIERS_LOGIN };
    writer.open(api, "invoiceDataResult");
    writer.leaf(api, "invoiceData", STANDARD.encode(content(document, fault)));
    writer.open(api, "auditData");
    writer.leaf(api, "insdate", milliseconds(invoice.ins_date));
    writer.leaf(api, "insCusUser", reporter);
    writer.leaf(api, "source", invoice.source.code());
    writer.leaf(api, "transactionId", &document.transaction_id);
    writer.leaf(api, "index", invoice.index);
    writer.optional(api, "batchIndex", batch_index);
    writer.leaf(api, "originalRequestVersion", &invoice.original_request_version);
    writer.close();
    writer.leaf(api, "compressedContentIndicator", invoice.gzip);
    writer.close();
}

fn content(document: &Document, fault: Option<&FaultKind>) -> Vec<u8> {
    let plain = match fault {
        Some(FaultKind::Payload { content, .. }) => content.clone(),
        Some(FaultKind::LongDecimals) => long_decimals(&document.invoice.xml),
        Some(FaultKind::Reformatted) => reformatted(&document.invoice.xml),
        _ => document.invoice.xml.clone(),
    };
    if !document.invoice.gzip {
        return plain;
    }
    let mut packed = gzip(&plain);
    match fault {
        Some(FaultKind::CorruptGzip) => {
            let middle = packed.len() / 2;
            packed[middle..].iter_mut().for_each(|byte| *byte ^= 0x5a);
        }
        Some(FaultKind::GzipWithoutTrailer) => packed.truncate(packed.len() - 8),
        _ => {}
    }
    packed
}

fn gzip(plain: &[u8]) -> Vec<u8> {
    let mut compressor = Compressor::new(CompressionLvl::default());
    let mut packed = vec![0; compressor.gzip_compress_bound(plain.len())];
    // The buffer has the size that the library asks for, so there is always room.
    let length = compressor.gzip_compress(plain, &mut packed).unwrap_or_default();
    packed.truncate(length);
    packed
}
