//! What the paths of the matrix name.

use std::collections::BTreeMap;

use domain::szamlazz::{AgentQuery, AgentTask, QueryCause, QueryState};
use reqwest::Method;
use serde_json::json;
use simulators::nav::{Company, samples::SampleInvoice};
use simulators::szamlazz::{Held, from_nav};

use super::MISSING;
use crate::books::{Books, book_settings, invoice, voucher};
use crate::business::Business;
use crate::cloud::{eventually, now};
use crate::months::reconciled;
use crate::person::text;
use crate::szamlazz;
use crate::workbooks;

/// What stands for the parameters of a path, by their names.
#[derive(Clone)]
pub struct Names(BTreeMap<&'static str, String>);

impl Names {
    fn new<const N: usize>(names: [(&'static str, &str); N]) -> Self {
        Self(names.into_iter().map(|(name, value)| (name, value.to_owned())).collect())
    }

    pub fn get(&self, name: &str) -> &str {
        &self.0[name]
    }

    pub fn with(&self, name: &'static str, value: &str) -> Self {
        let mut names = self.clone();
        names.0.insert(name, value.to_owned());
        names
    }

    pub fn fill(&self, path: &str) -> String {
        let fill =
            |path: String, (name, value): (&&str, &String)| path.replace(&format!("{{{name}}}"), value);
        let filled = self.0.iter().fold(path.to_owned(), fill);
        assert!(!filled.contains('{'), "{filled} names something else");
        filled
    }
}

/// Names of nothing, in the form of these.
pub fn missing(names: &Names) -> Names {
    let none = names.0.iter().map(|(name, value)| {
        let none = match *name {
            "kind" => value.clone(),
            "invoice" => value.chars().rev().collect(),
            "notice" => "nav-connection-stopped-77".to_owned(),
            "month" => "2026-04".to_owned(),
            "number" | "line" => "999".to_owned(),
            "series" => "NOTHING.2026".to_owned(),
            "account" | "company" | "workspace" => MISSING.to_owned(),
            "email" => "nobody@example.com".to_owned(),
            _ => "0".repeat(32),
        };
        (*name, none)
    });
    Names(none.collect())
}

/// Brings an invoice, its partner, a reconciliation and a notice about: NAV refuses the user for a while. The
/// last of so many sample invoices is of another supplier than that of another number.
pub async fn at_nav(business: &Business, invoices: usize, month: &str) -> Names {
    let published = business.publish_new(invoices);
    business.cloud.tick().await;
    let invoice = business.invoice(&published[invoices - 1].number, |_| true).await;
    let partner = business.path(&format!("/invoices/{}/partner", text(&invoice["id"])));
    business.owner.call(Method::POST, &partner, None, &[]).await.expect(201);
    reconciled(business, month).await;
    let refused = Company { password: "another".into(), ..business.company.clone() };
    business.cloud.nav.add_company(refused);
    business.cloud.tick().await;
    let notice = eventually("a notice", async || {
        let listed = business.owner.get(&business.path("/notices")).await.expect(200);
        listed["notices"].get(0).map(|notice| text(&notice["id"]))
    })
    .await;
    business.cloud.nav.add_company(business.company.clone());
    let (unmatched, address) = at_szamlazz(business, &published[invoices - 1], invoices as i64).await;
    Names::new([
        ("unmatched", &unmatched),
        ("address", &address),
        ("workspace", &business.workspace),
        ("invoice", &text(&invoice["id"])),
        ("line", "1"),
        ("notice", &notice),
        ("month", month),
        ("company", MISSING),
        ("email", "somebody@example.com"),
        ("identity", "Google_1"),
        ("package", "bookkeeping"),
        ("account", &business.owner.account().await),
    ])
}

/// A document whose asking was given up.
pub const GIVEN_UP: &str = "GIVEN-UP-1";

/// Brings the invoice's image about, a document that NAV does not know, and a question that was given up.
/// Answers with that document's name and the address of payments.
async fn at_szamlazz(business: &Business, invoice: &SampleInvoice, number: i64) -> (String, String) {
    let account = szamlazz::account(business);
    let link = szamlazz::connect(business, &account).await;
    let document = from_nav(&invoice.clone().into_published()).expect("a plain invoice");
    let same = Held::new(100 + number, invoice.direction, document, now());
    szamlazz::push(business, &link, &[same, szamlazz::unreported(&account, 200 + number)]).await;
    business.invoice(&invoice.number, |invoice| invoice["image"] == true).await;
    let listed = eventually("an unmatched document", async || {
        let path = business.path("/unmatched-documents?waiting=true");
        let listed = business.owner.get(&path).await.expect(200);
        listed["documents"].get(0).map(|document| text(&document["id"]))
    })
    .await;
    let query = AgentQuery::new(GIVEN_UP, QueryCause::Payment, now());
    let state = QueryState::GivenUp { code: "1".into(), at: now() };
    let task = AgentTask::Query(AgentQuery { state, ..query });
    let table = business.cloud.stack.resource("Table").expect("a table");
    let store = store::Store::new(business.cloud.dynamodb(), table);
    store.add_agent_task(business.workspace.parse().expect("an id"), &task).await.expect("a task");
    let shown = business.owner.get(&business.path("/connections/szamlazz")).await.expect(200);
    let address = text(&shown["payment_address"]).rsplit('/').next().expect("an address").to_owned();
    (listed, address)
}

/// An import that was committed, and the token of its dry run.
async fn imported(books: &Books<'_>) -> (String, String) {
    let checked =
        workbooks::checked(books, "products", "new.csv", b"sku;name;unit;vat_key\nPANCA;Panca;pz;22\n").await;
    workbooks::committed(books, &checked, "all-or-nothing").await;
    (text(&checked["id"]), text(&checked["token"]))
}

/// Enters one of each into the books, and a customer with a remark who stays.
pub async fn in_books(books: &Books<'_>, [number, series]: [&str; 2]) -> Names {
    let partner = books.make("/partners", &json!({ "name": "Pioppo S.r.l.", "supplier": true })).await;
    let customer = books.customer().await;
    let product = json!({ "sku": "SEDIA", "name": "Sedia", "unit": "pz", "vat_key": "22" });
    let product = books.make("/products", &product).await;
    books.make("/ledger-accounts", &json!({ "number": number, "name": "Clienti" })).await;
    let document = books.make("/documents", &invoice(&customer, "22")).await;
    let payment = json!({
        "partner": customer, "direction": "received", "date": "2026-03-03", "amount": "10", "currency": "EUR",
    });
    let payment = books.make("/payments", &payment).await;
    books.make_settings(&book_settings()).await;
    let voucher = books.make("/vouchers", &voucher()).await;
    let (import, token) = imported(books).await;
    let export = books.post("/exports", &json!({ "kind": "products" })).await.expect(202);
    let remarks = format!("/remarks/partner/{customer}");
    let remark = books.make(&remarks, &json!({ "text": "Consegna il martedì" })).await;
    Names::new([
        ("workspace", &books.workspace),
        ("partner", &text(&partner["id"])),
        ("product", &text(&product["id"])),
        ("number", number),
        ("document", &text(&document["id"])),
        ("series", series),
        ("payment", &text(&payment["id"])),
        ("voucher", &text(&voucher["id"])),
        ("import", &import),
        ("token", &token),
        ("export", &text(&export["id"])),
        ("kind", "partner"),
        ("record", &customer),
        ("remark", &text(&remark["id"])),
    ])
}
