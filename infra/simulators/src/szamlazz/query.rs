//! Finding documents by the Agent, registering payments, deleting proformas.

use super::books::Books;
use super::document::{Held, Kind};
use super::item::Payment;
use super::refusal::Refusal;
use super::request::{date, flag, number, required, settings, text};
use crate::nav::xml::Element;

/// How many payments one request may have.
const MOST_PAYMENTS: usize = 5;

/// The document that a query asks for: by its number, else the last with an order number, of any kind, else
/// the last with an external identifier.
pub(crate) fn asked<'b>(books: &'b Books, root: &Element) -> Result<&'b Held, Refusal> {
    let documents = || books.held.iter().rev().filter(|held| held.is_findable());
    let found = if let Some(number) = text(root, "szamlaszam") {
        books.find(&number)
    } else if let Some(order) = text(root, "rendelesSzam") {
        documents().find(|held| held.document.order_number.as_ref() == Some(&order))
    } else {
        let id = text(root, "szamlaKulsoAzon").ok_or_else(|| Refusal::missing("szamlaszam"))?;
        documents().find(|held| held.document.external_id.as_ref() == Some(&id))
    };
    found.ok_or_else(|| Refusal::new(7))
}

/// What payments a request registers, for which document, and whether beside those that there are.
pub(crate) struct Credit {
    pub(crate) id: i64,
    pub(crate) payments: Vec<Payment>,
    pub(crate) is_additive: bool,
}

/// Reads and checks a request that registers payments.
pub(crate) fn credit(books: &Books, root: &Element) -> Result<Credit, Refusal> {
    let settings = settings(root);
    let held = books.find(&required(settings, "szamlaszam")?).ok_or_else(|| Refusal::new(7))?;
    if held.reversed_by.is_some() {
        return Err(Refusal::new(463));
    }
    let payments = root.children_named("kifizetes").map(payment).collect::<Result<Vec<_>, _>>()?;
    if payments.len() > MOST_PAYMENTS {
        return Err(Refusal::because(57, format!("Legfeljebb {MOST_PAYMENTS} jóváírás küldhető.")));
    }
    Ok(Credit { id: held.id, payments, is_additive: flag(settings, "additiv") })
}

fn payment(element: &Element) -> Result<Payment, Refusal> {
    let day = date(element, "datum")?.ok_or_else(|| Refusal::missing("datum"))?;
    let amount = number(element, "osszeg")?.ok_or_else(|| Refusal::missing("osszeg"))?;
    Ok(Payment {
        title: required(element, "jogcim")?,
        comment: text(element, "leiras").unwrap_or_default(),
        ..Payment::new(day, amount)
    })
}

/// The proformas that a request deletes: the one with a number, or all with an order number.
pub(crate) fn proformas(books: &Books, root: &Element) -> Result<Vec<i64>, Refusal> {
    let head = root.child("fejlec").ok_or_else(|| Refusal::missing("fejlec"))?;
    let (number, order) = (text(head, "szamlaszam"), text(head, "rendelesszam"));
    let is_meant = |held: &&Held| match &number {
        Some(number) => held.document.number == *number,
        None => order.is_some() && held.document.order_number == order,
    };
    let proformas = books.held.iter().filter(|held| held.is_findable());
    let proformas = proformas.filter(|held| held.document.kind == Kind::Proforma).filter(is_meant);
    let ids: Vec<_> = proformas.map(|held| held.id).collect();
    if ids.is_empty() { Err(Refusal::new(335)) } else { Ok(ids) }
}
