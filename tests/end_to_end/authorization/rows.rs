//! The rows of the matrix.

use serde_json::{Value, json};

use super::{
    World,
    names::{self, Names},
};
use crate::books::{PNG, book_settings, invoice, voucher};
use crate::business::{company, description, last_month, settings};
use crate::person::Content;
use crate::registration::prices;
use crate::szamlazz;

/// What a route takes, and answers to those who may call it.
pub struct Row {
    pub method: &'static str,
    pub path: String,
    /// Whether it is tried in the Italian books rather than in the workspace that NAV knows.
    pub books: bool,
    /// The version that the caller has seen.
    pub seen: Option<&'static str>,
    body: Value,
    /// Which members may.
    pub who: Who,
    pub status: u16,
}

/// Which members of a workspace may do something.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// All of them.
    Members,
    /// Those who keep the books: owner, bookkeeper, accountant.
    Keepers,
    /// Those who issue documents: owner, bookkeeper.
    Issuers,
    /// The owner.
    Owner,
}

impl Who {
    pub fn includes(self, role: &str) -> bool {
        match self {
            Self::Members => true,
            Self::Keepers => matches!(role, "owner" | "bookkeeper" | "accountant"),
            Self::Issuers => matches!(role, "owner" | "bookkeeper"),
            Self::Owner => role == "owner",
        }
    }
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
            ("POST", path) if path.contains("/payments/{address}") => Content::Form("szlahu_szamlaszam=X-1"),
            _ => Some(&self.body).filter(|body| !body.is_null()).into(),
        }
    }

    fn seen(self, version: &'static str) -> Self {
        Self { seen: Some(version), ..self }
    }

    fn of(self, who: Who) -> Self {
        Self { who, ..self }
    }
}

