//! Partners of invoices, looked up at NAV and taken over.

use reqwest::Method;
use serde_json::{Value, json};
use simulators::nav::{Company, Fault, FaultKind, Operation, samples};

use crate::answer::Answer;
use crate::business::{Business, sample_month};
use crate::cloud::{eventually, run};
use crate::person::{MARK, Person, text};

#[test]
fn the_partner_of_an_invoice_is_looked_up_and_taken_over_once() {
    run(async |cloud| {
        samples::partners().into_iter().for_each(|taxpayer| cloud.nav.add_taxpayer(taxpayer));
        let business = Business::connected(cloud, "partnerek").await;
        let published = business.publish_new(2);
        cloud.tick().await;
        business.arrived(2).await;
        let invoice = business.invoice(&published[0].number, |_| true).await;
        let path = partner_of(&business, &invoice);

        let found = business.owner.get(&path).await.expect(200);
        assert_eq!((&found["role"], &found["party"]), (&json!("supplier"), &invoice["supplier"]));
        assert_eq!(found["nav"]["valid"], true, "{found}");
        let profile = &found["nav"]["profile"];
        let number = text(&invoice["supplier"]["tax_number"]);
        assert_eq!(profile["tax_number"], number.as_str());
        assert_eq!(profile["name"], text(&invoice["supplier"]["name"]).to_uppercase());
        assert_eq!(profile["incorporation"], "ORGANIZATION");
        assert_eq!((&profile["addresses"][0]["kind"], found.get("partner")), (&json!("HQ"), None));

        let both = [take_over(&business.owner, &path), take_over(&business.owner, &path)];
        let [first, second] = futures::future::join_all(both).await.try_into().expect("two answers");
        let mut statuses = [first.status, second.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 201], "{} {}", first.text, second.text);
        let partner = first.json;
        assert_eq!(partner, second.json);
        assert_eq!(partner["name"], profile["name"]);
        assert_eq!((&partner["supplier"], &partner["customer"]), (&json!(true), &json!(false)));
        assert_eq!(partner["source"], "nav");
        assert_eq!(business.owner.get(&path).await.expect(200)["partner"], partner["id"]);

        let another = business.invoice(&published[1].number, |_| true).await;
        take_over(&business.owner, &partner_of(&business, &another)).await.expect(201);
        assert_eq!(listed(&business, "").await.len(), 2);
        let one = business.path(&format!("/partners/{}", text(&partner["id"])));
        let mut with_balances = partner.clone();
        with_balances["balances"] = json!([]);
        assert_eq!(business.owner.get(&one).await.expect(200), with_balances);
        assert_eq!(listed(&business, &format!("text={}", &number[..8])).await, [partner]);
        let wrong = business.path("/partners?cursor=%2F");
        business.owner.get(&wrong).await.problem(422, "cursor-invalid", Some("cursor"), "en");
    });
}

#[test]
fn parties_that_nav_does_not_know_are_answered_with_a_reason() {
    run(async |cloud| {
        let business = Business::connected(cloud, "kulfoldi").await;
        let month = sample_month(&business.company);
        business.publish(&month);
        let outbound = eventually("invoices to foreigners and to private persons", async || {
            cloud.tick().await;
            let outbound = business.invoices("direction=outbound&limit=100").await;
            let has =
                |wanted: fn(&Value) -> bool| outbound.iter().any(|invoice| wanted(&invoice["customer"]));
            (has(foreign) && has(nobody)).then_some(outbound)
        })
        .await;
        let invoice = |wanted: fn(&Value) -> bool| {
            outbound.iter().find(|invoice| wanted(&invoice["customer"])).expect("an invoice")
        };

        let path = partner_of(&business, invoice(foreign));
        let answer = business.owner.call_in("hu", Method::GET, &path, None).await.expect(200);
        assert_eq!(answer["without_nav"]["code"], "foreign", "{answer}");
        assert!(text(&answer["without_nav"]["text"]).contains("magyar"));
        assert_eq!((answer.get("nav"), &answer["role"]), (None, &json!("customer")));
        let taken = take_over(&business.owner, &path).await.expect(201);
        assert_eq!(taken["tax_number"], invoice(foreign)["customer"]["tax_number"]);
        assert_eq!((&taken["source"], &taken["customer"]), (&json!("invoice"), &json!(true)));

        let path = partner_of(&business, invoice(nobody));
        let answer = business.owner.get(&path).await.expect(200);
        assert_eq!(answer["without_nav"]["code"], "no-number", "{answer}");
        take_over(&business.owner, &path).await.problem(409, "partner-unnamed", None, "en");
    });
}

fn foreign(party: &Value) -> bool {
    party["tax_number"].as_str().is_some_and(|number| number.starts_with("DE"))
}

fn nobody(party: &Value) -> bool {
    party["tax_number"].is_null() && party["name"].is_null()
}

#[test]
fn without_a_working_connection_the_owner_is_told_what_to_do() {
    run(async |cloud| {
        let business = Business::connected(cloud, "nemkapcsolt").await;
        let published = business.publish_new(1);
        cloud.tick().await;
        let invoice = business.invoice(&published[0].number, |_| true).await;
        let path = partner_of(&business, &invoice);

        let fault = Fault::new(FaultKind::Error("INVALID_SECURITY_USER".into()));
        let fault = fault.of(&business.company.tax_number).on(Operation::QueryTaxpayer);
        cloud.nav.faults().add(fault.times(1));
        let refused = business.owner.get(&path).await.problem(422, "INVALID_SECURITY_USER", None, "en");
        assert!(!refused.contains("saved"), "{refused}");

        let changed = Company { password: format!("{MARK}-partner"), ..business.company.clone() };
        cloud.nav.add_company(changed);
        cloud.tick().await;
        eventually("it stops", async || (business.connection().await["state"] == "stopped").then_some(()))
            .await;
        let told = business.owner.get(&path).await.problem(409, "nav-connection-stopped", None, "en");
        assert!(told.contains("owner"), "{told}");
        take_over(&business.owner, &path).await.problem(409, "nav-connection-stopped", None, "en");
        assert!(listed(&business, "").await.is_empty());
        business.owner.delete(&business.path("/connections/nav")).await.expect(204);
        business.owner.get(&path).await.problem(409, "nav-connection-missing", None, "en");
    });
}

async fn take_over(person: &Person, path: &str) -> Answer {
    person.call(Method::POST, path, None, &[]).await
}

fn partner_of(business: &Business, invoice: &Value) -> String {
    business.path(&format!("/invoices/{}/partner", text(&invoice["id"])))
}

/// The partners that pass a filter, one on a page.
async fn listed(business: &Business, filter: &str) -> Vec<Value> {
    business.owner.listed(&business.path(&format!("/partners?limit=1&{filter}")), "partners").await
}
