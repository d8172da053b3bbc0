//! Payments of invoices, and what a partner owes.

use serde_json::{Value, json};

use super::{Books, FINNISH, documents::furniture};
use crate::cloud::run;
use crate::person::{Person, text};

fn payment(invoice: &Value, amount: &str) -> Value {
    json!({
        "partner": invoice["partner"], "direction": "received", "date": "2026-03-10", "amount": amount,
        "currency": "EUR", "reference": invoice["reference"],
        "allocations": [{ "document": invoice["id"], "amount": amount }],
    })
}

#[test]
fn an_invoice_is_paid_in_parts_and_open_again_when_a_payment_is_taken_back() {
    run(async |cloud| {
        let owner = Person::new(cloud, "maksut").await;
        let books = Books::new(&owner, FINNISH).await;
        let customer = books.customer().await;
        let invoice = books.issued(&furniture(&customer)).await;
        let state = async || {
            let invoice = books.document(&invoice).await;
            let balances = books.get(&format!("/partners/{customer}")).await;
            assert_eq!(balances["balances"].as_array().map(Vec::len), Some(1), "{balances}");
            let owed: rust_decimal::Decimal =
                text(&balances["balances"][0]["open"]).parse().expect("an amount");
            let open: rust_decimal::Decimal =
                text(&invoice["settlement"]["open"]).parse().expect("an amount");
            assert_eq!(owed, open);
            (text(&invoice["status"]), open.normalize().to_string())
        };
        assert_eq!(state().await, ("issued".to_owned(), "317.61".to_owned()));
        let part = books.once("part", "/payments", &payment(&invoice, "100.00")).await.expect(201);
        assert_eq!(books.once("part", "/payments", &payment(&invoice, "100.00")).await.expect(201), part);
        assert_eq!(state().await, ("issued".to_owned(), "217.61".to_owned()));
        let rest = books.make("/payments", &payment(&invoice, "217.61")).await;
        assert_eq!(state().await, ("paid".to_owned(), "0".to_owned()));

        let path = format!("/payments/{}", text(&rest["id"]));
        assert_eq!(books.get(&path).await, rest);
        books.delete(&rest, &path).await.expect(204);
        books.delete(&rest, &path).await.problem(404, "not-found", None, "en");
        assert_eq!(state().await, ("issued".to_owned(), "217.61".to_owned()));
        let trail = books.get(&format!("/changes/document/{}", text(&invoice["id"]))).await;
        let trail = trail["changes"].as_array().expect("changes");
        let actions: Vec<_> = trail.iter().map(|change| text(&change["action"])).collect();
        assert_eq!(actions, ["created", "issued", "paid", "paid", "paid"]);
    });
}

#[test]
fn a_payment_is_allocated_to_what_it_can_pay() {
    run(async |cloud| {
        let owner = Person::new(cloud, "kohdistus").await;
        let books = Books::new(&owner, FINNISH).await;
        let customer = books.customer().await;
        let invoice = books.issued(&furniture(&customer)).await;
        let refused = async |change: &dyn Fn(&mut Value), code: &str, field: &str| {
            let mut wrong = payment(&invoice, "100");
            change(&mut wrong);
            books.post("/payments", &wrong).await.problem(422, code, Some(field), "en");
        };
        let (document, amount) = ("allocations[0].document", "allocations[0].amount");
        refused(
            &|wrong| wrong["allocations"][0]["amount"] = json!("100.01"),
            "allocation-sum",
            "allocations",
        )
        .await;
        refused(&|wrong| wrong["allocations"][0]["amount"] = json!("0"), "amount-zero", amount).await;
        refused(&|wrong| wrong["allocations"][0]["document"] = json!("0123"), "payment-document", document)
            .await;
        refused(&|wrong| wrong["currency"] = json!("SEK"), "payment-currency", document).await;
        refused(&|wrong| wrong["partner"] = json!("0123"), "partner-unknown", "partner").await;
        let draft = books.make("/documents", &furniture(&customer)).await;
        refused(
            &|wrong| wrong["allocations"][0]["document"] = draft["id"].clone(),
            "payment-document",
            document,
        )
        .await;

        let mut on_account = payment(&invoice, "10");
        on_account["allocations"] = json!([]);
        on_account["date"] = json!("2026-03-11");
        let on_account = books.make("/payments", &on_account).await;
        let allocated = books.make("/payments", &payment(&invoice, "5")).await;
        let (first, second) = (text(&on_account["id"]), text(&allocated["id"]));
        for (filter, expected) in [
            ("", vec![first.clone(), second.clone()]),
            ("from=2026-03-11", vec![first.clone()]),
            ("to=2026-03-10", vec![second.clone()]),
            (&format!("document={}", text(&invoice["id"])), vec![second.clone()]),
            (&format!("partner={customer}&direction=received"), vec![first, second]),
            ("direction=made", vec![]),
        ] {
            assert_eq!(books.ids("payments", filter).await, expected, "{filter}");
        }
        let owed = books.get(&format!("/partners/{customer}")).await;
        assert_eq!(owed["balances"], json!([{ "currency": "EUR", "open": "302.61" }]));
    });
}
