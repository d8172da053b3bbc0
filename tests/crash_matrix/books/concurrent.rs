//! Many documents are issued at the same moment.

use std::collections::BTreeSet;

use harness::FaultPlan;
use serde_json::Value;
use world::World;

use super::{company, desk, text};
use crate::{
    cloud,
    scenario::{begin, limits},
};

/// Documents at once.
const AT_ONCE: usize = 100;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_documents_at_once_are_numbered_without_gap_or_double() {
    let world = World::new(cloud().await, FaultPlan::new(), begin(), limits()).await.unwrap();
    company(&world).await;
    let desk = desk(&world);
    let mut drafts = Vec::new();
    for number in 0..AT_ONCE {
        drafts.push(desk.draft(&number.to_string(), "10").await.unwrap());
    }
    let issued = drafts.into_iter().map(|draft| {
        let desk = desk.clone();
        tokio::spawn(async move { desk.issue(&draft).await.unwrap() })
    });
    let issued: Vec<Value> = futures::future::try_join_all(issued).await.unwrap();
    let numbers: BTreeSet<&str> = issued.iter().map(|document| text(&document["number"])).collect();
    let expected: BTreeSet<String> = (1..=AT_ONCE).map(|number| format!("2026{number:04}")).collect();
    assert_eq!(numbers, expected.iter().map(String::as_str).collect());
    assert_eq!(desk.series("INVOICE.2026").await.unwrap()["next"], AT_ONCE + 1);
}
