//! Documents that NAV cannot hand out, or that nobody should read: a person sees which invoices they are.

use aws_sdk_dynamodb::types::AttributeValue;
use reqwest::Method;
use serde_json::{Value, json};
use simulators::nav::{Fault, FaultKind};

use crate::business::Business;
use crate::cloud::{eventually, run};
use crate::person::text;

#[test]
fn an_invoice_that_nav_cannot_return_is_awaited_and_completes_later() {
    run(async |cloud| {
        let business = Business::connected(cloud, "varakozo").await;
        // Before they are shown: the ticks of other tests poll this company too.
        let published = business.samples(3);
        let number = published[1].number.clone();
        let missing = Fault::new(FaultKind::NoData(number.clone())).of(&business.company.tax_number);
        cloud.nav.faults().add(missing.times(1));
        business.publish(&published);
        cloud.tick().await;
        business.arrived(3).await;

        let path = business.path(&format!("/invoices?text={number}"));
        let listed = business.owner.call_in("hu", Method::GET, &path, None).await.expect(200);
        let awaited = &listed["invoices"][0];
        assert_eq!(awaited["reading"]["state"], "awaited", "{awaited}");
        assert_eq!(awaited["reading"]["code"], "NOT_FOUND");
        assert!(text(&awaited["reading"]["text"]).contains("dokumentum"));
        assert!(awaited["supplier"]["name"].is_string() && awaited["amounts"]["net"].is_string());
        let id = text(&awaited["id"]);
        let read = business.owner.get(&business.path(&format!("/invoices/{id}"))).await.expect(200);
        assert!(read["document"].is_null());
        let xml = business.path(&format!("/invoices/{id}/xml"));
        business.owner.call(Method::POST, &xml, None, &[]).await.problem(404, "not-found", None, "en");
        let waits = |step: &Value| step["what"] == "document" && step["invoice"] == id;
        let under_way = business.connection().await["under_way"].clone();
        assert!(under_way.as_array().unwrap().iter().any(waits), "{under_way}");

        due_now(&business, &format!("document-{id}")).await;
        cloud.tick().await;
        let complete = business.invoice(&number, |invoice| invoice["reading"]["state"] == "complete").await;
        assert_eq!(complete["id"], id.as_str());
        business.owner.call(Method::POST, &xml, None, &[]).await.expect(200);
        eventually("nothing waits", async || {
            (business.connection().await["under_way"] == json!([])).then_some(())
        })
        .await;
        business.arrived(3).await;
    });
}

/// Lets a step's time come: the first delay is three minutes.
async fn due_now(business: &Business, step: &str) {
    let cloud = business.cloud;
    let partition = AttributeValue::S(format!("{}#STEPS", business.workspace));
    let update = cloud.dynamodb().update_item().table_name(cloud.stack.resource("Table").expect("a table"));
    let update = update.key("pk", partition).key("sk", AttributeValue::S(step.to_owned()));
    let update = update
        .update_expression("SET due_at = :past")
        .condition_expression("attribute_exists(pk)")
        .expression_attribute_values(":past", AttributeValue::S("2020-01-01T00:00:00Z".into()));
    update.send().await.expect("a step that waits");
}

#[test]
fn documents_that_attack_the_reader_are_refused_and_shown() {
    run(async |cloud| {
        let business = Business::connected(cloud, "bomba").await;
        let published = business.samples(5);
        let doctype =
            r#"<!DOCTYPE I [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><InvoiceData>&b;</InvoiceData>"#;
        let attacks: [(Vec<u8>, &str, u16); 4] = [
            (doctype.into(), "DOCTYPE_REFUSED", 200),
            (bomb(), "DOCUMENT_TOO_LARGE", 409),
            (nested(), "NESTED_TOO_DEEP", 200),
            (b"<html><body>Hiba</body></html>".to_vec(), "NOT_AN_INVOICE", 200),
        ];
        for (invoice, (content, _, _)) in published.iter().zip(&attacks) {
            let (invoice_number, content) = (invoice.number.clone(), content.clone());
            let fault = Fault::new(FaultKind::Payload { invoice_number, content });
            cloud.nav.faults().add(fault.of(&business.company.tax_number));
        }
        business.publish(&published);
        cloud.tick().await;
        business.arrived(5).await;
        for (invoice, (content, code, status)) in published.iter().zip(&attacks) {
            let refused = business.invoice(&invoice.number, |_| true).await;
            assert_eq!(refused["reading"]["state"], "refused", "{refused}");
            assert_eq!(refused["reading"]["code"], *code);
            assert!(text(&refused["reading"]["text"]).len() > 20);
            assert_eq!(refused["issue_date"], invoice.issued.to_string());
            assert!(refused["supplier"]["tax_number"].is_string() && refused["supplier"]["name"].is_string());
            let path = business.path(&format!("/invoices/{}", text(&refused["id"])));
            let read = business.owner.get(&path).await.expect(200);
            assert_eq!((&read["document"], &read["line_count"]), (&Value::Null, &json!(0)));
            let link = business.owner.call(Method::POST, &format!("{path}/xml"), None, &[]).await;
            assert_eq!(link.status, *status, "{code}: {}", link.text);
            if *status == 200 {
                let got = cloud.http.get(text(&link.json["url"])).send().await.expect("a download");
                assert!(got.bytes().await.expect("bytes") == *content, "{code}: evidence is kept");
            } else {
                link.problem(*status, "document-refused", None, "en");
            }
        }
        let sound = business.invoice(&published[4].number, |_| true).await;
        assert_eq!(sound["reading"]["state"], "complete", "one bad document does not hold up the others");
    });
}

#[test]
fn a_document_that_contradicts_itself_is_shown_as_reported_and_flagged() {
    run(async |cloud| {
        let business = Business::connected(cloud, "ellentmondo").await;
        let mut invoice = business.samples(1).remove(0);
        let xml = String::from_utf8(invoice.xml.clone()).expect("text");
        let (before, rest) = xml.split_once("<invoiceNetAmount>").expect("an amount");
        let (_, after) = rest.split_once("</invoiceNetAmount>").expect("its end");
        invoice.xml = format!("{before}<invoiceNetAmount>1234567.89</invoiceNetAmount>{after}").into_bytes();
        business.publish(&[invoice.clone()]);
        cloud.tick().await;
        let listed = business.invoice(&invoice.number, |_| true).await;
        assert_eq!(listed["reading"]["state"], "complete");
        assert_eq!(listed["amounts"]["net"], "1234567.89");
        assert!(!listed["contradictions"].as_array().expect("contradictions").is_empty(), "{listed}");
    });
}

/// 40 MB that shrink to 40 KB.
fn bomb() -> Vec<u8> {
    let mut xml = b"<InvoiceData>".to_vec();
    xml.resize(40_000_000, b' ');
    xml
}

fn nested() -> Vec<u8> {
    let namespace = "http://schemas.nav.gov.hu/OSA/3.0/data";
    format!("<InvoiceData xmlns=\"{namespace}\">{}", "<invoiceMain>".repeat(100_000)).into_bytes()
}
