//! The monthly reconciliation with NAV.

use reqwest::Method;
use serde_json::{Value, json};

use crate::business::{Business, last_month, sample_month};
use crate::cloud::{eventually, run};
use crate::person::text;

/// Has a month reconciled, and answers with it.
pub async fn reconciled(business: &Business, month: &str) -> Value {
    let wanted = json!({ "month": month });
    business.owner.post(&business.path("/reconciliations"), &wanted).await.expect(202);
    business.cloud.tick().await;
    let path = business.path(&format!("/reconciliations/{month}"));
    eventually("a reconciliation", async || {
        let answer = business.owner.get(&path).await;
        (answer.status == 200).then_some(answer.json)
    })
    .await
}

#[test]
fn a_month_is_reconciled_listed_and_downloaded() {
    run(async |cloud| {
        let business = Business::connected(cloud, "egyeztetes").await;
        let mut samples = sample_month(&business.company);
        samples.truncate(8);
        for sample in &mut samples {
            sample.ins_date = crate::cloud::now() - jiff::SignedDuration::from_mins(5);
        }
        business.publish(&samples);
        cloud.tick().await;
        business.arrived(8).await;
        let month = last_month().strftime("%Y-%m").to_string();
        let made = reconciled(&business, &month).await;
        assert_eq!(made["agrees"], true, "{made}");
        let counted: u64 = made["groups"]
            .as_array()
            .unwrap()
            .iter()
            .map(|group| group["nav"]["count"].as_u64().unwrap())
            .sum();
        assert_eq!(counted, 8);

        let listed = business.owner.get(&business.path("/reconciliations")).await.expect(200);
        assert_eq!(listed["reconciliations"][0], made);
        let path = business.path(&format!("/reconciliations/{month}/csv"));
        let table = business.owner.call_in("hu", Method::GET, &path, None).await;
        assert_eq!(table.status, 200);
        assert!(table.text.starts_with("\u{feff}Hónap;Tétel;Irány"), "{}", table.text);
        assert!(table.text.lines().count() > 4);

        let wrong = |month: &str| json!({ "month": month });
        let path = business.path("/reconciliations");
        for month in ["2018-06", "2999-01", "október"] {
            business.owner.post(&path, &wrong(month)).await.problem(422, "month-range", Some("month"), "en");
        }
    });
}

#[test]
fn a_month_cannot_be_reconciled_without_a_connection() {
    run(async |cloud| {
        let business = Business::new(cloud, "kapcsolatlan").await;
        let answer =
            business.owner.post(&business.path("/reconciliations"), &json!({ "month": "2026-01" })).await;
        answer.problem(409, "connection-needed", None, "en");
        assert!(text(&answer.json["detail"]).contains("NAV"));
    });
}
