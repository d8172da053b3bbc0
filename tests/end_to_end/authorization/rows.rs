//! The rows of the matrix.

use serde_json::{Value, json};

use super::{World, names::Names};
use crate::books::{PNG, book_settings, invoice, voucher};
use crate::business::{company, description, last_month, settings};
use crate::person::Content;

/// What a route takes, and answers to those who may call it.
pub struct Row {
    pub method: &'static str,
    pub path: String,
    /// Whether it is tried in the Italian books rather than in the workspace that NAV knows.
    pub books: bool,
    /// The version that the caller has seen.
    pub seen: Option<&'static str>,
    body: Value,
    /// Whether a viewer may.
    pub viewer: bool,
    pub status: u16,
}

impl Row {
    pub fn route(&self) -> (&str, &str) {
        (self.method, &self.path)
    }

    pub fn path(&self, names: &Names) -> String {
        let path = names.fill(&self.path);
        // From behind the last workspace on: other tests want their connections to stay stopped.
        let behind = "?cursor=ffffffff-ffff-ffff-ffff-ffffffffffff";
        match self.path.as_str() {
            "/operator/retry" => path + behind,
            "/workspaces/{workspace}/cashbook" => path + "?register=CASH",
            _ => path,
        }
    }

    pub fn content(&self) -> Content<'_> {
        match self.route() {
            ("PUT", path) if path.ends_with("/logo") => Content::Png(PNG),
            _ => Some(&self.body).filter(|body| !body.is_null()).into(),
        }
    }

    fn seen(self, version: &'static str) -> Self {
        Self { seen: Some(version), ..self }
    }
}

/// What takes something away stands behind what needs it.
pub fn rows(world: &World) -> Vec<Row> {
    [general(world), invoices(), register(world), documents(world), workbooks(world), removals(), operators()]
        .into_iter()
        .flatten()
        .collect()
}

fn row(method: &'static str, path: &str, body: Value, viewer: bool, status: u16) -> Row {
    Row { method, path: path.to_owned(), books: false, seen: None, body, viewer, status }
}

/// A route of a workspace, of which viewers may only read.
fn inside(method: &'static str, rest: &str, body: Value, status: u16) -> Row {
    row(method, &format!("/workspaces/{{workspace}}{rest}"), body, method == "GET", status)
}

fn books(method: &'static str, rest: &str, body: Value, status: u16) -> Row {
    Row { books: true, ..inside(method, rest, body, status) }
}

fn general(world: &World) -> Vec<Row> {
    vec![
        row("POST", "/sign-ups", json!({ "email": "anybody@example.com" }), true, 202),
        row("GET", "/account", Value::Null, true, 200),
        row("POST", "/workspaces", description(&company("új")), true, 201),
        row("GET", "/workspaces", Value::Null, true, 200),
        inside("GET", "", Value::Null, 200),
        inside("GET", "/members", Value::Null, 200),
        inside("POST", "/members", world.invitation.clone(), 201),
        inside("DELETE", "/members/{account}", Value::Null, 204),
        inside("GET", "/connections/nav", Value::Null, 200),
        inside("PUT", "/connections/nav", settings(&world.own.company, last_month()), 200),
        inside("GET", "/notices", Value::Null, 200),
        inside("POST", "/notices/{notice}/read", Value::Null, 204),
    ]
}

fn invoices() -> Vec<Row> {
    vec![
        inside("GET", "/invoices", Value::Null, 200),
        inside("GET", "/invoices/{invoice}", Value::Null, 200),
        inside("GET", "/invoices/{invoice}/lines", Value::Null, 200),
        Row { viewer: true, ..inside("POST", "/invoices/{invoice}/xml", Value::Null, 200) },
        inside("GET", "/invoices/{invoice}/chain", Value::Null, 200),
        inside("GET", "/invoices/{invoice}/chain/lines", Value::Null, 200),
        inside("PUT", "/invoices/{invoice}/status", json!({ "status": "processed" }), 204),
        inside("POST", "/invoices/{invoice}/partner", Value::Null, 200),
        inside("GET", "/invoices/{invoice}/partner", Value::Null, 200),
        inside("GET", "/reconciliations", Value::Null, 200),
        inside("POST", "/reconciliations", json!({ "month": "2026-01" }), 202),
        inside("GET", "/reconciliations/{month}", Value::Null, 200),
        inside("GET", "/reconciliations/{month}/csv", Value::Null, 200),
    ]
}

