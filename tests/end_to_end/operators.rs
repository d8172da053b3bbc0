//! Operators of the deployment see what does not work, and have it tried again.

use reqwest::Method;
use serde_json::{Value, json};
use simulators::nav::{Company, Fault, FaultKind};

use crate::business::Business;
use crate::cloud::{eventually, run};
use crate::person::{MARK, Person};

#[test]
fn a_stopped_connection_is_seen_and_tried_again() {
    run(async |cloud| {
        let (operator, business) =
            (Person::operator(cloud, "uzemelteto").await, Business::connected(cloud, "leallt").await);
        let changed = Company { password: format!("{MARK}-op"), ..business.company.clone() };
        cloud.nav.add_company(changed);
        cloud.tick().await;
        let stopped = eventually("the operator sees it", async || {
            seen(&operator, "state=stopped", &business.workspace).await
        })
        .await;
        assert_eq!(stopped["state"], "stopped");
        assert_eq!(stopped["tax_number"], business.company.tax_number.as_str());
        assert_eq!(stopped["problem"], "INVALID_SECURITY_USER");
        assert_eq!(stopped["last_success"], stopped["since"]);
        assert_eq!(seen(&operator, "state=active", &business.workspace).await, None);

        let published = business.publish_new(1);
        cloud.nav.add_company(business.company.clone());
        let path = format!("/operator/connections/{}/retry", business.workspace);
        let retried = operator.call(Method::POST, &path, None, &[]).await.expect(200);
        assert_eq!((&retried["connections"], &retried["documents"]), (&json!(1), &json!(0)));
        assert_eq!(retried.get("next_cursor"), None);
        let again = operator.call(Method::POST, &path, None, &[]).await.expect(200);
        assert_eq!(again["connections"], 0);
        assert_eq!(business.connection().await["state"], "active");
        cloud.tick().await;
        business.invoice(&published[0].number, |_| true).await;
        let active = eventually("its slice was polled", async || {
            let row = seen(&operator, "", &business.workspace).await.expect("a connection");
            (row["state"] == "active" && row["last_success"].is_string()).then_some(row)
        })
        .await;
        assert_eq!((active.get("problem"), &active["refused_documents"]), (None, &json!(0)));
        assert!(active["inbound_watermark"].is_string() && active["outbound_watermark"].is_string());
        assert_eq!(seen(&operator, "state=stopped", &business.workspace).await, None);

        business.owner.delete(&business.path("/connections/nav")).await.expect(204);
        operator.call(Method::POST, &path, None, &[]).await.problem(404, "not-found", None, "en");
        assert_eq!(seen(&operator, "", &business.workspace).await, None);
    });
}

#[test]
fn a_refused_document_is_seen_and_asked_for_again() {
    run(async |cloud| {
        let (operator, business) =
            (Person::operator(cloud, "iratos").await, Business::connected(cloud, "elutasitott").await);
        let published = business.samples(1);
        let (invoice_number, content) = (published[0].number.clone(), b"<html>Hiba</html>".to_vec());
        let fault = Fault::new(FaultKind::Payload { invoice_number, content });
        cloud.nav.faults().add(fault.of(&business.company.tax_number).times(1));
        business.publish(&published);
        cloud.tick().await;
        let refused =
            business.invoice(&published[0].number, |invoice| invoice["reading"]["state"] == "refused").await;
        let listed = refused_documents(&operator, &business.workspace).await;
        assert_eq!(listed.len(), 1);
        assert_eq!((&listed[0]["invoice"], &listed[0]["number"]), (&refused["id"], &refused["number"]));
        assert_eq!(listed[0]["code"], "NOT_AN_INVOICE");
        let row = seen(&operator, "state=active", &business.workspace).await.expect("a connection");
        assert_eq!(row["refused_documents"], 1);

        let path = format!("/operator/connections/{}/retry", business.workspace);
        let retried = operator.call(Method::POST, &path, None, &[]).await.expect(200);
        assert_eq!(retried, json!({ "connections": 0, "steps": 0, "documents": 1 }));
        assert!(refused_documents(&operator, &business.workspace).await.is_empty());
        cloud.tick().await;
        business.invoice(&published[0].number, |invoice| invoice["reading"]["state"] == "complete").await;
        business.arrived(1).await;
    });
}

/// The workspace's connection in the operator's list, page by page.
async fn seen(operator: &Person, filter: &str, workspace: &str) -> Option<Value> {
    let mut cursor = String::new();
    loop {
        let path = format!("/operator/connections?limit=7&{filter}{cursor}");
        let page = operator.get(&path).await.expect(200);
        let rows = page["connections"].as_array().expect("connections");
        if let Some(row) = rows.iter().find(|row| row["workspace"] == workspace) {
            return Some(row.clone());
        }
        cursor = format!("&cursor={}", page["next_cursor"].as_str()?);
    }
}

/// The workspace's refused documents, one on a page.
async fn refused_documents(operator: &Person, workspace: &str) -> Vec<Value> {
    let (mut found, mut cursor) = (Vec::new(), String::new());
    loop {
        let path = format!("/operator/refused-documents?limit=1{cursor}");
        let page = operator.get(&path).await.expect(200);
        let rows = page["documents"].as_array().expect("documents");
        found.extend(rows.iter().filter(|row| row["workspace"] == workspace).cloned());
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return found,
        }
    }
}
