//! The books of plain companies, which NAV does not know.

mod chart;
mod countries;
mod documents;
mod lists;
mod master;
mod payments;
mod settings;
mod vouchers;

use reqwest::Method;
use reqwest::header::{HeaderName, IF_MATCH};
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::business::{company, description};
use crate::person::{Content, Person, text};

pub const FINNISH: (&str, &str) = ("FI", "2077474-0");
pub const HUNGARIAN: (&str, &str) = ("HU", "12892312-2-41");
pub const ITALIAN: (&str, &str) = ("IT", "01035310414");

/// A PNG of one pixel.
pub const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\
    \0\0\0\nIDATx\xdac\xf8\x0f\0\x01\x01\x01\0\x1c\xb0\x8c\x99\0\0\0\0IEND\xaeB`\x82";

/// A workspace of a company, and its owner.
pub struct Books<'p> {
    pub owner: &'p Person,
    pub workspace: String,
}

impl<'p> Books<'p> {
    /// A company of an office, because many tests have companies of the same number.
    pub async fn new(owner: &'p Person, (country, tax_number): (&str, &str)) -> Self {
        let office = owner.post("/workspaces", &description(&company("Iroda"))).await.expect(201);
        let company = json!({
            "name": format!("Quercus {country}"), "country": country, "tax_number": tax_number,
            "address": address(country),
        });
        let companies = format!("/workspaces/{}/companies", text(&office["id"]));
        let made = owner.post(&companies, &company).await.expect(201);
        Self { owner, workspace: text(&made["id"]) }
    }

    pub fn path(&self, rest: &str) -> String {
        format!("/workspaces/{}{rest}", self.workspace)
    }

    pub async fn get(&self, rest: &str) -> Value {
        self.owner.get(&self.path(rest)).await.expect(200)
    }

    pub async fn post(&self, rest: &str, body: &Value) -> Answer {
        self.owner.post(&self.path(rest), body).await
    }

    /// Makes what is then there.
    pub async fn make(&self, rest: &str, body: &Value) -> Value {
        self.post(rest, body).await.expect(201)
    }

    /// A request under an idempotency key.
    pub async fn once(&self, key: &str, rest: &str, body: &Value) -> Answer {
        let key = [(HeaderName::from_static("idempotency-key"), key)];
        self.owner.call(Method::POST, &self.path(rest), Some(body), &key).await
    }

    /// Does something to what was seen: sends its version as `If-Match`.
    pub async fn to_seen<'c>(
        &self,
        seen: &Value,
        method: Method,
        rest: &str,
        body: impl Into<Content<'c>>,
    ) -> Answer {
        let version = format!("\"{}\"", seen["version"]);
        self.owner.call(method, &self.path(rest), body, &[(IF_MATCH, &version)]).await
    }

    pub async fn change(&self, seen: &Value, rest: &str, body: &Value) -> Answer {
        self.to_seen(seen, Method::PUT, rest, Some(body)).await
    }

    pub async fn delete(&self, seen: &Value, rest: &str) -> Answer {
        self.to_seen(seen, Method::DELETE, rest, None).await
    }

    /// Sets the settings of new books.
    pub async fn make_settings(&self, settings: &Value) {
        self.to_seen(&json!({ "version": 0 }), Method::PUT, "/settings", Some(settings)).await.expect(200);
    }

    /// A series of numbers.
    pub async fn series(&self, id: &str) -> Value {
        let listed = self.get("/series").await;
        let mut series = listed["series"].as_array().expect("series").iter();
        series.find(|series| series["id"] == id).expect("the series").clone()
    }

    /// A customer of whom everything is known that a document needs.
    pub async fn customer(&self) -> String {
        let customer = json!({
            "name": "Castagno S.p.A.", "customer": true, "country": "IT", "tax_number": "07643520567",
            "address": address("IT"),
        });
        text(&self.make("/partners", &customer).await["id"])
    }

    pub async fn issue(&self, draft: &Value) -> Answer {
        let path = format!("/documents/{}/issue", text(&draft["id"]));
        self.to_seen(draft, Method::POST, &path, None).await
    }

    /// Drafts and issues a document.
    pub async fn issued(&self, document: &Value) -> Value {
        let draft = self.make("/documents", document).await;
        self.issue(&draft).await.expect(200)
    }

    pub async fn document(&self, document: &Value) -> Value {
        self.get(&format!("/documents/{}", text(&document["id"]))).await
    }

    /// The ids of a list, page by page, two entries on each.
    pub async fn ids(&self, list: &str, filter: &str) -> Vec<String> {
        let path = self.path(&format!("/{list}?limit=2&{filter}"));
        self.owner.listed(&path, list).await.iter().map(|entry| text(&entry["id"])).collect()
    }
}

/// An address that fits every country's rules.
pub fn address(country: &str) -> Value {
    json!({ "country": country, "postal_code": "00100", "city": "Roma", "street": "Via Verdi 4" })
}

/// An invoice of 100 in one line, dated 2 March 2026.
pub fn invoice(partner: &str, vat_key: &str) -> Value {
    let lines = [line("1", "100", vat_key)];
    json!({ "kind": "invoice", "partner": partner, "issue_date": "2026-03-02", "lines": lines })
}

pub fn line(quantity: &str, unit_price: &str, vat_key: &str) -> Value {
    json!({
        "name": "Table", "quantity": quantity, "unit": "pcs", "unit_price": unit_price, "vat_key": vat_key,
    })
}

/// Settings with a cash desk.
pub fn book_settings() -> Value {
    let cash =
        json!({ "code": "CASH", "name": "Cassa", "kind": "cash", "currency": "EUR", "opening": "100" });
    json!({ "trade_name": "Quercia", "registers": [cash] })
}

/// A voucher of that cash desk.
pub fn voucher() -> Value {
    json!({
        "register": "CASH", "date": "2026-03-03", "direction": "out", "amount": "12.50",
        "text": "Francobolli",
    })
}
