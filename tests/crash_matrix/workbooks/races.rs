//! Imports that come twice at the same time, and what people do to the books in between.

use aws_lambda_events::sqs::{SqsEvent, SqsMessage};
use aws_sdk_dynamodb::types::AttributeValue;
use domain::{
    chart::LedgerAccount,
    exchange::{Failure, Import, ImportState, Outcome, WorkbookKind},
    messages::ImportMessage,
    partner::Partner,
    record::RecordKind,
};
use harness::FaultPlan;
use serde_json::{Value, json};
use store::{keys, records::Used};
use world::{Round, World};

use super::{JOB, add_account, ask, asks, id, import, small_steps, upload};
use crate::{
    cloud,
    scenario::{OWNER, WORKSPACE, begin, limits},
};

/// An account of the books.
const ABOVE: &str = "1700";

/// A world in which a file was checked.
async fn checked(kind: WorkbookKind, file: &[u8]) -> World {
    let mut world = World::new(cloud().await, FaultPlan::new(), begin(), limits()).await.unwrap();
    world.exchange = small_steps();
    world.open_books(WORKSPACE, OWNER, begin()).await.unwrap();
    add_account(&world, ABOVE).await;
    ask(&world, kind).await;
    upload(&world, file).await;
    drain(&mut world).await;
    world
}

async fn drain(world: &mut World) {
    world.drain(&mut Round::default()).await.unwrap();
}

async fn commit(world: &World) {
    let token = import(world).await.check.map(|check| check.token);
    let body = json!({ "token": token, "mode": "valid-rows" });
    asks(world, &format!("/imports/{JOB}/commit"), Some(body)).await.unwrap();
}

/// A message that goes on with the import.
fn step() -> Value {
    json!(ImportMessage { workspace: WORKSPACE, import: JOB })
}

/// What S3 says of an upload that it numbers so.
fn upload_told(number: Option<&str>) -> Value {
    json!({ "Records": [{
        "eventVersion": "2.1", "eventSource": "aws:s3", "awsRegion": "eu-central-1",
        "eventTime": "2026-11-23T10:00:00.000Z", "eventName": "ObjectCreated:Put",
        "userIdentity": { "principalId": "A" }, "requestParameters": { "sourceIPAddress": "127.0.0.1" },
        "responseElements": {},
        "s3": {
            "s3SchemaVersion": "1.0", "configurationId": "Uploads",
            "bucket": { "name": "b", "ownerIdentity": { "principalId": "A" }, "arn": "arn:aws:s3:::b" },
            "object": { "key": store::files::upload(WORKSPACE, JOB), "sequencer": number },
        },
    }] })
}

/// Works a message beside those of the queue; how many are to come again.
async fn work(world: &World, body: Value) -> usize {
    let mut message = SqsMessage::default();
    message.message_id = Some("1".into());
    message.body = Some(body.to_string());
    let mut event = SqsEvent::default();
    event.records = vec![message];
    let answer = import_workbook::handle(&world.import_workbook(), event).await.unwrap();
    answer.batch_item_failures.len()
}

fn written(import: &Import) -> (u32, u32, u32, u32) {
    let commit = import.commit.as_ref().unwrap();
    (commit.new, commit.changed, commit.unchanged, commit.failed)
}

#[tokio::test]
async fn two_messages_of_one_commit_write_each_row_once() {
    let rows: String = (0..20).map(|row| format!("S-{row};Koivu {row} Oy;yes\n")).collect();
    let file = format!("code;name;supplier\n{rows}");
    let mut world = checked(WorkbookKind::Partners, file.as_bytes()).await;
    commit(&world).await;
    commit(&world).await;
    let mut came_again = 0;
    for _ in 0..6 {
        let (one, other) = tokio::join!(work(&world, step()), work(&world, step()));
        came_again += one + other;
    }
    assert!(came_again > 0, "the two never met");
    drain(&mut world).await;
    let done = import(&world).await;
    assert_eq!((done.state, written(&done)), (ImportState::Committed, (20, 0, 0, 0)));
    let partners = world.store().all_records::<Partner>(WORKSPACE).await.unwrap();
    assert_eq!(partners.len(), 21, "twenty and the customer of the books");
    assert!(partners.iter().all(|partner| partner.version == 1));
    assert_eq!(world.store().import_at_work(WORKSPACE, WorkbookKind::Partners).await.unwrap(), None);
}

