//! Issuing a document by the Agent: from the request to the document.

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::books::{Books, today};
use super::document::{Document, Kind};
use super::item::{Item, ItemLedger, Payment, round};
use super::party::{Location, Party, PartyLedger, Place};
use super::refusal::Refusal;
use super::request::{date, flag, number, required, settings, text};
use super::vat::Vat;
use crate::nav::xml::Element;

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
