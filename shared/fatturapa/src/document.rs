//! The document's own data, its lines and sums, and how it is to be paid.

use domain::{
    document::{Document, DocumentKind, PaymentMethod},
    wrong::Wrong,
};
use rust_decimal::Decimal;

use crate::{
    Invoice, line, party,
    terms::Terms,
    text::{
        Charset::{Ascii, Latin},
        amount, fit, spell,
    },
    vat,
    writer::Writer,
};

/// The number: up to 20 characters (String20Type), a digit among them (check 00425).
pub(crate) fn number(document: &Document) -> Result<String, Wrong> {
    let number = document.number.as_deref().filter(|_| !document.is_draft());
    let number = number.ok_or_else(|| Wrong::new("document.status", "fatturapa-draft"))?;
    fitting_number("document.number", number)
}

fn fitting_number(field: &str, number: &str) -> Result<String, Wrong> {
    let number = fit(field, number, Ascii, 20)?;
    let has_digit = number.bytes().any(|b| b.is_ascii_digit());
    has_digit.then_some(number).ok_or_else(|| Wrong::new(field, "fatturapa-number"))
}

pub(crate) fn write(
    xml: &mut Writer,
    invoice: &Invoice<'_>,
    number: &str,
    terms: &Terms,
) -> Result<(), Wrong> {
    let document = invoice.document;
    xml.inside("DatiGenerali", |xml| {
        xml.inside("DatiGeneraliDocumento", |xml| general(xml, document, number, terms))?;
        references(xml, invoice)
    })?;
    xml.inside("DatiBeniServizi", |xml| {
        let totals = line::write_all(xml, document, terms)?;
        vat::write_sums(xml, document, &totals, terms, due(invoice))
    })?;
    payment(xml, invoice, terms)
}

fn general(xml: &mut Writer, document: &Document, number: &str, terms: &Terms) -> Result<(), Wrong> {
    xml.text("TipoDocumento", terms.kind);
    xml.text("Divisa", "EUR");
    xml.text("Data", &document.issue_date.to_string());
    xml.text("Numero", number);
    xml.text("ImportoTotaleDocumento", &amount("document.totals.gross", terms.gross(document))?);
    let text = spell("document.text", document.text.as_deref().unwrap_or_default(), Latin)?;
    let characters: Vec<char> = text.chars().collect();
    for piece in characters.chunks(200) {
        xml.text("Causale", &piece.iter().collect::<String>());
    }
    Ok(())
}

fn references(xml: &mut Writer, invoice: &Invoice<'_>) -> Result<(), Wrong> {
    if let Some(order) = &invoice.document.order_reference {
        xml.inside("DatiOrdineAcquisto", |xml| {
            xml.text("IdDocumento", &fit("document.order_reference", order, Ascii, 20)?);
            Ok(())
        })?;
    }
    if invoice.document.kind == DocumentKind::Invoice {
        return Ok(());
    }
    let base = invoice.base.and_then(|base| Some((base.number.as_deref()?, base.issue_date)));
    let (number, date) = base.ok_or_else(|| Wrong::new("base", "fatturapa-base"))?;
    xml.inside("DatiFattureCollegate", |xml| {
        xml.text("IdDocumento", &fit("base.number", number, Ascii, 20)?);
        xml.text("Data", &date.to_string());
        Ok(())
    })
}

/// EsigibilitaIVA: deferred under cash accounting (RF16, RF17), else immediate.
fn due(invoice: &Invoice<'_>) -> &'static str {
    if matches!(party::regime(&invoice.seller), "RF16" | "RF17") { "D" } else { "I" }
}

/// A credit note asks for no payment, and some ways to pay have no code.
fn payment(xml: &mut Writer, invoice: &Invoice<'_>, terms: &Terms) -> Result<(), Wrong> {
    let document = invoice.document;
    let gross = terms.gross(document);
    let Some(method) = method(document.payment_method).filter(|_| gross > Decimal::ZERO) else {
        return Ok(());
    };
    if terms.is_credit() {
        return Ok(());
    }
    xml.inside("DatiPagamento", |xml| {
        xml.text("CondizioniPagamento", "TP02");
        xml.inside("DettaglioPagamento", |xml| {
            xml.text("ModalitaPagamento", method);
            xml.text("DataScadenzaPagamento", &document.due_date.to_string());
            xml.text("ImportoPagamento", &amount("document.totals.gross", gross)?);
            if let Some(iban) = iban(invoice).filter(|_| document.payment_method == PaymentMethod::Transfer) {
                xml.text("IBAN", iban);
            }
            if let Some(reference) = &document.reference {
                xml.text("CodicePagamento", &fit("document.reference", reference, Ascii, 60)?);
            }
            Ok(())
        })
    })
}

/// MP19 is any SEPA direct debit: whether of the scheme Core or B2B, the books do not know.
fn method(method: PaymentMethod) -> Option<&'static str> {
    match method {
        PaymentMethod::Transfer => Some("MP05"),
        PaymentMethod::Cash | PaymentMethod::CashOnDelivery => Some("MP01"),
        PaymentMethod::Card => Some("MP08"),
        PaymentMethod::DirectDebit => Some("MP19"),
        PaymentMethod::Other => None,
    }
}

/// The first account that has one: Hungarian account numbers are digits only.
fn iban<'a>(invoice: &Invoice<'a>) -> Option<&'a str> {
    let numbers = invoice.seller.settings.bank_accounts.iter().map(|account| account.number.as_str());
    numbers.into_iter().find(|number| number.starts_with(|c: char| c.is_ascii_alphabetic()))
}
