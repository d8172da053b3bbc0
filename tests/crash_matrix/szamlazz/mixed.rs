//! NAV and Számlázz.hu tell of the same documents in every order. `cargo dev soak documents` plays more of
//! them.

use harness::Difference;
use serde_json::Value;
use world::{MixedDocuments, Order};

use crate::cloud;

const DOCUMENTS: usize = 40;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r0_25_both_orders_of_mixed_documents_end_in_the_same_inbox() {
    let mut ends = Vec::new();
    for order in [Order::NavFirst, Order::SzamlazzFirst, Order::Mixed(7)] {
        ends.push(MixedDocuments::told(cloud().await, DOCUMENTS, order).await.unwrap());
    }
    for other in &ends[1..] {
        let difference = Difference::between(&ends[0], other);
        assert!(difference.is_empty(), "{difference}");
    }
    let invoices = ends[0]["invoices"].as_object().unwrap().values();
    let count = |is: &dyn Fn(&Value) -> bool| invoices.clone().filter(|invoice| is(invoice)).count();
    let tenth = DOCUMENTS / 10;
    assert_eq!(count(&|invoice| invoice["reported"] == true), 7 * tenth, "NAV told of these");
    assert_eq!(count(&|invoice| invoice["reported"] == true && !invoice["image"].is_null()), 6 * tenth);
    assert_eq!(count(&|invoice| invoice["listed"] == false), 2 * tenth, "these wait for NAV");
    assert_eq!(ends[0]["unmatched"].as_array().unwrap().len(), 2 * tenth);
    assert_eq!(ends[0]["transactions"].as_array().unwrap().len(), tenth);
    assert_eq!(ends[0]["receipts"].as_array().unwrap().len(), tenth);
}
