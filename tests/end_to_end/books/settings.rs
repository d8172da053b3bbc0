//! The company's settings, its logo, and the VAT keys of its country.

use reqwest::Method;
use serde_json::{Value, json};

use super::{Books, FINNISH, PNG};
use crate::cloud::run;
use crate::person::{Content, Person, text};

#[test]
fn settings_are_changed_by_who_has_seen_them() {
    run(async |cloud| {
        let owner = Person::new(cloud, "asetukset").await;
        let books = Books::new(&owner, FINNISH).await;
        let usual = books.get("/settings").await;
        assert_eq!((&usual["version"], &usual["invoicing"]["payment_days"]), (&json!(0), &json!(14)));
        let register = json!({
            "code": "CASH", "name": "Kassa", "kind": "cash", "currency": "EUR", "opening": "100.00",
        });
        let entered = json!({
            "trade_name": "Puuseppä",
            "bank_accounts": [{ "number": "FI21 1234 5600 0007 85", "bic": "NDEAFIHH" }],
            "invoicing": { "payment_days": 30 },
            "registers": [register],
        });
        let changed = books.change(&usual, "/settings", &entered).await;
        assert_eq!(changed.header("etag"), Some("\"1\""));
        let changed = changed.expect(200);
        assert_eq!(changed["bank_accounts"][0]["number"], "FI2112345600000785");
        assert_eq!(changed["registers"], json!([register]));
        assert_eq!(books.get("/settings").await, changed);

        let stale = books.change(&usual, "/settings", &entered).await;
        stale.problem(412, "version-changed", None, "en");
        let mut wrong = entered.clone();
        wrong["bank_accounts"][0]["number"] = json!("FI2112345600000786");
        let refused = books.change(&changed, "/settings", &wrong).await;
        assert_eq!((refused.status, &refused.json["field"]), (422, &json!("bank_accounts[0].number")));
        wrong = entered.clone();
        wrong["registers"][0]["ledger_account"] = json!("381");
        let refused = books.change(&changed, "/settings", &wrong).await;
        refused.problem(422, "account-unknown", Some("registers[0].ledger_account"), "en");
    });
}

#[test]
fn a_logo_comes_back_byte_for_byte() {
    run(async |cloud| {
        let owner = Person::new(cloud, "logo").await;
        let books = Books::new(&owner, FINNISH).await;
        owner.get(&books.path("/logo")).await.problem(404, "not-found", None, "en");
        let settings = books.get("/settings").await;
        let set = books.to_seen(&settings, Method::PUT, "/logo", Content::Png(PNG)).await.expect(200);
        let logo = &set["logo"];
        assert_eq!((&logo["content_type"], &logo["bytes"]), (&json!("image/png"), &json!(PNG.len())));
        assert_eq!((&logo["width"], &logo["height"]), (&json!(1), &json!(1)));
        let read = owner.get(&books.path("/logo")).await;
        assert_eq!((read.status, read.header("content-type")), (200, Some("image/png")));
        assert_eq!(read.bytes, PNG);

        let again = books.to_seen(&settings, Method::PUT, "/logo", Content::Png(PNG)).await;
        again.problem(412, "version-changed", None, "en");
        for other in [&b"GIF89a\x01\0\x01\0\0\0\0;"[..], b"<svg/>"] {
            let refused = books.to_seen(&set, Method::PUT, "/logo", Content::Png(other)).await;
            refused.problem(422, "logo-format", Some("logo"), "en");
        }
        let mut large = PNG.to_vec();
        large.resize(300 * 1024, 0);
        let refused = books.to_seen(&set, Method::PUT, "/logo", Content::Png(&large)).await;
        refused.problem(413, "too-large", None, "en");
        let kept = books.change(&set, "/settings", &json!({ "trade_name": "Puuseppä" })).await.expect(200);
        assert_eq!(kept["logo"], *logo);

        let removed = books.to_seen(&kept, Method::PUT, "/logo", None).await.expect(200);
        assert_eq!((removed.get("logo"), &removed["version"]), (None, &json!(3)));
        owner.get(&books.path("/logo")).await.problem(404, "not-found", None, "en");
    });
}

#[test]
fn vat_keys_are_those_of_the_day_in_the_callers_language() {
    run(async |cloud| {
        let owner = Person::new(cloud, "verokannat").await;
        let books = Books::new(&owner, FINNISH).await;
        let keys = async |language: &str, filter: &str| {
            let path = books.path(&format!("/vat-keys{filter}"));
            let answer = owner.call_in(language, Method::GET, &path, None).await.expect(200);
            answer["vat_keys"].as_array().expect("keys").clone()
        };
        let codes = |keys: &[Value]| keys.iter().map(|key| text(&key["code"])).collect::<Vec<_>>();
        let (before, after) = (keys("en", "?on=2025-12-31").await, keys("en", "?on=2026-01-01").await);
        assert_eq!(codes(&before)[..3], ["25.5", "14", "10"]);
        assert_eq!(codes(&after)[..3], ["25.5", "13.5", "10"]);
        assert_eq!(keys("en", "").await.len(), after.len() + 2);
        let finnish = keys("fi", "?on=2026-01-01").await;
        let described = |key: &Value| (text(&key["description"]), text(&key["rate"]));
        assert_eq!(described(&after[0]), ("Standard rate of 25.5%".to_owned(), "25.5".to_owned()));
        assert!(text(&finnish[0]["description"]).starts_with("Yleinen verokanta"), "{}", finnish[0]);
        let wrong = owner.get(&books.path("/vat-keys?on=tomorrow")).await;
        wrong.problem(400, "query", Some("on"), "en");
    });
}
