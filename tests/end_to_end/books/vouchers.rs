//! Vouchers of a cash desk, and the cashbook over them.

use serde_json::{Value, json};

use super::{Books, ITALIAN, book_settings, voucher};
use crate::cloud::run;
use crate::person::{Person, text};

#[test]
fn vouchers_make_a_cashbook_with_a_running_balance() {
    run(async |cloud| {
        let owner = Person::new(cloud, "cassa").await;
        let books = Books::new(&owner, ITALIAN).await;
        let unknown = books.post("/vouchers", &voucher()).await;
        unknown.problem(422, "register-unknown", Some("register"), "en");
        books.make_settings(&book_settings()).await;

        let out = books.make("/vouchers", &voucher()).await;
        let mut income = voucher();
        income["direction"] = json!("in");
        income["amount"] = json!("40");
        income["date"] = json!("2026-02-27");
        let income = books.make("/vouchers", &income).await;
        let lines = cashbook(&books, "/cashbook?register=CASH").await;
        assert_eq!(lines, [("2026-02-27", "140"), ("2026-03-03", "127.50")].map(own));
        let lines = cashbook(&books, "/cashbook?register=CASH&from=2026-03-01").await;
        assert_eq!(lines, [("2026-03-03", "127.50")].map(own));

        let path = format!("/vouchers/{}", text(&out["id"]));
        let mut changed = voucher();
        changed["text"] = json!("Marche da bollo");
        let changed = books.change(&out, &path, &changed).await.expect(200);
        assert_eq!(changed["text"], "Marche da bollo");
        let mut dearer = voucher();
        dearer["amount"] = json!("13");
        books.change(&changed, &path, &dearer).await.problem(422, "voucher-kept", Some("amount"), "en");

        let settings = books.get("/settings").await;
        let without = books.change(&settings, "/settings", &json!({ "registers": [] })).await;
        without.problem(409, "register-in-use", Some("registers"), "en");

        let gone = format!("/vouchers/{}", text(&income["id"]));
        assert_eq!(books.delete(&income, &gone).await.status, 204);
        let lines = cashbook(&books, "/cashbook?register=CASH").await;
        assert_eq!(lines, [("2026-03-03", "87.50")].map(own));
        let trail = books.get(&format!("/changes/voucher/{}", text(&income["id"]))).await;
        assert_eq!(trail["changes"][1]["action"], "deleted");
        let fields = trail["changes"][1]["fields"].as_array().expect("what it said").clone();
        assert!(fields.iter().any(|field| field["field"] == "amount" && field["before"] == "40"), "{trail}");
    });
}

fn own((date, balance): (&str, &str)) -> (String, String) {
    (date.to_owned(), balance.to_owned())
}

/// Dates and balances.
async fn cashbook(books: &Books<'_>, path: &str) -> Vec<(String, String)> {
    let page = books.get(path).await;
    let lines = page["entries"].as_array().unwrap_or_else(|| panic!("{page}"));
    let line = |line: &Value| (text(&line["date"]), text(&line["balance"]));
    lines.iter().map(line).collect()
}
