//! Cancelling by the Agent.

use jiff::Timestamp;

use super::books::{Books, today};
use super::document::{Document, Kind};
use super::item::Item;
use super::refusal::Refusal;
use super::request::{date, flag, required, settings, text};
use crate::nav::xml::Element;

/// What a request for a cancellation comes to.
pub(crate) enum Verdict {
    /// This cancellation invoice is to be issued.
    New(Box<Document>),
    /// It is answered with this number: the cancellation that there is already, or the document itself where
    /// it is none that can be cancelled.
    Known(String),
}

/// Checks a request.
pub(crate) fn check(books: &Books, root: &Element, now: Timestamp) -> Result<Verdict, Refusal> {
    let head = root.child("fejlec").ok_or_else(|| Refusal::missing("fejlec"))?;
    let original = books.find(&required(head, "szamlaszam")?).ok_or_else(|| Refusal::new(7))?;
    let number = &original.document.number;
    if !original.document.kind.is_invoice() {
        return Ok(Verdict::Known(number.clone()));
    }
    if original.document.kind == Kind::Storno {
        return Err(Refusal::new(14));
    }
    if let Some(storno) = &original.reversed_by {
        return Ok(Verdict::Known(storno.clone()));
    }
    let corrects =
        |document: &Document| document.kind == Kind::Corrective && document.original.as_ref() == Some(number);
    if books.held.iter().any(|held| corrects(&held.document)) {
        return Err(Refusal::new(221));
    }
    let today = today(now);
    if date(head, "keltDatum")?.is_some_and(|day| day != today) {
        return Err(Refusal::new(352));
    }
    if date(head, "teljesitesDatum")?.is_some_and(|day| day != original.document.delivered) {
        return Err(Refusal::because(57, "A teljesítés dátuma nem egyezik az eredeti számláéval.".into()));
    }
    let mut document = reversed(&original.document);
    document.issued = today;
    document.due = today;
    document.electronic = flag(settings(root), "eszamla");
    document.external_id = text(settings(root), "szamlaKulsoAzon");
    document.comment = text(head, "megjegyzes").unwrap_or_default();
    Ok(Verdict::New(Box::new(document)))
}

/// The cancellation invoice of a document, without a number; its days are the document's.
pub(crate) fn reversed(document: &Document) -> Document {
    let items = document.items.iter().map(|item| Item {
        quantity: -item.quantity,
        net: -item.net,
        vat_amount: -item.vat_amount,
        gross: -item.gross,
        margin_base: item.margin_base.map(|base| -base),
        ..item.clone()
    });
    Document {
        number: String::new(),
        kind: Kind::Storno,
        original: Some(document.number.clone()),
        items: items.collect(),
        payments: Vec::new(),
        external_id: None,
        ..document.clone()
    }
}
