//! Documents as answers to queries and pushes write them: root `szamla` or `szamlabe`.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use rust_decimal::Decimal;

use super::document::{Document, Held};
use super::item::{Item, Payment};
use super::party::{Party, Place};
use super::pdf;
use super::vat::Vat;
use super::xml::Writer;
use crate::nav::Direction;

/// For whom a document is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// A query: what is absent is left out, doubles have a fraction (27.0).
    Answer,
    /// A push: absent texts are empty elements, numbers are as short as can be, as in the vendor's example.
    Push,
}

/// Payment methods that `fizmodunified` knows (szamla.xsd); any other is `egyéb`.
const METHODS: [&str; 20] = [
    "átutalás",
    "készpénz",
    "bankkártya",
    "csekk",
    "utánvét",
    "ajándékutalvány",
    "barion",
    "barter",
    "csoportos beszedés",
    "OTP Simple",
    "kompenzáció",
    "kupon",
    "PayPal",
    "PayU",
    "SZÉP kártya",
    "utalvány",
    "MasterCard Mobile",
    "Borgun",
    "EP kártya",
    "térítésmentes",
];

/// Writes a document; the PDF only where it is wanted.
pub(crate) fn write(held: &Held, style: Style, with_pdf: bool) -> String {
    let incoming = held.direction == Direction::Inbound;
    let writer = Writer::with_schema(if incoming { "szamlabe" } else { "szamla" });
    let mut document = Form { writer, style, incoming };
    document.supplier(&held.document.supplier);
    document.base(held);
    document.customer(&held.document.customer);
    document.items(&held.document);
    document.sums(&held.document);
    document.payments(&held.document.payments);
    if with_pdf && held.document.rendered {
        document.writer.leaf("pdf", STANDARD.encode(pdf::render(&held.document)));
    } else if with_pdf || style == Style::Push {
        document.writer.leaf("pdf", "");
    }
    document.writer.finish()
}

fn unified(method: &str) -> &'static str {
    let lower = method.to_lowercase();
    let cash = ["készpénz", "kp", "kp."].contains(&lower.as_str());
    let known = METHODS.into_iter().find(|known| known.to_lowercase() == lower);
    if cash { "készpénz" } else { known.unwrap_or("egyéb") }
}

struct Form {
    writer: Writer,
    style: Style,
    incoming: bool,
}

impl Form {
    /// A text that may be absent.
    fn text(&mut self, name: &str, text: Option<&str>) {
        match text.filter(|text| !text.is_empty()) {
            Some(text) => self.writer.leaf(name, text),
            None if self.style == Style::Push => self.writer.leaf(name, ""),
            None => {}
        }
    }

    fn number(&mut self, name: &str, number: Decimal) {
        let number = number.normalize();
        let whole = self.style == Style::Answer && number.scale() == 0;
        self.writer.leaf(name, format!("{number}{}", if whole { ".0" } else { "" }));
    }

    fn place(&mut self, place: &Place) {
        self.writer.open("cim");
        self.text("orszag", Some(&place.country));
        self.writer.leaf("irsz", &place.postal_code);
        self.writer.leaf("telepules", &place.city);
        self.writer.leaf("cim", &place.address);
        self.writer.close();
    }

    /// The address for post; an empty one where a push has none.
    fn post(&mut self, party: &Party, with_name: bool) {
        let (name, place) = match &party.post {
            Some((name, place)) => (name.as_str(), place.clone()),
            None if self.style == Style::Push => ("", Place::default()),
            None => return,
        };
        self.writer.open("postacim");
        if with_name {
            self.writer.leaf("nev", name);
        }
        self.writer.leaf("orszag", &place.country);
        self.writer.leaf("irsz", &place.postal_code);
        self.writer.leaf("telepules", &place.city);
        self.writer.leaf("cim", &place.address);
        self.writer.close();
    }

    fn supplier(&mut self, party: &Party) {
        self.writer.open("szallito");
        self.writer.leaf("id", identifier(party));
        self.writer.leaf("nev", &party.name);
        self.place(&party.place);
        self.post(party, false);
        self.writer.leaf("adoszam", &party.tax_number);
        self.writer.optional("csoportazonosito", party.group_number.as_ref());
        self.text("adoszameu", party.eu_tax_number.as_deref());
        self.writer.open("bank");
        self.text("nev", party.bank.as_deref());
        self.text("bankszamla", party.bank_account.as_deref());
        self.writer.close();
        self.writer.close();
    }

