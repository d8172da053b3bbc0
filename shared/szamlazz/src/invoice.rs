//! Invoices in the domain's terms.

use domain::{
    invoice::{Amounts, Direction, InboxInvoice, InvoiceId, InvoiceIdentity, Party, Reading, Status},
    szamlazz::{CreditEntry, DocumentKind, PushedInvoice, PushedObject, Stream, SzamlazzPart, supplier_of},
};
use jiff::civil::Date;
use rust_decimal::Decimal;
use szamlazz_adatkapcsolat::{Document, InvoiceDocument, InvoiceItem, RecordedCreditEntry, VatRate};

use crate::link::Refusal;

/// A line of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemLine {
    /// What was supplied.
    pub name: Option<String>,
    /// The supplier's own code of it.
    pub code: Option<String>,
    /// How many.
    pub quantity: Option<Decimal>,
    /// The unit, in the supplier's words.
    pub unit: Option<String>,
    /// Price of one, net.
    pub unit_price: Option<Decimal>,
    /// The VAT key, such as `27` or `AAM`.
    pub vat_key: Option<String>,
    /// Net, in the invoice's currency, like what follows.
    pub net: Option<Decimal>,
    /// VAT.
    pub vat: Option<Decimal>,
    /// Gross.
    pub gross: Option<Decimal>,
    /// A remark.
    pub comment: Option<String>,
}

/// The PDF of a document that was pushed or answered; none where it holds none.
///
/// # Errors
/// [`Refusal`] where the bytes are no such document.
pub fn image(xml: &[u8]) -> Result<Option<Vec<u8>>, Refusal> {
    Ok(document(xml)?.pdf.map(Vec::from))
}

/// The lines of a document, in its order, and forints for one unit of its currency.
///
/// # Errors
/// [`Refusal`] where the bytes are no such document.
pub fn lines(xml: &[u8]) -> Result<(Vec<ItemLine>, Option<Decimal>), Refusal> {
    let document = document(xml)?;
    let rate = in_forints(&document);
    Ok((document.items.into_iter().map(line).collect(), rate))
}

fn document(xml: &[u8]) -> Result<InvoiceDocument, Refusal> {
    match Document::parse(xml) {
        Ok(Document::OutgoingInvoice(document) | Document::IncomingInvoice(document)) => Ok(document),
        Ok(_) => Err(Refusal::no_invoice()),
        Err(error) => Err(Refusal::because(error)),
    }
}

fn line(item: InvoiceItem) -> ItemLine {
    let vat_key = item.effective_vat().map(|rate| match rate {
        VatRate::Special(code) => code.to_owned(),
        VatRate::Percentage(percent) => percent.normalize().to_string(),
        _ => String::new(),
    });
    ItemLine {
        vat_key: text(vat_key),
        name: text(item.name),
        code: text(item.id),
        quantity: plain(item.quantity),
        unit: text(item.unit),
        unit_price: plain(item.unit_price),
        net: plain(item.net_value),
        vat: plain(item.vat_value),
        gross: plain(item.gross_value),
        comment: text(item.comment),
    }
}

/// A document as the domain knows it. Where its latest state lies, whoever stored it says.
pub(crate) fn pushed(stream: Stream, document: InvoiceDocument) -> Result<PushedInvoice, Refusal> {
    let issued = document.info.issue_date.or(document.info.fulfillment_date).ok_or_else(Refusal::undated)?;
    let kind = DocumentKind::of(document.info.document_type.as_deref().map(str::trim));
    let supplier =
        supplier_of(document.supplier.tax_number.as_deref(), document.supplier.group_id.as_deref());
    let own = match stream {
        Stream::Incoming => &document.buyer,
        _ => &document.supplier,
    };
    let own = [&own.tax_number, &own.group_id].into_iter();
    Ok(PushedInvoice {
        stream,
        id: document.info.id,
        kind,
        test: document.info.test.unwrap_or_default(),
        deleted: document.info.deleted.unwrap_or_default(),
        own: own.filter_map(|number| supplier_of(number.as_deref(), None)).collect(),
        hungarian: supplier.is_some(),
        invoice: as_invoice(stream, kind, supplier, issued, document),
    })
}

