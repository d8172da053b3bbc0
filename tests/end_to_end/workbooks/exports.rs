//! Exports.

use reqwest::Method;
use serde_json::json;

use super::{exported, files::cells};
use crate::books::{Books, ITALIAN, book_settings, voucher};
use crate::cloud::run;
use crate::person::{Person, text};

#[test]
fn r0_07_r0_08_r0_09_partners_products_and_the_chart_are_exported_for_people() {
    run(async |cloud| {
        let owner = Person::new(cloud, "esportazione").await;
        let books = Books::new(&owner, ITALIAN).await;
        books.make("/partners", &json!({ "name": "Zucca S.r.l.", "code": "B", "customer": true })).await;
        books.make("/partners", &json!({ "name": "Abete S.r.l.", "code": "A", "supplier": true })).await;
        books.make("/products", &json!({ "sku": "X", "name": "Sedia", "unit": "pz", "vat_key": "22" })).await;
        books.make("/ledger-accounts", &json!({ "number": "01", "name": "Cassa" })).await;
        for (kind, language, heading, first) in [
            ("partners", "it", "Codice", "A"),
            ("products", "en", "SKU *", "X"),
            ("ledger-accounts", "pl", "Numer konta *", "01"),
        ] {
            let sheet = cells(&exported(&books, kind, language).await, 0);
            assert_eq!((sheet[0][0].as_str(), sheet[1][0].as_str()), (heading, first), "{kind}");
        }
        let listed = owner.listed(&books.path("/exports?limit=2"), "exports").await;
        assert_eq!(listed.len(), 3);
    });
}

#[test]
fn r0_11_an_export_says_how_many_vouchers_have_to_be_keyed_anew() {
    run(async |cloud| {
        let owner = Person::new(cloud, "buoni").await;
        let books = Books::new(&owner, ITALIAN).await;
        books.make_settings(&book_settings()).await;
        books.make("/vouchers", &voucher()).await;
        let not_exported = cells(&exported(&books, "partners", "en").await, 2);
        let count = |name: &str| {
            let row = not_exported.iter().find(|row| row[0] == name);
            row.unwrap_or_else(|| panic!("{name}: {not_exported:?}"))[1].clone()
        };
        assert_eq!((count("Cash vouchers"), count("Bank vouchers")), ("1".to_owned(), "0".to_owned()));
    });
}

#[test]
fn an_export_is_asked_for_once_under_a_key() {
    run(async |cloud| {
        let owner = Person::new(cloud, "kerran").await;
        let books = Books::new(&owner, ITALIAN).await;
        let wanted = json!({ "kind": "partners", "language": "fi" });
        let first = books.once("one", "/exports", &wanted).await.expect(202);
        assert_eq!(books.once("one", "/exports", &wanted).await.expect(202)["id"], first["id"]);
        let other = books.once("one", "/exports", &json!({ "kind": "products" })).await;
        other.problem(409, "idempotency", None, "en");
        let nothing = books.path("/exports/00000000-0000-4000-8000-000000000000");
        owner.call(Method::GET, &nothing, None, &[]).await.problem(404, "not-found", None, "en");
        assert!(text(&first["id"]).len() == 36);
    });
}