    fn base(&mut self, held: &Held) {
        let document = &held.document;
        let is_invoice = document.kind.is_invoice();
        self.writer.open("alap");
        self.writer.leaf("id", held.id);
        self.writer.leaf("szamlaszam", &document.number);
        self.writer.leaf("gazdEsemAzon", held.event);
        self.writer.optional("forras", document.source);
        self.text("iktatoszam", held.registration_number.as_deref());
        self.writer.leaf("tipus", document.kind.code());
        let appearance = if !is_invoice { 0 } else { 1 + i32::from(document.electronic) };
        self.writer.leaf("eszamla", appearance);
        self.writer.optional("hivszamlaszam", document.original.as_ref());
        self.writer.optional("hivdijbekszam", document.proforma.as_ref());
        self.writer.leaf("kelt", document.issued);
        self.writer.leaf("telj", document.delivered);
        if self.incoming {
            self.writer.leaf("folyamatostelj", false);
        }
        self.writer.leaf("fizh", document.due);
        self.writer.leaf("fizmod", &document.payment_method);
        let unified = unified(&document.payment_method);
        self.writer.leaf("fizmodunified", unified);
        self.writer.leaf("keszpenz", unified == "készpénz");
        self.text("rendelesszam", document.order_number.as_deref());
        self.writer.leaf("nyelv", &document.language);
        self.writer.leaf("devizanem", &document.currency);
        self.text("devizabank", document.exchange_bank.as_deref());
        if let Some(rate) = document.exchange_rate {
            self.number("devizaarf", rate);
        }
        self.text("megjegyzes", Some(&document.comment));
        self.writer.leaf("penzforg", false);
        self.writer.leaf("kata", false);
        self.writer.leaf("katafokonyv", false);
        if !self.incoming {
            self.text("email", document.customer.email.as_deref());
        }
        self.writer.leaf("teszt", document.test);
        if self.incoming {
            self.writer.leaf("dobdel", held.gone);
        }
        if held.reversed_by.is_some() {
            self.writer.leaf("sztornozott", true);
        }
        self.writer.close();
    }

    fn customer(&mut self, party: &Party) {
        self.writer.open("vevo");
        self.writer.leaf("id", identifier(party));
        self.writer.leaf("nev", &party.name);
        self.text("azonosito", party.identifier.as_deref());
        self.place(&party.place);
        self.post(party, true);
        if !self.incoming {
            self.text("email", party.email.as_deref());
        }
        self.writer.leaf("adoszam", &party.tax_number);
        self.writer.optional("csoportazonosito", party.group_number.as_ref());
        self.text("adoszameu", party.eu_tax_number.as_deref());
        self.writer.leaf("lokacio", party.location.code());
        if !self.incoming {
            self.writer.leaf("privatePersonIndicator", party.private_person);
            self.writer.open("fokonyv");
            self.text("vevo", Some(&party.ledger.account));
            self.text("vevoazon", Some(&party.ledger.identifier));
            self.writer.optional("datum", party.ledger.date);
            self.writer.leaf("folyamatostelj", party.ledger.continuous);
            self.writer.close();
        }
        self.writer.close();
    }

    fn items(&mut self, document: &Document) {
        self.writer.open("tetelek");
        for (item, order) in document.items.iter().zip(1..) {
            self.item(item, order);
        }
        self.writer.close();
    }

    fn item(&mut self, item: &Item, order: i32) {
        self.writer.open("tetel");
        self.writer.leaf("nev", &item.name);
        self.text("azonosito", item.identifier.as_deref());
        self.number("mennyiseg", item.quantity);
        self.writer.leaf("mennyisegiegyseg", &item.unit);
        self.number("nettoegysegar", item.unit_price);
        self.vat(&item.vat);
        self.number("netto", item.net);
        self.number("arresafaalap", item.margin_base.unwrap_or_default());
        self.number("afa", item.vat_amount);
        self.number("brutto", item.gross);
        self.text("megjegyzes", Some(&item.comment));
        self.writer.leaf("sztetordering", order);
        self.item_ledger(item);
        self.writer.close();
    }

    fn item_ledger(&mut self, item: &Item) {
        self.writer.open("fokonyv");
        if !self.incoming {
            self.text("arbevetel", Some(&item.ledger.revenue));
            self.text("afa", Some(&item.ledger.vat));
            self.text("gazdasagiesemeny", Some(&item.ledger.event));
            self.text("gazdasagiesemenyafa", Some(&item.ledger.vat_event));
        }
        if let Some((first, last)) = item.ledger.period {
            self.writer.leaf("elszdattol", first);
            self.writer.leaf("elszdatig", last);
        }
        self.writer.close();
    }

    fn vat(&mut self, vat: &Vat) {
        self.writer.optional("afatipus", vat.code());
        self.number("afakulcs", vat.percent());
    }

    fn sums(&mut self, document: &Document) {
        self.writer.open("osszegek");
        for (vat, total) in document.totals() {
            self.writer.open("afakulcsossz");
            self.vat(&vat);
            self.amounts([total.net, total.vat, total.gross]);
        }
        let total = document.total();
        self.writer.open("totalossz");
        self.amounts([total.net, total.vat, total.gross]);
        self.writer.close();
    }

    /// Net, VAT and gross, which end the element.
    fn amounts(&mut self, amounts: [Decimal; 3]) {
        for (name, amount) in ["netto", "afa", "brutto"].into_iter().zip(amounts) {
            self.number(name, amount);
        }
        self.writer.close();
    }

    fn payments(&mut self, payments: &[Payment]) {
        if payments.is_empty() {
            return;
        }
        self.writer.open("kifizetesek");
        for payment in payments {
            self.writer.open("kifizetes");
            self.writer.leaf("datum", payment.date);
            self.writer.leaf("jogcim", &payment.title);
            self.number("osszeg", payment.amount);
            self.text("megjegyzes", Some(&payment.comment));
            self.text("bankszamlaszam", payment.bank_account.as_deref());
            self.writer.optional("banktranzid", payment.bank_transaction);
            if let Some(rate) = payment.exchange_rate {
                self.number("devizaarf", rate);
            }
            self.writer.close();
        }
        self.writer.close();
    }
}

/// Számlázz.hu's number of a partner: the same party has the same one.
fn identifier(party: &Party) -> u32 {
    let bytes = party.name.bytes().chain(party.tax_number.bytes());
    bytes.fold(17_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into())) % 9_000_000 + 1
}