fn as_invoice(
    stream: Stream,
    kind: DocumentKind,
    supplier: Option<String>,
    issue_date: Date,
    document: InvoiceDocument,
) -> InboxInvoice {
    let direction = match stream {
        Stream::Incoming => Direction::Inbound,
        _ => Direction::Outbound,
    };
    let rate = in_forints(&document);
    let InvoiceDocument { supplier: seller, info, buyer, totals, credit_entries, pdf, .. } = document;
    let number = info.invoice_number.trim().to_owned();
    let amounts = totals.grand.map_or_else(Amounts::default, |total| Amounts {
        net: plain(total.net),
        vat: plain(total.vat),
        gross: plain(total.gross),
    });
    let converted = |amount: Option<Decimal>| Some(domain::money::round(amount? * rate?, "HUF"));
    InboxInvoice {
        id: identity(direction, supplier.as_deref(), info.id, &number),
        direction,
        number,
        batch_index: None,
        operation: kind.operation(),
        original_number: text(info.referenced_invoice_number),
        modification_index: None,
        issue_date,
        delivery_date: info.fulfillment_date,
        payment_date: info.due_date,
        payment_method: text(info.payment_method_unified).or(text(info.payment_method)).map(method),
        supplier: party(seller),
        customer: party(buyer),
        currency: text(info.currency).map(iso),
        amounts_huf: Amounts {
            net: converted(amounts.net),
            vat: converted(amounts.vat),
            gross: converted(amounts.gross),
        },
        amounts,
        report: None,
        szamlazz: Some(SzamlazzPart {
            id: info.id,
            kind,
            object: PushedObject(String::new()),
            image: pdf.map(|_| PushedObject(String::new())),
            credit_entries: credit_entries.into_iter().filter_map(credit_entry).collect(),
            gross: amounts.gross,
            order_number: text(info.order_number),
            awaits_nav: false,
        }),
        reading: Reading::Complete,
        contradictions: Vec::new(),
        document: None,
        status: Status::New,
        other_member: None,
        withdrawn_at: None,
        before_start: false,
        superseded: Vec::new(),
    }
}

/// The name under which NAV's record of the same invoice is found. What no Hungarian supplier issued is told
/// apart by Számlázz.hu's own number: names and foreign numbers are spelled in many ways.
fn identity(direction: Direction, supplier: Option<&str>, id: i64, number: &str) -> InvoiceId {
    let own = format!("szamlazz-{id}");
    let supplier_tax_number = supplier.unwrap_or(&own);
    InvoiceIdentity { direction, supplier_tax_number, number, batch_index: None }.id()
}

/// Forints for one unit of the invoice's currency.
fn in_forints(document: &InvoiceDocument) -> Option<Decimal> {
    let currency = document.info.currency.clone().map(iso);
    match currency.as_deref() {
        None | Some("HUF") => Some(Decimal::ONE),
        Some(_) => document.info.exchange_rate.filter(|rate| *rate > Decimal::ZERO),
    }
}

/// Forints are written as `Ft`, too.
fn iso(currency: String) -> String {
    if currency.trim().eq_ignore_ascii_case("ft") { "HUF".into() } else { currency.trim().to_uppercase() }
}

/// Its payment methods under NAV's names.
fn method(told: String) -> String {
    match told.trim().to_lowercase().as_str() {
        "átutalás" | "transfer" | "bank_transfer" | "banki átutalás" => "TRANSFER",
        "készpénz" | "cash" | "kp" => "CASH",
        "bankkártya" | "bankcard" | "credit_card" | "card" => "CARD",
        "utalvány" | "voucher" => "VOUCHER",
        _ => "OTHER",
    }
    .to_owned()
}

fn party(told: szamlazz_adatkapcsolat::Party) -> Party {
    Party { name: text(told.name), tax_number: text(told.tax_number).or(text(told.eu_tax_number)) }
}

fn credit_entry(told: RecordedCreditEntry) -> Option<CreditEntry> {
    Some(CreditEntry {
        date: told.date,
        title: text(told.title),
        amount: plain(told.amount)?,
        comment: text(told.comment),
        bank_transaction: told.bank_transaction_id,
    })
}

/// A number without the zeros that the same number has in one answer and not in the next.
pub(crate) fn plain(told: Option<Decimal>) -> Option<Decimal> {
    told.map(|number| number.normalize())
}

/// A text that says something.
pub(crate) fn text(told: Option<String>) -> Option<String> {
    told.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}
