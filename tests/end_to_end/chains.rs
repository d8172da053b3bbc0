//! Corrections and cancellations, as one story with what they correct.

use serde_json::{Value, json};

use crate::business::{Business, last_month, sample_month};
use crate::cloud::{eventually, run};
use crate::person::text;

#[test]
fn a_cancelled_invoice_comes_to_nothing_and_a_corrected_one_to_the_rest() {
    run(async |cloud| {
        let business = Business::connected(cloud, "lanc").await;
        let month = last_month();
        let number = |sequence: u32| format!("ZF-{}/{:02}{sequence:03}", month.year(), month.month());
        let mut samples = sample_month(&business.company);
        samples.retain(|sample| [number(3), number(4), number(12), number(13)].contains(&sample.number));
        for sample in &mut samples {
            sample.ins_date = crate::cloud::now() - jiff::SignedDuration::from_mins(5);
        }
        business.publish(&samples);
        cloud.tick().await;
        business.arrived(4).await;
        cloud.tick().await;

        let cancelled = chain(&business, &number(13)).await;
        assert_eq!(cancelled["original_number"], number(4));
        assert_eq!(cancelled["has_original"], true);
        assert_eq!(cancelled["problems"], json!([]));
        let numbers: Vec<_> =
            cancelled["documents"].as_array().unwrap().iter().map(|one| text(&one["number"])).collect();
        assert_eq!(numbers, [number(4), number(13)]);
        for total in ["net", "vat", "gross"] {
            let total: rust_decimal::Decimal = text(&cancelled["totals"][total]).parse().unwrap();
            assert!(total.is_zero(), "{cancelled}");
        }
        assert_eq!(chain(&business, &number(4)).await, cancelled, "any invoice of the chain names it");

        let corrected = chain(&business, &number(3)).await;
        assert_eq!(corrected["line_count"], 3);
        let id = text(&corrected["documents"][1]["id"]);
        let lines = business.path(&format!("/invoices/{id}/chain/lines?limit=2"));
        let page = business.owner.get(&lines).await.expect(200);
        assert_eq!(page["lines"].as_array().unwrap().len(), 2);
        let rest = business.owner.get(&format!("{lines}&cursor={}", page["next_cursor"])).await.expect(200);
        let line = &rest["lines"][0];
        assert_eq!(
            (&line["number"], &line["document"], &line["vat_key"]),
            (&json!(3), &json!(1), &json!("27"))
        );
        assert_eq!(rest["documents"][1], id.as_str());
        assert!(rest["next_cursor"].is_null());
    });
}

/// The chain of an invoice, once NAV was asked for it.
async fn chain(business: &Business, number: &str) -> Value {
    let invoice = business.invoice(number, |_| true).await;
    let path = business.path(&format!("/invoices/{}/chain", text(&invoice["id"])));
    eventually("a chain that was learned", async || {
        let chain = business.owner.get(&path).await.expect(200);
        (!chain["learned_at"].is_null()).then_some(chain)
    })
    .await
}
