//! Crashes while documents are issued, paid, credited and renumbered: one number each, one payment, one
//! cancellation, and balances that are the sum of them.

use std::sync::Arc;

use axum::http::Method;
use domain::{document::Document, payment::Payment, series::Series};
use harness::{Delivery, EndState, FaultPlan, Scenario, crash_matrix};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use world::{CUSTOMER, Cloud, Desk, World};

use super::{company, desk};
use crate::{
    cloud,
    scenario::{WORKSPACE, begin, limits},
};

/// What a person does, again from the beginning until all of it is done.
type Work = for<'d> fn(&'d Desk) -> futures::future::BoxFuture<'d, Result<(), Value>>;

struct Doing {
    cloud: Arc<Cloud>,
    drafts: &'static [&'static str],
    work: Work,
    /// The numbers that are given out in the end.
    numbers: &'static [&'static str],
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_crash_of_issuing_and_paying_ends_alike() {
    let work: Work = |desk| {
        Box::pin(async move {
            let issued = desk.issue(&draft(desk, "1").await?).await?;
            desk.pay("first", &issued, "40.00", "received").await?;
            desk.pay("second", &issued, "85.50", "received").await?;
            Ok(())
        })
    };
    let doing = Doing { cloud: cloud().await.clone(), drafts: &["100"], work, numbers: &["20260001"] };
    crash_matrix("document issued and paid", doing).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_crash_of_crediting_ends_alike() {
    let work: Work = |desk| {
        Box::pin(async move {
            let issued = desk.issue(&draft(desk, "1").await?).await?;
            // What was cancelled is not cancelled again.
            desk.cancel(&issued).await.map(|_| ())
        })
    };
    let numbers = &["20260001", "2026H0001"];
    let doing = Doing { cloud: cloud().await.clone(), drafts: &["100"], work, numbers };
    crash_matrix("document credited", doing).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_crash_of_renumbering_ends_alike() {
    let work: Work = |desk| {
        Box::pin(async move {
            desk.issue(&draft(desk, "1").await?).await?;
            let series = desk.series("INVOICE.2026").await?;
            if series["next"].as_u64() < Some(50) {
                let change = json!({ "pattern": "{year}{number}", "digits": 4, "next": 50 });
                let version = series["version"].as_u64().unwrap();
                desk.on(Method::PUT, "/series/INVOICE.2026", version, Some(change)).await?;
            }
            desk.issue(&draft(desk, "2").await?).await.map(|_| ())
        })
    };
    let numbers = &["20260001", "20260050"];
    let doing = Doing { cloud: cloud().await.clone(), drafts: &["100", "200"], work, numbers };
    crash_matrix("series renumbered", doing).await;
}

/// A draft as whoever drafted it saw it: of its first version.
async fn draft(desk: &Desk, key: &str) -> Result<Value, Value> {
    let mut draft = desk.draft(key, if key == "1" { "100" } else { "200" }).await?;
    draft["version"] = json!(1);
    Ok(draft)
}

impl Scenario for Doing {
    type World = World;

    async fn world(&self, plan: FaultPlan) -> World {
        let world = World::new(&self.cloud, plan, begin(), limits()).await.unwrap();
        company(&world).await;
        for (place, price) in self.drafts.iter().enumerate() {
            desk(&world).draft(&(place + 1).to_string(), price).await.unwrap();
        }
        world
    }

    async fn deliver(&self, world: &mut World) -> Delivery {
        match (self.work)(&desk(world)).await {
            Ok(()) => Delivery::Quiet,
            Err(problem) => Delivery::Pending(problem.to_string()),
        }
    }

    async fn end_state(&self, world: &mut World) -> EndState {
        let store = world.store();
        let documents = store.all_records::<Document>(WORKSPACE).await.unwrap();
        let payments = store.all_records::<Payment>(WORKSPACE).await.unwrap();
        let series = store.all_records::<Series>(WORKSPACE).await.unwrap();
        let customer = domain::record::RecordId::parse(CUSTOMER).unwrap();
        let balances = store.balances(WORKSPACE, &customer).await.unwrap();

        let mut numbers: Vec<&str> =
            documents.iter().filter_map(|document| document.data.number.as_deref()).collect();
        numbers.sort_unstable();
        let gross: Decimal = documents
            .iter()
            .filter(|document| !document.data.is_draft())
            .map(|document| document.data.totals.gross)
            .sum();
        let paid: Decimal = payments.iter().map(|payment| payment.data.paid(payment.data.amount)).sum();
        let open: Decimal = balances.iter().map(|balance| balance.open).sum();
        let mut violations = Vec::new();
        if numbers != self.numbers {
            violations.push(format!("numbers {numbers:?}"));
        }
        if open != gross - paid {
            violations.push(format!("{open} is open of {gross} less {paid}"));
        }
        let open = json!(balances.iter().map(|balance| balance.open.normalize()).collect::<Vec<_>>());
        let state = json!({ "documents": documents, "payments": payments, "series": series, "open": open });
        EndState { state, violations }
    }
}
