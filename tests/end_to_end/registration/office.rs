//! An office: its companies, and its demo.

use reqwest::Method;
use reqwest::header::HeaderName;
use serde_json::json;

use super::registered;
use crate::business::{company, description, last_month, settings};
use crate::cloud::run;
use crate::person::{Person, text};

#[test]
fn a_company_is_in_an_office_once_and_the_offices_licence_covers_it() {
    run(async |cloud| {
        let person = Person::new(cloud, "iroda").await;
        let key = [(HeaderName::from_static("idempotency-key"), "once")];
        let wanted = description(&company("Könyvelő"));
        let office = person.call(Method::POST, "/workspaces", Some(&wanted), &key).await.expect(201);
        let office = text(&office["id"]);
        let mut client = description(&company("Kliens"));
        client.as_object_mut().unwrap().remove("package");
        let companies = format!("/workspaces/{office}/companies");
        let used = person.call(Method::POST, &companies, Some(&client), &key).await;
        used.problem(409, "idempotency", None, "en");
        let made = person.post(&companies, &client).await.expect(201);
        assert_eq!(made["office"], office.as_str());
        let again = person.post(&companies, &client).await;
        again.problem(409, "company-in-office", None, "en");
        let listed = person.get(&companies).await.expect(200);
        assert_eq!(listed["companies"].as_array().unwrap().len(), 1);
        let path = format!("/workspaces/{}", text(&made["id"]));
        let licence = person.get(&format!("{path}/licence")).await.expect(200);
        assert_eq!((&licence["office"], &licence["package"]), (&json!(office), &json!("bookkeeping")));
        let subscribe = json!({ "tax_number": client["tax_number"], "period": "month" });
        let refused = person.post(&format!("{path}/subscription"), &subscribe).await;
        refused.problem(409, "licence-of-office", None, "en");
        let partner = Person::new(cloud, "tars").await;
        partner.joins(&person, &office, "owner").await;
        partner.get(&path).await.problem(404, "not-found", None, "en");
        let join = format!("{companies}/{}/join", text(&made["id"]));
        let joined = partner.call(Method::POST, &join, None, &[]).await.expect(200);
        assert_eq!(joined["role"], "owner");
        partner.get(&path).await.expect(200);
        assert_eq!(partner.call(Method::POST, &join, None, &[]).await.expect(200), joined);
        let foreign = registered(&partner, &company("Másé"), "bookkeeping").await;
        let join = format!("{companies}/{foreign}/join");
        partner.call(Method::POST, &join, None, &[]).await.problem(404, "not-found", None, "en");
        let nested = person.post(&format!("{path}/companies"), &client).await;
        nested.problem(409, "company-no-office", None, "en");
        let deletion = json!({ "reason": "no more", "waiver": { "without_exports": true } });
        let first = person.post(&format!("/workspaces/{office}/deletion"), &deletion).await;
        first.problem(409, "deletion-companies-first", None, "en");
    });
}

#[test]
fn r0_17_an_office_has_a_demo_apart_from_live_data_with_steps_that_tick_themselves() {
    run(async |cloud| {
        let person = Person::new(cloud, "proba").await;
        let own = company("Bemutató");
        let office = registered(&person, &own, "bookkeeping").await;
        let open = format!("/workspaces/{office}/demo");
        let demo = person.call(Method::POST, &open, None, &[]).await.expect(200);
        assert_eq!((&demo["kind"], &demo["role"]), (&json!("demo"), &json!("owner")));
        assert_eq!(person.call(Method::POST, &open, None, &[]).await.expect(200), demo, "there is one");
        let path = |rest: &str| format!("/workspaces/{}{rest}", demo["id"].as_str().unwrap());
        let partners = person.get(&path("/partners")).await.expect(200)["partners"].clone();
        assert_eq!(partners.as_array().unwrap().len(), 3);
        assert_eq!(partners[0]["name"], "Minta Vevő Kft.");
        let live = person.get(&format!("/workspaces/{office}/partners")).await.expect(200);
        assert_eq!(live["partners"], json!([]));

        let done = async || {
            let steps = person.get(&path("/checklist")).await.expect(200)["steps"].clone();
            let done = steps.as_array().unwrap().iter().filter(|step| step["done"] == true);
            done.map(|step| text(&step["step"])).collect::<Vec<_>>()
        };
        assert_eq!(done().await, Vec::<String>::new());
        person.post(&path("/partners"), &json!({ "name": "Saját", "customer": true })).await.expect(201);
        let voucher = json!({
            "register": "CASH", "date": "2026-11-03", "direction": "in", "amount": "100", "text": "Bevétel",
        });
        person.post(&path("/vouchers"), &voucher).await.expect(201);
        super::export(&person, demo["id"].as_str().unwrap(), "products").await;
        assert_eq!(done().await, ["try-partner", "try-voucher", "try-export"]);

        for (method, rest, body) in [
            (Method::PUT, "/connections/nav", settings(&own, last_month())),
            (Method::POST, "/invitations", json!({ "email": "a@example.com", "role": "viewer" })),
            (Method::POST, "/subscription", json!({ "tax_number": "1", "period": "month" })),
        ] {
            let refused = person.call(method, &path(rest), Some(&body), &[]).await;
            refused.problem(403, "demo-apart", None, "en");
        }
        let business = registered(&person, &company("Kicsi"), "business").await;
        let none = person.call(Method::POST, &format!("/workspaces/{business}/demo"), None, &[]).await;
        none.problem(403, "package-lacks", None, "en");
        let managed = person.get("/account/subscriptions").await.expect(200);
        assert_eq!(managed["licences"].as_array().unwrap().len(), 2, "a demo is not billed");
    });
}
