//! Everything that the cloud keeps of a stack: tables, objects, messages, logs, mails, and the API's answers.
//! Not Cognito's mails: passwords that it makes belong there, and MiniStack mails chosen ones too, which AWS
//! refuses.

use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::{Value, json};

use crate::cloud::Cloud;

/// Log lines of one answer, at most.
const AT_ONCE: usize = 10_000;

/// A place and what is there.
pub struct Source {
    pub name: String,
    pub content: Vec<u8>,
}

fn source(name: impl Into<String>, content: impl Into<Vec<u8>>) -> Source {
    Source { name: name.into(), content: content.into() }
}

pub async fn all(cloud: &Cloud) -> Vec<Source> {
    let mut sources = kept(cloud).await;
    sources.push(source("mails", mails(cloud).await));
    sources.push(source("messages of every queue", cloud.peek("sqs/messages").await.to_string()));
    let log = std::fs::read(cloud.ministack.log_file()).expect("MiniStack's log");
    sources.push(source("MiniStack's log", log));
    sources.extend(logs(cloud).await);
    let answers = cloud.answers.lock().expect("no panic inside").join("\n");
    sources.push(source("answers of the API", answers));
    sources
}

/// Items and objects.
pub async fn kept(cloud: &Cloud) -> Vec<Source> {
    let mut sources = Vec::new();
    for table in ["Table", "OutboxTable"] {
        sources.extend(items(cloud, table).await);
    }
    sources.extend(objects(cloud).await);
    sources
}

/// The mails that the system itself sent.
async fn mails(cloud: &Cloud) -> String {
    let all = local_cloud::mails(&cloud.ministack.endpoint()).await.expect("mails");
    let own = all.into_iter().filter(|mail| mail["Type"] == "v2.SendEmail");
    own.map(|mail| mail.to_string() + "\n").collect()
}

async fn items(cloud: &Cloud, table: &str) -> Vec<Source> {
    let name = cloud.stack.resource(table).expect(table);
    let mut pages = cloud.dynamodb().scan().table_name(name).into_paginator().items().send();
    let mut found = Vec::new();
    while let Some(item) = pages.next().await {
        let mut content = Vec::new();
        write(&AttributeValue::M(item.expect("an item")), &mut content);
        found.push(source(table, content));
    }
    found
}

/// Names and values, binary ones as they are.
fn write(value: &AttributeValue, out: &mut Vec<u8>) {
    match value {
        AttributeValue::S(text) | AttributeValue::N(text) => out.extend(text.bytes()),
        AttributeValue::B(bytes) => out.extend(bytes.as_ref()),
        AttributeValue::Ss(texts) | AttributeValue::Ns(texts) => {
            texts.iter().for_each(|text| out.extend(text.bytes()));
        }
        AttributeValue::Bs(all) => all.iter().for_each(|bytes| out.extend(bytes.as_ref())),
        AttributeValue::L(values) => values.iter().for_each(|value| write(value, out)),
        AttributeValue::M(values) => values.iter().for_each(|(name, value)| {
            out.extend(name.bytes());
            out.push(b'=');
            write(value, out);
        }),
        _ => {}
    }
    out.push(b'\n');
}

/// Every version of every document.
async fn objects(cloud: &Cloud) -> Vec<Source> {
    let s3 = aws_sdk_s3::Client::new(&cloud.ministack.sdk_config());
    let bucket = cloud.stack.resource("DocumentsBucket").expect("a bucket");
    let (mut found, mut key, mut version) = (Vec::new(), None, None);
    loop {
        let page =
            s3.list_object_versions().bucket(bucket).set_key_marker(key).set_version_id_marker(version);
        let page = page.send().await.expect("a list");
        for object in page.versions() {
            let name = object.key().unwrap_or_default();
            let get = s3.get_object().bucket(bucket).key(name).set_version_id(object.version_id.clone());
            // Others delete workspaces meanwhile.
            let Ok(got) = get.send().await else { continue };
            let mut content = format!("{name} {:?}\n", got.metadata).into_bytes();
            content.extend(got.body.collect().await.expect("bytes").to_vec());
            found.push(source(format!("object {name}"), content));
        }
        for marker in page.delete_markers() {
            found.push(source(format!("marker {}", marker.key().unwrap_or_default()), ""));
        }
        (key, version) = (page.next_key_marker.clone(), page.next_version_id_marker.clone());
        if key.is_none() {
            return found;
        }
    }
}

/// CloudWatch Logs, without its SDK: two calls do not pay for another crate.
async fn logs(cloud: &Cloud) -> Vec<Source> {
    let groups = call(cloud, "DescribeLogGroups", &json!({})).await;
    let mut found = Vec::new();
    for group in groups["logGroups"].as_array().expect("groups") {
        let name = group["logGroupName"].as_str().expect("a name");
        let (mut content, mut since) = (Vec::new(), 0);
        loop {
            let query = json!({ "logGroupName": name, "limit": AT_ONCE, "startTime": since });
            let page = call(cloud, "FilterLogEvents", &query).await;
            let events = page["events"].as_array().expect("events");
            for event in events {
                content.extend(event["message"].as_str().unwrap_or_default().bytes());
                content.push(b'\n');
            }
            // MiniStack hands out no cursor: the next page begins with the last moment of this one.
            let last = events.last().and_then(|event| event["timestamp"].as_u64());
            match last {
                Some(last) if events.len() >= AT_ONCE && last > since => since = last,
                _ => break,
            }
        }
        found.push(source(format!("log group {name}"), content));
    }
    found
}

async fn call(cloud: &Cloud, operation: &str, query: &Value) -> Value {
    let scope = format!("test/20260101/{}/logs/aws4_request", local_cloud::REGION);
    let request = cloud.http.post(cloud.ministack.endpoint());
    let request = request
        .header("x-amz-target", format!("Logs_20140328.{operation}"))
        .header("content-type", "application/x-amz-json-1.1")
        .header(
            "authorization",
            format!("AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0"),
        );
    let answer = request.body(query.to_string()).send().await.expect("CloudWatch Logs answers");
    answer.json().await.expect("JSON")
}
