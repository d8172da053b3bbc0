//! Documents of an Italian company, one of each kind. The tests of the repository read them, too.

use domain::{
    address::Address,
    country::Country,
    document::{Buyer, Document, NewDocument},
    partner::{Partner, PaymentTerms},
    settings::Settings,
};
use fatturapa::{Invoice, Seller};
use serde_json::{Value, json};

/// A document with all that its file names.
#[derive(Clone)]
pub struct Sample {
    pub name: &'static str,
    pub seller: Address,
    pub settings: Settings,
    pub buyer: Partner,
    pub document: Document,
    pub base: Option<Document>,
}

impl Sample {
    pub fn invoice(&self) -> Invoice<'_> {
        Invoice {
            seller: Seller {
                name: "Quercia & Figli S.r.l.",
                tax_number: "IT01035310414",
                address: &self.seller,
                settings: &self.settings,
            },
            buyer: &self.buyer,
            document: &self.document,
            base: self.base.as_ref(),
            progressive: "0001A",
        }
    }

    fn new(name: &'static str, buyer: Value, document: Value) -> Self {
        let settings = json!({
            "bank_accounts": [{ "number": "1177301611111018" }, { "number": "IT60X0542811101000000123456" }],
        });
        let buyer: Partner = read(buyer);
        Self {
            name,
            seller: read(address("IT", "50123", "Firenze", "Via dei Servi 4")),
            settings: read(settings),
            document: issued("FT-17/2026", &document, &buyer),
            buyer,
            base: None,
        }
    }
}

pub fn all() -> Vec<Sample> {
    vec![
        domestic(),
        natura(),
        abroad(),
        in_dollars(),
        person(),
        person_abroad(),
        administration(),
        gross(),
        fine_discount(),
        credit_note(),
        debit_note(),
    ]
}

/// Two rates, a discount, a line that takes off, an order and a long text.
pub fn domestic() -> Sample {
    let discounted = json!({ "name": "Tavolo di rovere", "sku": "TAV-1", "comment": "60 € in meno",
        "quantity": "2", "unit": "pz",
        "unit_price": "120.505", "discount_percent": "12.5", "vat_key": "22" });
    let lines = json!([discounted, line("3", "9.90", "10"), line("-1", "4", "10")]);
    let text = "Consegna al piano – grazie per l’ordine. ".repeat(12);
    let document = json!({ "partner": "p1", "kind": "invoice", "issue_date": "2026-11-02", "lines": lines,
        "order_reference": "ORD-7", "reference": "RF18539007547034", "text": text });
    Sample::new("domestic", company(), document)
}

pub fn natura() -> Sample {
    let mut sample =
        Sample::new("natura", company(), invoice(&json!([line("1", "100", "N4"), line("1", "50", "22")])));
    sample.settings.invoicing.tax_regime = Some("RF17".into());
    sample.settings.invoicing.codice_fiscale = Some("RSSMRA85T10A562S".into());
    sample
}

pub fn abroad() -> Sample {
    let buyer = json!({ "name": "Kőris Kereskedelmi Kft.", "country": "HU", "tax_number": "13104575-2-42",
        "eu_vat_number": "HU13104575", "address": address("HU", "1054", "Budapest", "Honvéd utca 8."),
        "e_invoicing": { "certified_email": "office@example.hu" } });
    Sample::new("abroad", buyer, invoice(&json!([line("1", "100", "N3.2")])))
}

pub fn in_dollars() -> Sample {
    let buyer = json!({ "name": "Oak Inc.", "country": "US", "tax_number": "12-3456789",
        "address": address("US", "10001", "New York", "350 Fifth Avenue") });
    let document = json!({ "partner": "p1", "kind": "invoice", "issue_date": "2026-11-02", "currency": "USD",
        "rate": "0.8731", "payment_method": "card",
        "lines": [line("7", "33.333", "22"), line("1", "9", "N3.1")] });
    Sample::new("in_dollars", buyer, document)
}

