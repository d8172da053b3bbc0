//! Whatever is issued, paid, taken back, corrected and cancelled: what a partner owes is the sum of it.

use std::collections::BTreeMap;

use axum::http::Method;
use fastrand::Rng;
use harness::FaultPlan;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use world::{CUSTOMER, Desk, World, invoice};

use super::{company, desk, text};
use crate::{
    cloud,
    scenario::{begin, limits},
};

const SEEDS: u64 = 6;
const EVENTS: usize = 25;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn balances_are_the_sum_of_documents_and_payments() {
    for seed in 0..SEEDS {
        let world = World::new(cloud().await, FaultPlan::new(), begin(), limits()).await.unwrap();
        company(&world).await;
        let mut books = Books { desk: desk(&world), random: Rng::with_seed(seed), done: 0 };
        for _ in 0..EVENTS {
            books.event().await;
            books.check(seed).await;
        }
    }
}

struct Books {
    desk: Desk,
    random: Rng,
    done: u32,
}

impl Books {
    /// Something happens: what is not possible is refused, and changes nothing.
    async fn event(&mut self) {
        self.done += 1;
        let key = self.done.to_string();
        let price = Decimal::new(self.random.i64(1..100_000), 2).to_string();
        let invoices = self.documents().await;
        let invoices: Vec<&Value> =
            invoices.iter().filter(|document| document["kind"] == "invoice").collect();
        let one = (!invoices.is_empty()).then(|| invoices[self.random.usize(..invoices.len())]);
        let refused = match (self.random.u8(..7), one) {
            (0 | 1, _) | (_, None) => {
                let draft = self.desk.draft(&key, &price).await.unwrap();
                self.desk.issue(&draft).await.err()
            }
            (2, Some(invoice)) => self.desk.pay(&key, invoice, &price, "received").await.err(),
            (3, Some(invoice)) => self.desk.pay(&key, invoice, &price, "made").await.err(),
            (4, Some(_)) => self.take_back().await,
            (5, Some(base)) => self.correct(&key, base, &price).await,
            (_, Some(invoice)) => self.desk.cancel(invoice).await.err(),
        };
        if let Some(problem) = refused {
            let status = problem["status"].as_u64().unwrap_or_default();
            assert!(matches!(status, 409 | 422), "{problem}");
        }
    }

    async fn take_back(&mut self) -> Option<Value> {
        let payments = self.desk.get("/payments?limit=100").await.unwrap();
        let payments = payments["payments"].as_array().unwrap();
        let payment = self.random.choice(payments)?;
        let path = format!("/payments/{}", text(&payment["id"]));
        self.desk.on(Method::DELETE, &path, 1, None).await.err()
    }

    async fn correct(&mut self, key: &str, base: &Value, price: &str) -> Option<Value> {
        let mut correction = invoice(price);
        correction["kind"] = json!("corrective");
        correction["base"] = base["id"].clone();
        correction["lines"][0]["quantity"] = json!(if self.random.bool() { "-1" } else { "1" });
        match self.desk.post("/documents", key, correction).await {
            Ok(draft) => self.desk.issue(&draft).await.err(),
            Err(problem) => Some(problem),
        }
    }

    async fn documents(&self) -> Vec<Value> {
        let documents = self.desk.get("/documents?limit=100").await.unwrap();
        assert!(documents["next_cursor"].is_null());
        documents["documents"].as_array().unwrap().clone()
    }

    /// Every document's own state, and the partner's balance, follow from what happened.
    async fn check(&self, seed: u64) {
        let documents = self.documents().await;
        let payments = self.desk.get("/payments?limit=100").await.unwrap();
        let (mut paid, mut all_paid) = (BTreeMap::<String, Decimal>::new(), Decimal::ZERO);
        for payment in payments["payments"].as_array().unwrap() {
            let sign = if payment["direction"] == "received" { Decimal::ONE } else { Decimal::NEGATIVE_ONE };
            all_paid += sign * decimal(&payment["amount"]);
            for part in payment["allocations"].as_array().unwrap() {
                *paid.entry(text(&part["document"]).to_owned()).or_default() +=
                    sign * decimal(&part["amount"]);
            }
        }
        let mut gross = Decimal::ZERO;
        for document in documents.iter().filter(|document| document["status"] != "draft") {
            let (id, own) = (text(&document["id"]), decimal(&document["totals"]["gross"]));
            gross += own;
            let corrections = documents.iter().filter(|other| other["base"] == document["id"]);
            let corrections = corrections.filter(|other| other["status"] != "draft");
            let corrected: Decimal = corrections.map(|other| decimal(&other["totals"]["gross"])).sum();
            let paid = paid.get(id).copied().unwrap_or_default();
            let settlement = &document["settlement"];
            assert_eq!(decimal(&settlement["paid"]), paid, "seed {seed}: {document}");
            assert_eq!(decimal(&settlement["corrected"]), corrected, "seed {seed}: {document}");
            if document["kind"] == "invoice" {
                assert_eq!(decimal(&settlement["open"]), own + corrected - paid, "seed {seed}: {document}");
            }
        }
        let balances = self.desk.get(&format!("/partners/{CUSTOMER}")).await.unwrap();
        let open: Decimal =
            balances["balances"].as_array().unwrap().iter().map(|balance| decimal(&balance["open"])).sum();
        assert_eq!(open, gross - all_paid, "seed {seed}");
    }
}

fn decimal(value: &Value) -> Decimal {
    text(value).parse().unwrap()
}
