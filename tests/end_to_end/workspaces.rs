//! Creating workspaces, and problems in every language.

use std::collections::BTreeSet;

use reqwest::Method;
use reqwest::header::HeaderName;
use serde_json::json;

use crate::business::{company, description};
use crate::cloud::run;
use crate::person::Person;

#[test]
fn what_is_wrong_with_a_company_is_said_by_field_in_five_languages() {
    run(async |cloud| {
        let person = Person::new(cloud, "wrong").await;
        let company = company("Hibás");
        for (field, value, problem) in [
            ("tax_number", json!("12892313-2-41"), "tax-number-check-digit"),
            ("tax_number", json!("12892312"), "tax-number-length"),
            ("tax_number", json!("12892312-6-41"), "tax-number-vat-code"),
            ("tax_number", json!("12892312-2-21"), "tax-number-county"),
            ("name", json!(" "), "name-length"),
        ] {
            let mut wrong = description(&company);
            wrong[field] = value;
            let mut sentences = BTreeSet::new();
            for language in ["hu", "pl", "fi", "it", "en"] {
                let answer = person.call_in(language, Method::POST, "/workspaces", Some(&wrong)).await;
                sentences.insert(answer.problem(422, problem, Some(field), language));
            }
            assert_eq!(sentences.len(), 5, "{sentences:?}");
        }
        let mut nowhere = description(&company);
        nowhere["address"]["city"] = json!("");
        let answer = person.post("/workspaces", &nowhere).await;
        answer.problem(422, "address-city", Some("address.city"), "en");
        let mut shapeless = description(&company);
        shapeless["name"] = json!(5);
        person.post("/workspaces", &shapeless).await.problem(400, "body", Some("name"), "en");
        let mut long = description(&company);
        long["name"] = json!("x".repeat(300_000));
        person.post("/workspaces", &long).await.problem(413, "too-large", None, "en");
        assert_eq!(person.get("/workspaces").await.expect(200)["workspaces"], json!([]));
    });
}

#[test]
fn a_language_is_chosen_as_the_header_weighs_them() {
    run(async |cloud| {
        let person = Person::new(cloud, "language").await;
        let path = "/workspaces/00000000-0000-4000-8000-000000000000";
        for (header, language) in
            [("de-DE,hu;q=0.8,en;q=0.5", "hu"), ("en;q=0.2, fi-FI;q=0.9", "fi"), ("*", "en")]
        {
            let answer = person.call_in(header, Method::GET, path, None).await;
            answer.problem(404, "not-found", None, language);
        }
    });
}

#[test]
fn an_idempotency_key_makes_one_workspace() {
    run(async |cloud| {
        let person = Person::new(cloud, "once").await;
        let wanted = description(&company("Egyszer"));
        let key = [(HeaderName::from_static("idempotency-key"), "first-try")];
        let first = person.call(Method::POST, "/workspaces", Some(&wanted), &key).await.expect(201);
        let again = person.call(Method::POST, "/workspaces", Some(&wanted), &key).await.expect(201);
        assert_eq!(first, again);
        assert_eq!(first["role"], "owner");
        let other = description(&company("Másik"));
        let refused = person.call(Method::POST, "/workspaces", Some(&other), &key).await;
        refused.problem(409, "idempotency", None, "en");

        let somebody = Person::new(cloud, "twice").await;
        let theirs = somebody.call(Method::POST, "/workspaces", Some(&other), &key).await.expect(201);
        assert_ne!(theirs["id"], first["id"], "a key is an account's own");
        let listed = person.get("/workspaces").await.expect(200);
        assert_eq!(listed["workspaces"], json!([first]));
        let read = person.get(&format!("/workspaces/{}", first["id"].as_str().unwrap())).await;
        assert_eq!(read.expect(200), first);
    });
}