pub fn person() -> Sample {
    let buyer = json!({ "name": "Maria Rossi", "person": true, "codice_fiscale": "RSSMRA85T10A562S",
        "address": address("IT", "00184", "Roma", "Via Cavour 12"),
        "e_invoicing": { "certified_email": "maria.rossi@pec.example.it" } });
    Sample::new("person", buyer, invoice(&json!([line("1", "10", "4")])))
}

pub fn person_abroad() -> Sample {
    let buyer = json!({ "name": "Anna Virtanen", "person": true,
        "address": address("FI", "00100", "Helsinki", "Mannerheimintie 1") });
    Sample::new("person_abroad", buyer, invoice(&json!([line("1", "10", "22")])))
}

pub fn administration() -> Sample {
    let mut buyer = company();
    buyer["e_invoicing"] = json!({ "recipient_code": "ufxyz1", "certified_email": "comune@pec.example.it" });
    Sample::new("administration", buyer, invoice(&json!([line("1", "10", "22")])))
}

/// Prices with VAT, of which the lines' net amounts come to a cent less than the key's.
pub fn gross() -> Sample {
    let free = json!({ "name": "Omaggio", "quantity": "1", "unit": "pz", "unit_price": "12.20",
        "discount_percent": "100", "vat_key": "22" });
    let small = line("1", "0.98", "22");
    let lines = json!([small, small, small, line("7", "9.99", "22"), free]);
    gross_of(&lines)
}

/// An invoice of lines whose prices hold VAT.
pub fn gross_of(lines: &Value) -> Sample {
    let document = json!({ "partner": "p1", "kind": "invoice", "issue_date": "2026-11-02", "prices": "gross",
        "payment_method": "direct-debit", "lines": lines });
    Sample::new("gross", company(), document)
}

/// A discount of more decimals than Percentuale has.
pub fn fine_discount() -> Sample {
    let discounted = json!({ "name": "Viti", "quantity": "1000", "unit": "pz", "unit_price": "0.0375",
        "discount_percent": "33.333", "vat_key": "22" });
    Sample::new("fine_discount", company(), invoice(&json!([discounted])))
}

pub fn credit_note() -> Sample {
    let lines = json!([line("-1", "100", "22"), line("1", "10", "22"), line("1", "-5", "N4")]);
    correction("credit_note", &lines)
}

pub fn debit_note() -> Sample {
    correction("debit_note", &json!([line("1", "25", "22")]))
}

fn correction(name: &'static str, lines: &Value) -> Sample {
    let document = json!({ "partner": "p1", "kind": "corrective", "base": "d1", "issue_date": "2026-11-20",
        "lines": lines });
    let sample = Sample::new(name, company(), document);
    let base = issued("FT-16/2026", &invoice(&json!([line("2", "100", "22")])), &sample.buyer);
    Sample { base: Some(base), ..sample }
}

fn company() -> Value {
    json!({ "name": "Castagno S.p.A.", "tax_number": "07643520567",
        "address": address("IT", "20121", "Milano", "Corso Venezia 10"),
        "e_invoicing": { "recipient_code": "ABC1234" } })
}

fn address(country: &str, postal_code: &str, city: &str, street: &str) -> Value {
    json!({ "country": country, "postal_code": postal_code, "city": city, "street": street })
}

fn line(quantity: &str, unit_price: &str, vat_key: &str) -> Value {
    json!({ "name": "Sedia", "unit": "pz", "quantity": quantity, "unit_price": unit_price,
        "vat_key": vat_key })
}

fn invoice(lines: &Value) -> Value {
    json!({ "partner": "p1", "kind": "invoice", "issue_date": "2026-11-02", "lines": lines })
}

/// The document as the books make it, naming its buyer.
fn issued(number: &str, document: &Value, buyer: &Partner) -> Document {
    let terms = PaymentTerms::of_days(30);
    let draft = read::<NewDocument>(document.clone()).drafted(Country::It, buyer, terms).unwrap();
    let named = Buyer {
        name: buyer.name.clone(),
        tax_number: buyer.tax_number.clone(),
        address: buyer.address.clone(),
    };
    draft.issued(number.into(), named, Country::It)
}

fn read<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}
