use crate::{fresh_tables, is_refused_condition, put_new, text};
use harness::{Counts, Fault, FaultPlan, Verdict};
use serde_json::json;
use std::time::{Duration, Instant};

#[tokio::test]
async fn counts_and_names_are_exact() {
    let (tables, plan) = (fresh_tables().await, FaultPlan::new());
    let client = tables.client(&plan);
    plan.arm(Fault::None);
    put_new(&client, "Table", ("w", "1")).await.unwrap();
    put_new(&client, "OutboxTable", ("w", "1")).await.unwrap();
    client.get_item().table_name("Table").key("pk", text("w")).key("sk", text("1")).send().await.unwrap();
    assert_eq!(
        plan.calls(),
        ["DynamoDB.PutItem Table", "DynamoDB.PutItem OutboxTable", "DynamoDB.GetItem Table"]
    );
    let counts = plan.counts();
    assert_eq!(counts.aws, [("DynamoDB.GetItem".to_owned(), 1), ("DynamoDB.PutItem".to_owned(), 2)].into());
    assert_eq!(
        (counts.aws_requests(), counts.of_service("DynamoDB"), counts.of_service("Dynamo")),
        (3, 3, 0)
    );
    plan.arm(Fault::None);
    assert_eq!(plan.counts(), Counts::default());
}

#[tokio::test]
async fn a_lost_answer_took_effect_and_is_retried_once_by_the_sdk() {
    let (tables, plan) = (fresh_tables().await, FaultPlan::new());
    let client = tables.client(&plan);
    plan.arm(Fault::LoseAnswer(1));
    let put = client.put_item().table_name("Table").item("pk", text("w")).item("sk", text("1"));
    put.send().await.expect("the second attempt is answered");
    assert_eq!(plan.counts().aws["DynamoDB.PutItem"], 2);
    assert_eq!(plan.fired_at().as_deref(), Some("DynamoDB.PutItem Table"));
    assert!(!plan.crashed());
}

#[tokio::test]
async fn a_conditional_put_whose_answer_is_lost_comes_back_as_refused() {
    let (tables, plan) = (fresh_tables().await, FaultPlan::new());
    plan.arm(Fault::LoseAnswer(1));
    let error = put_new(&tables.client(&plan), "Table", ("w", "1")).await.unwrap_err();
    assert!(is_refused_condition(&error), "{error:?}");
    assert_eq!(tables.dump().unwrap()["Table"]["w | 1"], json!({ "pk": { "S": "w" }, "sk": { "S": "1" } }));
}

#[tokio::test]
async fn a_crash_before_a_call_leaves_no_trace_and_kills_every_later_call_at_once() {
    let (tables, plan) = (fresh_tables().await, FaultPlan::new());
    let client = tables.client(&plan);
    plan.arm(Fault::CrashBefore(2));
    put_new(&client, "Table", ("w", "1")).await.unwrap();
    let started = Instant::now();
    for sort_key in ["2", "3", "4"] {
        let error = put_new(&client, "Table", ("w", sort_key)).await.unwrap_err();
        assert!(error.as_service_error().is_none(), "{error:?}");
    }
    assert!(started.elapsed() < Duration::from_millis(500), "the dead do not retry: {:?}", started.elapsed());
    assert!(plan.crashed());
    assert_eq!(plan.counts().aws["DynamoDB.PutItem"], 1, "nothing is sent after the crash");
    assert_eq!(plan.gate_before("NAV.queryInvoiceData"), Verdict::Crash);
    assert_eq!(tables.dump().unwrap()["Table"].as_object().unwrap().len(), 1);
    plan.revive();
    put_new(&client, "Table", ("w", "2")).await.expect("the next invocation is undisturbed");
}

#[tokio::test]
async fn a_crash_after_a_call_keeps_its_effect_and_hides_its_answer() {
    let (tables, plan) = (fresh_tables().await, FaultPlan::new());
    let client = tables.client(&plan);
    plan.arm(Fault::CrashAfter(1));
    put_new(&client, "Table", ("w", "1")).await.unwrap_err();
    put_new(&client, "Table", ("w", "2")).await.unwrap_err();
    assert_eq!(plan.counts().aws["DynamoDB.PutItem"], 1, "one attempt, no retry");
    assert_eq!(tables.dump().unwrap()["Table"].as_object().unwrap().keys().collect::<Vec<_>>(), ["w | 1"]);
}

#[tokio::test]
async fn a_call_that_outlives_its_invocation_gets_no_answer() {
    let plan = FaultPlan::new();
    assert_eq!(plan.gate_before("NAV.queryInvoiceData"), Verdict::Proceed);
    plan.revive();
    assert_eq!(plan.gate_after("NAV.queryInvoiceData"), Verdict::Crash);
}

#[tokio::test]
async fn calls_at_the_gate_are_numbered_with_those_of_the_sdk() {
    let (tables, plan) = (fresh_tables().await, FaultPlan::new());
    plan.arm(Fault::LoseAnswer(2));
    put_new(&tables.client(&plan), "Table", ("w", "1")).await.unwrap();
    assert_eq!(plan.gate_before("NAV.queryInvoiceDigest"), Verdict::Proceed);
    assert_eq!(plan.gate_before("NAV.queryInvoiceDigest"), Verdict::Proceed);
    assert_eq!(plan.gate_after("NAV.queryInvoiceDigest"), Verdict::LoseAnswer);
    assert_eq!(plan.gate_after("NAV.queryInvoiceDigest"), Verdict::Proceed);
    assert_eq!(plan.calls()[1..], ["NAV.queryInvoiceDigest", "NAV.queryInvoiceDigest"]);
    assert_eq!(plan.counts().gate["NAV.queryInvoiceDigest"], 2);
    assert_eq!(plan.counts().aws_requests(), 1);

    plan.arm(Fault::CrashAfter(1));
    assert_eq!(plan.gate_before("NAV.queryTaxpayer"), Verdict::Proceed);
    assert_eq!(plan.gate_after("NAV.queryTaxpayer"), Verdict::Crash);
    assert_eq!(plan.gate_before("NAV.queryTaxpayer"), Verdict::Crash);
}

#[tokio::test]
async fn capacity_is_measured_without_the_callers_asking() {
    let (tables, plan) = (fresh_tables().await, FaultPlan::new());
    let client = tables.client(&plan);
    plan.measure_capacity();
    plan.arm(Fault::None);
    let large = text(&"x".repeat(2_500));
    let put =
        client.put_item().table_name("Table").item("pk", text("w")).item("sk", text("1")).item("x", large);
    put.send().await.unwrap();
    let get = client.get_item().table_name("Table").key("pk", text("w")).key("sk", text("1"));
    get.consistent_read(true).send().await.unwrap();
    let counts = plan.counts();
    assert_eq!((counts.write_units, counts.read_units), (3.0, 1.0));
}

#[tokio::test]
async fn capacity_of_a_transaction_is_measured_over_all_its_tables() {
    let (tables, plan) = (fresh_tables().await, FaultPlan::new());
    plan.measure_capacity();
    let item = |table: &str| {
        let put = aws_sdk_dynamodb::types::Put::builder().table_name(table);
        let put = put.item("pk", text("w")).item("sk", text("1")).build().unwrap();
        aws_sdk_dynamodb::types::TransactWriteItem::builder().put(put).build()
    };
    let client = tables.client(&plan);
    let transaction = client.transact_write_items().transact_items(item("Table"));
    transaction.transact_items(item("OutboxTable")).send().await.unwrap();
    assert_eq!(plan.counts().write_units, 4.0, "a transacted write costs twice");
}