#[tokio::test]
async fn a_file_that_takes_the_others_place_before_the_commit_begins_is_checked() {
    let mut world = checked(WorkbookKind::Partners, b"code;name;supplier\nS-1;Koivu Oy;yes\n").await;
    commit(&world).await;
    upload(&world, b"code;name;supplier\nS-1;Koivu Oy;yes\nS-2;Haapa Oy;yes\n").await;
    assert_eq!(work(&world, upload_told(Some("FF"))).await, 1, "it waits for the commit to begin");
    assert_eq!(work(&world, step()).await, 0);
    drain(&mut world).await;
    let now = import(&world).await;
    let check = now.check.unwrap();
    assert_eq!((now.state, check.counts.new, now.overtaken), (ImportState::Checked, 2, true));
    assert!(now.commit.is_none(), "the commit was of another file");
    assert_eq!(world.store().import_at_work(WORKSPACE, WorkbookKind::Partners).await.unwrap(), None);
    commit(&world).await;
    drain(&mut world).await;
    assert_eq!(written(&import(&world).await), (2, 0, 0, 0));
}

#[tokio::test]
async fn an_upload_is_checked_once_however_often_it_is_told() {
    let mut world = checked(WorkbookKind::Partners, b"code;name;supplier\nS-1;Koivu Oy;yes\n").await;
    let before = import(&world).await;
    assert_eq!(work(&world, upload_told(before.upload.as_deref())).await, 0);
    assert_eq!(work(&world, upload_told(Some("00"))).await, 0, "an older one");
    assert_eq!(import(&world).await, before);
    drain(&mut world).await;
}

#[tokio::test]
async fn below_an_account_that_entries_went_to_meanwhile_nothing_is_put() {
    let file = b"number;name\n17009;Below\n170091;Below it\n18009;Beside\n";
    let mut world = checked(WorkbookKind::LedgerAccounts, file).await;
    commit(&world).await;
    assert_eq!(work(&world, step()).await, 0, "the books are as the dry run saw them");
    let posted = Used { kind: RecordKind::LedgerAccount, id: id(ABOVE), by_default: false, posted: true };
    world.store().mark_used(WORKSPACE, &[posted]).await.unwrap();
    drain(&mut world).await;
    let done = import(&world).await;
    assert_eq!((done.state, written(&done)), (ImportState::Committed, (1, 0, 0, 2)));
    let told = world.store().imported_rows(WORKSPACE, JOB, 0, 100).await.unwrap().items;
    let told = told.into_iter().flat_map(|(_, rows)| rows);
    let why = Failure::of("account-parent-used").with("parent", ABOVE);
    let told: Vec<_> = told.map(|row| (row.row, row.outcome, row.reason)).collect();
    assert_eq!(told, [(2, Outcome::Failed, Some(why.clone())), (3, Outcome::Failed, Some(why))]);
    let accounts = world.store().all_records::<LedgerAccount>(WORKSPACE).await.unwrap();
    let numbers: Vec<&str> = accounts.iter().map(|account| account.id.as_str()).collect();
    assert_eq!(numbers, [ABOVE, "18009"]);
}

#[tokio::test]
async fn a_record_that_cannot_be_read_does_not_keep_the_others() {
    let file = b"code;name;supplier\nS-1;Koivu Oy;yes\nS-2;Haapa Oy;yes\nS-3;Leppa Oy;yes\n";
    let mut world = checked(WorkbookKind::Partners, file).await;
    commit(&world).await;
    drain(&mut world).await;
    let partners = world.store().all_records::<Partner>(WORKSPACE).await.unwrap();
    let broken = partners.iter().find(|partner| partner.data.code.as_deref() == Some("S-2")).unwrap();
    let key = keys::record(WORKSPACE, RecordKind::Partner, &broken.id);
    let update = world.tables.client(&FaultPlan::new()).update_item().table_name("Table");
    let update = update
        .key(keys::PARTITION, AttributeValue::S(key.partition))
        .key(keys::SORT, AttributeValue::S(key.sort))
        .update_expression("REMOVE updated_at");
    update.send().await.unwrap();
    asks(&world, &format!("/imports/{JOB}/undo"), None).await.unwrap();
    drain(&mut world).await;
    let undo = import(&world).await.undo.unwrap();
    assert_eq!((undo.reversed, undo.kept, undo.failed, undo.skipped), (2, 0, 1, 0));
    let told = world.store().imported_rows(WORKSPACE, JOB, 0, 100).await.unwrap().items;
    let failed = told.into_iter().flat_map(|(_, rows)| rows).find(|row| row.outcome == Outcome::Failed);
    assert_eq!(failed.unwrap().reason, Some(Failure::of("row-unreadable")));
    assert_eq!(world.store().import_at_work(WORKSPACE, WorkbookKind::Partners).await.unwrap(), None);
}