fn register(world: &World) -> Vec<Row> {
    let partner = json!({ "name": "Olmo S.r.l.", "customer": true });
    let product = |sku: &str| json!({ "sku": sku, "name": "Tavolo", "unit": "pz", "vat_key": "22" });
    let payment = json!({
        "partner": world.own_names.books.get("record"), "direction": "received", "date": "2026-03-03",
        "amount": "1", "currency": "EUR",
    });
    let remark = json!({ "text": "Richiamare" });
    vec![
        books("GET", "/partners", Value::Null, 200),
        books("POST", "/partners", partner.clone(), 201),
        books("GET", "/partners/{partner}", Value::Null, 200),
        books("PUT", "/partners/{partner}", partner, 200).seen("1"),
        books("GET", "/products", Value::Null, 200),
        books("POST", "/products", product("NEW"), 201),
        books("GET", "/products/{product}", Value::Null, 200),
        books("PUT", "/products/{product}", product("CHANGED"), 200).seen("1"),
        books("GET", "/ledger-accounts", Value::Null, 200),
        books("POST", "/ledger-accounts", json!({ "number": "4", "name": "Debiti" }), 201),
        books("GET", "/ledger-accounts/{number}", Value::Null, 200),
        books("PUT", "/ledger-accounts/{number}", json!({ "name": "Crediti" }), 200).seen("1"),
        books("GET", "/payments", Value::Null, 200),
        books("POST", "/payments", payment, 201),
        books("GET", "/payments/{payment}", Value::Null, 200),
        books("GET", "/settings", Value::Null, 200),
        books("PUT", "/settings", book_settings(), 200).seen("1"),
        books("PUT", "/logo", Value::Null, 200).seen("2"),
        books("GET", "/logo", Value::Null, 200),
        books("GET", "/vouchers", Value::Null, 200),
        books("POST", "/vouchers", voucher(), 201),
        books("GET", "/vouchers/{voucher}", Value::Null, 200),
        books("PUT", "/vouchers/{voucher}", voucher(), 200).seen("1"),
        books("GET", "/cashbook", Value::Null, 200),
        books("GET", "/vat-keys", Value::Null, 200),
        books("GET", "/changes/{kind}/{record}", Value::Null, 200),
        books("GET", "/remarks/{kind}/{record}", Value::Null, 200),
        books("POST", "/remarks/{kind}/{record}", remark, 201),
    ]
}

fn documents(world: &World) -> Vec<Row> {
    let document = invoice(world.own_names.books.get("record"), "22");
    let series = json!({ "pattern": "{number}/{year}", "next": 1 });
    vec![
        books("GET", "/documents", Value::Null, 200),
        books("POST", "/documents", document.clone(), 201),
        books("GET", "/documents/{document}", Value::Null, 200),
        books("PUT", "/documents/{document}", document, 200).seen("1"),
        books("GET", "/series", Value::Null, 200),
        books("PUT", "/series/{series}", series, 200).seen("0"),
        books("POST", "/documents/{document}/issue", Value::Null, 200).seen("2"),
        books("POST", "/documents/{document}/cancel", json!({ "issue_date": "2026-03-04" }), 201).seen("3"),
    ]
}

fn removals() -> Vec<Row> {
    vec![
        // What was issued stays, whoever asks.
        books("DELETE", "/documents/{document}", Value::Null, 409).seen("4"),
        books("DELETE", "/remarks/{kind}/{record}/{remark}", Value::Null, 204),
        books("DELETE", "/payments/{payment}", Value::Null, 204).seen("1"),
        books("DELETE", "/vouchers/{voucher}", Value::Null, 204).seen("2"),
        books("DELETE", "/partners/{partner}", Value::Null, 204).seen("2"),
        books("DELETE", "/products/{product}", Value::Null, 204).seen("2"),
        books("DELETE", "/ledger-accounts/{number}", Value::Null, 204).seen("2"),
    ]
}

/// An export is no change of the books: who may read them may have them.
fn workbooks(world: &World) -> Vec<Row> {
    let import = json!({ "kind": "partners", "file_name": "partners.xlsx", "bytes": 1000 });
    let commit = json!({ "token": world.own_names.books.get("token"), "mode": "all-or-nothing" });
    let read = |path: &str| books("GET", path, Value::Null, 200);
    vec![
        Row { viewer: true, ..books("POST", "/exports", json!({ "kind": "partners" }), 202) },
        read("/exports"),
        read("/exports/{export}"),
        books("POST", "/imports", import, 201),
        read("/imports"),
        read("/imports/{import}"),
        read("/imports/{import}/problems"),
        books("POST", "/imports/{import}/commit", commit, 202),
        books("POST", "/imports/{import}/undo", Value::Null, 202),
        read("/imports/{import}/rows"),
    ]
}

fn operators() -> Vec<Row> {
    vec![
        row("GET", "/operator/connections", Value::Null, false, 200),
        row("GET", "/operator/refused-documents", Value::Null, false, 200),
        row("POST", "/operator/connections/{workspace}/retry", Value::Null, false, 200),
        row("POST", "/operator/retry", Value::Null, false, 200),
        inside("DELETE", "/connections/nav", Value::Null, 204),
    ]
}
