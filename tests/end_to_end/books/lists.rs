//! The list of documents: filters, and pages.

use serde_json::{Value, json};

use super::{Books, FINNISH, invoice};
use crate::cloud::run;
use crate::person::{Person, text};

/// Invoices of three days, a draft, and one of another customer that is not due for long.
async fn entered(books: &Books<'_>, customer: &str, other: &str) -> Vec<String> {
    let mut ids = Vec::new();
    for day in ["2026-03-02", "2026-04-02", "2026-05-02"] {
        let mut document = invoice(customer, "25.5");
        document["issue_date"] = json!(day);
        ids.push(text(&books.issued(&document).await["id"]));
    }
    let mut document = invoice(other, "25.5");
    document["issue_date"] = json!("2026-06-02");
    document["due_date"] = json!("2099-12-31");
    document["order_reference"] = json!("PO-4711");
    ids.push(text(&books.issued(&document).await["id"]));
    document["issue_date"] = json!("2026-07-02");
    ids.push(text(&books.make("/documents", &document).await["id"]));
    ids
}

#[test]
fn documents_are_found_page_by_page() {
    run(async |cloud| {
        let owner = Person::new(cloud, "luettelo").await;
        let books = Books::new(&owner, FINNISH).await;
        let (customer, other) = (books.customer().await, books.customer().await);
        let ids = entered(&books, &customer, &other).await;
        let payment = json!({
            "partner": customer, "direction": "received", "date": "2026-03-10", "amount": "125.50",
            "currency": "EUR", "allocations": [{ "document": ids[0], "amount": "125.50" }],
        });
        books.make("/payments", &payment).await;
        let of_other = format!("partner={other}");
        for (filter, places) in [
            ("", &[4, 3, 2, 1, 0][..]),
            ("status=draft", &[4]),
            ("status=paid", &[0]),
            ("status=issued", &[3, 2, 1]),
            ("overdue=true", &[2, 1]),
            ("kind=corrective", &[]),
            (&of_other, &[4, 3]),
            ("issued_from=2026-04-02&issued_to=2026-05-02", &[2, 1]),
            ("issued_to=2026-03-31", &[0]),
            ("text=20260002", &[1]),
            ("text=castagno", &[3, 2, 1, 0]),
            ("text=po-47", &[4, 3]),
        ] {
            let expected: Vec<_> = places.iter().map(|place| ids[*place].clone()).collect();
            assert_eq!(books.ids("documents", filter).await, expected, "{filter}");
        }
    });
}

#[test]
fn a_list_that_cannot_be_is_refused() {
    run(async |cloud| {
        let owner = Person::new(cloud, "rajaus").await;
        let books = Books::new(&owner, FINNISH).await;
        let asked = async |query: &str| owner.get(&books.path(&format!("/documents?{query}"))).await;
        let order = asked("issued_from=2026-04-02&issued_to=2026-03-02").await;
        order.problem(422, "period-order", Some("to"), "en");
        asked("limit=101").await.problem(422, "limit-range", Some("limit"), "en");
        asked("cursor=%2F").await.problem(422, "cursor-invalid", Some("cursor"), "en");
        asked("status=sent").await.problem(400, "query", Some("status"), "en");
        let none: Value = asked("").await.expect(200);
        assert_eq!(none, json!({ "documents": [] }));
    });
}
