//! queryInvoiceDigest: the list of invoices, a hundred to a page.

use jiff::Timestamp;

use super::answers::Refusal;
use super::company::Permissions;
use super::published::{Direction, Document, Row};
use super::query::Query;
use super::state::{Ledger, State};
use super::verify::{Caller, require};
use super::xml::{Element, Namespace, Writer};

pub(crate) const PAGE_SIZE: usize = 100;

type Line<'a> = (&'a Document, &'a Row);

pub(crate) fn answer(
    state: &State,
    caller: &Caller,
    root: &Element,
    now: Timestamp,
    duplicate_rows: bool,
    writer: &mut Writer,
) -> Result<(), Refusal> {
    let query = Query::read(root)?;
    may_query(state, caller, query.direction)?;
    let mut lines = state.ledger(&caller.tax_number).map_or(Vec::new(), |ledger| select(ledger, &query, now));
    if duplicate_rows {
        lines = repeat_over_pages(lines);
    }
    let pages = lines.len().div_ceil(PAGE_SIZE);
    writer.open(Namespace::Api, "invoiceDigestResult");
    writer.leaf(Namespace::Api, "currentPage", query.page);
    writer.leaf(Namespace::Api, "availablePage", pages);
    for (document, row) in page_of(&lines, query.page) {
        write(writer, document, row);
    }
    writer.close();
    Ok(())
}

/// The part of a list that stands on a page; pages count from 1.
pub(crate) fn page_of<T>(all: &[T], page: usize) -> impl Iterator<Item = &T> {
    all.iter().skip((page - 1).saturating_mul(PAGE_SIZE)).take(PAGE_SIZE)
}

/// Whether the technical user has the permission for a direction.
pub(crate) fn may_query(state: &State, caller: &Caller, direction: Direction) -> Result<(), Refusal> {
    let permissions = state.user(&caller.login).map_or(Permissions::None, |user| user.permissions);
    let allowed = match permissions {
        Permissions::QueryInvoices => true,
        Permissions::QueryOwnInvoices => direction == Direction::Outbound,
        Permissions::None => false,
    };
    require(allowed, "FORBIDDEN")
}

fn select<'a>(ledger: &'a Ledger, query: &Query<'_>, now: Timestamp) -> Vec<Line<'a>> {
    let visible = ledger.documents.iter().filter(|document| document.is_listed(now));
    visible
        .flat_map(|document| document.rows.iter().map(move |row| (document, row)))
        .filter(|(document, row)| query.selects(document, row))
        .collect()
}

/// Puts the last row of each page once more at the head of the next one.
fn repeat_over_pages(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let mut repeated: Vec<Line<'_>> = Vec::with_capacity(lines.len());
    for line in lines {
        if !repeated.is_empty() && repeated.len().is_multiple_of(PAGE_SIZE) {
            repeated.extend(repeated.last().copied());
        }
        repeated.push(line);
    }
    repeated
}

fn write(writer: &mut Writer, document: &Document, row: &Row) {
    let api = Namespace::Api;
    let (invoice, reference) = (&document.invoice, row.reference.as_ref());
    writer.open(api, "invoiceDigest");
    writer.leaf(api, "invoiceNumber", &row.invoice_number);
    writer.optional(api, "batchIndex", row.batch_index);
    writer.leaf(api, "invoiceOperation", invoice.operation.code());
    writer.leaf(api, "invoiceCategory", &row.category);
    writer.leaf(api, "invoiceIssueDate", row.issue_date);
    writer.leaf(api, "supplierTaxNumber", &row.supplier_tax_number);
    writer.optional(api, "supplierGroupMemberTaxNumber", row.supplier_group_member.as_ref());
    writer.leaf(api, "supplierName", &row.supplier_name);
    writer.optional(api, "customerTaxNumber", row.customer_tax_number.as_ref());
    writer.optional(api, "customerGroupMemberTaxNumber", row.customer_group_member.as_ref());
    writer.optional(api, "customerName", row.customer_name.as_ref());
    writer.optional(api, "paymentMethod", row.payment_method.as_ref());
    writer.optional(api, "paymentDate", row.payment_date.as_ref());
    writer.optional(api, "invoiceAppearance", row.appearance.as_ref());
    writer.leaf(api, "source", invoice.source.code());
    writer.optional(api, "invoiceDeliveryDate", row.delivery_date.as_ref());
    writer.optional(api, "currency", row.currency.as_ref());
    writer.optional(api, "invoiceNetAmount", row.net.as_ref());
    writer.optional(api, "invoiceNetAmountHUF", row.net_huf.as_ref());
    writer.optional(api, "invoiceVatAmount", row.vat.as_ref());
    writer.optional(api, "invoiceVatAmountHUF", row.vat_huf.as_ref());
    writer.leaf(api, "transactionId", &document.transaction_id);
    writer.leaf(api, "index", invoice.index);
    writer.optional(api, "originalInvoiceNumber", reference.map(|reference| &reference.original));
    writer.optional(api, "modificationIndex", reference.and_then(|reference| reference.index.as_ref()));
    writer.leaf(api, "insDate", milliseconds(invoice.ins_date));
    writer.optional(api, "completenessIndicator", row.completeness.as_ref());
    writer.close();
}

/// NAV's timestamps have three decimals.
pub(crate) fn milliseconds(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}
