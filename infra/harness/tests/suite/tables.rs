use crate::{fresh_tables, put_new, template, text};
use harness::{FaultPlan, HarnessError, TableDefinition, Tables, without};
use serde_json::json;
use std::path::Path;

#[tokio::test]
async fn the_templates_tables_are_there_under_their_logical_ids() {
    let names: Vec<String> =
        TableDefinition::of_template(&template()).unwrap().into_iter().map(|table| table.name).collect();
    assert_eq!(names, ["Table", "OutboxTable"]);
    let tables = fresh_tables().await;
    assert_eq!(tables.dump().unwrap(), json!({ "Table": {}, "OutboxTable": {} }));
}

#[tokio::test]
async fn a_template_without_tables_or_a_missing_file_is_named() {
    let missing = Tables::from_template(Path::new("no/such.yaml")).await.err().unwrap();
    assert!(matches!(&missing, HarnessError::TemplateUnreadable { .. }));
    assert!(missing.to_string().contains("no/such.yaml"), "{missing}");
    let cargo_toml = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/main.rs");
    assert!(TableDefinition::of_template(&cargo_toml).is_err());
}

#[tokio::test]
async fn a_dump_has_every_item_beyond_one_page_of_a_scan() {
    let tables = fresh_tables().await;
    let client = tables.client(&FaultPlan::new());
    for number in 0..6 {
        let put =
            client.put_item().table_name("Table").item("pk", text("w")).item("sk", text(&number.to_string()));
        put.item("x", text(&"x".repeat(300_000))).send().await.unwrap();
    }
    let dump = without(tables.dump().unwrap(), &["x"]);
    assert_eq!(dump["Table"].as_object().unwrap().len(), 6);
    assert_eq!(dump["Table"]["w | 5"], json!({ "pk": { "S": "w" }, "sk": { "S": "5" } }));
}

#[tokio::test]
async fn two_engines_share_nothing() {
    let (one, other) = (fresh_tables().await, fresh_tables().await);
    put_new(&one.client(&FaultPlan::new()), "Table", ("w", "1")).await.unwrap();
    assert_eq!(other.dump().unwrap()["Table"], json!({}));
}

#[tokio::test]
async fn a_stream_hands_over_inserts_only_in_order_and_again_until_it_is_told_where_to_go_on() {
    let tables = fresh_tables().await;
    let client = tables.client(&FaultPlan::new());
    for sort_key in ["1", "2", "3"] {
        put_new(&client, "OutboxTable", ("w", sort_key)).await.unwrap();
        let delete = client.delete_item().table_name("OutboxTable").key("pk", text("w")).key("sk", text("2"));
        delete.send().await.unwrap();
    }
    let sort_keys = |after: Option<&str>, limit| {
        let event = tables.inserts("OutboxTable", after, limit).unwrap();
        let keys: Vec<String> = event
            .records
            .iter()
            .map(|record| serde_json::to_value(&record.change.new_image).unwrap()["sk"]["S"].to_string())
            .collect();
        (keys, event.records.last().and_then(|record| record.change.sequence_number.clone()))
    };
    let (two, position) = sort_keys(None, 2);
    assert_eq!(two, [r#""1""#, r#""2""#]);
    assert_eq!(sort_keys(None, 2).0, two, "not consumed");
    let (rest, position) = sort_keys(position.as_deref(), 100);
    assert_eq!(rest, [r#""3""#]);
    assert_eq!(sort_keys(position.as_deref(), 100).0, [""; 0]);
    let record = tables.inserts("OutboxTable", None, 1).unwrap().records.remove(0);
    assert_eq!(record.event_name, "INSERT");
    assert!(record.event_source_arn.unwrap().contains("table/OutboxTable/stream/"));
    assert!(matches!(tables.inserts("Table", None, 1), Err(HarnessError::NoStream(_))));
}
