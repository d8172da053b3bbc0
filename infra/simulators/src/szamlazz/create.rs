//! Issuing a document by the Agent: from the request to the document, and the rules that may refuse it.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;

use super::books::{Books, today};
use super::document::{Document, Held, Item, ItemLedger, Kind, Payment, round};
use super::party::{Location, Party, PartyLedger, Place};
use super::refusal::Refusal;
use super::request::{date, flag, number, required, settings, text};
use super::vat::Vat;
use crate::nav::xml::Element;

/// How far a line's amount may be from what it should be: 0.5 to 2 were taken by a live account, 5 not.
const TOLERANCE: Decimal = Decimal::TWO;

/// Within this time an order that repeats is answered with its invoice.
const REPLAY: SignedDuration = SignedDuration::from_hours(48);

/// What a request asks for.
pub(crate) struct Wish {
    pub(crate) document: Document,
    pub(crate) prefix: Option<String>,
    pub(crate) is_preview: bool,
}

/// Reads a request.
pub(crate) fn read(books: &Books, root: &Element, now: Timestamp) -> Result<Wish, Refusal> {
    let missing = |name| move || Refusal::missing(name);
    let head = root.child("fejlec").ok_or_else(missing("fejlec"))?;
    let issued = date(head, "keltDatum")?.unwrap_or(today(now));
    let account = &books.account;
    let customer = customer(root.child("vevo").ok_or_else(missing("vevo"))?)?;
    let rows = root.child("tetelek").into_iter().flat_map(|items| items.children_named("tetel"));
    let items = rows.map(item).collect::<Result<Vec<_>, _>>()?;
    if items.is_empty() {
        return Err(Refusal::missing("tetel"));
    }
    let delivered = date(head, "teljesitesDatum")?.ok_or_else(missing("teljesitesDatum"))?;
    let due = date(head, "fizetesiHataridoDatum")?.ok_or_else(missing("fizetesiHataridoDatum"))?;
    let mut document =
        Document { delivered, due, ..Document::new(account.company.clone(), customer, issued, items) };
    header(&mut document, head)?;
    if let Some(seller) = root.child("elado") {
        document.supplier.bank = text(seller, "bank").or(document.supplier.bank);
        document.supplier.bank_account = text(seller, "bankszamlaszam").or(document.supplier.bank_account);
    }
    document.test = account.test;
    document.electronic = flag(settings(root), "eszamla");
    document.external_id = text(settings(root), "szamlaKulsoAzon");
    if flag(head, "fizetve") {
        document.payments.push(Payment {
            title: document.payment_method.clone(),
            ..Payment::new(issued, document.total().gross)
        });
    }
    Ok(Wish { document, prefix: text(head, "szamlaszamElotag"), is_preview: flag(head, "elonezetpdf") })
}

fn header(document: &mut Document, head: &Element) -> Result<(), Refusal> {
    document.kind = kind(head);
    document.payment_method = required(head, "fizmod")?;
    let currency = required(head, "penznem")?;
    document.currency = if currency == "Ft" { "HUF".into() } else { currency };
    document.language = required(head, "szamlaNyelve")?;
    document.comment = text(head, "megjegyzes").unwrap_or_default();
    document.order_number = text(head, "rendelesSzam");
    document.proforma = text(head, "dijbekeroSzamlaszam");
    document.original = text(head, "helyesbitettSzamlaszam").or(text(head, "elolegSzamlaszam"));
    if document.currency != "HUF" {
        document.exchange_bank = text(head, "arfolyamBank");
        let rate = number(head, "arfolyam")?.filter(|rate| !rate.is_zero());
        document.exchange_rate = rate.or(document.exchange_bank.is_some().then(made_up_rate));
    }
    Ok(())
}

/// Számlázz.hu would take the central bank's rate of the day. Here every currency has one rate.
fn made_up_rate() -> Decimal {
    Decimal::new(39_250, 2)
}

fn kind(head: &Element) -> Kind {
    let kinds = [
        ("dijbekero", Kind::Proforma),
        ("szallitolevel", Kind::DeliveryNote),
        ("helyesbitoszamla", Kind::Corrective),
        ("elolegszamla", Kind::Prepayment),
        ("vegszamla", Kind::Final),
    ];
    kinds.into_iter().find(|(name, _)| flag(head, name)).map_or(Kind::Invoice, |(_, kind)| kind)
}

fn customer(buyer: &Element) -> Result<Party, Refusal> {
    let optional = |name: &str| text(buyer, name).unwrap_or_default();
    let status = text(buyer, "adoalany");
    let post = Place {
        country: optional("postazasiOrszag"),
        postal_code: optional("postazasiIrsz"),
        city: optional("postazasiTelepules"),
        address: optional("postazasiCim"),
    };
    let ledger = buyer.child("vevoFokonyv");
    let ledger_text = |name| ledger.and_then(|ledger| text(ledger, name)).unwrap_or_default();
    Ok(Party {
        name: required(buyer, "nev")?,
        place: Place {
            country: optional("orszag"),
            postal_code: required(buyer, "irsz")?,
            city: required(buyer, "telepules")?,
            address: required(buyer, "cim")?,
        },
        post: text(buyer, "postazasiNev").map(|name| (name, post)),
        tax_number: optional("adoszam"),
        group_number: text(buyer, "csoportazonosito"),
        eu_tax_number: text(buyer, "adoszamEU"),
        email: text(buyer, "email"),
        identifier: text(buyer, "azonosito"),
        location: match status.as_deref() {
            Some("6") => Location::European,
            Some("7") => Location::ThirdCountry,
            _ => Location::Hungary,
        },
        private_person: status.as_deref() == Some("-1"),
        ledger: PartyLedger {
            account: ledger_text("vevoFokonyviSzam"),
            identifier: ledger_text("vevoAzonosito"),
            date: ledger.map(|ledger| date(ledger, "konyvelesDatum")).transpose()?.flatten(),
            continuous: ledger.is_some_and(|ledger| flag(ledger, "folyamatosTelj")),
        },
        ..Party::default()
    })
}

fn item(row: &Element) -> Result<Item, Refusal> {
    let amount = |name| number(row, name)?.ok_or_else(|| Refusal::missing(name));
    let key = required(row, "afakulcs")?;
    let ledger = row.child("tetelFokonyv");
    let ledger_text = |name| ledger.and_then(|ledger| text(ledger, name)).unwrap_or_default();
    let day = |name| -> Result<Option<Date>, Refusal> {
        Ok(ledger.map(|ledger| date(ledger, name)).transpose()?.flatten())
    };
    Ok(Item {
        name: required(row, "megnevezes")?,
        identifier: text(row, "azonosito"),
        quantity: amount("mennyiseg")?,
        unit: text(row, "mennyisegiEgyseg").unwrap_or_default(),
        unit_price: amount("nettoEgysegar")?,
        vat: Vat::read(&key).ok_or_else(|| Refusal::unreadable("afakulcs"))?,
        margin_base: number(row, "arresAfaAlap")?,
        net: round(amount("nettoErtek")?),
        vat_amount: round(amount("afaErtek")?),
        gross: round(amount("bruttoErtek")?),
        comment: text(row, "megjegyzes").unwrap_or_default(),
        ledger: ItemLedger {
            revenue: ledger_text("arbevetelFokonyviSzam"),
            vat: ledger_text("afaFokonyviSzam"),
            event: ledger_text("gazdasagiEsem"),
            vat_event: ledger_text("gazdasagiEsemAfa"),
            period: day("elszDatumTol")?.zip(day("elszDatumIg")?),
        },
    })
}

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