/// What takes something away stands behind what needs it.
pub fn rows(world: &World) -> Vec<Row> {
    [
        outside(world),
        general(world),
        people(world),
        licences(world),
        invoices(),
        of_szamlazz(),
        postings(),
        register(world),
        documents(world),
        workbooks(world),
        removals(),
        operators(),
        support(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn row(method: &'static str, path: &str, body: Value, status: u16) -> Row {
    Row { method, path: path.to_owned(), books: false, seen: None, body, who: Who::Members, status }
}

/// A route of a workspace, which all members may read and its keepers change.
fn inside(method: &'static str, rest: &str, body: Value, status: u16) -> Row {
    let who = if method == "GET" { Who::Members } else { Who::Keepers };
    row(method, &format!("/workspaces/{{workspace}}{rest}"), body, status).of(who)
}

fn books(method: &'static str, rest: &str, body: Value, status: u16) -> Row {
    Row { books: true, ..inside(method, rest, body, status) }
}

/// What somebody does who is no member of anything yet.
fn outside(world: &World) -> Vec<Row> {
    let address = json!({ "email": "anybody@example.com" });
    vec![
        row("POST", "/sign-ups", address.clone(), 202),
        row("POST", "/password-resets", address, 202),
        row("GET", "/packages", Value::Null, 200),
        row("GET", "/account", Value::Null, 200),
        row("POST", "/account/sign-out", Value::Null, 204),
        row("DELETE", "/account/mail-pause", Value::Null, 204),
        row("POST", "/account/identities", json!({ "access_token": "x" }), 422),
        row("DELETE", "/account/identities/{identity}", Value::Null, 404),
        row("GET", "/account/subscriptions", Value::Null, 200),
        row("GET", "/invitations", Value::Null, 200),
        row("POST", "/workspaces", description(&world.fresh), 201),
        row("GET", "/workspaces", Value::Null, 200),
    ]
}

fn general(world: &World) -> Vec<Row> {
    let mut client = description(&company("ügyfél"));
    client.as_object_mut().expect("a company").remove("package");
    vec![
        inside("GET", "", Value::Null, 200),
        inside("GET", "/checklist", Value::Null, 200),
        inside("POST", "/preparation/end", Value::Null, 200).of(Who::Owner),
        inside("POST", "/companies", client, 201).of(Who::Owner),
        inside("GET", "/companies", Value::Null, 200).of(Who::Keepers),
        // It is no company of this office.
        inside("POST", "/companies/{company}/join", Value::Null, 404).of(Who::Owner),
        inside("POST", "/demo", Value::Null, 200).of(Who::Issuers),
        inside("GET", "/connections/nav", Value::Null, 200),
        inside("PUT", "/connections/nav", settings(&world.own.company, last_month()), 200).of(Who::Owner),
        inside("GET", "/connections/szamlazz", Value::Null, 200),
        inside("PUT", "/connections/szamlazz", szamlazz::settings(None), 200).of(Who::Owner),
        inside("POST", "/connections/szamlazz/link", Value::Null, 201).of(Who::Owner),
        inside("GET", "/notices", Value::Null, 200),
        inside("POST", "/notices/{notice}/read", Value::Null, 204),
    ]
}

fn people(world: &World) -> Vec<Row> {
    vec![
        inside("GET", "/members", Value::Null, 200),
        inside("PUT", "/members/{account}", json!({ "role": "viewer" }), 200).of(Who::Owner),
        inside("DELETE", "/members/{account}", Value::Null, 204).of(Who::Owner),
        inside("POST", "/invitations", world.invitation.clone(), 201).of(Who::Owner),
        inside("GET", "/invitations", Value::Null, 200).of(Who::Owner),
        inside("DELETE", "/invitations/{email}", Value::Null, 204).of(Who::Owner),
        // Whoever is a member has accepted.
        row("POST", "/invitations/{workspace}/accept", Value::Null, 200),
        row("DELETE", "/invitations/{workspace}", Value::Null, 404),
        inside("GET", "/audit", Value::Null, 200).of(Who::Owner),
        inside("GET", "/audit/csv", Value::Null, 200).of(Who::Owner),
    ]
}

fn licences(world: &World) -> Vec<Row> {
    let payment = json!({ "reference": "bank", "net": "4990", "currency": "HUF" });
    let number = &description(&world.own.company)["tax_number"];
    let deletion = json!({ "reason": "no more", "waiver": { "without_exports": true } });
    let company = |method, rest, body, status| inside(method, rest, body, status).of(Who::Owner);
    vec![
        row("PUT", "/operator/packages/{package}", prices(), 200),
        row("GET", "/operator/licences", Value::Null, 200),
        // Nobody has subscribed.
        row("POST", "/operator/licences/{workspace}/payments", payment, 409),
        inside("GET", "/licence", Value::Null, 200),
        company("PUT", "/package", json!({ "package": "bookkeeping" }), 204),
        company("POST", "/subscription", json!({ "tax_number": number, "period": "month" }), 200),
        company("DELETE", "/subscription", Value::Null, 200),
        company("GET", "/deletion", Value::Null, 200),
        // Its companies come first.
        company("POST", "/deletion", deletion, 409),
        company("DELETE", "/deletion", Value::Null, 404),
    ]
}

fn invoices() -> Vec<Row> {
    vec![
        inside("GET", "/invoices", Value::Null, 200),
        inside("GET", "/invoices/{invoice}", Value::Null, 200),
        inside("GET", "/invoices/{invoice}/lines", Value::Null, 200),
        inside("POST", "/invoices/{invoice}/xml", Value::Null, 200).of(Who::Members),
        inside("POST", "/invoices/{invoice}/pdf", Value::Null, 200).of(Who::Members),
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

/// What Számlázz.hu told, and what it pushes: without the key that each push bears, nothing is taken.
fn of_szamlazz() -> Vec<Row> {
    let again = json!({ "number": names::GIVEN_UP });
    vec![
        row("POST", "/hooks/szamlazz", Value::Null, 401),
        row("POST", "/hooks/szamlazz/payments/{address}", Value::Null, 200),
        inside("GET", "/unmatched-documents", Value::Null, 200),
        inside("POST", "/unmatched-documents/{unmatched}/xml", Value::Null, 200).of(Who::Members),
        inside("POST", "/unmatched-documents/{unmatched}/take-over", Value::Null, 200),
        inside("GET", "/szamlazz-questions", Value::Null, 200),
        inside("POST", "/szamlazz-questions", again, 202),
        inside("GET", "/bank-transactions", Value::Null, 200),
        inside("GET", "/receipts", Value::Null, 200),
    ]
}

fn postings() -> Vec<Row> {
    let rule = json!({ "id": "all", "name": "Minden", "then": { "account": "528" } });
    vec![
        inside("GET", "/posting-rules", Value::Null, 200),
        inside("PUT", "/posting-rules", json!({ "rules": [rule] }), 200).seen("0"),
        inside("POST", "/posting-rules/trial", json!({ "rule": rule, "limit": 1 }), 200),
        inside("GET", "/postings", Value::Null, 200),
        inside("GET", "/invoices/{invoice}/posting", Value::Null, 200),
        inside("GET", "/invoices/{invoice}/posting/{line}/why", Value::Null, 200),
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
        books("PUT", "/settings", book_settings(), 200).seen("1").of(Who::Owner),
        books("PUT", "/logo", Value::Null, 200).seen("2").of(Who::Owner),
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
        books("POST", "/documents", document.clone(), 201).of(Who::Issuers),
        books("GET", "/documents/{document}", Value::Null, 200),
        books("PUT", "/documents/{document}", document, 200).seen("1").of(Who::Issuers),
        books("GET", "/series", Value::Null, 200),
        books("PUT", "/series/{series}", series, 200).seen("0").of(Who::Issuers),
        books("POST", "/documents/{document}/issue", Value::Null, 200).seen("2").of(Who::Issuers),
        books("POST", "/documents/{document}/cancel", json!({ "issue_date": "2026-03-04" }), 201)
            .seen("3")
            .of(Who::Issuers),
    ]
}

fn removals() -> Vec<Row> {
    vec![
        // What was issued stays, whoever asks.
        books("DELETE", "/documents/{document}", Value::Null, 409).seen("4").of(Who::Issuers),
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
        books("POST", "/exports", json!({ "kind": "partners" }), 202).of(Who::Members),
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
        row("GET", "/operator/connections", Value::Null, 200),
        row("GET", "/operator/refused-documents", Value::Null, 200),
        row("POST", "/operator/connections/{workspace}/retry", Value::Null, 200),
        row("POST", "/operator/retry", Value::Null, 200),
        inside("DELETE", "/connections/nav", Value::Null, 204).of(Who::Owner),
        inside("DELETE", "/connections/szamlazz/link", Value::Null, 204).of(Who::Owner),
        inside("DELETE", "/connections/szamlazz", Value::Null, 204).of(Who::Owner),
    ]
}

/// Nobody asked for a deletion here.
fn support() -> Vec<Row> {
    let decision = json!({ "reason": "because" });
    vec![
        row("GET", "/support/deletions", Value::Null, 200),
        row("POST", "/support/deletions/{workspace}", decision.clone(), 404),
        row("POST", "/support/deletions/{workspace}/refusal", decision, 404),
        row("GET", "/support/deletion-records", Value::Null, 200),
        row("POST", "/support/deletions/replay", Value::Null, 200),
    ]
}
