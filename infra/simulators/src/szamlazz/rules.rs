//! The rules by which the Agent takes or refuses a document.

use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;

use super::books::Books;
use super::create::Wish;
use super::document::{Document, Held, Kind};
use super::item::Item;
use super::refusal::Refusal;

/// How far a line's amount may be from what it should be: 0.5 to 2 were taken by a live account, 5 not.
const TOLERANCE: Decimal = Decimal::TWO;

/// Within this time an order that repeats is answered with its invoice.
const REPLAY: SignedDuration = SignedDuration::from_hours(48);

/// What a wish comes to.
pub(crate) enum Verdict {
    /// It may be issued.
    New,
    /// It was issued already, under this number.
    Replay(String),
}

/// Checks a wish against the account's documents and settings.
pub(crate) fn check(books: &Books, wish: &Wish, now: Timestamp) -> Result<Verdict, Refusal> {
    let document = &wish.document;
    arithmetic(&document.items)?;
    if wish.prefix.as_ref().is_some_and(|prefix| !books.account.prefixes.contains(prefix)) {
        return Err(Refusal::new(202));
    }
    let is_known = |number: &String| books.find(number).is_some();
    match document.kind {
        Kind::Final if !document.original.as_ref().is_none_or(is_known) => return Err(Refusal::new(73)),
        Kind::Corrective if !document.original.as_ref().is_some_and(is_known) => return Err(Refusal::new(7)),
        _ => {}
    }
    if document.proforma.as_ref().is_some_and(|number| !is_known(number)) {
        return Err(Refusal::new(335));
    }
    repeated(books, document, now)
}

/// Where the account refuses repeated orders: the same buyer and amount within two days is a repeated
/// request, anything else another invoice of the order, which is refused. Corrections are exempt, and the
/// order of a cancelled invoice may be invoiced again.
fn repeated(books: &Books, document: &Document, now: Timestamp) -> Result<Verdict, Refusal> {
    let Some(order) = &document.order_number else { return Ok(Verdict::New) };
    if !books.account.refuses_repeated_orders || document.kind == Kind::Corrective {
        return Ok(Verdict::New);
    }
    let is_same_order = |held: &&Held| {
        let other = &held.document;
        held.is_findable()
            && held.reversed_by.is_none()
            && other.kind == document.kind
            && other.order_number.as_ref() == Some(order)
    };
    let Some(held) = books.held.iter().rev().find(is_same_order) else { return Ok(Verdict::New) };
    let is_repeat = held.document.customer.name == document.customer.name
        && held.document.total().gross == document.total().gross
        && now.duration_since(held.at) <= REPLAY;
    if is_repeat {
        return Ok(Verdict::Replay(held.document.number.clone()));
    }
    let text = "Az ismétlődés engedélyezhető a Beállítások oldalon.";
    Err(Refusal::because(152, format!("Már létező rendelésszám: {}. {text}", order.trim())))
}

/// Of one line the codes are 259 to 261, of several 262 to 264 with the row's number.
fn arithmetic(items: &[Item]) -> Result<(), Refusal> {
    for (item, row) in items.iter().zip(1..) {
        let first = if items.len() == 1 { 259 } else { 262 };
        let fits = |value: Decimal, wanted: Decimal| (value - wanted).abs() <= TOLERANCE;
        let is_margin = item.vat.code() == Some("K.AFA");
        let vat = item.net * item.vat.percent() / Decimal::ONE_HUNDRED;
        let wrong = if !fits(item.net, item.quantity * item.unit_price) {
            Some((first, "nettó"))
        } else if !is_margin && !fits(item.vat_amount, vat) {
            Some((first + 1, "áfa"))
        } else if !fits(item.gross, item.net + item.vat_amount) {
            Some((first + 2, "bruttó"))
        } else {
            None
        };
        if let Some((code, what)) = wrong {
            return Err(Refusal::because(code, format!("A(z) {row}. tétel {what} értéke hibás.")));
        }
    }
    Ok(())
}
